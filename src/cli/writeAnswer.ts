import type { Either } from 'fp-ts/lib/Either.js'
import type { DocumentError } from './readDocument.js'
import { writeErrors } from './readDocument.js'
import { exitStatus, type Terminal } from './Terminal.js'

/** Writes what a command answers to what it has read, or the errors of its documents; gives the exit status. */
export const writeAnswer = async <A>(
  terminal: Terminal,
  read: Either<readonly DocumentError[], A>,
  answer: (value: A) => unknown,
  status: number = exitStatus.answered,
): Promise<number> => {
  if (read._tag === 'Left') {
    return writeErrors(terminal, read.left)
  }
  const written = await terminal.writeResult(`${JSON.stringify(answer(read.right), undefined, 2)}\n`)
  return written === 'failed' ? exitStatus.badDocument : status
}
