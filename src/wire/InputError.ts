import type { Either } from 'fp-ts/lib/Either.js'

/** What is wrong with an input; each code has one remedy. */
export type InputErrorCode =
  | 'missing'
  | 'wrongType'
  | 'notAllowed'
  | 'outOfRange'
  | 'malformed'
  | 'unsupported'
  | 'tooLarge'
  | 'duplicate'
  | 'contradiction'
  | 'truncated'

/** One thing that is wrong with an input: where, what was expected there, and what was found. */
export interface InputError {
  readonly code: InputErrorCode
  /** The place: a JSON Pointer (RFC 6901) in a document, the name of a header field or `octet N` in a message. */
  readonly path: string
  readonly expected: string
  readonly actual: string
}

/** Something that was read all the same, such as an unknown field that was dropped. */
export interface InputWarning {
  readonly path: string
  readonly message: string
}

/** What was read, and what its author may want to know about it. */
export interface Decoded<A> {
  readonly value: A
  readonly warnings: readonly InputWarning[]
}

/** Either every error at once, or the value with its warnings. */
export type Decoding<A> = Either<readonly InputError[], Decoded<A>>
