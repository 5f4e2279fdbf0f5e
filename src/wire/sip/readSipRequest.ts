import { sequenceS } from 'fp-ts/lib/Apply.js'
import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { readHeaderFields } from '../mime/readHeaderFields.js'
import type { LineBlock } from '../mime/readLines.js'
import { readLines } from '../mime/readLines.js'
import { allErrors, decoded, inputError, refusal } from '../octets/decoding.js'
import { fullName } from './fullName.js'
import { readRequestHeader } from './readRequestHeader.js'
import { readSipBody } from './readSipBody.js'
import type { StartLine } from './readStartLine.js'
import { readStartLine } from './readStartLine.js'
import type { SipLimits } from './SipLimits.js'
import { sipLimits } from './SipLimits.js'
import type { SipRequest } from './SipRequest.js'

/** Header fields that stand in a request once at most, in lower case. */
const singleFields: ReadonlySet<string> = new Set([
  'call-id',
  'content-disposition',
  'content-length',
  'content-type',
  'contribution-id',
  'conversation-id',
  'cseq',
  'date',
  'expires',
  'from',
  'inreplyto-contribution-id',
  'max-forwards',
  'message-expires',
  'mime-version',
  'p-called-party-id',
  'referred-by',
  'subject',
  'to',
])

const duplicates = (headers: readonly HeaderField[]): readonly InputError[] => {
  const seen = new Set<string>()
  const twice = new Map<string, HeaderField>()
  for (const field of headers) {
    const name = field.name.toLowerCase()
    if (singleFields.has(name) && seen.has(name)) {
      twice.set(name, field)
    }
    seen.add(name)
  }
  return [...twice.values()].map((field) => inputError('duplicate', field.name, `one ${field.name}`, field.value))
}

const headerEnd = (block: LineBlock): readonly InputError[] =>
  block.closed
    ? []
    : [inputError('truncated', `octet ${block.end}`, 'an empty line after the header fields', 'the end of the message')]

/** Where the request starts: empty lines before it do not count. */
const startOfRequest = (bytes: Uint8Array): number => {
  let at = 0
  while (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) {
    at += 2
  }
  return at
}

const readRest = (bytes: Uint8Array, start: StartLine, block: LineBlock, limits: SipLimits): Decoding<SipRequest> => {
  const read = readHeaderFields(block.lines.slice(1), limits.header)
  const headers = read.fields.map((field) => ({ ...field, name: fullName(field.name) }))
  const errors = [...headerEnd(block), ...block.errors, ...read.errors, ...duplicates(headers)]
  const parts = sequenceS(allErrors)({
    form: errors.length > 0 ? left(errors) : decoded(headers),
    header: readRequestHeader(headers, start.method),
    body: readSipBody(bytes.subarray(block.end), headers),
  })
  return parts._tag === 'Left'
    ? parts
    : decoded(
        { ...start, headers, ...parts.right.header.value, body: parts.right.body.value },
        parts.right.body.warnings,
      )
}

/**
 * Reads one SIP request from a datagram, or from a frame that holds exactly one.
 *
 * Every line of the header ends in CR LF; names may be in any case or compact, values may be folded. A request has Via, From with a tag,
 * To, Call-ID, CSeq of its own method and Max-Forwards. Header fields that are not known stay in the list.
 *
 * @param bytes the octets of the request
 * @param limits what is read and how much; absent members have the defaults of {@link sipLimits}, by which only a MESSAGE is read
 * @returns the request, its body a view on `bytes`. Errors: `unsupported` for a response, another method, version or scheme, and then
 * nothing else is told; `malformed`, `missing`, `duplicate`, `contradiction` (CSeq of another method), `outOfRange`, `truncated` (a
 * body shorter than Content-Length) and `tooLarge`, all at once. Octets after the body are a warning.
 *
 * @example
 * ```ts
 * import { readSipRequest, utf8Encode } from 'cpm-routing/wire'
 *
 * const read = readSipRequest(utf8Encode([
 *   'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0',
 *   'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
 *   'f: <sip:ann@home1.example>;tag=a1',
 *   't: <sip:+15550100@home2.example;user=phone>',
 *   'i: 7a1f@home1.example',
 *   'CSeq: 1 MESSAGE',
 *   'Max-Forwards: 70',
 *   'l: 0',
 *   '',
 *   '',
 * ].join('\r\n')))
 * console.log(read._tag === 'Right' ? read.right.value.from : read.left)
 * // => { uri: 'sip:ann@home1.example', parameters: [ { name: 'tag', value: 'a1' } ] }
 * ```
 */
export const readSipRequest = (bytes: Uint8Array, limits: Partial<SipLimits> = {}): Decoding<SipRequest> => {
  const all = { ...sipLimits, ...limits }
  if (bytes.length > all.octets) {
    return refusal('tooLarge', `octet ${all.octets}`, `at most ${all.octets} octets`, `${bytes.length} octets`)
  }
  const block = readLines(bytes, startOfRequest(bytes))
  const start = readStartLine(block.lines[0]?.text ?? '', all.methods)
  return start._tag === 'Left' ? start : readRest(bytes, start.right.value, block, all)
}
