import type { DeterminedBy } from '../model/RoutingDecision.js'
import { none } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { endEntry } from './expire.js'
import { notifyOriginator, respond } from './notify.js'
import { currentOption, isFrozen } from './optionOf.js'
import { putEntry, type Step } from './Step.js'
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
 * Puts a message into the deferred message queue: the originator's side is answered, and what was asked for about it is said.
 *
 * @spec TERM-11 TERM-12 TERM-13 AMB-11 AMB-12
 */
export const deferEntry = (step: Step, entry: Entry, by: DeterminedBy): void => {
  const { recipient, policy } = step
  const option = currentOption(entry.message, recipient, policy)
  const onExpiry = actionUponExpiration(entry.message, recipient.preferences, policy)
  const answered = respond(step, { ...entry, by }, 202, 'Accepted')
  const recorded = copyGoesWithHandOver(step, option) ? answered : recordCopy(step, answered)
  notifyOriginator(step, entry, 'stored')
  const isLate = mayBeLate(step, entry, by)
  if (isLate) {
    step.lateFrom = Math.min(step.lateFrom ?? entry.sequence, entry.sequence)
  }
  const deferred: Entry = {
    ...recorded,
    state: 'waiting',
    flights: none,
    deferredOn: isLate ? step.queue.triggers - 1 : step.queue.triggers,
    frozen: isFrozen(policy) ? { option, onExpiry } : undefined,
  }
  putEntry(step, deferred)
  if (entry.ending === undefined) {
    step.toAnnounce.push(entry.sequence)
  } else {
    endEntry(step, deferred, entry.ending)
  }
}
