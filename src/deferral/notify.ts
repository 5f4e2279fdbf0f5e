import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import { isExempt } from '../routing/Question.js'
import { isUndisclosed } from '../routing/ruleApplies.js'
import type { Repeat } from './DeferredMessageQueue.js'
import { draftOfEntry, type Entry } from './Entry.js'
import { about, ask, type Step } from './Step.js'

/** Answers the request in which a message came. */
export const answer = (
  step: Step,
  of: Pick<Repeat, 'message'>,
  by: DeterminedBy,
  status: number,
  reason: string,
): void => {
  const { entryId, correlation } = of.message
  const actionId = `${entryId}/Respond/0`
  ask(
    step,
    correlation === undefined
      ? { _tag: 'Respond', actionId, entryId, determinedBy: by, status, reason }
      : { _tag: 'Respond', actionId, entryId, correlation, determinedBy: by, status, reason },
  )
}

/** Answers the requests in which a message came again before it was answered: as that is. @spec AMB-32 */
const answerRepeats = (
  step: Step,
  repeats: readonly Repeat[],
  { message }: Entry,
  status: number,
  reason: string,
): void => {
  const others = repeats.filter(({ of }) => of !== message.entryId)
  for (const repeat of repeats) {
    if (repeat.of === message.entryId) {
      answer(step, repeat, { requirement: 'AMB-32' }, status, reason)
    }
  }
  step.queue.repeats = others.length === 0 ? undefined : others
}

/** Answers the originator's side, unless that is done. */
export const answerOriginator = (step: Step, entry: Entry, status: number, reason: string): void => {
  if (entry.answerBy === undefined) {
    return
  }
  answer(step, entry, entry.by, status, reason)
  const { repeats } = step.queue
  if (repeats !== undefined) {
    answerRepeats(step, repeats, entry, status, reason)
  }
}

/** The entry once the originator's side is answered. */
export const respond = (step: Step, entry: Entry, status: number, reason: string): Entry => {
  if (entry.answerBy === undefined) {
    return entry
  }
  answerOriginator(step, entry, status, reason)
  const answered = draftOfEntry(entry)
  answered.answerBy = undefined
  return answered
}

const wanted = { delivered: 'positive-delivery', failed: 'negative-delivery', stored: 'processing' } as const
const requirement = { delivered: 'HND-02', failed: 'AMB-17', stored: 'TERM-11' } as const

/**
 * Tells the originator what has become of the message, if that was asked for; once for each kind of notification (AMB-17, AMB-18), and never
 * of a notification or a system message (AMB-30).
 */
export const notifyOriginator = (step: Step, entry: Entry, status: 'delivered' | 'failed' | 'stored'): void => {
  if (entry.message.notificationsRequested?.includes(wanted[status]) === true && !isExempt(entry.message.kind)) {
    ask(step, {
      ...about(entry, 'SendDeliveryNotification', status === 'stored' ? 'processing' : 'delivery', {
        requirement: requirement[status],
      }),
      status,
      message: entry.message,
    })
  }
}

/** How an originator is named to a client: an undisclosed one is anonymous (NTF-07). */
export const originatorName = ({ originator }: StandaloneMessage): string =>
  isUndisclosed(originator) || originator.address === undefined ? 'anonymous' : originator.address.uri
