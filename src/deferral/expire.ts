import { withoutEarliest } from './collections/InstantHeap.js'
import { getFromTrie } from './collections/NumberTrie.js'
import { getFromMap } from './collections/TextMap.js'
import type { Alarm } from './DeferredMessageQueue.js'
import type { Ending, Entry } from './Entry.js'
import { notifyOriginator, respond } from './notify.js'
import { expirationOf } from './optionOf.js'
import { mayPush, releaseLine } from './pushWhenAvailable.js'
import { about, finishEntry, putEntry, putPending, remove, settleAction, type Step } from './Step.js'
import { store } from './storage.js'

/**
 * Ends a deferred message that expired, was revoked, or whose recipient is gone; it is discarded, or stored where its expiration says so.
 *
 * @spec DEF-03 AMB-16 AMB-17
 */
export const endEntry = (step: Step, entry: Entry, ending: Ending): void => {
  if (ending === 'expired') {
    step.expired.push(entry.message.entryId)
    if (expirationOf(entry, step.recipient, step.policy) === 'store') {
      if (entry.recorded) {
        remove(step, entry, 'stored', 'DEF-03')
      } else {
        store(step, { ...entry, ending }, 'DEF-03')
      }
      return
    }
  }
  step.actions.push({
    _tag: 'Discard',
    ...about(entry, 'Discard', ending, ending === 'expired' ? 'DEF-03' : 'AMB-26'),
    cause: ending,
  })
  if (ending !== 'revoked') {
    notifyOriginator(step, entry, 'failed')
  }
  finishEntry(step, entry)
}

/** The actions of an entry that are under way; one that is suspended is not. */
const activeFlights = (step: Step, { flights }: Entry): readonly string[] =>
  flights.filter((actionId) => getFromMap(step.queue.pending, actionId)?.suspended === false)

/** Ends an entry at once, or as soon as what is in flight has failed. @spec AMB-26 */
export const endWhenIdle = (step: Step, entry: Entry, ending: Ending): void => {
  if (entry.state === 'waiting' && activeFlights(step, entry).length === 0) {
    for (const actionId of entry.flights) {
      settleAction(step, actionId)
      releaseLine(step, actionId)
    }
    endEntry(step, { ...entry, flights: [] }, ending)
  } else if (entry.state === 'waiting' || entry.state === 'sending') {
    putEntry(step, { ...entry, ending: entry.ending ?? ending })
  }
}

/** Asks again for an action whose outcome is unknown; a push waits for the next trigger if the client may not be disturbed or is gone. */
const retry = (step: Step, actionId: string): void => {
  const pending = getFromMap(step.queue.pending, actionId)
  if (pending?.retryAt === undefined || pending.retryAt > step.at) {
    return
  }
  const { action } = pending
  const isPush = action._tag === 'Deliver' && action.via === 'core'
  const suspended = isPush && !mayPush(step, action)
  putPending(step, { action, retryAt: undefined, suspended })
  if (!suspended) {
    step.actions.push(action)
  }
}

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
