import type { InputError, InputErrorCode } from '../InputError.js'
import type { Codec } from './Codec.js'
import { form } from './form.js'
import { list } from './list.js'
import { oneOf, text, wholeNumber } from './scalars.js'

/** What is wrong with one line of JSON lines. */
export interface LineError {
  /** Counted from 1. */
  readonly line: number
  readonly errors: readonly InputError[]
}

const codes: readonly InputErrorCode[] = [
  'missing',
  'wrongType',
  'notAllowed',
  'outOfRange',
  'malformed',
  'unsupported',
  'tooLarge',
  'duplicate',
  'contradiction',
  'truncated',
]

/** One thing that is wrong with an input. */
export const InputErrorCodec: Codec<InputError> = form<InputError>('InputError', {
  description: 'One thing that is wrong with an input: where, what was expected there, and what was found.',
  required: { code: oneOf('InputErrorCode', codes), path: text, expected: text, actual: text },
  optional: {},
})

/** The answer to a bad line of JSON lines. */
export const LineErrorCodec: Codec<LineError> = form<LineError>('LineError', {
  description: 'What is wrong with one line of JSON lines.',
  required: {
    line: wholeNumber('LineNumber', 'a line number, from 1', 1, Number.MAX_SAFE_INTEGER),
    errors: list(InputErrorCodec),
  },
  optional: {},
})
