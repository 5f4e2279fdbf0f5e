import type { Either } from 'fp-ts/lib/Either.js'
import type { StartChild } from './conformance/Child.js'

/** What became of a piece of a result: written, not written since nobody reads on, or not written for another reason. */
export type Written = 'written' | 'readerGone' | 'failed'

/** What a command needs of the world: octets to read, two places to write, files, and programs to speak with. */
export interface Terminal {
  /** The octets of a file, or of standard input for `-`, piece by piece; where they cannot be read, why not as the last piece. */
  readonly read: (file: string) => AsyncIterable<Either<string, Uint8Array>>
  /** Resolves when the text has gone out, so that a slow reader holds back a fast writer. */
  readonly writeResult: (text: string) => Promise<Written>
  /** Resolves when the file is written, with nothing, or else with why it is not. */
  readonly writeFile: (file: string, text: string) => Promise<string | undefined>
  /** For a person, never part of a result. */
  readonly writeMessage: (text: string) => void
  /** Starts a program beside this one. */
  readonly startChild: StartChild
  /** Where this package lies. */
  readonly packageFolder: string
}

/** What the command line answers to the shell. */
export const exitStatus = {
  /** An answer was given. */
  answered: 0,
  /** A document was bad, and its errors are the result; or the result could not be written. */
  badDocument: 1,
  /** The command was not understood. */
  badUsage: 2,
  /** An answer was given, and it is not what was expected. */
  unexpected: 3,
} as const
