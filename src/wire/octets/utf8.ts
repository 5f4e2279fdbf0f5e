import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'

/** Code units that become text in one call. */
const chunk = 4096

/** What the octets after a lead have to make up. */
interface Sequence {
  /** Octets that are still to come. */
  readonly left: number
  /** What the octets so far stand for. */
  readonly codePoint: number
  /** The lowest code point that needs so many octets: below it the sequence is overlong. */
  readonly lowest: number
}

const isScalar = (codePoint: number): boolean => codePoint <= 0x10_ff_ff && (codePoint < 0xd8_00 || codePoint > 0xdf_ff)

/** The sequence that a lead octet starts; absent if the octet is no lead. */
const sequenceOf = (lead: number): Sequence | undefined => {
  if (lead < 0xc2 || lead > 0xf4) {
    return undefined
  }
  return lead < 0xe0
    ? { left: 1, codePoint: lead & 0x1f, lowest: 0x80 }
    : lead < 0xf0
      ? { left: 2, codePoint: lead & 0x0f, lowest: 0x8_00 }
      : { left: 3, codePoint: lead & 0x07, lowest: 0x1_00_00 }
}

const continued = (sequence: Sequence, octet: number): Sequence | undefined => {
  const codePoint = (sequence.codePoint << 6) | (octet & 0x3f)
  const left = sequence.left - 1
  const sound = (octet & 0xc0) === 0x80 && (left > 0 || (codePoint >= sequence.lowest && isScalar(codePoint)))
  return sound ? { ...sequence, left, codePoint } : undefined
}

const appendCodePoint = (units: number[], codePoint: number): void => {
  if (codePoint > 0xff_ff) {
    units.push(0xd7_c0 + (codePoint >> 10), 0xdc_00 + (codePoint & 0x3_ff))
  } else {
    units.push(codePoint)
  }
}

/**
 * The text that octets stand for; `none` if they are not UTF-8.
 *
 * Strict: no overlong form, no surrogate, nothing above U+10FFFF, nothing cut off, and a byte order mark is a character like any other.
 *
 * @example
 * ```ts
 * import { utf8Decode } from 'cpm-routing/wire'
 *
 * console.log(utf8Decode(Uint8Array.of(0x68, 0xc3, 0xa9)))
 * // => { _tag: 'Some', value: 'hé' }
 * console.log(utf8Decode(Uint8Array.of(0xc0, 0x80)))
 * // => { _tag: 'None' }
 * ```
 */
export const utf8Decode = (bytes: Uint8Array): Option<string> => {
  const texts: string[] = []
  let units: number[] = []
  let open: Sequence | undefined
  for (const octet of bytes) {
    if (open === undefined && octet < 0x80) {
      units.push(octet)
    } else {
      open = open === undefined ? sequenceOf(octet) : continued(open, octet)
      if (open === undefined) {
        return none
      }
      if (open.left === 0) {
        appendCodePoint(units, open.codePoint)
        open = undefined
      }
    }
    if (units.length >= chunk) {
      texts.push(String.fromCharCode.apply(undefined, units))
      units = []
    }
  }
  texts.push(String.fromCharCode.apply(undefined, units))
  return open === undefined ? some(texts.join('')) : none
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc_00 && unit <= 0xdf_ff

/** The code point at a place, a surrogate pair as one; half a pair is U+FFFD. */
const scalarAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  if (unit < 0xd8_00 || unit > 0xdf_ff) {
    return unit
  }
  return unit <= 0xdb_ff && isLowSurrogate(next) ? ((unit - 0xd7_c0) << 10) + (next - 0xdc_00) : 0xff_fd
}

/** What the lead octet of a sequence of this length has above its payload. */
const leadMarkOf = (length: number): number => (length === 1 ? 0 : (0xf_00 >> length) & 0xff)

/**
 * Text as UTF-8 octets; half a surrogate pair becomes U+FFFD.
 *
 * @example
 * ```ts
 * import { utf8Encode } from 'cpm-routing/wire'
 *
 * console.log(utf8Encode('hé'))
 * // => Uint8Array(3) [ 104, 195, 169 ]
 * ```
 */
export const utf8Encode = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (let at = 0; at < text.length; at += 1) {
    const codePoint = scalarAt(text, at)
    const length = codePoint < 0x80 ? 1 : codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4
    for (let offset = length - 1, rest = codePoint; offset >= 0; offset -= 1, rest >>= 6) {
      bytes[end + offset] = offset > 0 ? 0x80 | (rest & 0x3f) : rest | leadMarkOf(length)
    }
    end += length
    at += length === 4 ? 1 : 0
  }
  return bytes.slice(0, end)
}
