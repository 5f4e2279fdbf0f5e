import { randomUUID } from 'node:crypto'
import type { Json, JsonObject } from 'cpm-routing/conformance'
import type { Core } from './openCore.js'
import { type Header, type SipMessage, valueOf } from './sip.js'
import { interworking, type Target } from './startTarget.js'

interface Client {
  readonly deviceId: string
  readonly registered: boolean
  readonly services?: readonly string[]
}

interface Given {
  readonly message: {
    readonly originator: { readonly address?: string; readonly displayName?: string; readonly undisclosed?: boolean }
    readonly recipient: string
    readonly subject?: string
    readonly size: number
    readonly contentType: string
  }
  readonly recipient: { readonly preferences?: object; readonly clients?: readonly Client[] }
}

const service = (name: string): string => encodeURIComponent(`urn:urn-7:3gpp-service.ims.icsi.oma.cpm.${name}`)
const featureTag = (services: readonly string[]): string => `+g.3gpp.icsi-ref="${services.map(service).join(',')}"`

const userOf = (recipient: string): string => recipient.slice('sip:'.length).replace(/@.*$/, '')
const contactOf = (recipient: string, deviceId: string): string => `sip:${userOf(recipient)}-${deviceId}@198.51.100.7`

/** Has the clients of the recipient register: a third-party REGISTER for each, then what the registrar says of all. */
const register = async (core: Core, target: Target, recipient: string, clients: readonly Client[]): Promise<void> => {
  const devices = clients.filter(({ registered }) => registered)
  if (devices.length === 0) {
    return
  }
  const known = core.received.length
  for (const { deviceId, services } of devices) {
    const contact = `<${contactOf(recipient, deviceId)}>${services === undefined || services.length === 0 ? '' : `;${featureTag(services)}`};+sip.instance="<${deviceId}>"`
    const inner = [
      'REGISTER sip:home2.example SIP/2.0',
      `To: <${recipient}>`,
      `From: <${recipient}>;tag=1`,
      `Call-ID: ${randomUUID()}`,
      'CSeq: 1 REGISTER',
      `Contact: ${contact}`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')
    const headers: readonly Header[] = [
      { name: 'From', value: '<sip:core.home2.example>;tag=core' },
      { name: 'To', value: `<${recipient}>` },
      { name: 'Expires', value: '600' },
      { name: 'Content-Type', value: 'message/sip' },
    ]
    await core.request('REGISTER', `sip:127.0.0.1:${target.sipPort}`, headers, inner)
  }
  const subscription = await eventually(() => core.received.slice(known).find(({ method }) => method === 'SUBSCRIBE'))
  const contacts = devices.map(
    ({ deviceId }) =>
      `<contact id="${deviceId}" state="active" event="registered"><uri>${contactOf(recipient, deviceId)}</uri></contact>`,
  )
  const document = `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full"><registration aor="${recipient}" id="r1" state="active">${contacts.join('')}</registration></reginfo>`
  await core.request(
    'NOTIFY',
    /<([^>]*)>/.exec(valueOf(subscription, 'Contact'))?.[1] ?? '',
    [
      { name: 'From', value: `${valueOf(subscription, 'To')};tag=core` },
      { name: 'To', value: valueOf(subscription, 'From') },
      { name: 'Call-ID', value: valueOf(subscription, 'Call-ID') },
      { name: 'CSeq', value: '1 NOTIFY' },
      { name: 'Event', value: 'reg' },
      { name: 'Subscription-State', value: 'active;expires=600' },
      { name: 'Content-Type', value: 'application/reginfo+xml' },
    ],
    document,
  )
  for (const { deviceId } of devices) {
    await target.logged(
      (line) => line['what'] === 'registration' && line['recipient'] === recipient && line['deviceId'] === deviceId,
    )
  }
}

const wait = (time: number): Promise<void> => new Promise((go) => setTimeout(go, time))

const eventually = async <A>(find: () => A | undefined): Promise<A> => {
  for (let spent = 0; spent < 10_000; spent += 10) {
    const found = find()
    if (found !== undefined) {
      return found
    }
    await wait(10)
  }
  throw new Error('what was awaited did not come')
}

const sendMessage = (core: Core, { message }: Given, messageId: string): Promise<SipMessage> => {
  const { originator, recipient, subject, size, contentType } = message
  const { address = 'sip:anonymous@anonymous.invalid', displayName, undisclosed = false } = originator
  const name = displayName === undefined ? '' : `"${displayName}" `
  const from = undisclosed ? '"Anonymous" <sip:anonymous@anonymous.invalid>' : `${name}<${address}>`
  const body = [
    'From: <sip:anonymous@anonymous.invalid>',
    'To: <sip:anonymous@anonymous.invalid>',
    'NS: imdn <urn:ietf:params:imdn>',
    `imdn.Message-ID: ${messageId}`,
    '',
    `Content-Type: ${contentType}`,
    '',
    'x'.repeat(size),
  ].join('\r\n')
  const headers: readonly Header[] = [
    { name: 'From', value: `${from};tag=${messageId.slice(0, 8)}` },
    { name: 'To', value: `<${recipient}>` },
    ...(originator.address === undefined ? [] : [{ name: 'P-Asserted-Identity', value: `${name}<${address}>` }]),
    ...(undisclosed ? [{ name: 'Privacy', value: 'id' }] : []),
    { name: 'Accept-Contact', value: `*;${featureTag(['msg'])}` },
    { name: 'Conversation-ID', value: randomUUID() },
    { name: 'Contribution-ID', value: randomUUID() },
    ...(subject === undefined ? [] : [{ name: 'Subject', value: subject }]),
    { name: 'Content-Type', value: 'message/cpim' },
  ]
  return core.request('MESSAGE', recipient, headers, body)
}

/** How long after the answer more copies are looked for, in milliseconds. */
const settles = 60

/** What the wire shows of the decision; of what was accepted and sent nowhere, the target says whether it waits or is to be stored. */
const observed = async (
  core: Core,
  target: Target,
  given: Given,
  answer: SipMessage,
  copies: readonly SipMessage[],
) => {
  const { recipient } = given.message
  const response = { status: answer.status, reason: answer.reason }
  const uris = copies.map(({ uri }) => uri)
  const [first] = uris
  const devices = (given.recipient.clients ?? []).map(({ deviceId }) => deviceId)
  const to = devices.filter((deviceId) => uris.includes(contactOf(recipient, deviceId)))
  if (to.length > 0) {
    return { _tag: 'Send', to, response }
  }
  if (first !== undefined) {
    return first === interworking ? { _tag: 'Interwork', response } : { _tag: 'Forward', to: first, response }
  }
  if (answer.status >= 300) {
    return { _tag: 'Reject', response }
  }
  const queue = (await (await fetch(`${target.http}/queues/${recipient}`)).json()) as {
    readonly messages: readonly { readonly state: string }[]
  }
  core.wire.push(`─── GET /queues/${recipient}\n${JSON.stringify(queue, null, 2)}`)
  const [held] = queue.messages
  return { _tag: held?.state === 'storing' ? 'Store' : held?.state === 'waiting' ? 'Defer' : 'Nothing', response }
}

let recipients = 0

/** Asks a target one routing question over the wire; each time the recipient is a new one, so that nothing waits for it yet. */
export const decideOnTheWire = async (core: Core, target: Target, document: JsonObject): Promise<object> => {
  recipients += 1
  const owner = `sip:bob-${recipients}@home2.example`
  const given = JSON.parse(JSON.stringify(document as Json).replaceAll('sip:bob@home2.example', owner)) as Given
  const { preferences, clients = [] } = given.recipient
  if (preferences !== undefined) {
    const stored = await fetch(`${target.http}/preferences/${owner}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(preferences),
    })
    if (stored.status >= 300) {
      return { skipped: `the target refuses the preferences: ${stored.status}` }
    }
  }
  await register(core, target, owner, clients)
  const messageId = randomUUID()
  const before = core.received.length
  const answer = await sendMessage(core, given, messageId)
  await wait(settles)
  const copies = core.received
    .slice(before)
    .filter(({ method, body }) => method === 'MESSAGE' && body.includes(messageId) && body.includes('xx'))
  return { decision: await observed(core, target, given, answer, copies) }
}
