import { createHash } from 'node:crypto'
import http from 'node:http'
import { type CpmAddress, cpmAddress, type ServiceProviderPolicy, type UserPreferences } from 'cpm-routing'
import { lint } from 'cpm-routing/analysis'
import { decodeJson, encode, RoutingRequestCodec, UserPreferencesCodec } from 'cpm-routing/wire/documents'
import type { Decoding } from 'cpm-routing/wire'
import { readPolicy } from 'cpm-routing/wire/policy'
import { subscriptionKind } from './createPushEnabler.js'
import { preferencesKind } from './Facts.js'
import { type Log, reasonOf } from './Log.js'
import type { Records } from './storage/records.js'

/** What the server does when it is asked over HTTP. */
export interface HttpOptions {
  readonly host: string
  readonly port: number
  readonly records: Records
  readonly policy: ServiceProviderPolicy
  readonly now: () => number
  readonly log: Log
  /** The preferences of a recipient are others now. */
  readonly preferencesChanged: (recipient: CpmAddress) => Promise<unknown>
  /** A device can be reached by push. */
  readonly deviceKnown: (recipient: CpmAddress, deviceId: string, pushAddress: string) => Promise<unknown>
  readonly planOf: (recipient: CpmAddress) => Promise<unknown>
  /** What is going on; `status` is `ok` as long as messages are taken. */
  readonly health: () => Promise<{ readonly status: string }>
}

interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Asked {
  readonly method: string
  readonly recipient: CpmAddress
  readonly rest: string
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

const longestDocument = 1_048_576

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`

const readBody = async (request: http.IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    parts.push(part)
    if (length > longestDocument) {
      return undefined
    }
  }
  return Buffer.concat(parts)
}

/** A document in either form: XML of common policy, or JSON. */
const readPreferences = (asked: Asked): Decoding<UserPreferences> =>
  asked.headers['content-type']?.startsWith('application/auth-policy+xml') === true
    ? readPolicy(Buffer.from(asked.text), { owner: asked.recipient })
    : decodeJson(UserPreferencesCodec)(asked.text)

/** Preferences in the manner of XCAP (RFC 4825): whole documents, with entity tags. */
const preferences = async (asked: Asked, options: HttpOptions): Promise<Reply> => {
  const { method, recipient, headers } = asked
  const { records, policy, now } = options
  const held = await records.document(preferencesKind, recipient.canonical)
  const ifMatch = headers['if-match']
  const isOther =
    (ifMatch !== undefined && (held === undefined || (ifMatch !== '*' && ifMatch !== held.etag))) ||
    (headers['if-none-match'] === '*' && held !== undefined && method === 'PUT')
  if (isOther) {
    return { status: 412 }
  }
  if (method === 'GET') {
    return held === undefined
      ? { status: 404 }
      : headers['if-none-match'] === held.etag
        ? { status: 304, headers: { etag: held.etag } }
        : { status: 200, headers: { etag: held.etag }, body: JSON.parse(held.text) }
  }
  if (method === 'DELETE') {
    await records.removeDocument(preferencesKind, recipient.canonical)
    await options.preferencesChanged(recipient)
    return { status: held === undefined ? 404 : 204 }
  }
  const read = readPreferences(asked)
  if (read._tag === 'Left') {
    return { status: 409, body: { errors: read.left } }
  }
  const { value, warnings } = read.right
  if (value.owner.canonical !== recipient.canonical) {
    return { status: 409, body: { errors: [{ path: '/owner', expected: recipient.uri, actual: value.owner.uri }] } }
  }
  const report = lint([value], policy, { now: now() })
  const findings = report.findings.map((finding) =>
    'witness' in finding ? { ...finding, witness: encode(RoutingRequestCodec)(finding.witness) } : finding,
  )
  if (findings.some(({ severity }) => severity === 'error')) {
    return { status: 409, body: { findings } }
  }
  const text = JSON.stringify(encode(UserPreferencesCodec)(value))
  const document = { etag: etagOf(text), text }
  if (!(await records.putDocument(preferencesKind, recipient.canonical, document, held?.etag))) {
    return { status: 412 }
  }
  await options.preferencesChanged(recipient)
  return { status: held === undefined ? 201 : 200, headers: { etag: document.etag }, body: { warnings, findings } }
}

/** The push subscription of a device, as a browser gives it. */
const subscription = async ({ method, recipient, rest, text }: Asked, options: HttpOptions): Promise<Reply> => {
  const { endpoint, keys } = JSON.parse(text) as { readonly endpoint?: unknown; readonly keys?: object }
  if (method !== 'PUT' || typeof endpoint !== 'string' || keys === undefined || rest === '') {
    return { status: 400 }
  }
  await options.records.putDocument(subscriptionKind, endpoint, { etag: etagOf(text), text }, '*')
  await options.deviceKnown(recipient, rest, endpoint)
  return { status: 204 }
}

const routes: Readonly<Record<string, (asked: Asked, options: HttpOptions) => Promise<Reply>>> = {
  preferences,
  'push-subscriptions': subscription,
  queues: async ({ recipient }, { planOf }) => ({ status: 200, body: await planOf(recipient) }),
}

const answer = async (request: http.IncomingMessage, options: HttpOptions): Promise<Reply> => {
  const { method = 'GET', url = '/', headers } = request
  const [kind = '', name = '', ...rest] = url
    .replace(/\?.*$/, '')
    .slice(1)
    .split('/')
    .map((part) => decodeURIComponent(part))
  if (kind === 'health') {
    const health = await options.health()
    return { status: health.status === 'ok' ? 200 : 503, body: health }
  }
  const route = Object.hasOwn(routes, kind) ? routes[kind] : undefined
  const recipient = cpmAddress(name)
  if (route === undefined || recipient._tag === 'None') {
    return { status: 404 }
  }
  if (!['GET', 'PUT', 'DELETE'].includes(method)) {
    return { status: 405, headers: { allow: 'GET, PUT, DELETE' } }
  }
  const body = await readBody(request)
  return body === undefined
    ? { status: 413 }
    : route({ method, recipient: recipient.value, rest: rest.join('/'), headers, text: body.toString('utf8') }, options)
}

/**
 * Opens the door for people and programs; who may do what is for a proxy in front of it.
 *
 * ```
 * GET PUT DELETE  /preferences/sip:bob@home2.example
 * PUT             /push-subscriptions/sip:bob@home2.example/<device id>
 * GET             /queues/sip:bob@home2.example        what is awaited, and what comes next
 * GET             /health
 * ```
 */
export const openHttp = async (
  options: HttpOptions,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> => {
  const server = http.createServer((request, response) => {
    answer(request, options)
      .catch((thrown: unknown): Reply => {
        options.log('request failed', { url: request.url, reason: reasonOf(thrown) })
        return { status: thrown instanceof SyntaxError || thrown instanceof URIError ? 400 : 500 }
      })
      .then(({ status, headers = {}, body }) => {
        const type = body === undefined ? {} : { 'content-type': 'application/json' }
        response.writeHead(status, { ...type, ...headers })
        response.end(body === undefined ? undefined : `${JSON.stringify(body, null, 2)}\n`)
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}
