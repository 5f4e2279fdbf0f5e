import type { Applicative2C } from 'fp-ts/lib/Applicative.js'
import { getApplicativeValidation, left, right } from 'fp-ts/lib/Either.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type { Decoded, Decoding, InputError, InputErrorCode, InputWarning } from '../InputError.js'

/** The longest piece of an input that an error repeats, in characters. */
const longestExcerpt = 80

/** What was found, short enough for an error. */
export const excerpt = (text: string): string =>
  text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt)}…`

/** One error, with what was found cut to a readable length. */
export const inputError = (code: InputErrorCode, path: string, expected: string, actual: string): InputError => ({
  code,
  path,
  expected,
  actual: excerpt(actual),
})

/** A value that was read. */
export const decoded = <A>(value: A, warnings: readonly InputWarning[] = []): Decoding<A> => right({ value, warnings })

/** Nothing was read, because of this error. */
export const refusal = (code: InputErrorCode, path: string, expected: string, actual: string): Decoding<never> =>
  left([inputError(code, path, expected, actual)])

/** Reads the members of a record, or several values in a row, and reports the errors of all of them at once. */
export const allErrors: Applicative2C<'Either', readonly InputError[]> = getApplicativeValidation(
  getSemigroup<InputError>(),
)

/** The warnings of everything that was read. */
export const warningsOf = (parts: Readonly<Record<string, Decoded<unknown>>>): readonly InputWarning[] =>
  Object.values(parts).flatMap((part) => part.warnings)

/** Reads each of several values; the errors of all of them at once. */
export const readEach = <A, B>(values: readonly B[], read: (value: B) => Decoding<A>): Decoding<readonly A[]> => {
  const parts = values.map(read)
  const errors = parts.flatMap((part) => (part._tag === 'Left' ? part.left : []))
  const found = parts.flatMap((part) => (part._tag === 'Right' ? [part.right] : []))
  return errors.length > 0
    ? left(errors)
    : decoded(
        found.map((part) => part.value),
        found.flatMap((part) => part.warnings),
      )
}

/** Reads the one value that may stand there; a second one is a duplicate. */
export const readAtMostOne = <A>(
  path: string,
  values: readonly string[],
  read: (value: string) => Decoding<A>,
): Decoding<A | undefined> => {
  const [first, second] = values
  if (second !== undefined) {
    return refusal('duplicate', path, 'one value', second)
  }
  return first === undefined ? decoded(undefined) : read(first)
}
