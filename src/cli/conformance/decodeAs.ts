import { chain, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Decoding, InputError } from '../../wire/InputError.js'
import { textOf } from '../textOf.js'

const malformed = (expected: string, actual: string): readonly InputError[] => [
  { code: 'malformed', path: '', expected, actual },
]

/** Reads a JSON text as what a test says that it is. */
export const decodeAs =
  <A>(what: string, is: (value: unknown) => value is A) =>
  (octets: Uint8Array): Decoding<A> =>
    pipe(
      textOf(octets),
      chain((text) =>
        tryCatch(
          (): unknown => JSON.parse(text),
          () => malformed('a JSON text', 'another text'),
        ),
      ),
      chain((value) => (is(value) ? right({ value, warnings: [] }) : left(malformed(what, 'something else')))),
    )
