import type { CpmAddress, CpmClient, Deliver, SendToClient } from 'cpm-routing'
import { type PromisedAnswer, refused, type SipIpCore } from 'cpm-routing/effects'
import { readCpim } from 'cpm-routing/wire/cpim'
import {
  type Delivery,
  imdnFor,
  type TypedBody,
  writeDeferredMessageNotification,
  writeDelivery,
} from 'cpm-routing/wire/outgoing'
import { resultsType, type Sessions } from './createSessions.js'
import { deviceAnswers, type Told } from './deviceAnswers.js'
import { digest, portAnswer, type SipCore } from './SipCore.js'
import { type Header, headerOf, readSipMessage } from './sip/SipMessage.js'
import type { Records } from './storage/records.js'

const services = 'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.'
const acceptContact = (service: string): Header => ({
  name: 'Accept-Contact',
  value: `*;+g.3gpp.icsi-ref="${encodeURIComponent(`${services}${service}`)}"`,
})

export interface SipIpCoreOptions {
  readonly core: SipCore
  readonly records: Records
  readonly sessions: Sessions
  /** The clients of a recipient as they are known now. */
  readonly clientsOf: (recipient: CpmAddress) => Promise<readonly CpmClient[]>
  /** Answers the request of a transaction, where it is still open. */
  readonly answer: (transaction: string, status: number, reason: string) => void
  readonly now: () => number
}

/** The way to clients and to the originator's side, over SIP. */
export const createSipIpCore = (options: SipIpCoreOptions): SipIpCore<PromisedAnswer> => {
  const { core, records, sessions, clientsOf, answer, now } = options

  const contactOf = async (recipient: CpmAddress, deviceId: string): Promise<string | undefined> =>
    (await clientsOf(recipient)).find((client) => client.deviceId === deviceId)?.contact

  const pass = async (
    recipient: CpmAddress,
    { entryId, actionId }: { readonly entryId: string; readonly actionId: string },
    delivery: Delivery,
  ): PromisedAnswer => {
    const bytes = await records.messageBytes(recipient, entryId)
    const written = bytes === undefined ? undefined : writeDelivery(bytes, delivery)
    return written?._tag === 'Right'
      ? portAnswer(await core.pass(written.right.value, actionId, recipient))
      : refused({
          status: 500,
          reason: written === undefined ? 'the message is gone' : 'the message cannot be sent on',
        })
  }

  const toClient = async (action: SendToClient | Deliver, recipient: CpmAddress): PromisedAnswer => {
    const contact = await contactOf(recipient, action.deviceId)
    return contact === undefined
      ? refused({ status: 480, reason: 'the client is not registered any more' })
      : pass(recipient, action, { contact, ...(action.insertTargetAddress ? { targetAddress: recipient } : {}) })
  }

  /** A MESSAGE of this server's own; the same action gives the same request. */
  const tell = async (to: string, from: string, key: string, headers: readonly Header[], content: TypedBody) =>
    portAnswer(
      await core.send({
        method: 'MESSAGE',
        requestUri: to,
        from: `<${from}>;tag=${key.slice(0, 12)}`,
        to: `<${to}>`,
        callId: `${key}@${core.sentBy}`,
        headers: [...headers, { name: 'Content-Type', value: content.contentType }],
        body: content.body,
        occasion: key,
      }),
    )

  return {
    respond: async ({ correlation = '', status, reason }) => {
      await records.keepAnswer(correlation, { status, reason }, now())
      answer(correlation, status, reason)
      return undefined
    },
    send: toClient,
    deliver: async (action, recipient) => {
      if (action.via === 'core' || action.sessionId === undefined) {
        return toClient(action, recipient)
      }
      const bytes = await records.messageBytes(recipient, action.entryId)
      const message = bytes === undefined ? undefined : readSipMessage(Buffer.from(bytes))
      if (message === undefined) {
        return refused({ status: 500, reason: 'the message is gone' })
      }
      const type = headerOf(message, 'Content-Type')
      const outcome = await sessions.send(action.sessionId, 'MESSAGE', type, message.body)
      return outcome === undefined ? refused({ status: 481, reason: 'the session has ended' }) : portAnswer(outcome)
    },
    forward: (action, recipient) =>
      pass(recipient, action, {
        forwardTo: action.to,
        ...(action.insertTargetAddress ? { targetAddress: recipient } : {}),
      }),
    notifyInBand: async ({ actionId, to, messages }, recipient) => {
      const content = writeDeferredMessageNotification(messages)
      const told = to.map(async (deviceId): Promise<Told> => {
        const contact = await contactOf(recipient, deviceId)
        const key = digest(recipient.canonical, actionId, deviceId)
        const answer =
          contact === undefined
            ? refused({ status: 480, reason: 'the client is not registered any more' })
            : await tell(contact, core.self, key, [acceptContact('deferred')], content)
        return { deviceId, answer }
      })
      return deviceAnswers(await Promise.all(told))
    },
    reportResults: async ({ sessionId, results }) => {
      const body = Buffer.from(JSON.stringify({ results }))
      const outcome = await sessions.send(sessionId, 'MESSAGE', resultsType, body)
      return outcome === undefined ? refused({ status: 481, reason: 'the session has ended' }) : portAnswer(outcome)
    },
    endSession: async ({ sessionId }) => {
      const outcome = await sessions.send(sessionId, 'BYE', '', Buffer.alloc(0))
      return outcome === undefined ? undefined : portAnswer(outcome)
    },
    sendDeliveryNotification: async ({ actionId, entryId, message, status }, recipient) => {
      const bytes = await records.messageBytes(recipient, entryId)
      const received = bytes === undefined ? undefined : readSipMessage(Buffer.from(bytes))
      const cpim = received === undefined ? undefined : readCpim(received.body)
      const key = digest(recipient.canonical, actionId)
      const written = imdnFor(message, status, {
        from: recipient,
        messageId: key,
        ...(cpim?._tag === 'Right' ? { cpim: cpim.right.value } : {}),
      })
      if (written._tag === 'Left') {
        return refused({ reason: JSON.stringify(written.left) })
      }
      const asserted: readonly Header[] = [
        { name: 'P-Asserted-Identity', value: `<${recipient.uri}>` },
        { name: 'P-Asserted-Service', value: `${services}msg` },
        acceptContact('msg'),
      ]
      return tell(written.right.value.to, recipient.uri, key, asserted, written.right.value)
    },
  }
}
