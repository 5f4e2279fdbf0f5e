import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { RequirementId } from '../requirements.js'
import { getFromMap } from './collections/TextMap.js'
import type { Entry } from './Entry.js'
import { notifyOriginator } from './notify.js'
import { expirationOf } from './optionOf.js'
import { silenceAt } from './silenceAt.js'
import { about, ask, giveUpRetries, putEntry, remove, type Step } from './Step.js'

const storesTwice = (step: Step): boolean => step.policy.interpretations?.['AMB-20'] === 'two'

/** Whether the preferences ask for a copy that is not yet on its way (TERM-18). */
const wantsCopy = (entry: Entry): boolean => entry.copy === 'wanted'

/** Id of the action that has a copy of a message recorded. */
export const copyIdOf = ({ message, copyId }: Entry): string => copyId ?? `${message.entryId}/StoreMessage/copy`

/** Has a copy of a message recorded, if the decision says so. @spec TERM-18 AMB-21 */
export const recordCopy = (step: Step, entry: Entry): Entry => {
  if (!wantsCopy(entry)) {
    return entry
  }
  ask(step, {
    ...about(entry, 'StoreMessage', 'copy', { requirement: 'TERM-18' }),
    record: true,
    message: entry.message,
  })
  return { ...entry, copy: 'asked' }
}

/** Whether a copy waits until it is known that the message is not handed over anyway: one operation serves both (AMB-20). */
export const copyGoesWithHandOver = (step: Step, option: string): boolean => option === 'store' && !storesTwice(step)

/** Puts a message into the Message Storage Server; it leaves the queue when that has succeeded. */
export const store = (step: Step, given: Entry, by: DeterminedBy, terms?: DeferralTerms): void => {
  const entry = giveUpRetries(step, given)
  const action = {
    ...about(entry, 'StoreMessage', `${entry.occasion}`, by),
    record: wantsCopy(entry),
    ...(terms === undefined ? {} : { terms }),
    message: entry.message,
  }
  ask(step, action)
  putEntry(step, {
    ...entry,
    state: 'storing',
    by,
    copy: wantsCopy(entry) ? 'asked' : entry.copy,
    flights: [action.actionId],
    occasion: entry.occasion + 1,
  })
}

/**
 * Whether the copy of a message is still on its way; the message then leaves the queue when that has succeeded, for it is the one storage
 * operation (AMB-20).
 */
export const awaitsCopy = (step: Step, given: Entry, requirement: RequirementId): boolean => {
  const actionId = copyIdOf(given)
  if (getFromMap(step.queue.pending, actionId) === undefined) {
    return false
  }
  const entry = giveUpRetries(step, given)
  putEntry(step, { ...entry, state: 'storing', by: { requirement }, flights: [actionId] })
  return true
}

/** What follows when a deferred message has been handed over. @spec HND-02 */
export const handedOver = (step: Step, entry: Entry, doNotDisturb: boolean): void => {
  notifyOriginator(step, entry, 'delivered')
  step.queue.toldDoNotDisturb = doNotDisturb
  remove(step, entry, 'stored', 'HND-01')
}

/**
 * Hands a deferred message over to the Message Storage Server, with its terms beside it.
 *
 * Where a copy is there already, or on its way, that is the one storage operation (AMB-20).
 *
 * @spec HND-01 HND-02 AMB-20
 */
export const handOver = (step: Step, entry: Entry): void => {
  const { inForce: doNotDisturb } = silenceAt(step)
  if (entry.copy === 'asked' && !storesTwice(step)) {
    if (!awaitsCopy(step, entry, 'HND-01')) {
      handedOver(step, entry, doNotDisturb)
    }
    return
  }
  const withCopy = storesTwice(step) ? recordCopy(step, entry) : entry
  store(
    step,
    withCopy,
    { requirement: 'HND-01' },
    {
      doNotDisturb,
      ...(entry.expiresAt === undefined ? {} : { expiresAt: entry.expiresAt }),
      // Interpretation AMB-20: the copy that recording asks for outlives the expiry.
      onExpiry: wantsCopy(withCopy) ? 'store' : expirationOf(entry, step.recipient, step.policy),
    },
  )
}
