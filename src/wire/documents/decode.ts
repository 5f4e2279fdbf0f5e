import { left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type { Decoding } from '../InputError.js'
import type { Codec } from './Codec.js'
import { isWhole } from './Codec.js'
import type { DecodingOptions, Report } from './Report.js'
import { newReport, refuse } from './Report.js'

const decodeInto = <A>(codec: Codec<A>, input: unknown, report: Report): Decoding<A> => {
  const read = tryCatch(
    () => codec.read(input, undefined, '', report),
    () => refuse(report, undefined, '', 'wrongType', 'plain data that can be read without side effects', undefined),
  )
  // A member that throws when it is looked at leaves an error, so the value below is whole.
  const value = read._tag === 'Right' ? read.right : undefined
  return isWhole<A>(value, report) ? right({ value, warnings: report.warnings }) : left(report.errors)
}

/** {@link decode} of a value that nobody else has: it is changed into what is read, which takes half the time. */
export const decodeOwned =
  <A>(codec: Codec<A>, options?: DecodingOptions) =>
  (input: unknown): Decoding<A> =>
    decodeInto(codec, input, newReport(options, true))

/**
 * Reads a value that came from outside: every error at once, or the value with its warnings.
 *
 * Unknown members are dropped with a warning; inside the conditions of a rule or a device they are kept as `unknownConditions`, and what
 * has one never matches. Nothing that is given in makes it throw.
 *
 * @param codec what the value is read as
 * @param options which time zones exist, and the limits
 *
 * @example
 * ```ts
 * import { CpmClientCodec, decode } from 'cpm-routing/wire'
 *
 * console.log(decode(CpmClientCodec)({ deviceId: 'urn:uuid:1', registered: 'yes' }))
 * // => {
 * //   _tag: 'Left',
 * //   left: [
 * //     {
 * //       code: 'wrongType',
 * //       path: '/registered',
 * //       expected: 'true or false',
 * //       actual: '"yes"'
 * //     }
 * //   ]
 * // }
 * ```
 */
export const decode =
  <A>(codec: Codec<A>, options?: DecodingOptions) =>
  (input: unknown): Decoding<A> =>
    decodeInto(codec, input, newReport(options))
