import { chain } from 'fp-ts/lib/Either.js'
import type { Decoded, Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { decoded, readEach, refusal } from '../octets/decoding.js'
import { readWholeNumber } from './readWholeNumber.js'

const name = 'Content-Length'

const cutBody = (rest: Uint8Array, stated: number): Decoding<Uint8Array> =>
  stated > rest.length
    ? refusal('truncated', name, `${stated} octets`, `${rest.length} octets`)
    : decoded(
        rest.subarray(0, stated),
        stated === rest.length
          ? []
          : [{ path: name, message: `${rest.length - stated} octets after the body are not read.` }],
      )

/**
 * The body: exactly the octets that Content-Length states, or all that is left where it states nothing.
 *
 * Octets after the stated ones are not read, with a warning (RFC 3261 18.3); too few are an error.
 */
export const readSipBody = (rest: Uint8Array, headers: readonly HeaderField[]): Decoding<Uint8Array> =>
  chain(({ value: [stated] }: Decoded<readonly number[]>) => cutBody(rest, stated ?? rest.length))(
    readEach(fieldValues(headers, name), readWholeNumber(name, 2 ** 32 - 1)),
  )
