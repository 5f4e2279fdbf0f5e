import type { Decoding } from '../InputError.js'
import { decoded, refusal } from '../octets/decoding.js'

const wholeNumber = /^[0-9]+$/
const leadingZeros = /^0+(?=[0-9])/

/** Reads digits as a number up to `most`, as the header field at `path` has it; a longer number never wraps around. */
export const readWholeNumber =
  (path: string, most: number) =>
  (value: string): Decoding<number> => {
    if (!wholeNumber.test(value)) {
      return refusal('malformed', path, 'a whole number', value)
    }
    const digits = value.replace(leadingZeros, '')
    return digits.length <= 15 && Number(digits) <= most
      ? decoded(Number(digits))
      : refusal('outOfRange', path, `at most ${most}`, value)
  }
