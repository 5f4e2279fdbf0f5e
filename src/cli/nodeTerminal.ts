import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Terminal } from './Terminal.js'

/** The terminal of the Node process. */
export const nodeTerminal: Terminal = {
  readFile: (path) =>
    readFile(path).then(
      (octets) => right(new Uint8Array(octets)),
      (error: unknown) => left(error instanceof Error ? error.message : String(error)),
    ),
  readInput: () => process.stdin,
  writeResult: async (text) => {
    if (!process.stdout.write(text)) {
      await once(process.stdout, 'drain')
    }
  },
  writeMessage: (text) => {
    process.stderr.write(text)
  },
}
