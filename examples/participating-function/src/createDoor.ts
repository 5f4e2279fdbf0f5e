import { type CpmAddress, cpmAddress, explain, plan, type ServiceProviderPolicy } from 'cpm-routing'
import type { InputError } from 'cpm-routing/wire'
import { readSipRequest, standaloneMessageFromSip } from 'cpm-routing/wire/sip'
import type { Recipients } from './createRecipients.js'
import type { Registrations } from './createRegistrations.js'
import type { Sessions } from './createSessions.js'
import type { People } from './Facts.js'
import { type Log, reasonOf } from './Log.js'
import type { Incoming } from './sip/openTransactions.js'
import { headerOf, headersOf, listOf, parameterOf, uriOf } from './sip/SipMessage.js'
import type { Records } from './storage/records.js'

export interface DoorOptions {
  readonly people: People
  readonly policy: ServiceProviderPolicy
  readonly records: Records
  readonly recipients: Recipients
  readonly registrations: Registrations
  readonly sessions: Sessions
  readonly now: () => number
  readonly log: Log
  /** Gives a new identity. */
  readonly mint: () => string
}

/** Where requests come in. */
export interface Door {
  /** Takes a request; whatever happens, it is answered or it can come again. */
  readonly take: (incoming: Incoming) => Promise<void>
  /** Answers the request of a transaction that is still open. */
  readonly answer: (transaction: string, status: number, reason: string) => void
  readonly isOpen: () => boolean
  /** Takes no new message from now on. */
  readonly close: () => void
}

/** The SIP status for a message that cannot be read. */
const statusOf = (errors: readonly InputError[]): readonly [number, string] => {
  const is = (code: string, place: RegExp): boolean =>
    errors.some((error) => error.code === code && place.test(error.path))
  return is('unsupported', /^Require/)
    ? [420, 'Bad Extension']
    : is('outOfRange', /^Max-Forwards/)
      ? [483, 'Too Many Hops']
      : is('tooLarge', /^/)
        ? [413, 'Request Entity Too Large']
        : [400, 'Bad Request']
}

/** What is the same when a request comes again, and only then. */
const transactionOf = ({ message }: Incoming): string => {
  const [via = ''] = listOf(headersOf(message, 'Via'))
  const parts = [parameterOf(via, 'branch'), headerOf(message, 'Call-ID'), headerOf(message, 'CSeq')]
  return JSON.stringify([...parts, parameterOf(headerOf(message, 'From'), 'tag')])
}

const addressIn = (value: string): CpmAddress | undefined => {
  const address = cpmAddress(uriOf(value))
  return address._tag === 'Some' ? address.value : undefined
}

export const createDoor = (options: DoorOptions): Door => {
  const { people, policy, records, recipients, registrations, sessions, now, log, mint } = options
  const waiting = new Map<string, Incoming>()
  let isOpen = true

  const answer: Door['answer'] = (transaction, status, reason) => {
    waiting.get(transaction)?.respond(status, reason)
    waiting.delete(transaction)
  }

  const takeMessage = async (incoming: Incoming): Promise<void> => {
    const transaction = transactionOf(incoming)
    const entryId = mint()
    const receivedAt = now()
    const sip = readSipRequest(incoming.message.bytes)
    const receipt = { entryId, receivedAt, messageId: entryId, correlation: transaction }
    const read = sip._tag === 'Right' ? standaloneMessageFromSip(sip.right.value, receipt) : sip
    if (read._tag === 'Left') {
      log('message refused', { errors: read.left })
      incoming.respond(...statusOf(read.left))
      return
    }
    const message = read.right.value
    waiting.set(transaction, incoming)
    const isStored = await recipients.happen(message.recipient, async (recipient, queue) => {
      const received = { recipient: message.recipient, entryId, transaction, bytes: incoming.message.bytes }
      // The same request again: after an attempt that was in vain, or after a restart.
      const kept = await records.keepMessage(received)
      if (kept._tag === 'Answered') {
        answer(transaction, kept.status, kept.reason)
        return undefined
      }
      const at = now()
      const count = policy.longestQueue === undefined ? 0 : plan(queue, recipient, policy, at).messages.length
      const held = { ...message, entryId: kept.entryId }
      const request = { message: held, recipient: { ...recipient, waiting: count }, policy, now: at }
      const { decision, trace } = explain(request)
      log('decision', { entryId: held.entryId, recipient: message.recipient.uri, decision, trace })
      return { _tag: 'MessageRouted', at, message: held, decision }
    })
    if (!isStored) {
      waiting.delete(transaction)
      incoming.respond(503, 'Service Unavailable', [{ name: 'Retry-After', value: '10' }])
    }
  }

  /** The device of a recipient whose client it is that has sent a request. */
  const deviceOf = async (incoming: Incoming, recipient: CpmAddress): Promise<string | undefined> => {
    const [contact = ''] = listOf(headersOf(incoming.message, 'Contact'))
    const instance = /;\s*\+sip\.instance="<([^>"]*)>"/i.exec(contact)?.[1]
    const { clients } = await people.facts(recipient)
    return clients.find((client) => client.deviceId === instance || client.contact === uriOf(contact))?.deviceId
  }

  const takeInvite = async (incoming: Incoming): Promise<void> => {
    const asserted = headerOf(incoming.message, 'P-Asserted-Identity') || headerOf(incoming.message, 'From')
    const recipient = addressIn(asserted)
    const deviceId = recipient === undefined ? undefined : await deviceOf(incoming, recipient)
    if (recipient === undefined || deviceId === undefined) {
      incoming.respond(403, 'Forbidden')
      return
    }
    await sessions.establish(incoming, recipient, deviceId)
  }

  const take = async (incoming: Incoming): Promise<void> => {
    const { message, respond } = incoming
    const isInDialog = parameterOf(headerOf(message, 'To'), 'tag') !== undefined
    if (message.method === 'NOTIFY') {
      await registrations.notify(incoming)
    } else if (isInDialog && (await sessions.take(incoming))) {
      return
    } else if (isInDialog) {
      respond(481, 'Call/Transaction Does Not Exist')
    } else if (!isOpen) {
      respond(503, 'Service Unavailable', [{ name: 'Retry-After', value: '10' }])
    } else if (message.method === 'MESSAGE') {
      await takeMessage(incoming)
    } else if (message.method === 'INVITE') {
      await takeInvite(incoming)
    } else if (message.method === 'REGISTER') {
      const recipient = addressIn(headerOf(message, 'To'))
      await (recipient === undefined ? respond(400, 'Bad Request') : registrations.register(incoming, recipient))
    } else if (message.method === 'OPTIONS') {
      respond(200, 'OK')
    } else {
      respond(405, 'Method Not Allowed', [{ name: 'Allow', value: 'MESSAGE, INVITE, ACK, BYE, NOTIFY, OPTIONS' }])
    }
  }

  return {
    take: async (incoming) => {
      try {
        await take(incoming)
      } catch (thrown) {
        log('request failed', { method: incoming.message.method, reason: reasonOf(thrown) })
        incoming.respond(500, 'Server Internal Error')
      }
    },
    answer,
    isOpen: () => isOpen,
    close: () => {
      isOpen = false
    },
  }
}
