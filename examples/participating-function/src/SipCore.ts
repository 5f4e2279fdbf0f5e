import { createHash } from 'node:crypto'
import type { CpmAddress } from 'cpm-routing'
import { outcomeUnknown, type PortAnswer, type PortError, refused, unavailable } from 'cpm-routing/effects'
import type { Flow } from './sip/openTransport.js'
import { type Header, readSipMessage } from './sip/SipMessage.js'
import type { Outcome, Transactions } from './sip/openTransactions.js'

/** A text made of another one that says nothing of it: the same every time. */
export const digest = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32)

/** A request of this server, but for what a transaction needs. */
export interface Request {
  readonly method: string
  readonly requestUri: string
  readonly from: string
  readonly to: string
  readonly callId: string
  readonly sequence?: number
  readonly headers?: readonly Header[]
  readonly body?: Uint8Array
  /** What the branch is made of, where it is to be the same on every retry. */
  readonly occasion?: string
}

/** The way to the SIP/IP core. */
export interface SipCore {
  /** The address of this server, as requests of its own have it. */
  readonly self: string
  /** Where this server is reached: host and port. */
  readonly sentBy: string
  readonly send: (request: Request) => Promise<Outcome>
  /**
   * Sends a message on that came in, to the same effect however often it is asked for: Call-ID, CSeq and branch are made of the action
   * and the recipient, so that the other side takes a second one for a retransmission.
   */
  readonly pass: (bytes: Uint8Array, actionId: string, recipient: CpmAddress) => Promise<Outcome>
}

/** What of a request belongs to the hop it came over. */
const ofTheHop = ['via', 'route', 'record-route', 'call-id', 'cseq', 'content-length', 'from', 'contact']

/** The next hop of a server with one outbound proxy. */
export const createSipCore = (transactions: Transactions, next: Flow, self: string, host: string): SipCore => {
  const sentBy = `${host}:${transactions.port}`
  const send: SipCore['send'] = ({
    method,
    requestUri,
    from,
    to,
    callId,
    sequence = 1,
    headers = [],
    body,
    occasion,
  }) =>
    transactions.request(
      {
        method,
        requestUri,
        headers: [
          { name: 'Max-Forwards', value: '70' },
          { name: 'From', value: from },
          { name: 'To', value: to },
          { name: 'Call-ID', value: callId },
          { name: 'CSeq', value: `${sequence} ${method}` },
          ...headers,
        ],
        body: body ?? Buffer.alloc(0),
        ...(occasion === undefined ? {} : { branch: `z9hG4bK${digest(occasion)}` }),
      },
      next,
    )
  return {
    self,
    sentBy,
    send,
    pass: async (bytes, actionId, { canonical }) => {
      const message = readSipMessage(Buffer.from(bytes))
      if (message === undefined) {
        return 'unreachable'
      }
      const key = digest(canonical, actionId)
      const from = message.headers.find(({ name }) => name.toLowerCase() === 'from')?.value ?? self
      const kept = message.headers.filter(({ name }) => !ofTheHop.includes(name.toLowerCase()))
      return transactions.request(
        {
          method: message.method,
          requestUri: message.requestUri,
          headers: [
            { name: 'From', value: from.replace(/;tag=[^;,\s]*/i, `;tag=${key.slice(0, 12)}`) },
            { name: 'Call-ID', value: `${key}@${host}` },
            { name: 'CSeq', value: `1 ${message.method}` },
            ...kept,
          ],
          body: message.body,
          branch: `z9hG4bK${key}`,
        },
        next,
      )
    },
  }
}

/** What a port says of the outcome of a request. */
export const portAnswer = (outcome: Outcome): PortAnswer | PortError => {
  if (outcome === 'timeout') {
    return outcomeUnknown({ reason: 'no final answer in time' })
  }
  if (outcome === 'unreachable') {
    return unavailable({ reason: 'the next hop cannot be reached' })
  }
  const { status, reason } = outcome
  return status < 300 ? { status } : refused({ status, reason })
}
