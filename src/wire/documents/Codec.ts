import type { Context, ContextEntry, Errors } from 'io-ts'
import { failures, success, Type } from 'io-ts'
import type { InputError } from '../InputError.js'
import type { Json, JsonSchema } from './Json.js'
import type { Place, Report } from './Report.js'
import { newReport } from './Report.js'

/**
 * Reads a value and reports whatever is wrong with it.
 *
 * What it gives is whole if nothing was reported; else it holds what could be read, and nothing for what could not.
 */
export type Read = (input: unknown, parent: Place | undefined, key: string | number, report: Report) => unknown

/**
 * An io-ts type of a JSON form: reads it, writes it, and carries its JSON Schema.
 *
 * It composes like any io-ts type (`t.array(codec)`); `decode` of this module gives errors with paths and warnings on top.
 */
export interface Codec<A> extends Type<A, Json> {
  readonly read: Read
  /** What a document must have in this place, in words. */
  readonly expected: string
  /** JSON Schema, draft 2020-12. */
  readonly schema: JsonSchema
}

/** What a codec is made of. */
export interface CodecParts<A> {
  readonly name: string
  readonly expected: string
  readonly schema: JsonSchema
  readonly read: Read
  readonly is: (value: unknown) => value is A
  readonly encode: (value: A) => Json
}

/** A codec whose values are read by means of it, whatever their type. */
export interface Member {
  readonly name: string
  readonly expected: string
  readonly schema: JsonSchema
  readonly read: Read
  is(value: unknown): boolean
  encode(value: unknown): Json
}

/** What a reader gave is whole where nothing was reported. */
export const isWhole = <A>(_read: unknown, report: Report): _read is A => report.errors.length === 0

const inContext = (
  errors: readonly InputError[],
  input: unknown,
  context: Context,
  type: ContextEntry['type'],
): Errors =>
  errors.map((error) => ({
    value: input,
    context: [
      ...context,
      ...error.path
        .split('/')
        .slice(1)
        .map((key): ContextEntry => ({ key, type })),
    ],
    message: `${error.path === '' ? 'the document' : error.path}: expected ${error.expected}, found ${error.actual}`,
  }))

/** Makes a codec of its parts. */
export const newCodec = <A>(parts: CodecParts<A>): Codec<A> => {
  const type: Type<A, Json> = new Type<A, Json>(
    parts.name,
    parts.is,
    (input, context) => {
      const report = newReport()
      const value = parts.read(input, undefined, '', report)
      return isWhole<A>(value, report) ? success(value) : failures(inContext(report.errors, input, context, type))
    },
    parts.encode,
  )
  return Object.assign(type, { read: parts.read, expected: parts.expected, schema: parts.schema })
}
