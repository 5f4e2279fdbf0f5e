import { isLeft, left, tryCatch } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import type { Codec } from './Codec.js'
import { decode, decodeOwned } from './decode.js'
import { foundText } from './foundText.js'
import type { DecodingOptions } from './Report.js'
import { defaultDecodingLimits } from './Report.js'
import { syntaxErrorAt } from './syntaxErrorAt.js'

const tooLarge = (text: string, longest: number): InputError => ({
  code: 'tooLarge',
  path: '',
  expected: `a JSON text of at most ${longest} characters, or a higher limit`,
  actual: `${text.length} characters`,
})

const notJson = (text: string): InputError => {
  const at = syntaxErrorAt(text)
  return {
    code: 'malformed',
    path: '',
    expected: 'a JSON text (RFC 8259, without byte order mark)',
    actual: at < text.length ? `${foundText(text.charAt(at))} at character ${at}` : `an end at character ${at}`,
  }
}

/**
 * Reads a JSON text: every error at once, or the value with its warnings.
 *
 * A text that is no JSON is one error that names the character, counted from 0; one that is longer than the limit is not parsed at all.
 *
 * @param codec what the text is read as
 * @param options which time zones exist, and the limits
 *
 * @example
 * ```ts
 * import { CpmClientCodec, decodeJson } from 'cpm-routing/wire'
 *
 * console.log(decodeJson(CpmClientCodec)('{ "deviceId": "urn:uuid:1", "registered": true }'))
 * // => {
 * //   _tag: 'Right',
 * //   right: { value: { deviceId: 'urn:uuid:1', registered: true }, warnings: [] }
 * // }
 * ```
 */
export const decodeJson = <A>(codec: Codec<A>, options?: DecodingOptions): ((text: string) => Decoding<A>) => {
  const decodeValue = decodeOwned(codec, options)
  const longest = options?.limits?.characters ?? defaultDecodingLimits.characters
  return (text) => {
    // A caller without types may bring anything.
    if (typeof text !== 'string') {
      return decode(codec, options)(text)
    }
    if (text.length > longest) {
      return left([tooLarge(text, longest)])
    }
    const parsed = tryCatch(
      (): unknown => JSON.parse(text),
      () => [notJson(text)],
    )
    return isLeft(parsed) ? parsed : decodeValue(parsed.right)
  }
}
