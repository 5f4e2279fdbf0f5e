import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right, toError } from 'fp-ts/lib/Either.js'
import { nodeChild } from './conformance/nodeChild.js'
import { messageLine } from './messageLine.js'
import type { Terminal, Written } from './Terminal.js'

/** The three streams of a process. */
export interface StandardStreams {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Writable
  readonly stderr: Writable
}

/** How systems say that nobody reads on: POSIX, Windows, and the stream that has heard so before. */
const readerGone: ReadonlySet<unknown> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'])

/** What the system says of files, in words. */
const fileErrors: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'no permission'],
  ['EISDIR', 'a directory'],
  ['ENOENT', 'no such file or directory'],
  ['ENOTDIR', 'a path through what is no directory'],
  ['EPERM', 'no permission'],
])

const fileErrorWords = (thrown: unknown): string => {
  const { message } = toError(thrown)
  return [...fileErrors].find(([code]) => message.includes(`${code}:`))?.[1] ?? message
}

const write = (stream: Writable, text: string): Promise<Error | undefined> =>
  new Promise((resolve) => {
    stream.write(text, (error) => resolve(error ?? undefined))
  })

/** The terminal of a Node process; a place to write that is gone is reported to who writes, and ends no process. */
export const nodeTerminal = (streams: StandardStreams, packageFolder = '.'): Terminal => {
  const heard = (): undefined => undefined
  streams.stdout.on('error', heard)
  streams.stderr.on('error', heard)
  const writeMessage = (text: string): void => {
    streams.stderr.write(text)
  }
  return {
    read: async function* (file): AsyncGenerator<Either<string, Uint8Array>> {
      try {
        const chunks: AsyncIterable<Uint8Array> = file === '-' ? streams.stdin : createReadStream(file)
        for await (const chunk of chunks) {
          yield right(chunk)
        }
      } catch (error) {
        yield left(fileErrorWords(error))
      }
    },
    writeResult: async (text): Promise<Written> => {
      const error = await write(streams.stdout, text)
      if (error === undefined) {
        return 'written'
      }
      if ('code' in error && readerGone.has(error.code)) {
        return 'readerGone'
      }
      writeMessage(messageLine(['cpm-routing'], `the result cannot be written: ${error.message}`))
      return 'failed'
    },
    writeFile: async (file, text): Promise<string | undefined> => {
      try {
        await writeFile(file, text)
        return undefined
      } catch (error) {
        return fileErrorWords(error)
      }
    },
    writeMessage,
    startChild: nodeChild,
    packageFolder,
  }
}
