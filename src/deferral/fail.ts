import { deferEntry } from './defer.js'
import type { Entry, Taken } from './Entry.js'
import { endEntry } from './expire.js'
import { notifyOriginator, respond } from './notify.js'
import type { EffectAction } from './QueueAction.js'
import { recordResult } from './session.js'
import { added, finishEntry, putEntry, type Step } from './Step.js'

/** Statuses by which a client says that it cannot take this message (AMB-11). */
const refusals: ReadonlySet<number> = new Set([413, 415, 488])

/** A client does not have the message: while others may still get it that is awaited, then it is deferred, waits on, or comes to its end. */
export const missClient = (step: Step, entry: Entry): void => {
  if (entry.flights.length > 0) {
    putEntry(step, entry)
  } else if (entry.state === 'sending') {
    deferEntry(step, entry, { requirement: 'AMB-11' })
  } else if (entry.ending === undefined) {
    putEntry(step, entry)
    step.toAnnounce = added(step.toAnnounce, entry.sequence)
  } else {
    endEntry(step, entry, entry.ending)
  }
}

/** An entry after a client did not get it: it is tried again at the next trigger, unless the client cannot take it at all. @spec AMB-11 */
const refused = (entry: Entry, action: EffectAction, status: number | undefined): Entry =>
  (action._tag === 'Send' || action._tag === 'Deliver') && status !== undefined && refusals.has(status)
    ? { ...entry, refusedBy: [...new Set([...entry.refusedBy, action.deviceId])] }
    : entry

/** What a client asked for in its session did not come about: the message is as it was before. @spec AMB-07 AMB-25 */
const selectionFailed = (step: Step, entry: Entry, taken: Taken): void => {
  recordResult(step, entry, taken, 'failed')
  // Interpretation AMB-07: the clients that became available meanwhile passed it over.
  if (taken.triggers !== undefined && taken.triggers < step.queue.triggers) {
    step.late = added(step.late, entry.sequence)
  }
  missClient(step, { ...entry, state: 'waiting', taken: undefined })
}

/** The message could not be forwarded or interworked. @spec AMB-29 */
const diversionFailed = (step: Step, entry: Entry, { _tag }: EffectAction, status: number): void => {
  if (step.policy.interpretations?.['AMB-29'] === 'defer' && _tag === 'Interwork') {
    deferEntry(step, entry, { requirement: 'AMB-29' })
    return
  }
  if (entry.answerBy === undefined) {
    notifyOriginator(step, entry, 'failed')
  } else {
    respond(step, { ...entry, by: { requirement: 'AMB-29' } }, status, 'Temporarily Unavailable')
  }
  finishEntry(step, entry)
}

/** Takes in that an action has not given a message its outcome, and will not. */
export const failed = (step: Step, before: Entry, action: EffectAction, status?: number): void => {
  const entry = refused(before, action, status)
  if (entry.taken !== undefined) {
    selectionFailed(step, entry, entry.taken)
  } else if (action._tag === 'Send' || action._tag === 'Deliver') {
    missClient(step, entry)
  } else {
    diversionFailed(step, entry, action, status ?? 480)
  }
}
