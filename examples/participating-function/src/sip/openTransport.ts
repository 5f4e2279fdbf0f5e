import dgram from 'node:dgram'
import net from 'node:net'
import { frameOf, readSipMessage, type SipMessage } from './SipMessage.js'

/** Where a message came from, and where an answer to it goes. */
export interface Flow {
  readonly protocol: 'UDP' | 'TCP'
  readonly address: string
  readonly port: number
}

/** What goes over the wire, for a recording. */
export interface WireEvent {
  readonly direction: 'in' | 'out'
  readonly flow: Flow
  readonly bytes: Buffer
}

/** UDP and TCP on one port. */
export interface Transport {
  readonly port: number
  /** Resolves once the octets have left; rejects where the other side cannot be reached. */
  readonly send: (bytes: Buffer, flow: Flow) => Promise<void>
  readonly close: () => Promise<void>
}

/** The longest message that is read from a stream. */
const longestMessage = 1_048_576

/** Cuts a stream into messages: each ends where its Content-Length says. */
const framing = (socket: net.Socket, take: (bytes: Buffer) => void): void => {
  let held = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    for (;;) {
      while (held.length >= 2 && held[0] === 0x0d && held[1] === 0x0a) {
        // Keep-alive (RFC 5626): an empty line is answered with one.
        held = held.subarray(2)
        if (held.length >= 2 && held[0] === 0x0d && held[1] === 0x0a) {
          held = held.subarray(2)
          socket.write('\r\n')
        }
      }
      const frame = frameOf(held)
      if (frame === undefined || held.length < frame.bodyAt + frame.length) {
        if (held.length > longestMessage) {
          socket.destroy()
        }
        return
      }
      const end = frame.bodyAt + frame.length
      take(held.subarray(0, end))
      held = held.subarray(end)
    }
  })
}

/**
 * Opens UDP and TCP on one port.
 *
 * A stream stays open as long as the other side keeps it; answers and new requests to the same address go through it.
 */
export const openTransport = async (
  host: string,
  port: number,
  receive: (message: SipMessage, flow: Flow) => void,
  observe: (event: WireEvent) => void = () => undefined,
): Promise<Transport> => {
  const streams = new Map<string, Promise<net.Socket>>()
  const keyOf = (flow: Flow): string => `${flow.address}:${flow.port}`
  const take = (bytes: Buffer, flow: Flow): void => {
    observe({ direction: 'in', flow, bytes })
    const message = readSipMessage(bytes)
    if (message !== undefined) {
      receive(message, flow)
    }
  }

  const keep = (socket: net.Socket, flow: Flow): void => {
    const key = keyOf(flow)
    framing(socket, (bytes) => take(bytes, flow))
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => streams.delete(key))
  }

  const connect = (flow: Flow): Promise<net.Socket> => {
    const known = streams.get(keyOf(flow))
    if (known !== undefined) {
      return known
    }
    const opening = new Promise<net.Socket>((resolve, reject) => {
      const socket = net.connect({ host: flow.address, port: flow.port })
      socket.once('connect', () => resolve(socket))
      socket.once('error', reject)
      keep(socket, flow)
    })
    streams.set(keyOf(flow), opening)
    return opening
  }

  const server = net.createServer((socket) => {
    const flow: Flow = { protocol: 'TCP', address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
    streams.set(keyOf(flow), Promise.resolve(socket))
    keep(socket, flow)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port

  const datagrams = dgram.createSocket({ type: net.isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: 4_194_304 })
  datagrams.on('message', (bytes, remote) =>
    take(bytes, { protocol: 'UDP', address: remote.address, port: remote.port }),
  )
  await new Promise<void>((resolve, reject) => {
    datagrams.once('error', reject)
    datagrams.bind(bound, host, resolve)
  })
  // A datagram that cannot be sent is told to its sender.
  datagrams.on('error', () => undefined)

  const sendDatagram = (bytes: Buffer, { address: to, port: at }: Flow): Promise<void> =>
    new Promise((resolve, reject) =>
      datagrams.send(bytes, at, to, (error) => (error === null ? resolve() : reject(error))),
    )
  const sendInStream = async (bytes: Buffer, flow: Flow): Promise<void> => {
    const socket = await connect(flow)
    await new Promise<void>((resolve, reject) =>
      socket.write(bytes, (error) => (error === undefined || error === null ? resolve() : reject(error))),
    )
  }
  return {
    port: bound,
    send: async (bytes, flow) => {
      await (flow.protocol === 'UDP' ? sendDatagram(bytes, flow) : sendInStream(bytes, flow))
      observe({ direction: 'out', flow, bytes })
    },
    close: async () => {
      const open = await Promise.allSettled(streams.values())
      for (const stream of open) {
        if (stream.status === 'fulfilled') {
          stream.value.destroy()
        }
      }
      await Promise.all([
        new Promise((resolve) => server.close(resolve)),
        new Promise<void>((resolve) => datagrams.close(resolve)),
      ])
    },
  }
}
