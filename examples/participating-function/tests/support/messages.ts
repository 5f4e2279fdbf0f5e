import { randomUUID } from 'node:crypto'
import type { Header } from '../../src/sip/SipMessage.js'

const icsi = (service: string): string => encodeURIComponent(`urn:urn-7:3gpp-service.ims.icsi.oma.cpm.${service}`)

/** The feature tag that says which services a client has. */
export const featureTag = (...services: readonly string[]): string =>
  `+g.3gpp.icsi-ref="${services.map(icsi).join(',')}"`

/** What a test chooses about a message. */
export interface Choice {
  readonly from?: string
  readonly subject?: string
  readonly expires?: number
  readonly messageId?: string
  readonly asks?: string
  readonly headers?: readonly Header[]
  readonly text?: string
  readonly service?: string
}

/** The header fields and the body of a standalone message to an address. */
export const messageTo = (
  to: string,
  choice: Choice = {},
): { readonly headers: readonly Header[]; readonly body: Buffer } => {
  const { from = 'sip:ann@home1.example', subject, expires, messageId = randomUUID(), asks, text = 'noon?' } = choice
  const cpim = [
    'From: <sip:anonymous@anonymous.invalid>',
    'To: <sip:anonymous@anonymous.invalid>',
    'NS: imdn <urn:ietf:params:imdn>',
    `imdn.Message-ID: ${messageId}`,
    `DateTime: ${new Date().toISOString()}`,
    ...(asks === undefined ? [] : [`imdn.Disposition-Notification: ${asks}`]),
    '',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ].join('\r\n')
  return {
    headers: [
      { name: 'From', value: `<${from}>;tag=${randomUUID().slice(0, 8)}` },
      { name: 'To', value: `<${to}>` },
      { name: 'P-Asserted-Identity', value: `<${from}>` },
      { name: 'Accept-Contact', value: `*;${featureTag(choice.service ?? 'msg')}` },
      { name: 'Conversation-ID', value: randomUUID() },
      { name: 'Contribution-ID', value: randomUUID() },
      ...(subject === undefined ? [] : [{ name: 'Subject', value: subject }]),
      ...(expires === undefined ? [] : [{ name: 'Expires', value: String(expires) }]),
      ...(choice.headers ?? []),
      { name: 'Content-Type', value: 'message/cpim' },
    ],
    body: Buffer.from(cpim),
  }
}
