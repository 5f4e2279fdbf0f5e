import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { Considered } from './considerations.js'
import { deviceWords } from './deviceWords.js'
import { effectiveExpiry } from './expiry.js'
import type { Outcome } from './outcomeWords.js'
import { outcomeWords, planWords } from './outcomeWords.js'
import type { ConsideredRule } from './reasonWords.js'
import { passedOverWords, reasonWords } from './reasonWords.js'
import { silenceWords } from './silenceWords.js'
import type { WallClock } from './timeWords.js'
import type { FallbackConsidered } from './Trace.js'
import { usersZone } from './usersZone.js'

/** A decision with all that was found out on the way to it. */
export interface Explained {
  readonly decision: RoutingDecision
  readonly facts: Considered
  readonly rules: readonly ConsideredRule[]
  readonly fallback: FallbackConsidered
}

/** What follows from a decision, each sentence on its own. */
const consequences = ({ decision, facts }: Explained, clock: WallClock): readonly string[] => {
  const { question, clients, doNotDisturb } = facts
  const concernsDevices =
    decision._tag === 'Send' || (decision._tag === 'Defer' && decision.reason === 'NoApplicableClient')
  return [
    ...(decision._tag === 'Reject'
      ? [`The sender is told that it was not taken (${decision.response.status} ${decision.response.reason}).`]
      : []),
    ...(concernsDevices ? deviceWords(clients, question, clock) : []),
    ...(decision._tag === 'Defer' ? planWords(decision.plan, doNotDisturb.rule === 'silence', clock) : []),
    ...(decision.record ? ['A copy is kept in your message store.'] : []),
  ]
}

/**
 * A decision for a person to read out, one sentence or two on each line: what becomes of the message, who asked for it, what quiet hours and
 * devices have to do with it, what comes next, and which rules were passed over.
 *
 * ```
 * The message from ann@home1.example waits, because you do not want to be disturbed at the moment (TERM-12).
 * Your quiet hours are on, every day from 22:00 to 07:00 (Europe/Paris): your clock shows 23:30 on …
 * ```
 *
 * Times are those of the user's zone. Names and ids that machines gave stand in brackets.
 */
export const explanationText = (explained: Explained): string => {
  const { decision, facts, rules, fallback } = explained
  const { question, handling, rule, doNotDisturb } = facts
  const { message, policy, waiting, preferences, now, zones } = question
  const clock: WallClock = { zone: usersZone(preferences, now, zones), zones }
  const outcome: Outcome = {
    message,
    handling,
    source: rule === undefined ? { from: fallback.from } : { rule },
    waiting,
    longestQueue: policy.longestQueue,
    expiresAt: effectiveExpiry(message, policy),
    clock,
  }
  return [
    outcomeWords(decision, outcome),
    ...reasonWords(rules, fallback, handling, question, clock),
    ...silenceWords(decision, doNotDisturb, question, clock),
    ...consequences(explained, clock),
    ...passedOverWords(rules, question, clock),
  ].join('\n')
}
