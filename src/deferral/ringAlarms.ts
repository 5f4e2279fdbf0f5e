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
  } else if (entry.state === 'sending' || entry.state === 'diverting') {
    // Interpretation AMB-28: the outcome takes too long, so the message is accepted and held.
    putEntry(step, respond(step, entry, 202, 'Accepted'))
  }
}

/** Does what has become due: expiry, answers that are late, actions whose outcome was unknown. @spec AMB-14 AMB-26 */
export const ringAlarms = (step: Step): void => {
  for (let alarm = step.queue.alarms; alarm !== undefined && alarm.at <= step.at; alarm = step.queue.alarms) {
    step.queue = { ...step.queue, alarms: withoutEarliest(alarm) }
    ring(step, alarm.value)
  }
}
