import type { Either } from 'fp-ts/lib/Either.js'

/** A program that was started by a command line of the shell. */
export interface Child {
  /** Its standard output, piece by piece as they are asked for; it ends when the program does. */
  readonly output: AsyncIterable<Either<string, Uint8Array>>
  /** Gives it a text; whether and when the program reads it is its own affair. */
  readonly write: (text: string) => void
  /** How it ended, with the last of its standard error; resolves once it has. */
  readonly ended: Promise<string>
  /** Ends it and whatever it has started. */
  readonly kill: () => void
}

/** Starts a program. */
export type StartChild = (command: string) => Child
