import type { Ending, Entry } from './Entry.js'
import { notifyOriginator } from './notify.js'
import { expirationOf } from './optionOf.js'
import type { Discard } from './QueueAction.js'
import { about, added, finishEntry, putEntry, remove, type Step } from './Step.js'
import { awaitsCopy, store } from './storage.js'
import type { RequirementId } from '../requirements.js'

/** Throws a deferred message away. */
export const discard = (step: Step, entry: Entry, cause: Discard['cause'], requirement: RequirementId): void => {
  step.actions.push({ ...about(entry, 'Discard', cause, { requirement }), cause })
  finishEntry(step, entry)
}

/**
 * Ends a deferred message that expired, was revoked, or whose recipient is gone; it is discarded, or stored where its expiration says so.
 *
 * @spec DEF-03 AMB-16 AMB-17
 */
export const endEntry = (step: Step, entry: Entry, ending: Ending): void => {
  if (ending === 'expired') {
    step.expired = added(step.expired, entry.message.entryId)
    if (expirationOf(entry, step.recipient, step.policy) === 'store') {
      const expired: Entry = { ...entry, ending }
      if (entry.copy !== 'asked') {
        store(step, expired, { requirement: 'DEF-03' })
      } else if (!awaitsCopy(step, expired, 'DEF-03')) {
        remove(step, expired, 'stored', 'DEF-03')
      }
      return
    }
  }
  discard(step, entry, ending, ending === 'expired' ? 'DEF-03' : 'AMB-26')
  if (ending !== 'revoked') {
    notifyOriginator(step, entry, 'failed')
  }
}

/** Ends an entry at once, or as soon as what is in flight has failed; one on its way to storage comes to its end there. @spec AMB-26 */
export const endWhenIdle = (step: Step, entry: Entry, ending: Ending): void => {
  if (entry.state === 'waiting' && entry.flights.length === 0) {
    endEntry(step, entry, ending)
  } else if (entry.ending === undefined && (entry.state !== 'storing' || entry.taken !== undefined)) {
    putEntry(step, { ...entry, ending })
  }
}
