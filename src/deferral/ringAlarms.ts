import type { Instant } from '../model/Instant.js'
import { type Alarm, orderOf } from './Alarm.js'
import { withoutEarliest } from './collections/InstantHeap.js'
import { entryAt, isMany } from './Entries.js'
import type { Entry } from './Entry.js'
import { endWhenIdle } from './expire.js'
import { isExpiryAwaited } from './nextAlarm.js'
import { respond } from './notify.js'
import { optionOf } from './optionOf.js'
import { retry } from './retry.js'
import { added, putEntry, type Step } from './Step.js'

const isToHandOver = ({ recipient, policy }: Step, entry: Entry): boolean =>
  entry.state === 'waiting' && optionOf(entry, recipient, policy) === 'store'

const ring = (step: Step, alarm: Alarm): void => {
  if (alarm._tag === 'Retry') {
    retry(step, alarm.actionId)
    return
  }
  const { sequence } = alarm
  const entry = entryAt(step.queue.entries, sequence)
  if (entry === undefined) {
    return
  }
  if (alarm._tag === 'Expiry') {
    // What was just deferred and is to be handed over has its expiry monitored there (HND-01, MSS-04).
    if (!(step.toAnnounce?.includes(sequence) === true && isToHandOver(step, entry))) {
      endWhenIdle(step, entry, 'expired')
    }
  } else if (entry.answerBy !== undefined) {
    // Interpretation AMB-28: the outcome takes too long, so the message is accepted and held.
    putEntry(step, respond(step, entry, 202, 'Accepted'))
  }
}

interface Due {
  readonly at: Instant
  readonly alarm: Alarm
  /** Of the message, if it is about one. */
  readonly sequence: number
}

/** Takes what is due out of the alarms, and finds it among the messages where these are few. */
const takeDue = ({ queue, at }: Step): readonly Due[] | undefined => {
  let due: Due[] | undefined
  while (queue.alarms !== undefined && queue.alarms.at <= at) {
    const alarm = queue.alarms.value
    due = added(due, { at: queue.alarms.at, alarm, sequence: alarm._tag === 'Retry' ? 0 : alarm.sequence })
    queue.alarms = withoutEarliest(queue.alarms)
  }
  if (!isMany(queue.entries)) {
    for (const entry of queue.entries) {
      const { sequence, expiresAt, answerBy } = entry
      if (expiresAt !== undefined && expiresAt <= at && isExpiryAwaited(entry)) {
        due = added(due, { at: expiresAt, alarm: { _tag: 'Expiry', sequence }, sequence })
      }
      if (answerBy !== undefined && answerBy <= at) {
        due = added(due, { at: answerBy, alarm: { _tag: 'Answer', sequence }, sequence })
      }
    }
  }
  return due
}

/** In the order of the instants, and for one instant in one that does not depend on what was done before. */
const byInstant = (one: Due, other: Due): number => {
  const [first, second] = [orderOf(one.alarm), orderOf(other.alarm)]
  return one.at - other.at || Number(first > second) - Number(first < second) || one.sequence - other.sequence
}

/** Does what has become due: expiry, answers that are late, actions whose outcome was unknown. @spec AMB-14 AMB-26 */
export const ringAlarms = (step: Step): void => {
  const due = takeDue(step)
  if (due !== undefined) {
    for (const { alarm } of [...due].sort(byInstant)) {
      ring(step, alarm)
    }
  }
}
