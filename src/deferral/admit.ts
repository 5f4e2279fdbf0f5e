import { effectiveExpiry } from '../routing/expiry.js'
import { putInMap, getFromMap } from './collections/TextMap.js'
import { deferEntry } from './defer.js'
import { entryWithId } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { forward, interwork, sendTo } from './flight.js'
import { respond } from './notify.js'
import type { MessageRouted } from './QueueEvent.js'
import { identityOf } from './identityOf.js'
import { about, ask, ignore, rememberOutcome, setAlarm, type Step } from './Step.js'
import { recordCopy, store } from './storage.js'

/** How long an answer waits for the outcome where the policy does not say, in milliseconds. */
const answerAfter = 5000

const newEntry = (step: Step, { message, decision }: MessageRouted): Entry => ({
  sequence: step.queue.nextSequence,
  message,
  state: 'waiting',
  decision,
  by: decision.determinedBy,
  answered: false,
  answerBy: undefined,
  expiresAt: effectiveExpiry(message, step.policy),
  frozen: undefined,
  recorded: false,
  flights: [],
  suspended: [],
  occasion: 0,
  refusedBy: [],
  notifiedInBand: [],
  notifiedOutOfBand: [],
  deferredOn: step.queue.triggers,
  taken: undefined,
  ending: undefined,
})

/** Makes an entry findable and sets its alarms. */
const enter = (step: Step, entry: Entry): void => {
  const { entryId } = entry.message
  const identity = identityOf(entry.message)
  const { queue } = step
  step.queue = {
    ...queue,
    nextSequence: entry.sequence + 1,
    sequences: putInMap(queue.sequences, entryId, entry.sequence),
    identities: identity === undefined ? queue.identities : putInMap(queue.identities, identity, entryId),
  }
  if (entry.expiresAt !== undefined) {
    setAlarm(step, entry.expiresAt, { _tag: 'Expiry', sequence: entry.sequence })
  }
}

/** An entry whose answer waits for its outcome, but not for ever (AMB-28). */
const awaitingAnswer = (step: Step, entry: Entry, state: Entry['state']): Entry => {
  const answerBy = step.at + (step.policy.answerAfter ?? answerAfter)
  setAlarm(step, answerBy, { _tag: 'Answer', sequence: entry.sequence })
  return recordCopy(step, { ...entry, state, answerBy })
}

/** The same message again while it is held: answered as before, whatever would be decided now, and not queued twice. @spec AMB-32 */
const repeat = (step: Step, { message }: MessageRouted): void => {
  ask(step, { _tag: 'Respond', ...about({ message }, 'Respond', '0', 'AMB-32'), status: 202, reason: 'Accepted' })
  step.queue = { ...step.queue, finished: rememberOutcome(step.queue.finished, message.entryId) }
}

const admitNew = (step: Step, event: MessageRouted): void => {
  const { decision, message } = event
  const entry = newEntry(step, event)
  if (decision._tag === 'Reject') {
    respond(step, entry, decision.response.status, decision.response.reason)
    step.queue = { ...step.queue, finished: rememberOutcome(step.queue.finished, message.entryId) }
    return
  }
  enter(step, entry)
  switch (decision._tag) {
    case 'Defer':
      deferEntry(step, entry, decision.determinedBy)
      return
    case 'Store':
      store(
        step,
        respond(step, entry, decision.response.status, decision.response.reason),
        decision.determinedBy.requirement,
      )
      return
    case 'Send':
      sendTo(step, awaitingAnswer(step, entry, 'sending'), decision.to)
      return
    case 'Forward':
      forward(step, awaitingAnswer(step, entry, 'diverting'), decision.to)
      return
    case 'Interwork':
      interwork(step, awaitingAnswer(step, entry, 'diverting'))
  }
}

/**
 * Takes in a message with its decision: every outcome of 5.2.2.1.3 begins here.
 *
 * @spec TERM-03 TERM-05 TERM-06 TERM-07 TERM-08 TERM-11 TERM-15 AMB-32
 */
export const admit = (step: Step, event: MessageRouted): void => {
  const { message } = event
  const { queue } = step
  const identity = identityOf(message)
  if (queue.recipientRemoved) {
    ignore(step, 'AMB-32', 'the recipient is no longer served here')
  } else if (entryWithId(queue, message.entryId) !== undefined || queue.finished.includes(message.entryId)) {
    ignore(step, 'AMB-32', `${message.entryId} was taken in before`)
  } else if (identity !== undefined && getFromMap(queue.identities, identity) !== undefined) {
    repeat(step, event)
  } else {
    admitNew(step, event)
  }
}
