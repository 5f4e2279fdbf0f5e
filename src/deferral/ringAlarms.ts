import type { Instant } from '../model/Instant.js'
import { withoutEarliest } from './collections/InstantHeap.js'
import { getFromTrie } from './collections/NumberTrie.js'
import type { Alarm } from './DeferredMessageQueue.js'
import { endWhenIdle } from './expire.js'
import { respond } from './notify.js'
import { retry } from './retry.js'
import { putEntry, type Step } from './Step.js'

const ring = (step: Step, alarm: Alarm): void => {
  if (alarm._tag === 'Retry') {
    retry(step, alarm.actionId)
    return
  }
  const entry = getFromTrie(step.queue.entries, alarm.sequence)
  if (entry === undefined) {
    return
  }
  if (alarm._tag === 'Expiry') {
    endWhenIdle(step, entry, 'expired')
  } else if (!entry.answered) {
    // Interpretation AMB-28: the outcome takes too long, so the message is accepted and held.
    putEntry(step, respond(step, entry, 202, 'Accepted'))
  }
}

interface Due {
  readonly at: Instant
  readonly alarm: Alarm
  readonly sequence: number
  readonly actionId: string
}

const dueAt = (at: Instant, alarm: Alarm): Due =>
  alarm._tag === 'Retry'
    ? { at, alarm, sequence: 0, actionId: alarm.actionId }
    : { at, alarm, sequence: alarm.sequence, actionId: '' }

/** Takes what is due out of the heap. */
const takeDue = (step: Step): Due[] => {
  const due: Due[] = []
  let { alarms } = step.queue
  while (alarms !== undefined && alarms.at <= step.at) {
    due.push(dueAt(alarms.at, alarms.value))
    alarms = withoutEarliest(alarms)
  }
  step.queue = { ...step.queue, alarms }
  return due
}

const ranks = { Expiry: 0, Answer: 1, Retry: 2 } as const

/** In the order of the instants, and for one instant in one that does not depend on what was done before. */
const byInstant = (one: Due, other: Due): number =>
  one.at - other.at ||
  ranks[one.alarm._tag] - ranks[other.alarm._tag] ||
  one.sequence - other.sequence ||
  (one.actionId < other.actionId ? -1 : 1)

/** Does what has become due: expiry, answers that are late, actions whose outcome was unknown. @spec AMB-14 AMB-26 */
export const ringAlarms = (step: Step): void => {
  for (const { alarm } of takeDue(step).sort(byInstant)) {
    ring(step, alarm)
  }
}
