import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../wire/InputError.js'
import { messageLine } from './messageLine.js'
import { exitStatus, type Terminal } from './Terminal.js'

/** What is wrong with a document that was named on the command line. */
export interface DocumentError extends InputError {
  /** The file, or `-` for standard input. */
  readonly file: string
}

/** The longest document that is read, in octets; each form has a limit of its own below it. */
export const longestDocument: number = 16 * 1_048_576

const unreadable = (why: string): InputError => ({
  code: 'missing',
  path: '',
  expected: 'a file that can be read',
  actual: why,
})

const tooLarge: InputError = {
  code: 'tooLarge',
  path: '',
  expected: `a document of at most ${longestDocument} octets`,
  actual: 'a longer one',
}

const allOf = async (pieces: AsyncIterable<Either<string, Uint8Array>>): Promise<Either<InputError, Uint8Array>> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    if (piece._tag === 'Left') {
      return left(unreadable(piece.left))
    }
    size += piece.right.length
    if (size > longestDocument) {
      return left(tooLarge)
    }
    parts.push(piece.right)
  }
  return right(new Uint8Array(Buffer.concat(parts)))
}

/**
 * Reads a file, or standard input for `-`, with a decoder: its value, or every error with the name of the file. Warnings go to the person.
 */
export const readDocument = async <A>(
  terminal: Terminal,
  file: string,
  decode: (octets: Uint8Array) => Decoding<A>,
): Promise<Either<readonly DocumentError[], A>> => {
  const octets = await allOf(terminal.read(file))
  if (octets._tag === 'Left') {
    return left([{ file, ...octets.left }])
  }
  const decoding = decode(octets.right)
  if (decoding._tag === 'Left') {
    return left(decoding.left.map((error) => ({ file, ...error })))
  }
  for (const { path, message } of decoding.right.warnings) {
    terminal.writeMessage(messageLine([file, path], message))
  }
  return right(decoding.right.value)
}

/** Writes the errors of documents, as the result and as lines for a person; gives the exit status. */
export const writeErrors = async (terminal: Terminal, errors: readonly DocumentError[]): Promise<number> => {
  await terminal.writeResult(`${JSON.stringify({ errors }, undefined, 2)}\n`)
  for (const { file, path, expected, actual } of errors) {
    terminal.writeMessage(messageLine([file, path], `expected ${expected}, found ${actual}`))
  }
  return exitStatus.badDocument
}
