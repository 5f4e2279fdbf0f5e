import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../wire/InputError.js'
import { utf8Decode } from '../wire/octets/index.js'
import type { Terminal } from './Terminal.js'

/** What is wrong with a document that was named on the command line. */
export interface DocumentError extends InputError {
  /** The file, or `-` for standard input. */
  readonly file: string
}

/** The longest document that is read, in octets. */
const longestDocument = 16 * 1_048_576

/** The text of octets, or the error that they are no UTF-8. */
export const textOf = (octets: Uint8Array): Either<readonly InputError[], string> => {
  const text = utf8Decode(octets)
  return text._tag === 'Some'
    ? right(text.value)
    : left([{ code: 'malformed', path: '', expected: 'text in UTF-8', actual: 'octets that are no UTF-8' }])
}

const allOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Either<string, Uint8Array>> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > longestDocument) {
      return left(`more than ${longestDocument} octets`)
    }
    parts.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return right(whole)
}

/**
 * Reads a file, or standard input for `-`, with a decoder: its value, or every error with the name of the file. Warnings go to the person.
 */
export const readDocument = async <A>(
  terminal: Terminal,
  file: string,
  decode: (octets: Uint8Array) => Decoding<A>,
): Promise<Either<readonly DocumentError[], A>> => {
  const octets = file === '-' ? await allOf(terminal.readInput()) : await terminal.readFile(file)
  if (octets._tag === 'Left') {
    return left([{ file, code: 'missing', path: '', expected: 'a file that can be read', actual: octets.left }])
  }
  const decoding = decode(octets.right)
  if (decoding._tag === 'Left') {
    return left(decoding.left.map((error) => ({ file, ...error })))
  }
  for (const { path, message } of decoding.right.warnings) {
    terminal.writeMessage(`${file}${path === '' ? '' : ` ${path}`}: ${message}\n`)
  }
  return right(decoding.right.value)
}

/** Writes the errors of documents: as the result, and as lines for a person. */
export const writeErrors = async (terminal: Terminal, errors: readonly DocumentError[]): Promise<void> => {
  await terminal.writeResult(`${JSON.stringify({ errors }, undefined, 2)}\n`)
  for (const { file, path, expected, actual } of errors) {
    terminal.writeMessage(`${file}${path === '' ? '' : ` ${path}`}: expected ${expected}, found ${actual}\n`)
  }
}
