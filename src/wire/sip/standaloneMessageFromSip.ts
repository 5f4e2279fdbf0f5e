import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { MessageKind, StandaloneMessage } from '../../model/StandaloneMessage.js'
import type { Decoding } from '../InputError.js'
import { fieldValues } from '../mime/HeaderField.js'
import { allErrors, decoded, refusal, warningsOf } from '../octets/decoding.js'
import type { MessageLimits } from './MessageLimits.js'
import { messageLimits } from './MessageLimits.js'
import type { MessageReceipt } from './MessageReceipt.js'
import type { MessageContent } from './readMessageContent.js'
import { readMessageContent } from './readMessageContent.js'
import type { MessageHeader } from './readMessageHeader.js'
import { readMessageHeader } from './readMessageHeader.js'
import { readNotificationRequests } from './readNotificationRequests.js'
import type { StandaloneService } from './readStandaloneService.js'
import type { SipRequest } from './SipRequest.js'

const kindOfService: Readonly<Record<StandaloneService, MessageKind>> = {
  msg: 'pager',
  deferred: 'pager',
  largemsg: 'large',
  systemmsg: 'system',
}

const isNotification = ({ cpim }: MessageContent): boolean =>
  cpim?.contentType.type === 'message/imdn+xml' &&
  fieldValues(cpim.contentHeaders, 'Content-Disposition').some(
    (value) => value.split(';', 1)[0]?.trim().toLowerCase() === 'notification',
  )

const kindOf = (service: StandaloneService, content: MessageContent): MessageKind =>
  isNotification(content) ? 'notification' : kindOfService[service]

/** What only the wrapper says, and what it says where the header of the request is silent. */
const fromWrapper = ({ message }: MessageHeader, { cpim }: MessageContent): Partial<StandaloneMessage> => {
  const messageId = cpim?.imdn.messageId
  const subject = message.subject ?? cpim?.subjects[0]?.text
  const date = message.date ?? cpim?.dateTime?.instant
  return {
    ...(messageId === undefined ? {} : { messageId }),
    ...(subject === undefined || subject === '' ? {} : { subject }),
    ...(date === undefined ? {} : { date }),
  }
}

/**
 * Reads the standalone message that a SIP MESSAGE brings.
 *
 * ```
 * MESSAGE sip:+15550100@home2.example    recipient, as received
 * P-Asserted-Identity, Privacy           originator, disclosed or not: never from From or from the message inside
 * P-Asserted-Service, Accept-Contact     kind; none of a standalone message: an error (TERM-01)
 * P-Called-Party-ID                      the target address is there already
 * Date, Expires                          expiry
 * History-Info                           who forwarded it
 *   message/cpim                         identity, notifications asked for, subject and date where the header has none
 *     text/plain                         size and media type
 * ```
 *
 * @param sip the request, read by {@link readSipRequest}
 * @param receipt what the receiver adds: the entry id, the instant of receipt in milliseconds, an identity for a message without one
 * @param limits what is understood and how much is read; absent members have the defaults of {@link messageLimits}
 * @returns the message. Errors, all at once: `unsupported` for another method, another service (TERM-01), an option tag in Require that is
 * not understood (SIP says 420) or an encoded body; `notAllowed` inside a dialog; `outOfRange` where Max-Forwards is used up (483) or a
 * number is too large; and those of the body.
 * @spec TERM-01
 *
 * @example
 * ```ts
 * import { readSipRequest, standaloneMessageFromSip, utf8Encode } from 'cpm-routing/wire'
 *
 * const sip = readSipRequest(utf8Encode([
 *   'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0',
 *   'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
 *   'From: <sip:anonymous@anonymous.invalid>;tag=a1',
 *   'To: <sip:+15550100@home2.example;user=phone>',
 *   'Call-ID: 7a1f@home1.example',
 *   'CSeq: 1 MESSAGE',
 *   'Max-Forwards: 70',
 *   'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
 *   'P-Asserted-Identity: "Ann" <sip:ann@home1.example>',
 *   'Content-Type: text/plain',
 *   'Content-Length: 5',
 *   '',
 *   'noon?',
 * ].join('\r\n')))
 * const read = sip._tag === 'Right'
 *   ? standaloneMessageFromSip(sip.right.value, { entryId: 'e-1', receivedAt: 1_770_112_801_000 })
 *   : sip
 * console.log(read._tag === 'Right' ? [read.right.value.kind, read.right.value.size] : read.left)
 * // => [ 'pager', 5 ]
 * ```
 */
export const standaloneMessageFromSip = (
  sip: SipRequest,
  receipt: MessageReceipt,
  limits: Partial<MessageLimits> = {},
): Decoding<StandaloneMessage> => {
  if (sip.method !== 'MESSAGE') {
    return refusal('unsupported', 'start line', 'MESSAGE', sip.method)
  }
  const all = { ...messageLimits, ...limits }
  const parts = sequenceS(allErrors)({
    header: readMessageHeader(sip, 'Expires', receipt, all),
    content: readMessageContent(sip, all),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { header, content } = parts.right
  const kind = kindOf(header.value.service, content.value)
  const requests = content.value.cpim === undefined ? undefined : readNotificationRequests(kind, content.value.cpim)
  return decoded(
    {
      ...header.value.message,
      ...fromWrapper(header.value, content.value),
      kind,
      size: content.value.size,
      ...(content.value.contentType === undefined ? {} : { contentType: content.value.contentType }),
      ...(requests === undefined || requests.value.length === 0 ? {} : { notificationsRequested: requests.value }),
    },
    [...warningsOf(parts.right), ...(requests?.warnings ?? [])],
  )
}
