import type { RoutingDecision } from '../../src/model/RoutingDecision.js'
import type { RoutingRequest } from '../../src/model/RoutingRequest.js'
import { route } from '../../src/routing/route.js'
import { encode, RoutingRequestCodec } from '../../src/wire/documents/index.js'
import { agree, answersTo } from '../exhaustive/evaluators.js'
import type { Given } from './builders.js'
import { request } from './builders.js'

/** The decision that route, explain, the compiled form and the oracle agree on. */
export const decideRequest = (asked: RoutingRequest): RoutingDecision => {
  const answers = answersTo(asked, encode(RoutingRequestCodec)(asked))
  if (!agree(answers)) {
    throw new Error(`the evaluators disagree: ${JSON.stringify(answers, undefined, 2)}`)
  }
  return route(asked)
}

/** The decision about a question of which only what matters is given. */
export const decide = (given: Given = {}): RoutingDecision => decideRequest(request(given))

/** What a decision is and what determined it, in one line: `Defer DoNotDisturb TERM-12 night`. */
export const inBrief = (decision: RoutingDecision): string =>
  [
    decision._tag,
    ...(decision._tag === 'Defer' ? [decision.reason] : []),
    decision.determinedBy.requirement,
    ...(decision.determinedBy.rule === undefined ? [] : [decision.determinedBy.rule]),
  ].join(' ')
