import { left, right } from 'fp-ts/lib/Either.js'
import type { StartChild } from '../../../src/cli/conformance/Child.js'
import { run } from '../../../src/cli/run.js'
import type { Terminal, Written } from '../../../src/cli/Terminal.js'
import { utf8Encode } from '../../../src/wire/octets/utf8.js'

/** What the world is like in which a command runs. */
export interface World {
  /** Files by name; `-` is standard input. A list is what comes piece by piece. */
  readonly files?: Readonly<Record<string, string | Uint8Array | readonly (string | Uint8Array)[]>>
  /** Why each file that breaks off after its last piece does so. */
  readonly broken?: Readonly<Record<string, string>>
  /** What becomes of the first result, the second and so on; written where nothing is said. */
  readonly written?: readonly Written[]
  /** Why no file can be written. */
  readonly unwritable?: string
  /** Starts a program; without one there is none to start. */
  readonly startChild?: StartChild
}

/** What a command has left behind. */
export interface Outcome {
  readonly status: number
  readonly results: readonly string[]
  readonly messages: readonly string[]
  /** The files that were written, by name. */
  readonly filesWritten: Readonly<Record<string, string>>
  /** How many pieces of input were read. */
  readonly piecesRead: number
}

const octetsOf = (piece: string | Uint8Array): Uint8Array => (typeof piece === 'string' ? utf8Encode(piece) : piece)

const noOutput = async function* () {}

/** A terminal of texts in memory, and what is left behind in it. */
export const memoryTerminal = (world: World = {}) => {
  const behind: { results: string[]; messages: string[]; filesWritten: Record<string, string>; piecesRead: number } = {
    results: [],
    messages: [],
    filesWritten: {},
    piecesRead: 0,
  }
  const terminal: Terminal = {
    read: async function* (file) {
      const given = world.files?.[file]
      const pieces =
        given === undefined ? [] : typeof given === 'string' || given instanceof Uint8Array ? [given] : given
      for (const piece of pieces) {
        behind.piecesRead += 1
        yield await Promise.resolve(right(octetsOf(piece)))
      }
      const why = world.broken?.[file] ?? (given === undefined ? 'no such file' : undefined)
      if (why !== undefined) {
        yield left(why)
      }
    },
    writeResult: (text) => {
      behind.results.push(text)
      return Promise.resolve(world.written?.[behind.results.length - 1] ?? 'written')
    },
    writeFile: (file, text) => {
      if (world.unwritable === undefined) {
        behind.filesWritten[file] = text
      }
      return Promise.resolve(world.unwritable)
    },
    writeMessage: (text) => {
      behind.messages.push(text)
    },
    startChild:
      world.startChild ??
      (() => ({ output: noOutput(), write: () => undefined, ended: Promise.resolve('none'), kill: () => undefined })),
    packageFolder: 'package',
  }
  return { terminal, behind: behind }
}

/** Runs the command line in a world. */
export const runIn = async (world: World, ...words: readonly string[]): Promise<Outcome> => {
  const { terminal, behind } = memoryTerminal(world)
  const status = await run(words, terminal)
  return { status, ...behind }
}

/** The one JSON document that a command wrote. */
export const resultOf = ({ results }: Outcome) => JSON.parse(results.join(''))

/** Each line of JSON that a command wrote. */
export const linesIn = ({ results }: Outcome) =>
  results
    .join('')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
