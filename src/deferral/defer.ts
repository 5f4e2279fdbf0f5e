import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { Entry } from './Entry.js'
import { endEntry } from './expire.js'
import { notifyOriginator, respond } from './notify.js'
import { currentOption } from './optionOf.js'
import { putEntry, type Step } from './Step.js'
import { copyGoesWithHandOver, recordCopy } from './storage.js'
import { actionUponExpiration } from '../routing/expiry.js'

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
  // Interpretation AMB-07: by preference, and after a failure, it waits for the next trigger. For any other reason the decision may be late: the
  // client it did not see may be there by now.
  const isLate = by.requirement === 'TERM-12' || by.requirement === 'TERM-13'
  step.isLate ||= isLate
  const deferred: Entry = {
    ...recorded,
    state: 'waiting',
    flights: [],
    deferredOn: isLate ? step.queue.triggers - 1 : step.queue.triggers,
    frozen: policy.interpretations?.['AMB-12'] === 'frozen' ? { option, onExpiry } : undefined,
  }
  putEntry(step, deferred)
  if (entry.ending === undefined) {
    step.toAnnounce.push(entry.sequence)
  } else {
    endEntry(step, deferred, entry.ending)
  }
}
