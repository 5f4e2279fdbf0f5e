import { left } from 'fp-ts/lib/Either.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { decoded, inputError } from '../octets/decoding.js'
import { listElements } from './listElements.js'

/** Reads the option tags of Require; each one that is not understood is an error of its own (SIP says 420). */
export const readExtensions = (
  headers: readonly HeaderField[],
  understood: readonly string[],
): Decoding<readonly string[]> => {
  const tags = listElements(headers, 'Require')
  if (tags._tag === 'Left') {
    return tags
  }
  const unknown = tags.right.value.filter((tag) => !understood.includes(tag.toLowerCase()))
  return unknown.length === 0
    ? decoded(tags.right.value)
    : left(unknown.map((tag) => inputError('unsupported', 'Require', `one of ${understood.join(', ')}`, tag)))
}
