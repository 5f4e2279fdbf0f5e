import { randomBytes } from 'node:crypto'
import { answerFlow, answerHeaders } from './answers.js'
import { type Flow, openTransport, type WireEvent } from './openTransport.js'
import {
  type Header,
  headerOf,
  headersOf,
  listOf,
  parameterOf,
  type SipMessage,
  writeSipMessage,
} from './SipMessage.js'

/** A request that came in, to be answered once. */
export interface Incoming {
  readonly message: SipMessage
  readonly flow: Flow
  /** Answers; retransmissions of the request get the same answer. The tag of To is there in every answer. */
  readonly respond: (status: number, reason: string, headers?: readonly Header[], body?: Uint8Array) => void
  /** The tag that answers put into To. */
  readonly localTag: string
}

/** A request that is to go out: everything but Via, which is of the transport. */
export interface Outgoing {
  readonly method: string
  readonly requestUri: string
  readonly headers: readonly Header[]
  readonly body: Uint8Array
  /** The same for a request that is sent again after a restart: the other side takes it for a retransmission then. */
  readonly branch?: string
}

/** What has become of a request: its final answer, none in time, or it could not leave. */
export type Outcome = SipMessage | 'timeout' | 'unreachable'

/** The timers of RFC 3261, in milliseconds. */
export interface SipTimers {
  readonly t1: number
  readonly t2: number
}

/** The usual values of RFC 3261: a request is given up after 32 seconds. */
export const usualTimers: SipTimers = { t1: 500, t2: 4000 }

/** Sends and answers requests, whatever is lost on the way. */
export interface Transactions {
  readonly port: number
  readonly request: (request: Outgoing, next: Flow) => Promise<Outcome>
  readonly close: () => Promise<void>
}

/** The transactions of one element: RFC 3261, section 17, without the client's side of INVITE. */
export interface TransactionOptions {
  readonly host: string
  readonly port: number
  readonly timers?: SipTimers
  readonly receive: (incoming: Incoming) => void
  readonly observe?: (event: WireEvent) => void
}

/** A datagram beyond this goes by TCP where the other side has it (RFC 3261, 18.1.1). */
const longestDatagram = 1300

const newTag = (): string => randomBytes(6).toString('hex')
const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time).unref())

interface Answered {
  answer: Buffer | undefined
}

/** Opens an element's port with both sides of the transactions. */
export const openTransactions = async (options: TransactionOptions): Promise<Transactions> => {
  const { host, timers = usualTimers, receive, observe } = options
  const { t1, t2 } = timers
  const server = new Map<string, Answered>()
  const client = new Map<string, (response: SipMessage) => void>()
  const unacknowledged = new Set<string>()
  const dialogKey = (message: SipMessage): string =>
    `${headerOf(message, 'Call-ID')} ${headerOf(message, 'CSeq').split(' ')[0]}`

  const takeRequest = (message: SipMessage, flow: Flow): void => {
    const [via = ''] = listOf(headersOf(message, 'Via'))
    const key = `${via.split(';')[0]} ${parameterOf(via, 'branch')} ${message.method}`
    const known = server.get(key)
    if (message.method === 'ACK') {
      unacknowledged.delete(dialogKey(message))
      return
    }
    const back = answerFlow(via, flow)
    const send = (answer: Buffer): void => void transport.send(answer, back).catch(() => undefined)
    if (known !== undefined) {
      if (known.answer !== undefined) {
        send(known.answer)
      }
      return
    }
    const transaction: Answered = { answer: undefined }
    server.set(key, transaction)
    const localTag = parameterOf(headerOf(message, 'To'), 'tag') ?? newTag()
    const respond: Incoming['respond'] = (status, reason, headers = [], body = Buffer.alloc(0)) => {
      const all = [...answerHeaders(message, flow, localTag), ...headers]
      const answer = writeSipMessage(`SIP/2.0 ${status} ${reason}`, all, body)
      transaction.answer = answer
      send(answer)
      if (status >= 200) {
        setTimeout(() => server.delete(key), 64 * t1).unref()
      }
      if (message.method === 'INVITE' && status >= 200) {
        void repeatUntilAcknowledged(message, () => send(answer))
      }
    }
    receive({ message, flow, respond, localTag })
  }

  /** A final answer to INVITE is repeated until its ACK comes. */
  const repeatUntilAcknowledged = async (message: SipMessage, send: () => void): Promise<void> => {
    const key = dialogKey(message)
    unacknowledged.add(key)
    for (let pause = t1, spent = 0; spent < 64 * t1; spent += pause, pause = Math.min(2 * pause, t2)) {
      await wait(pause)
      if (!unacknowledged.has(key)) {
        return
      }
      send()
    }
    unacknowledged.delete(key)
  }

  const transport = await openTransport(
    host,
    options.port,
    (message, flow) => {
      if (message.method !== '') {
        takeRequest(message, flow)
        return
      }
      const branch = parameterOf(listOf(headersOf(message, 'Via'))[0] ?? '', 'branch') ?? ''
      client.get(branch)?.(message)
    },
    observe,
  )

  const attempt = async (request: Outgoing, flow: Flow): Promise<Outcome> => {
    const branch = request.branch ?? `z9hG4bK${randomBytes(12).toString('hex')}`
    const via = { name: 'Via', value: `SIP/2.0/${flow.protocol} ${host}:${transport.port};branch=${branch};rport` }
    const startLine = `${request.method} ${request.requestUri} SIP/2.0`
    const bytes = writeSipMessage(startLine, [via, ...request.headers], request.body)
    if (flow.protocol === 'UDP' && bytes.length > longestDatagram) {
      const outcome = await attempt({ ...request, branch }, { ...flow, protocol: 'TCP' })
      if (outcome !== 'unreachable') {
        return outcome
      }
    }
    return new Promise((resolve) => {
      let isOver = false
      let isProceeding = false
      const end = (outcome: Outcome): void => {
        isOver = true
        clearTimeout(timeout)
        // Later copies of the answer find nobody, as they should.
        client.delete(branch)
        resolve(outcome)
      }
      const timeout = setTimeout(() => end('timeout'), 64 * t1)
      client.set(branch, (response) => {
        isProceeding = true
        if (response.status >= 200 && !isOver) {
          end(response)
        }
      })
      const repeat = (pause: number): void => {
        setTimeout(() => {
          if (!isOver) {
            void transport.send(bytes, flow).catch(() => undefined)
            repeat(isProceeding ? t2 : Math.min(2 * pause, t2))
          }
        }, pause).unref()
      }
      transport.send(bytes, flow).then(
        () => (flow.protocol === 'UDP' ? repeat(t1) : undefined),
        () => end('unreachable'),
      )
    })
  }

  return { port: transport.port, request: attempt, close: transport.close }
}
