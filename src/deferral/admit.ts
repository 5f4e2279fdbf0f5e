import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import { effectiveExpiry } from '../routing/expiry.js'
import { deferEntry } from './defer.js'
import { none } from './DeferredMessageQueue.js'
import { entryOfId, entryOfIdentity } from './Entries.js'
import type { Entry } from './Entry.js'
import { forward, interwork, sendTo } from './flight.js'
import { answer, respond } from './notify.js'
import type { MessageRouted } from './QueueEvent.js'
import { ignore, rememberOutcome, type Step } from './Step.js'
import { sharedReason } from './sharedReason.js'
import { recordCopy, store } from './storage.js'

/** How long an answer waits for the outcome where the policy does not say, in milliseconds. */
const answerAfter = 5000

const newEntry = (step: Step, { message, decision }: MessageRouted): Entry => ({
  sequence: step.queue.nextSequence,
  message,
  state: 'waiting',
  by: sharedReason(decision.determinedBy),
  // Interpretation AMB-28: the answer waits for the outcome, but not for ever.
  answerBy: step.at + (step.policy.answerAfter ?? answerAfter),
  expiresAt: effectiveExpiry(message, step.policy),
  frozen: undefined,
  copy: decision.record ? 'wanted' : 'none',
  copyId: undefined,
  flights: none,
  suspended: none,
  occasion: 0,
  refusedBy: none,
  notifiedInBand: none,
  notifiedOutOfBand: none,
  deferredOn: step.queue.triggers,
  taken: undefined,
  ending: undefined,
})

/**
 * The same message again while it is held: answered as the first was, or will be, whatever would be decided now, and not queued twice.
 *
 * @spec AMB-32
 */
const repeat = (step: Step, first: Entry, { entryId, correlation }: StandaloneMessage): void => {
  const message = correlation === undefined ? { entryId } : { entryId, correlation }
  if (first.answerBy === undefined) {
    answer(step, { message }, { requirement: 'AMB-32' }, 202, 'Accepted')
  } else {
    step.queue.repeats = [...(step.queue.repeats ?? none), { of: first.message.entryId, message }]
  }
  rememberOutcome(step, entryId)
}

/** Nobody is served here any more; the originator's side need not wait for that to be found out. @spec TERM-02 */
const turnAway = (step: Step, message: StandaloneMessage): void => {
  answer(step, { message }, { requirement: 'TERM-02' }, 480, 'Temporarily Unavailable')
  rememberOutcome(step, message.entryId)
}

const admitNew = (step: Step, event: MessageRouted): void => {
  const { decision, message } = event
  const entry = newEntry(step, event)
  switch (decision._tag) {
    case 'Reject':
      respond(step, entry, decision.response.status, decision.response.reason)
      rememberOutcome(step, message.entryId)
      return
    case 'Defer':
      deferEntry(step, entry, decision.determinedBy)
      return
    case 'Store':
      store(step, respond(step, entry, decision.response.status, decision.response.reason), decision.determinedBy)
      return
    case 'Send':
      sendTo(step, recordCopy(step, { ...entry, state: 'sending' }), decision.to)
      return
    case 'Forward':
      forward(step, recordCopy(step, { ...entry, state: 'diverting' }), decision.to)
      return
    case 'Interwork':
      interwork(step, recordCopy(step, { ...entry, state: 'diverting' }))
  }
}

/**
 * Takes in a message with its decision: every outcome of 5.2.2.1.3 begins here.
 *
 * @spec TERM-02 TERM-03 TERM-05 TERM-06 TERM-07 TERM-08 TERM-11 TERM-15 AMB-32
 */
export const admit = (step: Step, event: MessageRouted): void => {
  const { message } = event
  const { queue } = step
  if (entryOfId(queue.entries, message.entryId) !== undefined || queue.finished.includes(message.entryId)) {
    ignore(step, 'AMB-32', `${message.entryId} was taken in before`)
    return
  }
  const first = entryOfIdentity(queue.entries, message)
  if (first !== undefined) {
    repeat(step, first, message)
  } else if (queue.recipientRemoved) {
    turnAway(step, message)
  } else {
    admitNew(step, event)
  }
}
