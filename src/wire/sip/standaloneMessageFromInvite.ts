import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { StandaloneMessage } from '../../model/StandaloneMessage.js'
import type { Decoding } from '../InputError.js'
import { allErrors, decoded, refusal, warningsOf } from '../octets/decoding.js'
import type { MessageLimits } from './MessageLimits.js'
import { messageLimits } from './MessageLimits.js'
import type { MessageReceipt } from './MessageReceipt.js'
import { readFileOffer } from './readFileOffer.js'
import { readMessageHeader } from './readMessageHeader.js'
import type { SipRequest } from './SipRequest.js'

/** What the receiver of an INVITE knows: where the offer names no size, the receiver has to. */
export interface InviteReceipt extends MessageReceipt {
  /** In octets. */
  readonly size?: number
}

/**
 * Reads the standalone message that an INVITE announces: a large-mode message, whose content comes over MSRP afterwards.
 *
 * The header fields count as in a MESSAGE, but Expires limits the invitation: the message expires by Message-Expires. Size and media
 * type are those of `a=file-selector` or `a=accept-wrapped-types` in the offer. What stands inside the message, its identity and the
 * notifications it asks for, is not known yet.
 *
 * @param sip the request, read by {@link readSipRequest} with `{ methods: ['INVITE'] }`
 * @param receipt what the receiver adds; its size, in octets, counts where the offer has none
 * @param limits what is understood and how much is read; absent members have the defaults of {@link messageLimits}
 * @returns the message, of kind large. Errors as for a MESSAGE, and `missing` if nobody knows the size.
 * @spec TERM-01
 *
 * @example
 * ```ts
 * import { readSipRequest, standaloneMessageFromInvite, utf8Encode } from 'cpm-routing/wire'
 *
 * const sip = readSipRequest(utf8Encode([
 *   'INVITE sip:+15550100@home2.example;user=phone SIP/2.0',
 *   'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a2',
 *   'From: <sip:ann@home1.example>;tag=a1',
 *   'To: <sip:+15550100@home2.example;user=phone>',
 *   'Call-ID: 7a2f@home1.example',
 *   'CSeq: 1 INVITE',
 *   'Max-Forwards: 70',
 *   'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.largemsg',
 *   'P-Asserted-Identity: <sip:ann@home1.example>',
 *   'Content-Type: application/sdp',
 *   '',
 *   'm=message 2855 TCP/MSRP *',
 *   'a=file-selector:type:text/plain size:40960',
 *   '',
 * ].join('\r\n')), { methods: ['INVITE'] })
 * const read = sip._tag === 'Right'
 *   ? standaloneMessageFromInvite(sip.right.value, { entryId: 'e-2', receivedAt: 1_770_112_801_000 })
 *   : sip
 * console.log(read._tag === 'Right' ? [read.right.value.kind, read.right.value.size] : read.left)
 * // => [ 'large', 40960 ]
 * ```
 */
export const standaloneMessageFromInvite = (
  sip: SipRequest,
  receipt: InviteReceipt,
  limits: Partial<MessageLimits> = {},
): Decoding<StandaloneMessage> => {
  if (sip.method !== 'INVITE') {
    return refusal('unsupported', 'start line', 'INVITE', sip.method)
  }
  const all = { ...messageLimits, ...limits }
  const { size: givenSize, ...given } = receipt
  const parts = sequenceS(allErrors)({
    header: readMessageHeader(sip, 'Message-Expires', given, all),
    offer: readFileOffer(sip, all.multipart),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { header, offer } = parts.right
  const size = offer.value.size ?? givenSize
  return size === undefined
    ? refusal('missing', 'a=file-selector', 'the size of the message, there or from the receiver', 'none')
    : decoded({ ...header.value.message, kind: 'large', ...offer.value, size }, warningsOf(parts.right))
}
