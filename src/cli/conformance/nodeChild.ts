import { spawn } from 'node:child_process'
import type { Either } from 'fp-ts/lib/Either.js'
import { right, toError, tryCatch } from 'fp-ts/lib/Either.js'
import type { StartChild } from './Child.js'

/** So many characters of standard error are kept to say why a program ended. */
const longestTail = 1_000

/** So long is what a program has said awaited after its end, in milliseconds, in case something else holds its output open. */
const lastWords = 200

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

async function* piecesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Either<string, Uint8Array>> {
  try {
    for await (const piece of stream) {
      yield right(piece)
    }
  } catch {
    // Cut off after the end of the program: there is nothing more to come.
  }
}

/** Has something done before this process ends, by itself or by a signal; gives what calls it off. */
const beforeEnd = (act: () => void): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    act()
    callOff()
    process.kill(process.pid, signal)
  }
  const callOff = (): void => {
    process.removeListener('exit', act)
    for (const signal of signals) {
      process.removeListener(signal, onSignal)
    }
  }
  process.once('exit', act)
  for (const signal of signals) {
    process.once(signal, onSignal)
  }
  return callOff
}

/**
 * Starts a program with the shell of the system.
 *
 * It gets a group of its own, so that what it has started ends with it; all of it ends with this process too.
 */
export const nodeChild: StartChild = (command) => {
  const child = spawn(command, { shell: true, detached: true, windowsHide: true, stdio: 'pipe' })
  const kill = (): void => {
    // A negative id is that of the group; there may be none any more, or none on this system.
    tryCatch(() => process.kill(-Number(child.pid), 'SIGKILL'), toError)
    child.kill('SIGKILL')
  }
  const callOff = beforeEnd(kill)
  let tail = ''
  child.stderr.on('data', (piece: Buffer) => {
    tail = `${tail}${piece.toString()}`.slice(-longestTail)
  })
  // A program that ends without having read closes the pipe.
  child.stdin.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (status, signal) => {
      kill()
      callOff()
      setTimeout(() => child.stdout.destroy(), lastWords).unref()
      resolve(`it ended ${signal === null ? `with status ${String(status)}` : `by ${signal}`}`)
    })
  })
  return {
    output: piecesOf(child.stdout),
    write: (text) => void child.stdin.write(text),
    ended: ended.then((how) => [how, tail.trim()].filter((part) => part !== '').join(': ')),
    kill,
  }
}
