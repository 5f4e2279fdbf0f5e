import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'

/** Code units that become text in one call. */
const chunk = 4096

interface Sequence {
  /** Octets of the sequence; 0 if it is none. */
  readonly length: number
  readonly codePoint: number
}

const noSequence: Sequence = { length: 0, codePoint: 0 }

/** Shortest, and no surrogate, and not above U+10FFFF: the first code point that each length may carry. */
const firstOfLength: readonly number[] = [0, 0, 0x80, 0x800, 0x1_00_00]

const isScalar = (codePoint: number): boolean => codePoint <= 0x10_ff_ff && (codePoint < 0xd8_00 || codePoint > 0xdf_ff)

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)

const sequenceAt = (bytes: Uint8Array, start: number): Sequence => {
  const lead = bytes[start] ?? 0
  if (lead < 0x80) {
    return { length: 1, codePoint: lead }
  }
  const length = lengthOf(lead)
  if (lead < 0xc2 || lead > 0xf4 || start + length > bytes.length) {
    return noSequence
  }
  let codePoint = lead & (0x7f >> length)
  for (let offset = 1; offset < length; offset += 1) {
    const octet = bytes[start + offset] ?? 0
    if ((octet & 0xc0) !== 0x80) {
      return noSequence
    }
    codePoint = (codePoint << 6) | (octet & 0x3f)
  }
  return codePoint >= (firstOfLength[length] ?? 0) && isScalar(codePoint) ? { length, codePoint } : noSequence
}

/** The text of one chunk, and where the next one starts; -1 if it is not UTF-8. */
const textOfChunk = (bytes: Uint8Array, start: number): readonly [text: string, next: number] => {
  const units: number[] = []
  let at = start
  while (at < bytes.length && units.length < chunk) {
    const octet = bytes[at] ?? 0
    if (octet < 0x80) {
      units.push(octet)
      at += 1
    } else {
      const { length, codePoint } = sequenceAt(bytes, at)
      if (length === 0) {
        return ['', -1]
      }
      if (codePoint > 0xff_ff) {
        units.push(0xd7_c0 + (codePoint >> 10), 0xdc_00 + (codePoint & 0x3_ff))
      } else {
        units.push(codePoint)
      }
      at += length
    }
  }
  return [String.fromCharCode.apply(undefined, units), at]
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
  let at = 0
  while (at < bytes.length) {
    const [text, next] = textOfChunk(bytes, at)
    if (next < 0) {
      return none
    }
    texts.push(text)
    at = next
  }
  return some(texts.length === 1 ? (texts[0] ?? '') : texts.join(''))
}

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
    const unit = text.codePointAt(at) ?? 0
    const codePoint = isScalar(unit) ? unit : 0xff_fd
    if (codePoint < 0x80) {
      bytes[end] = codePoint
      end += 1
    } else if (codePoint < 0x8_00) {
      bytes[end] = 0xc0 | (codePoint >> 6)
      bytes[end + 1] = 0x80 | (codePoint & 0x3f)
      end += 2
    } else if (codePoint < 0x1_00_00) {
      bytes[end] = 0xe0 | (codePoint >> 12)
      bytes[end + 1] = 0x80 | ((codePoint >> 6) & 0x3f)
      bytes[end + 2] = 0x80 | (codePoint & 0x3f)
      end += 3
    } else {
      bytes[end] = 0xf0 | (codePoint >> 18)
      bytes[end + 1] = 0x80 | ((codePoint >> 12) & 0x3f)
      bytes[end + 2] = 0x80 | ((codePoint >> 6) & 0x3f)
      bytes[end + 3] = 0x80 | (codePoint & 0x3f)
      end += 4
      at += 1
    }
  }
  return bytes.slice(0, end)
}
