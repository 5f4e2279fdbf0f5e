import { chain, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Answer } from '../../conformance/index.js'
import type { Line } from '../lines.js'
import { linesOf, longestLine } from '../lines.js'
import { textOf } from '../textOf.js'
import type { Child } from './Child.js'
import { within } from './within.js'

/** A program that is asked one thing after the other. */
export interface Conversation {
  /** The answer to a request, or why there is none: then the conversation is over. */
  readonly put: (request: object) => Promise<Answer>
  /** Ends it; resolves when the program has ended. */
  readonly end: () => Promise<void>
}

/** A program that was told to stop may take so long, in milliseconds. */
const longestFarewell = 1_000

const quoted = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)} …` : text)

const readJson = (text: string): Answer =>
  tryCatch(
    (): unknown => JSON.parse(text),
    () => `a line is not JSON: ${quoted(text)}`,
  )

const checkSeq =
  (seq: number) =>
  (answer: unknown): Answer => {
    const found: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'seq') : undefined
    return found === seq
      ? right(answer)
      : left(`an answer has the seq ${found === undefined ? 'none' : JSON.stringify(found)}, not ${seq}`)
  }

const readAnswer = (line: Line, seq: number): Answer => {
  switch (line._tag) {
    case 'Line': {
      const text = textOf(line.octets)
      return text._tag === 'Left' ? left('a line is not UTF-8') : pipe(readJson(text.right), chain(checkSeq(seq)))
    }
    case 'TooLong':
      return left(`a line is longer than ${longestLine} octets`)
    case 'Unreadable':
      return left(`its output cannot be read: ${line.why}`)
  }
}

/**
 * Speaks with a program line by line: one request, one answer, each within a time.
 *
 * ```
 * ──► {"cmd":"decide","seq":7,"given":{…}}
 * ◄── {"seq":7,"decision":{…}}
 * ```
 *
 * Whatever else it says or does not say ends the conversation; a program that says more than it was asked is not read any further.
 *
 * @param child the program
 * @param patience how long an answer may take, in milliseconds
 */
export const converse = (child: Child, patience: number): Conversation => {
  const pieces = linesOf(child.output)
  let seq = -1
  const nextLines = async (): Promise<readonly Line[] | 'ended'> => {
    for (;;) {
      const piece = await pieces.next()
      if (piece.done === true) {
        return 'ended'
      }
      if (piece.value.length > 0) {
        return piece.value
      }
    }
  }
  const hear = async (): Promise<Answer> => {
    const lines = await within(patience, nextLines())
    if (lines === 'late') {
      return left(`no answer within ${patience / 1000} s`)
    }
    if (lines === 'ended') {
      const how = await within(patience, child.ended)
      return left(how === 'late' ? 'it closed its output' : how)
    }
    const [line, ...surplus] = lines
    return line === undefined || surplus.length > 0
      ? left(`it says ${lines.length} lines where it was asked for one`)
      : readAnswer(line, seq)
  }
  return {
    put: async (request) => {
      seq += 1
      child.write(`${JSON.stringify({ ...request, seq })}\n`)
      const answer = await hear()
      if (isLeft(answer)) {
        child.kill()
      }
      return answer
    },
    end: async () => {
      child.write(`${JSON.stringify({ cmd: 'stop', seq: seq + 1 })}\n`)
      await within(longestFarewell, child.ended)
      child.kill()
    },
  }
}
