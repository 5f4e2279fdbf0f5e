import type { DeterminedBy } from '../model/RoutingDecision.js'
import { none } from './DeferredMessageQueue.js'
import { draftOfEntry, type Ending, type Entry } from './Entry.js'
import { endEntry } from './expire.js'
import { answerOriginator, notifyOriginator, respond } from './notify.js'
import { currentOption, expirationOf, isFrozen } from './optionOf.js'
import { added, finishEntry, putEntry, type Step } from './Step.js'
import { copyGoesWithHandOver, recordCopy } from './storage.js'
import { actionUponExpiration } from '../routing/expiry.js'

// Interpretation AMB-07: by preference it waits for the next trigger, and after a failure for one that came after it was sent. Where no client
// was there, or do-not-disturb in force, that may be over by now.
const mayBeLate = (step: Step, entry: Entry, { requirement }: DeterminedBy): boolean =>
  requirement === 'TERM-12' ||
  requirement === 'TERM-13' ||
  (requirement === 'TERM-11' && step.policy.interpretations?.['AMB-07'] === 'literal') ||
  entry.deferredOn < step.queue.triggers

/**
 * A message that reached nobody before it came to its end is not held any more: where the originator's side still waits it hears the truth,
 * which is no acceptance.
 *
 * @spec AMB-14 AMB-26
 */
const endInsteadOfDeferring = (step: Step, entry: Entry, ending: Ending): void => {
  const ended: Entry = { ...entry, state: 'waiting', flights: none }
  const isKept = ending === 'expired' && expirationOf(entry, step.recipient, step.policy) === 'store'
  if (entry.answerBy === undefined || isKept || ending === 'revoked') {
    endEntry(step, respond(step, ended, 202, 'Accepted'), ending)
    return
  }
  if (ending === 'expired') {
    respond(step, { ...ended, by: { requirement: 'AMB-14' } }, 408, 'Request Timeout')
  } else {
    respond(step, { ...ended, by: { requirement: 'TERM-02' } }, 480, 'Temporarily Unavailable')
  }
  finishEntry(step, ended)
}

/**
 * Puts a message into the deferred message queue: the originator's side is answered, and what was asked for about it is said.
 *
 * @spec TERM-11 TERM-12 TERM-13 AMB-11 AMB-12 AMB-26
 */
export const deferEntry = (step: Step, entry: Entry, by: DeterminedBy): void => {
  if (entry.ending !== undefined) {
    endInsteadOfDeferring(step, { ...entry, by }, entry.ending)
    return
  }
  const { recipient, policy } = step
  const option = currentOption(entry.message, recipient, policy)
  const onExpiry = actionUponExpiration(entry.message, recipient.preferences, policy)
  const deferred = draftOfEntry(entry)
  deferred.by = by
  answerOriginator(step, deferred, 202, 'Accepted')
  deferred.answerBy = undefined
  deferred.copy = copyGoesWithHandOver(step, option) ? entry.copy : recordCopy(step, deferred).copy
  notifyOriginator(step, entry, 'stored')
  const isLate = mayBeLate(step, entry, by)
  if (isLate) {
    step.late = added(step.late, entry.sequence)
  }
  deferred.state = 'waiting'
  deferred.flights = none
  deferred.deferredOn = isLate ? step.queue.triggers - 1 : step.queue.triggers
  deferred.frozen = isFrozen(policy) ? { option, onExpiry } : undefined
  putEntry(step, deferred)
  step.toAnnounce = added(step.toAnnounce, entry.sequence)
}
