import { isLeft } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import type { Decoding } from '../InputError.js'
import { decoded, refusal } from '../octets/decoding.js'
import { utf8Decode } from '../octets/utf8.js'
import { parseXml } from './parseXml.js'
import type { XmlElement } from './XmlElement.js'
import { defaultXmlLimits, type XmlLimits } from './XmlLimits.js'

/**
 * Reads an XML document that a stranger sent: namespaces resolved, nothing fetched, nothing expanded.
 *
 * A document type declaration, an entity beyond the five of XML, a character set other than UTF-8 and everything beyond the limits
 * are refused, at once. The work grows in proportion to the octets.
 *
 * @param bytes - the document, with or without XML declaration and byte order mark
 * @param limits - what may be asked of the reader; absent members are those of `defaultXmlLimits`
 * @returns the root element, or one error with its line and column: `malformed`, `truncated`, `unsupported` or `tooLarge`
 *
 * @example
 * ```ts
 * import { readXml, utf8Encode } from 'cpm-routing/wire'
 *
 * console.log(readXml(utf8Encode('<a xmlns="urn:b">\n  <c></a>')))
 * // => {
 * //   _tag: 'Left',
 * //   left: [
 * //     {
 * //       code: 'malformed',
 * //       path: 'line 2, column 9',
 * //       expected: 'well-formed XML',
 * //       actual: 'unexpected close tag.'
 * //     }
 * //   ]
 * // }
 * ```
 */
export const readXml = (bytes: Uint8Array, limits: Partial<XmlLimits> = {}): Decoding<XmlElement> => {
  const all = { ...defaultXmlLimits, ...limits }
  if (bytes.length > all.octets) {
    return refusal('tooLarge', `octet ${all.octets}`, `at most ${all.octets} octets`, `${bytes.length} octets`)
  }
  const text = utf8Decode(bytes)
  if (isNone(text)) {
    return refusal('unsupported', '', 'UTF-8', 'octets of another encoding')
  }
  const parsed = parseXml(text.value, all)
  return isLeft(parsed) ? { _tag: 'Left', left: [parsed.left] } : decoded(parsed.right)
}
