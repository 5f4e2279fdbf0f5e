import type { Either } from 'fp-ts/lib/Either.js'
import { left } from 'fp-ts/lib/Either.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import { decodeJson, RoutingRequestCodec } from '../wire/documents/index.js'
import type { InputError } from '../wire/InputError.js'
import type { Line } from './lines.js'
import { linesOf, longestLine } from './lines.js'
import { messageLine } from './messageLine.js'
import type { Written } from './Terminal.js'
import { exitStatus, type Terminal } from './Terminal.js'
import { textOf } from './textOf.js'

/** Results are written in pieces of about this many characters. */
const longestPiece = 65_536

/** So many warnings are shown to the person; a stream may have one in every line. */
const warningsShown = 100

const decodeRequest = decodeJson(RoutingRequestCodec, { limits: { characters: longestLine } })

const tooLong: InputError = {
  code: 'tooLarge',
  path: '',
  expected: `a line of at most ${longestLine} octets`,
  actual: 'a longer line',
}

const textOfLine = (line: Line): Either<readonly InputError[], string> => {
  switch (line._tag) {
    case 'Line':
      return textOf(line.octets)
    case 'TooLong':
      return left([tooLong])
    case 'Unreadable':
      return left([{ code: 'missing', path: '', expected: 'input that can be read', actual: line.why }])
  }
}

/** Answers one line after the other, and keeps count. */
interface LineReader {
  readonly answerLine: (line: Line) => string
  readonly status: () => number
}

const newLineReader = (terminal: Terminal, answer: (request: RoutingRequest) => unknown): LineReader => {
  let number = 0
  let warnings = 0
  let status: number = exitStatus.answered
  const warn = (path: string, message: string): void => {
    warnings += 1
    if (warnings <= warningsShown) {
      terminal.writeMessage(messageLine([`line ${number}`, path], message))
    } else if (warnings === warningsShown + 1) {
      terminal.writeMessage('There are more warnings; they are not shown.\n')
    }
  }
  return {
    answerLine: (line) => {
      number += 1
      const text = textOfLine(line)
      const request = text._tag === 'Left' ? text : decodeRequest(text.right)
      if (request._tag === 'Left') {
        status = exitStatus.badDocument
        return `${JSON.stringify({ line: number, errors: request.left })}\n`
      }
      for (const { path, message } of request.right.warnings) {
        warn(path, message)
      }
      return `${JSON.stringify(answer(request.right.value))}\n`
    },
    status: () => status,
  }
}

/**
 * Answers each line of standard input with one line of output, in order and in constant memory; a bad line gives one error object.
 *
 * Whatever has come is answered before more is awaited, so that a program can ask line by line.
 */
export const answerLines = async (
  terminal: Terminal,
  answer: (request: RoutingRequest) => unknown,
): Promise<number> => {
  const reader = newLineReader(terminal, answer)
  let written: Written = 'written'
  for await (const lines of linesOf(terminal.read('-'))) {
    let piece = ''
    for (const [at, line] of lines.entries()) {
      piece += reader.answerLine(line)
      if (piece.length >= longestPiece || at === lines.length - 1) {
        written = await terminal.writeResult(piece)
        piece = ''
      }
      if (written !== 'written') {
        return written === 'failed' ? exitStatus.badDocument : reader.status()
      }
    }
  }
  return reader.status()
}
