import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right, toError, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Implementation, ScenarioUnderWay } from '../../conformance/index.js'
import { reply } from '../../conformance/index.js'
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../conformance/Json.js'
import { type Line, linesOf, longestLine } from '../lines.js'
import { exitStatus, type Terminal } from '../Terminal.js'
import { textOf } from '../textOf.js'
import type { AnyRequest } from './readRequest.js'
import { readRequest } from './readRequest.js'

const protocol = 1

const readObject = (line: Line): Either<string, JsonObject> => {
  switch (line._tag) {
    case 'Line': {
      const text = textOf(line.octets)
      const parsed = text._tag === 'Left' ? text : tryCatch((): unknown => JSON.parse(text.right), toError)
      return parsed._tag === 'Right' && isJsonObject(parsed.right)
        ? right(parsed.right)
        : left('a line is a JSON object in UTF-8')
    }
    case 'TooLong':
      return left(`a line has at most ${longestLine} octets`)
    case 'Unreadable':
      return left(line.why)
  }
}

/** Answers one request after the other, and keeps the scenario under way. */
interface Answering {
  readonly hear: (request: AnyRequest) => object
}

const newAnswering = (implementation: Implementation): Answering => {
  let scene: ScenarioUnderWay | undefined
  return {
    hear: (request) => {
      if (request.cmd === 'start' || request.cmd === 'stop') {
        return { protocol, ...implementation.introduction }
      }
      const replied = reply(implementation, scene, request)
      scene = replied._tag === 'Right' ? replied.right.scene : undefined
      return replied._tag === 'Right' ? replied.right.answer : { errored: replied.left }
    },
  }
}

/** The number of a request, which its answer repeats; null where it cannot be told. */
const seqOf = (object: Either<string, JsonObject>): Json =>
  object._tag === 'Right' ? (memberOf(object.right, 'seq') ?? null) : null

/**
 * Answers the requests of the kit, line by line from standard input, until `stop` or the end of the input.
 */
export const serve = async (terminal: Terminal, implementation: Implementation): Promise<number> => {
  const answering = newAnswering(implementation)
  for await (const lines of linesOf(terminal.read('-'))) {
    for (const line of lines) {
      const object = readObject(line)
      const request = pipe(object, chain(readRequest))
      if (request._tag === 'Right' && request.right.cmd === 'stop') {
        return exitStatus.answered
      }
      const answer = request._tag === 'Left' ? { errored: request.left } : answering.hear(request.right)
      const written = await terminal.writeResult(`${JSON.stringify({ seq: seqOf(object), ...answer })}\n`)
      if (written !== 'written') {
        return written === 'failed' ? exitStatus.badDocument : exitStatus.answered
      }
    }
  }
  return exitStatus.answered
}
