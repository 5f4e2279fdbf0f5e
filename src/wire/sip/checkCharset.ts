import { isNone } from 'fp-ts/lib/Option.js'
import type { Decoding } from '../InputError.js'
import type { MediaType } from '../mime/readMediaType.js'
import { decoded, refusal } from '../octets/decoding.js'
import { utf8Decode } from '../octets/utf8.js'

const utf8Names: readonly string[] = ['utf-8', 'utf8', 'us-ascii', 'ascii']

/**
 * Looks whether content is text in the charset that it states: octets that are no UTF-8 where UTF-8 or US-ASCII is stated are an error, a
 * charset that is not known here is a warning, since the content goes through octet by octet all the same.
 */
export const checkCharset = (place: string, { parameters }: MediaType, content: Uint8Array): Decoding<undefined> => {
  const stated = parameters.find(({ name }) => name === 'charset')?.value
  if (stated === undefined) {
    return decoded(undefined)
  }
  if (utf8Names.includes(stated.toLowerCase())) {
    return isNone(utf8Decode(content))
      ? refusal('malformed', place, `text in the charset it states, ${stated}`, 'octets that are no UTF-8')
      : decoded(undefined)
  }
  return decoded(undefined, [
    { path: place, message: `charset ${stated} is not known here: the content is passed on as it is` },
  ])
}
