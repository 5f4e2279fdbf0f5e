import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Request, VectorRole } from '../../conformance/index.js'
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../conformance/Json.js'

/** A request of the protocol; start and stop are no part of a vector. */
export type AnyRequest = Request | { readonly cmd: 'start' } | { readonly cmd: 'stop' }

const roles: ReadonlyMap<Json | undefined, VectorRole> = new Map<Json | undefined, VectorRole>([
  ['PF', 'PF'],
  ['MSS', 'MSS'],
  ['Client', 'Client'],
])

const readBegin = (line: JsonObject): Either<string, AnyRequest> => {
  const role = roles.get(memberOf(line, 'role'))
  const given = memberOf(line, 'given')
  return role !== undefined && isJsonObject(given)
    ? right({ cmd: 'begin', role, given })
    : left('begin has a role, PF, MSS or Client, and given, an object')
}

const readStep = (line: JsonObject): Either<string, AnyRequest> => {
  const event = memberOf(line, 'event')
  const recipient = memberOf(line, 'recipient') ?? {}
  const policy = memberOf(line, 'policy') ?? {}
  return isJsonObject(event) && isJsonObject(recipient) && isJsonObject(policy)
    ? right({ cmd: 'step', event, recipient, policy })
    : left('step has an event, and may have recipient and policy, each an object')
}

const readDecide = (line: JsonObject): Either<string, AnyRequest> => {
  const given = memberOf(line, 'given')
  return isJsonObject(given) ? right({ cmd: 'decide', given }) : left('decide has given, an object')
}

const readStart = (line: JsonObject): Either<string, AnyRequest> =>
  memberOf(line, 'protocol') === 1 ? right({ cmd: 'start' }) : left('start is of protocol 1 here')

const readers: ReadonlyMap<Json | undefined, (line: JsonObject) => Either<string, AnyRequest>> = new Map<
  Json | undefined,
  (line: JsonObject) => Either<string, AnyRequest>
>([
  ['start', readStart],
  ['decide', readDecide],
  ['begin', readBegin],
  ['step', readStep],
  ['end', () => right({ cmd: 'end' })],
  ['stop', () => right({ cmd: 'stop' })],
])

/** The request that a line holds, or what is wrong with it; members that are none of the protocol mean nothing. */
export const readRequest = (line: JsonObject): Either<string, AnyRequest> => {
  const read = readers.get(memberOf(line, 'cmd'))
  return read === undefined ? left('cmd is one of start, decide, begin, step, end and stop') : read(line)
}
