import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import { decoded, inputError, readEach, refusal } from '../octets/decoding.js'
import { utf8Encode } from '../octets/utf8.js'
import type { HeaderField } from './HeaderField.js'
import type { HeaderLimits } from './readHeaderFields.js'
import { readHeaderFields } from './readHeaderFields.js'
import { readLines } from './readLines.js'

/** One part of a body. */
export interface MimePart {
  readonly headers: readonly HeaderField[]
  /** Exactly the octets between the empty line after the header fields and the line end before the next boundary. */
  readonly content: Uint8Array
}

/** How much a multipart body may hold. */
export interface MultipartLimits {
  /** Parts of one body. */
  readonly parts: number
  /** Multipart bodies inside one another. */
  readonly depth: number
  /** Of each part. */
  readonly header: HeaderLimits
}

/** What is read where the caller sets no limits. */
export const multipartLimits: MultipartLimits = { parts: 64, depth: 4, header: { fields: 64, fieldLength: 8192 } }

interface Span {
  readonly start: number
  readonly end: number
}

interface Delimiters {
  readonly parts: readonly Span[]
  readonly closed: boolean
}

const boundarySyntax = /^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$/
const lineFeed = 0x0a
const carriageReturn = 0x0d
const hyphen = 0x2d

const startsWith = (bytes: Uint8Array, at: number, wanted: Uint8Array): boolean =>
  wanted.every((octet, index) => bytes[at + index] === octet)

const isBlankUntil = (bytes: Uint8Array, start: number, end: number): boolean =>
  bytes.subarray(start, end).every((octet) => octet === 0x20 || octet === 0x09)

type Delimiter = 'none' | 'next' | 'last'

const delimiterAt = (bytes: Uint8Array, start: number, end: number, dashed: Uint8Array): Delimiter => {
  if (!startsWith(bytes, start, dashed)) {
    return 'none'
  }
  const after = start + dashed.length
  const last = bytes[after] === hyphen && bytes[after + 1] === hyphen
  return isBlankUntil(bytes, last ? after + 2 : after, end) ? (last ? 'last' : 'next') : 'none'
}

/** Where the line that starts here ends, without its CR LF, and where the next one starts. A line feed alone ends no line. */
const lineAt = (bytes: Uint8Array, start: number): readonly [end: number, next: number] => {
  let at = bytes.indexOf(lineFeed, start)
  while (at >= 0 && (at === start || bytes[at - 1] !== carriageReturn)) {
    at = bytes.indexOf(lineFeed, at + 1)
  }
  return at < 0 ? [bytes.length, bytes.length] : [at - 1, at + 1]
}

const findParts = (bytes: Uint8Array, dashed: Uint8Array): Delimiters => {
  const parts: Span[] = []
  let partStart = -1
  let start = 0
  while (start < bytes.length) {
    const [end, next] = lineAt(bytes, start)
    const delimiter = delimiterAt(bytes, start, end, dashed)
    if (delimiter !== 'none') {
      parts.push(...(partStart < 0 ? [] : [{ start: partStart, end: Math.max(partStart, start - 2) }]))
      partStart = next
    }
    if (delimiter === 'last') {
      return { parts, closed: true }
    }
    start = next
  }
  return { parts, closed: false }
}

const readPart =
  (bytes: Uint8Array, limits: HeaderLimits) =>
  (span: Span): Decoding<MimePart> => {
    const part = bytes.subarray(0, span.end)
    const block = readLines(part, span.start)
    const header = readHeaderFields(block.lines, limits)
    const cut: readonly InputError[] =
      block.closed || block.end === part.length
        ? []
        : [
            inputError(
              'truncated',
              `octet ${span.start}`,
              'an empty line after the header fields',
              'the end of the part',
            ),
          ]
    const errors = [...block.errors, ...header.errors, ...cut]
    return errors.length > 0 ? left(errors) : decoded({ headers: header.fields, content: part.subarray(block.end) })
  }

/**
 * Reads the parts of a multipart body, each with its octets as they stand.
 *
 * ```
 * what stands before it                      not read
 * --boundary  CR LF
 * header fields, empty line, content  CR LF  a part: the last CR LF belongs to the boundary
 * --boundary--                               what stands after it is not read
 * ```
 *
 * @param bytes the body
 * @param boundary as the Content-Type has it, without the leading hyphens
 * @param limits how much is read at most; absent members have the defaults of {@link multipartLimits}
 * @returns the parts in order. Errors: `malformed` for an impossible boundary, a line end or a header field; `truncated` where the last
 * boundary is missing; `tooLarge` beyond a limit. Paths are octets of the body.
 *
 * @example
 * ```ts
 * import { readMultipart, utf8Decode, utf8Encode } from 'cpm-routing/wire'
 *
 * const body = utf8Encode('--b\r\nContent-Type: text/plain\r\n\r\nnoon?\r\n--b--\r\n')
 * const read = readMultipart(body, 'b')
 * console.log(read._tag === 'Right' ? read.right.value.map((part) => utf8Decode(part.content)) : read.left)
 * // => [ { _tag: 'Some', value: 'noon?' } ]
 * ```
 */
export const readMultipart = (
  bytes: Uint8Array,
  boundary: string,
  limits: Partial<MultipartLimits> = {},
): Decoding<readonly MimePart[]> => {
  const { parts: mostParts, header } = { ...multipartLimits, ...limits }
  if (!boundarySyntax.test(boundary)) {
    return refusal('malformed', 'boundary', '1 to 70 characters that a boundary may have', boundary)
  }
  const { parts, closed } = findParts(bytes, utf8Encode(`--${boundary}`))
  if (!closed) {
    return refusal('truncated', `octet ${bytes.length}`, `the last boundary, --${boundary}--`, 'the end of the body')
  }
  const [excess] = parts.slice(mostParts)
  return excess === undefined
    ? readEach(parts, readPart(bytes, header))
    : refusal('tooLarge', `octet ${excess.start}`, `at most ${mostParts} parts`, `${parts.length} parts`)
}
