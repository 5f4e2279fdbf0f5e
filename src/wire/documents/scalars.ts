import type { InputErrorCode } from '../InputError.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import type { Json } from './Json.js'
import { refuse } from './Report.js'

const isText = (value: unknown): value is string => typeof value === 'string'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const same = <A extends Json>(value: A): Json => value

/** Any text, lone surrogates included. */
export const text: Codec<string> = newCodec({
  name: 'Text',
  expected: 'a text',
  schema: { type: 'string' },
  read: (input, parent, key, report) =>
    isText(input) ? input : refuse(report, parent, key, 'wrongType', 'a text', input),
  is: isText,
  encode: same,
})

/** `true` or `false`. */
export const flag: Codec<boolean> = newCodec({
  name: 'Flag',
  expected: 'true or false',
  schema: { type: 'boolean' },
  read: (input, parent, key, report) =>
    isFlag(input) ? input : refuse(report, parent, key, 'wrongType', 'true or false', input),
  is: isFlag,
  encode: same,
})

/** A whole number between two bounds that a JSON number can say exactly. */
export const wholeNumber = (name: string, expected: string, least: number, most: number): Codec<number> => {
  const isWithin = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
  return newCodec({
    name,
    expected,
    schema: { type: 'integer', minimum: least, maximum: most },
    // Adding 0 turns the negative zero that JSON can write into the plain one.
    read: (input, parent, key, report) =>
      isWithin(input)
        ? input + 0
        : refuse(report, parent, key, typeof input === 'number' ? 'outOfRange' : 'wrongType', expected, input),
    is: isWithin,
    encode: same,
  })
}

/** A count or a size in octets. */
export const count: Codec<number> = wholeNumber(
  'Count',
  'a whole number from 0 to 9007199254740991',
  0,
  Number.MAX_SAFE_INTEGER,
)

/** What a text of a certain form is called, looks like and is refused as. */
export interface TextForm {
  readonly name: string
  readonly expected: string
  readonly pattern: RegExp
  readonly code: InputErrorCode
  /** In characters. */
  readonly longest?: number
}

/** A text of a certain form; the pattern has the same meaning in the schema. */
export const textLike = ({ name, expected, pattern, code, longest }: TextForm): Codec<string> => {
  const isLike = (value: unknown): value is string =>
    typeof value === 'string' && value.length <= (longest ?? Number.POSITIVE_INFINITY) && pattern.test(value)
  return newCodec({
    name,
    expected,
    schema: { type: 'string', pattern: pattern.source, ...(longest === undefined ? {} : { maxLength: longest }) },
    read: (input, parent, key, report) =>
      isLike(input)
        ? input
        : refuse(report, parent, key, typeof input === 'string' ? code : 'wrongType', expected, input),
    is: isLike,
    encode: same,
  })
}

const isIdentity = (value: unknown): value is string => typeof value === 'string' && value !== ''
const identityExpected = 'a text of at least one character'

/** A text of at least one character, for identities. */
export const identity: Codec<string> = newCodec({
  name: 'Identity',
  expected: identityExpected,
  schema: { type: 'string', minLength: 1 },
  read: (input, parent, key, report) =>
    isIdentity(input)
      ? input
      : refuse(report, parent, key, input === '' ? 'malformed' : 'wrongType', identityExpected, input),
  is: isIdentity,
  encode: same,
})

/** One of a few values that are known by name or number. */
export const oneOf = <A extends string | number>(name: string, values: readonly A[], because = ''): Codec<A> => {
  const known: ReadonlySet<unknown> = new Set(values)
  const types: readonly string[] = [...new Set(values.map((value) => typeof value))]
  const isKnown = (value: unknown): value is A => known.has(value)
  const expected = (values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`) + because
  return newCodec({
    name,
    expected,
    schema: { enum: values },
    read: (input, parent, key, report) =>
      isKnown(input)
        ? input
        : refuse(report, parent, key, types.includes(typeof input) ? 'notAllowed' : 'wrongType', expected, input),
    is: isKnown,
    encode: same,
  })
}
