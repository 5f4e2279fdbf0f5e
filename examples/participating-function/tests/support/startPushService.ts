import { createECDH, randomBytes } from 'node:crypto'
import http from 'node:http'
import type { Peer } from './Peer.js'

/** A push that came in. */
export interface Push {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** The push service of a test. */
export interface PushService extends Peer {
  readonly pushes: Push[]
  /** The status of every answer; 201 at first. */
  status: number
  /** A subscription as a browser gives it. */
  readonly subscription: (device: string) => object
}

export const startPushService = async (observe: (push: Push) => void): Promise<PushService> => {
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const push = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) }
      service.pushes.push(push)
      observe(push)
      response.writeHead(service.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const service: PushService = {
    port,
    pushes: [],
    status: 201,
    subscription: (device) => {
      const keys = createECDH('prime256v1')
      return {
        endpoint: `http://127.0.0.1:${port}/${device}`,
        keys: { p256dh: keys.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return service
}
