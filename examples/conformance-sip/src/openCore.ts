import { randomUUID } from 'node:crypto'
import dgram from 'node:dgram'
import { type Header, readSip, type SipMessage, valueOf, valuesOf, writeSip } from './sip.js'

/** Everybody around the target at one port: the SIP/IP core, the originator, and all clients behind it. */
export interface Core {
  readonly port: number
  /** Requests that came in, in order; each was answered with 200. */
  readonly received: SipMessage[]
  /** What went over the wire since this was emptied, as text. */
  readonly wire: string[]
  /** Sends a request; gives the final answer. */
  readonly request: (method: string, uri: string, headers: readonly Header[], body?: string) => Promise<SipMessage>
  /** Sends later requests to another port. */
  readonly turnTo: (port: number) => void
  readonly close: () => void
}

const t1 = 500
const longest = 32_000

const answerTo = (request: SipMessage): string =>
  writeSip(
    'SIP/2.0 200 OK',
    [
      ...['Via', 'Record-Route', 'From', 'Call-ID', 'CSeq'].flatMap((name) =>
        valuesOf(request, name).map((value) => ({ name, value })),
      ),
      {
        name: 'To',
        value: valueOf(request, 'To').includes(';tag=') ? valueOf(request, 'To') : `${valueOf(request, 'To')};tag=core`,
      },
      { name: 'Expires', value: '600' },
    ],
    '',
  )

export const openCore = async (): Promise<Core> => {
  const socket = dgram.createSocket('udp4')
  const received: SipMessage[] = []
  const wire: string[] = []
  const waiting = new Map<string, (answer: SipMessage) => void>()
  const answers = new Map<string, string>()
  let target = 0

  const send = (text: string, port: number): void => {
    wire.push(`─── to the target\n${text}`)
    socket.send(text, port, '127.0.0.1')
  }

  socket.on('message', (bytes, remote) => {
    const text = bytes.toString('utf8')
    const message = readSip(text)
    if (message === undefined) {
      return
    }
    const branch = /branch=([^;,\s]+)/.exec(valueOf(message, 'Via'))?.[1] ?? ''
    const before = answers.get(branch)
    if (before !== undefined) {
      socket.send(before, remote.port, remote.address)
      return
    }
    wire.push(`─── from the target\n${text}`)
    if (message.status >= 200) {
      waiting.get(branch)?.(message)
    } else if (message.method !== '' && message.method !== 'ACK') {
      received.push(message)
      const answer = answerTo(message)
      answers.set(branch, answer)
      send(answer, remote.port)
    }
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()

  const request: Core['request'] = async (method, uri, given, body = '') => {
    const branch = `z9hG4bK${randomUUID()}`
    const has = (name: string): boolean => given.some((header) => header.name === name)
    const usual = [
      { name: 'Call-ID', value: randomUUID() },
      { name: 'CSeq', value: `1 ${method}` },
    ].filter(({ name }) => !has(name))
    const headers = [
      { name: 'Via', value: `SIP/2.0/UDP 127.0.0.1:${port};branch=${branch}` },
      { name: 'Max-Forwards', value: '70' },
      ...usual,
      ...given,
    ]
    const text = writeSip(`${method} ${uri} SIP/2.0`, headers, body)
    return new Promise((resolve, reject) => {
      let wait = t1
      let timer: NodeJS.Timeout
      const again = (): void => {
        socket.send(text, target, '127.0.0.1')
        wait = Math.min(wait * 2, 4000)
        timer = setTimeout(again, wait)
      }
      const tooLate = setTimeout(() => {
        clearTimeout(timer)
        waiting.delete(branch)
        reject(new Error(`no answer to ${method} ${uri}`))
      }, longest)
      timer = setTimeout(again, wait)
      waiting.set(branch, (answer) => {
        clearTimeout(timer)
        clearTimeout(tooLate)
        waiting.delete(branch)
        resolve(answer)
      })
      send(text, target)
    })
  }

  return {
    port,
    received,
    wire,
    request,
    turnTo: (next) => {
      target = next
    },
    close: () => void socket.close(),
  }
}
