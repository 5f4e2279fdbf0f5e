import type { Instant } from '../model/Instant.js'
import type { RequirementId } from '../requirements.js'
import type { Alarm } from './Alarm.js'
import { withoutEarliest } from './collections/InstantHeap.js'
import { getFromMap } from './collections/TextMap.js'
import { entryAt, isMany } from './Entries.js'
import type { Entry } from './Entry.js'
import type { EffectAction } from './QueueAction.js'
import type { Step } from './Step.js'

/** Whether the expiry of a message still changes something: what is stored for good has its outcome soon. */
export const isExpiryAwaited = ({ ending, state, taken }: Entry): boolean =>
  ending === undefined && (state !== 'storing' || taken !== undefined)

/** An instant to come back at, and the requirement that asks for it. */
export interface Wake {
  readonly at: Instant
  readonly requirement: RequirementId
}

/** Why an action is asked for again: what failed to reach a client is tried again, all else is owed for what asked for it. */
const retryRequirement = (action: EffectAction): RequirementId =>
  action._tag === 'Send'
    ? 'AMB-11'
    : action._tag === 'Deliver' && action.via === 'core'
      ? 'PSH-08'
      : action.determinedBy.requirement

/** Why to come back for an alarm, if it is still about something. */
const requirementOf = ({ queue }: Step, alarm: Alarm): RequirementId | undefined => {
  if (alarm._tag === 'Retry') {
    const pending = getFromMap(queue.pending, alarm.actionId)
    return pending?.retryAt === undefined ? undefined : retryRequirement(pending.action)
  }
  const entry = entryAt(queue.entries, alarm.sequence)
  if (entry === undefined) {
    return undefined
  }
  return alarm._tag === 'Answer'
    ? entry.answerBy === undefined
      ? undefined
      : 'AMB-28'
    : isExpiryAwaited(entry)
      ? 'DEF-03'
      : undefined
}

/** The first of the messages' own instants, where these are looked through. */
const firstOfEntries = (entries: readonly Entry[]): Wake | undefined => {
  let expiry = Infinity
  let answer = Infinity
  for (const entry of entries) {
    const { expiresAt, answerBy } = entry
    if (expiresAt !== undefined && expiresAt < expiry && isExpiryAwaited(entry)) {
      expiry = expiresAt
    }
    if (answerBy !== undefined && answerBy < answer) {
      answer = answerBy
    }
  }
  if (expiry === Infinity && answer === Infinity) {
    return undefined
  }
  return expiry <= answer ? { at: expiry, requirement: 'DEF-03' } : { at: answer, requirement: 'AMB-28' }
}

/** The next instant at which an alarm rings, and why; of several at one instant the one that rings first. Alarms that are over are dropped. */
export const nextAlarm = (step: Step): Wake | undefined => {
  const { queue } = step
  const first = isMany(queue.entries) ? undefined : firstOfEntries(queue.entries)
  while (queue.alarms !== undefined) {
    const { at, value } = queue.alarms
    const requirement = requirementOf(step, value)
    if (requirement !== undefined) {
      return first === undefined || at < first.at ? { at, requirement } : first
    }
    queue.alarms = withoutEarliest(queue.alarms)
  }
  return first
}
