import type { RoutingRequest } from '../model/RoutingRequest.js'
import { decodeJson, RoutingRequestCodec } from '../wire/documents/index.js'
import type { InputError } from '../wire/InputError.js'
import type { Line } from './lines.js'
import { linesOf, longestLine } from './lines.js'
import { textOf } from './readDocument.js'
import { exitStatus, type Terminal } from './Terminal.js'

/** Results are written in pieces of about this many characters. */
const longestPiece = 65_536

const decodeRequest = decodeJson(RoutingRequestCodec, { limits: { characters: longestLine } })

const tooLong: readonly InputError[] = [
  { code: 'tooLarge', path: '', expected: `a line of at most ${longestLine} octets`, actual: 'a longer line' },
]

/**
 * Answers each line of standard input with one line of output, in order and in constant memory; a bad line gives one error object.
 */
export const answerLines = async (
  terminal: Terminal,
  answer: (request: RoutingRequest) => unknown,
): Promise<number> => {
  let piece = ''
  let number = 0
  let status: number = exitStatus.answered
  const answerLine = (line: Line): string => {
    const text = line._tag === 'TooLong' ? { _tag: 'Left' as const, left: tooLong } : textOf(line.octets)
    const request = text._tag === 'Left' ? text : decodeRequest(text.right)
    if (request._tag === 'Left') {
      status = exitStatus.badDocument
      return JSON.stringify({ line: number, errors: request.left })
    }
    return JSON.stringify(answer(request.right.value))
  }
  for await (const line of linesOf(terminal.readInput())) {
    number += 1
    piece += `${answerLine(line)}\n`
    if (piece.length >= longestPiece) {
      await terminal.writeResult(piece)
      piece = ''
    }
  }
  await terminal.writeResult(piece)
  return status
}
