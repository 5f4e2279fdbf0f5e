import type { CpmAddress, QueueEvent, Selection } from 'cpm-routing'
import { requestedActions } from 'cpm-routing'
import type { Log } from './Log.js'
import type { Incoming, Outcome } from './sip/openTransactions.js'
import { type Header, headerOf, headersOf, listOf, parameterOf, uriOf } from './sip/SipMessage.js'
import type { SipCore } from './SipCore.js'

/** What a client says in its session: a JSON document in the INVITE that sets it up, or in a MESSAGE of the session. */
export const selectionType = 'application/vnd.cpm-routing.deferred-selection+json'
/** What has become of the messages that it named. */
export const resultsType = 'application/vnd.cpm-routing.deferred-results+json'

/** A client's session for deferred messages: a dialog of SIP without media, which is no CPM session (NTF-12). */
interface Session {
  readonly recipient: CpmAddress
  readonly deviceId: string
  readonly callId: string
  readonly local: string
  readonly remote: string
  readonly target: string
  readonly routes: readonly Header[]
  sequence: number
}

/** The sessions of all clients. */
export interface Sessions {
  /** Takes an INVITE of a client of a recipient. */
  readonly establish: (incoming: Incoming, recipient: CpmAddress, deviceId: string) => Promise<void>
  /** Takes a request inside a session; false where there is no such session. */
  readonly take: (incoming: Incoming) => Promise<boolean>
  readonly send: (
    sessionId: string,
    method: string,
    contentType: string,
    body: Uint8Array,
  ) => Promise<Outcome | undefined>
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** What a client selects: every selection that is one; undefined where the document is none. */
const readSelections = (body: Uint8Array): readonly Selection[] | undefined => {
  try {
    const { selections } = JSON.parse(decoder.decode(body)) as { readonly selections?: unknown }
    const list = Array.isArray(selections) ? (selections as readonly Partial<Selection>[]) : []
    const valid = list.flatMap(({ entryId, action }) =>
      typeof entryId === 'string' && action !== undefined && requestedActions.includes(action)
        ? [{ entryId, action }]
        : [],
    )
    return valid.length === list.length ? valid : undefined
  } catch {
    return undefined
  }
}

export interface SessionsOptions {
  readonly core: SipCore
  readonly happen: (recipient: CpmAddress, event: QueueEvent) => Promise<boolean>
  readonly now: () => number
  readonly log: Log
}

export const createSessions = ({ core, happen, now, log }: SessionsOptions): Sessions => {
  const sessions = new Map<string, Session>()

  const end = async (sessionId: string): Promise<void> => {
    const session = sessions.get(sessionId)
    if (session !== undefined) {
      sessions.delete(sessionId)
      await happen(session.recipient, { _tag: 'SessionEnded', at: now(), sessionId, deviceId: session.deviceId })
    }
  }

  const select = async (sessionId: string, session: Session, body: Uint8Array): Promise<boolean> => {
    const selections = readSelections(body)
    if (selections === undefined) {
      return false
    }
    const { recipient, deviceId } = session
    await happen(recipient, { _tag: 'MessagesSelected', at: now(), sessionId, deviceId, selections })
    return true
  }

  return {
    establish: async ({ message, respond, localTag }, recipient, deviceId) => {
      const sessionId = headerOf(message, 'Call-ID')
      if (readSelections(message.body) === undefined || headerOf(message, 'Content-Type') !== selectionType) {
        respond(415, 'Unsupported Media Type', [{ name: 'Accept', value: selectionType }])
        return
      }
      const session: Session = {
        recipient,
        deviceId,
        callId: sessionId,
        local: `${headerOf(message, 'To')};tag=${localTag}`,
        remote: headerOf(message, 'From'),
        target: uriOf(headerOf(message, 'Contact')),
        routes: listOf(headersOf(message, 'Record-Route')).map((value) => ({ name: 'Route', value })),
        sequence: 0,
      }
      sessions.set(sessionId, session)
      if (!(await happen(recipient, { _tag: 'SessionEstablished', at: now(), sessionId, deviceId }))) {
        sessions.delete(sessionId)
        respond(503, 'Service Unavailable', [{ name: 'Retry-After', value: '10' }])
        return
      }
      respond(200, 'OK', [{ name: 'Contact', value: `<sip:${core.sentBy}>` }])
      log('session established', { recipient: recipient.uri, deviceId, sessionId })
      await select(sessionId, session, message.body)
    },
    take: async ({ message, respond }) => {
      const sessionId = headerOf(message, 'Call-ID')
      const session = sessions.get(sessionId)
      if (
        session === undefined ||
        parameterOf(headerOf(message, 'From'), 'tag') !== parameterOf(session.remote, 'tag')
      ) {
        return false
      }
      if (message.method === 'BYE') {
        respond(200, 'OK')
        log('session ended', { recipient: session.recipient.uri, sessionId })
        await end(sessionId)
      } else if (message.method === 'MESSAGE') {
        const isTaken = await select(sessionId, session, message.body)
        respond(isTaken ? 200 : 415, isTaken ? 'OK' : 'Unsupported Media Type')
      } else {
        respond(405, 'Method Not Allowed')
      }
      return true
    },
    send: async (sessionId, method, contentType, body) => {
      const session = sessions.get(sessionId)
      if (session === undefined) {
        return undefined
      }
      session.sequence += 1
      const outcome = await core.send({
        method,
        requestUri: session.target,
        from: session.local,
        to: session.remote,
        callId: session.callId,
        sequence: session.sequence,
        headers: [...session.routes, ...(body.length === 0 ? [] : [{ name: 'Content-Type', value: contentType }])],
        body,
      })
      // 408 and 481 end a dialog (RFC 3261, 12.2.1.2); so does what nobody answers.
      const isGone = outcome === 'timeout' || (outcome !== 'unreachable' && [408, 481].includes(outcome.status))
      if (method === 'BYE' || isGone) {
        await end(sessionId)
      }
      return outcome
    },
  }
}
