import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { isUri } from '../mime/isUri.js'
import { allErrors, decoded, refusal } from '../octets/decoding.js'
import { joinOctets } from '../octets/joinOctets.js'
import { utf8Encode } from '../octets/utf8.js'
import { readSipRequest } from '../sip/readSipRequest.js'
import { readStartLine } from '../sip/readStartLine.js'
import type { SipLimits } from '../sip/SipLimits.js'
import type { SipRequest } from '../sip/SipRequest.js'
import type { Delivery } from './Delivery.js'
import { forwardHistory } from './forwardHistory.js'
import { headersForClient } from './headersForClient.js'

const target = 'P-Called-Party-ID'

/** What this hop writes anew or must not pass on, in lower case. */
const rewritten: readonly string[] = ['content-length', 'max-forwards', 'proxy-authorization']

const nextHops = ({ maxForwards }: SipRequest): Decoding<number> =>
  maxForwards > 0 ? decoded(maxForwards - 1) : refusal('outOfRange', 'Max-Forwards', 'at least 1', '0')

/** The target address, unless it is there already: never twice. */
const targetFields = (
  headers: readonly HeaderField[],
  address: CpmAddress | undefined,
): Decoding<readonly HeaderField[]> => {
  if (address === undefined || fieldValues(headers, target).length > 0) {
    return decoded([])
  }
  return isUri(address.uri)
    ? decoded([{ name: target, value: `<${address.uri}>` }])
    : refusal('malformed', target, 'a URI', address.uri)
}

const writeField = ({ name, value }: HeaderField): string => (value === '' ? `${name}:\r\n` : `${name}: ${value}\r\n`)

const writeRequest = (startLine: string, headers: readonly HeaderField[], body: Uint8Array): Uint8Array =>
  joinOctets(
    utf8Encode(`${startLine}\r\n${headers.map(writeField).join('')}Content-Length: ${body.length}\r\n\r\n`),
    body,
  )

const write = (sip: SipRequest, delivery: Delivery): Decoding<Uint8Array> => {
  const isForward = 'forwardTo' in delivery
  const to = isForward ? delivery.forwardTo.uri : delivery.contact
  const startLine = `${sip.method} ${to} SIP/2.0`
  const parts = sequenceS(allErrors)({
    destination: readStartLine(startLine, [sip.method]),
    hops: nextHops(sip),
    target: targetFields(sip.headers, delivery.targetAddress),
    history: isForward ? forwardHistory(sip.headers, sip.requestUri, to) : decoded([]),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { hops, target: inserted, history } = parts.right
  const passedOn = (isForward ? sip.headers : headersForClient(sip.headers)).filter(
    ({ name }) => !rewritten.includes(name.toLowerCase()),
  )
  const headers = [...passedOn, { name: 'Max-Forwards', value: `${hops.value}` }, ...inserted.value, ...history.value]
  return decoded(writeRequest(startLine, headers, sip.body))
}

/**
 * Writes the MESSAGE that goes out to a client, or to the address that it is forwarded to, from the octets that came in.
 *
 * ```
 * came in                                         goes out
 * MESSAGE sip:+15550100@home2.example SIP/2.0     MESSAGE sip:u@198.51.100.7:5060 SIP/2.0
 *                                                 P-Called-Party-ID: <sip:+15550100@home2.example>    where asked for, once
 * Max-Forwards: 70                                Max-Forwards: 69
 * P-Asserted-Service, P-Charging-…                not to a client
 *                                                 History-Info                                        of a forward
 * body                                            body, octet by octet
 * ```
 *
 * All else stands as it came, with compact names written out and folded lines joined. Via, Route, Call-ID, CSeq and the tag of From are left
 * as they came too: they belong to the transport, which adds its own Via, takes its own Route off, and starts a new transaction for every
 * client and retry.
 *
 * @param bytes the request as it was received
 * @param delivery where it goes, and the target address where that is to be inserted
 * @param limits how much is read; absent members have the defaults of `sipLimits`
 * @returns the octets. Errors: those of `readSipRequest`; `malformed` for a contact or an address that is no URI, for it could smuggle
 * header fields in, and for a History-Info that a forward cannot continue; `outOfRange` where Max-Forwards is used up (483).
 *
 * @spec TERM-19
 *
 * @example
 * ```ts
 * import { cpmAddress } from 'cpm-routing'
 * import { utf8Decode, utf8Encode, writeDelivery } from 'cpm-routing/wire'
 *
 * const received = utf8Encode([
 *   'MESSAGE sip:+15550100@home2.example SIP/2.0',
 *   'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
 *   'From: <sip:ann@home1.example>;tag=a1',
 *   'To: <sip:+15550100@home2.example>',
 *   'Call-ID: 7a1f@home1.example',
 *   'CSeq: 1 MESSAGE',
 *   'Max-Forwards: 70',
 *   'Content-Type: text/plain',
 *   'Content-Length: 5',
 *   '',
 *   'noon?',
 * ].join('\r\n'))
 * const targetAddress = cpmAddress('sip:+15550100@home2.example')
 * const written = targetAddress._tag === 'Some'
 *   ? writeDelivery(received, { contact: 'sip:u@198.51.100.7:5060', targetAddress: targetAddress.value })
 *   : undefined
 * const text = written?._tag === 'Right' ? utf8Decode(written.right.value) : undefined
 * console.log(text?._tag === 'Some' ? text.value.split('\r\n') : written)
 * // => [
 * //   'MESSAGE sip:u@198.51.100.7:5060 SIP/2.0',
 * //   'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
 * //   'From: <sip:ann@home1.example>;tag=a1',
 * //   'To: <sip:+15550100@home2.example>',
 * //   'Call-ID: 7a1f@home1.example',
 * //   'CSeq: 1 MESSAGE',
 * //   'Content-Type: text/plain',
 * //   'Max-Forwards: 69',
 * //   'P-Called-Party-ID: <sip:+15550100@home2.example>',
 * //   'Content-Length: 5',
 * //   '',
 * //   'noon?'
 * // ]
 * ```
 */
export const writeDelivery = (
  bytes: Uint8Array,
  delivery: Delivery,
  limits: Partial<SipLimits> = {},
): Decoding<Uint8Array> => {
  const sip = readSipRequest(bytes, limits)
  if (sip._tag === 'Left') {
    return sip
  }
  const written = write(sip.right.value, delivery)
  return written._tag === 'Left' ? written : decoded(written.right.value, sip.right.warnings)
}
