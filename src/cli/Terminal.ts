import type { Either } from 'fp-ts/lib/Either.js'

/** What a command needs of the world: files, standard input, and two places to write. */
export interface Terminal {
  /** The octets of a file, or why it cannot be read. */
  readonly readFile: (path: string) => Promise<Either<string, Uint8Array>>
  readonly readInput: () => AsyncIterable<Uint8Array>
  /** Resolves when more may be written, so that a slow reader holds back a fast writer. */
  readonly writeResult: (text: string) => Promise<void>
  /** For a person, never part of a result. */
  readonly writeMessage: (text: string) => void
}

/** What the command line answers to the shell. */
export const exitStatus = {
  /** An answer was given. */
  answered: 0,
  /** A document was bad; its errors are the result. */
  badDocument: 1,
  /** The command was not understood. */
  badUsage: 2,
} as const
