import { randomUUID } from 'node:crypto'
import type { Selection, SelectionOutcome } from 'cpm-routing'
import { type DeferredMessageNotice } from 'cpm-routing'
import { readDeferredMessageNotification } from 'cpm-routing/wire/outgoing'
import { resultsType, selectionType } from '../../src/createSessions.js'
import { headerOf, headersOf, type SipMessage, uriOf, writeSipMessage } from '../../src/sip/SipMessage.js'
import { featureTag } from './messages.js'
import type { Client } from './openDomain.js'

/** The messages that an in-band notification tells of. */
export const noticesIn = (notification: SipMessage): readonly DeferredMessageNotice[] => {
  const read = readDeferredMessageNotification(headerOf(notification, 'Content-Type'), notification.body)
  return read._tag === 'Right' ? read.right.value : []
}

/** A client's session for deferred messages, from its side. */
export interface ClientSession {
  readonly status: number
  /** What comes in the session next: a retrieved message, or the results. */
  readonly next: () => Promise<{ readonly message: SipMessage; readonly results?: readonly SelectionOutcome[] }>
  readonly end: () => Promise<number>
}

/** Sets up a session that asks for something to be done with messages. */
export const openSession = async (
  { agent, contact, deviceId }: Client,
  corePort: number,
  user: string,
  selections: readonly Selection[],
): Promise<ClientSession> => {
  const callId = randomUUID()
  const from = `<${user}>;tag=${callId.slice(0, 8)}`
  const answer = await agent.request(
    corePort,
    'INVITE',
    'sip:deferred@home2.example',
    [
      { name: 'From', value: from },
      { name: 'To', value: '<sip:deferred@home2.example>' },
      { name: 'Call-ID', value: callId },
      { name: 'Contact', value: `<${contact}>;+sip.instance="<${deviceId}>"` },
      { name: 'P-Asserted-Identity', value: `<${user}>` },
      { name: 'Accept-Contact', value: `*;${featureTag('deferred')}` },
      { name: 'Content-Type', value: selectionType },
    ],
    Buffer.from(JSON.stringify({ selections })),
  )
  const routes = [...headersOf(answer, 'Record-Route')].reverse().map((value) => ({ name: 'Route', value }))
  const target = uriOf(headerOf(answer, 'Contact'))
  const inDialog = [
    { name: 'From', value: from },
    { name: 'To', value: headerOf(answer, 'To') },
    { name: 'Call-ID', value: callId },
    ...routes,
  ]
  if (answer.status === 200) {
    const via = { name: 'Via', value: `SIP/2.0/UDP 127.0.0.1:${agent.port};branch=z9hG4bK${randomUUID()}` }
    const headers = [via, { name: 'Max-Forwards', value: '70' }, ...inDialog, { name: 'CSeq', value: '1 ACK' }]
    agent.sendTo(corePort, writeSipMessage(`ACK ${target} SIP/2.0`, headers, Buffer.alloc(0)))
  }
  return {
    status: answer.status,
    next: async () => {
      const message = await agent.next('MESSAGE')
      return headerOf(message, 'Content-Type') === resultsType
        ? {
            message,
            results: (JSON.parse(message.body.toString()) as { readonly results: readonly SelectionOutcome[] }).results,
          }
        : { message }
    },
    end: async () =>
      (await agent.request(corePort, 'BYE', target, [...inDialog, { name: 'CSeq', value: '2 BYE' }])).status,
  }
}
