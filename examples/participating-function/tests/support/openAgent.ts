import { randomBytes } from 'node:crypto'
import dgram from 'node:dgram'
import {
  type Header,
  headerOf,
  headersOf,
  parameterOf,
  readSipMessage,
  type SipMessage,
  writeSipMessage,
} from '../../src/sip/SipMessage.js'

/** How an agent answers a request: with a status, or not at all. */
export type Script = (
  request: SipMessage,
) => { readonly status: number; readonly headers?: readonly Header[] } | undefined

/** A scripted SIP element on a UDP port of its own. It sends each request once, so that what gets lost shows. */
export interface Agent {
  readonly port: number
  /** Everything that came in, in order. */
  readonly received: SipMessage[]
  /** Replaced by a test to answer otherwise; at first every request is answered with 200. */
  script: Script
  readonly sendTo: (port: number, bytes: Buffer) => void
  /** Sends a request and gives its final answer; rejects without one. */
  readonly request: (
    port: number,
    method: string,
    uri: string,
    headers: readonly Header[],
    body?: Uint8Array,
  ) => Promise<SipMessage>
  /** The next message, from the first one on, that was not asked for before and matches; rejects if none comes. */
  readonly next: (method: string, within?: number) => Promise<SipMessage>
  /** Whether nothing of a method comes for a while. */
  readonly isQuiet: (method: string, time: number) => Promise<boolean>
  readonly close: () => Promise<void>
}

const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

/** Waits until something is there; rejects after a while. */
export const eventually = async <A>(
  find: () => A | undefined | Promise<A | undefined>,
  what: string,
  within = 5000,
): Promise<A> => {
  for (let spent = 0; spent < within; spent += 20) {
    const found = await find()
    if (found !== undefined) {
      return found
    }
    await wait(20)
  }
  throw new Error(`${what} did not come within ${within} ms`)
}

const answerTo = (request: SipMessage, status: number, headers: readonly Header[]): Buffer =>
  writeSipMessage(
    `SIP/2.0 ${status} ${status < 300 ? 'OK' : 'No'}`,
    [
      ...['Via', 'Record-Route', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
        headersOf(request, name).map((value) => ({
          name,
          value: name === 'To' && parameterOf(value, 'tag') === undefined ? `${value};tag=agent` : value,
        })),
      ),
      ...headers,
    ],
    Buffer.alloc(0),
  )

export const openAgent = async (
  observe: (message: SipMessage, isOut: boolean) => void = () => undefined,
): Promise<Agent> => {
  const socket = dgram.createSocket('udp4')
  const taken = new Set<SipMessage>()
  const send = (bytes: Buffer, port: number, address = '127.0.0.1'): void => {
    const message = readSipMessage(bytes)
    if (message !== undefined) {
      observe(message, true)
    }
    socket.send(bytes, port, address)
  }
  const agent: Agent = {
    get port() {
      return socket.address().port
    },
    received: [],
    script: () => ({ status: 200 }),
    sendTo: (port, bytes) => send(bytes, port),
    request: async (port, method, uri, headers, body = Buffer.alloc(0)) => {
      const branch = `z9hG4bK${randomBytes(8).toString('hex')}`
      const given = new Set(headers.map(({ name }) => name.toLowerCase()))
      const usual: readonly Header[] = [
        { name: 'Via', value: `SIP/2.0/UDP 127.0.0.1:${agent.port};branch=${branch}` },
        { name: 'Max-Forwards', value: '70' },
        { name: 'Call-ID', value: `${branch}@127.0.0.1` },
        { name: 'CSeq', value: `1 ${method}` },
      ]
      const all = [...usual.filter(({ name }) => !given.has(name.toLowerCase())), ...headers]
      const own = headerOf({ headers: all }, 'Via')
      agent.sendTo(port, writeSipMessage(`${method} ${uri} SIP/2.0`, all, body))
      return eventually(
        () =>
          agent.received.find(
            (message) =>
              message.status >= 200 && parameterOf(headerOf(message, 'Via'), 'branch') === parameterOf(own, 'branch'),
          ),
        `an answer to ${method} ${uri}`,
        8000,
      )
    },
    next: async (method, within = 5000) => {
      const found = await eventually(
        () => agent.received.find((message) => message.method === method && !taken.has(message)),
        `a ${method} at port ${agent.port}`,
        within,
      )
      taken.add(found)
      return found
    },
    isQuiet: async (method, time) => {
      await wait(time)
      return !agent.received.some((message) => message.method === method && !taken.has(message))
    },
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
  const seen = new Map<string, Buffer>()
  socket.on('message', (bytes, remote) => {
    const message = readSipMessage(bytes)
    if (message === undefined) {
      return
    }
    const key = `${headerOf(message, 'Via')} ${message.method}`
    const again = message.method === '' ? undefined : seen.get(key)
    if (again !== undefined) {
      socket.send(again, remote.port, remote.address)
      return
    }
    observe(message, false)
    agent.received.push(message)
    const answer = message.method === '' || message.method === 'ACK' ? undefined : agent.script(message)
    if (answer !== undefined) {
      const text = answerTo(message, answer.status, answer.headers ?? [])
      seen.set(key, text)
      send(text, remote.port, remote.address)
    }
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return agent
}
