import type { Recipient } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { admit } from './admit.js'
import { type DeferredMessageQueue, none } from './DeferredMessageQueue.js'
import { entriesInOrder, entryOfId } from './Entries.js'
import { endWhenIdle } from './expire.js'
import { observe, proceed } from './proceed.js'
import type { QueueAction } from './QueueAction.js'
import type { QueueChanges } from './QueueChanges.js'
import { changesOf } from './QueueChanges.js'
import type { QueueEvent } from './QueueEvent.js'
import { ringAlarms } from './ringAlarms.js'
import { endSession, establish, select } from './session.js'
import { settle } from './settle.js'
import { ask, ignore, newStep, type Step } from './Step.js'
import { wake } from './wake.js'

/** The recipient is no longer served: what waits is thrown away, and whoever asked for it hears so. */
const removeRecipient = (step: Step): void => {
  if (step.queue.recipientRemoved) {
    ignore(step, 'AMB-26', 'the recipient was removed before')
    return
  }
  step.queue.recipientRemoved = true
  for (const entry of entriesInOrder(step.queue.entries)) {
    endWhenIdle(step, entry, 'discarded')
  }
  for (const { sessionId } of step.queue.sessions) {
    ask(step, {
      _tag: 'EndSession',
      actionId: `${sessionId}/EndSession/${step.before.version + 1}`,
      determinedBy: { requirement: 'NTF-11' },
      sessionId,
    })
  }
  step.queue.sessions = none
}

const take = (step: Step, event: QueueEvent): void => {
  switch (event._tag) {
    case 'MessageRouted':
      admit(step, event)
      return
    case 'SessionEstablished':
      establish(step, event)
      return
    case 'MessagesSelected':
      select(step, event)
      return
    case 'SessionEnded':
      endSession(step, event)
      return
    case 'MessageRevoked': {
      const entry = entryOfId(step.queue.entries, event.entryId)
      if (entry === undefined || entry.ending === 'revoked') {
        ignore(step, 'AMB-26', `${event.entryId} is not held, or was revoked before`)
      } else {
        endWhenIdle(step, entry, 'revoked')
      }
      return
    }
    case 'RecipientRemoved':
      removeRecipient(step)
      return
    case 'ActionSucceeded':
    case 'ActionFailed':
    case 'ActionUnknown':
      settle(step, event)
      return
    case 'ClientRegistered':
    case 'ClientChanged':
    case 'ClientDeregistered':
    case 'PreferencesChanged':
    case 'PolicyChanged':
    case 'SphereChanged':
    case 'TimeReached':
    // What these change is in the recipient and the policy of the step, and `proceed` looks at all of that.
  }
}

/** Whether two queues are the same but for their clock; what they are made of says when it becomes due. */
const isSame = (one: DeferredMessageQueue, other: DeferredMessageQueue): boolean =>
  one.entries === other.entries &&
  one.pending === other.pending &&
  one.seen === other.seen &&
  one.lines === other.lines &&
  one.sessions === other.sessions &&
  one.finished === other.finished &&
  one.triggers === other.triggers &&
  one.doNotDisturb === other.doNotDisturb &&
  one.preferencesMark === other.preferencesMark &&
  one.toldDoNotDisturb === other.toldDoNotDisturb &&
  one.conditionsChangeAt === other.conditionsChangeAt &&
  one.wakeAt === other.wakeAt &&
  one.recipientRemoved === other.recipientRemoved

/** A queue after a step, what is to be done, and what a store writes. */
export type Transition = readonly [queue: DeferredMessageQueue, actions: readonly QueueAction[], changes: QueueChanges]

/** {@link transition} with zone rules of the caller's own. */
export const transitionWith =
  (zones: ZoneRules) =>
  (queue: DeferredMessageQueue, event: QueueEvent, recipient: Recipient, policy: ServiceProviderPolicy): Transition => {
    const at = event.at > queue.lastAt ? event.at : queue.lastAt
    const step = newStep(queue, at, recipient, policy, zones)
    const observed = observe(step, event)
    ringAlarms(step)
    take(step, event)
    // What was just taken in may be due already.
    ringAlarms(step)
    proceed(step, observed)
    wake(step)
    if (!isSame(step.queue, queue)) {
      step.queue.version = queue.version + 1
    } else if (event._tag === 'TimeReached') {
      ignore(step, 'DEF-03', 'nothing is due')
    }
    step.queue.lastAt = at
    return [step.queue, step.actions, changesOf(step, event)]
  }

/**
 * What happens next to the messages of one recipient: the queue after an event, what is to be done, and what a store writes at once.
 *
 * ```
 * what is new ──► what has become due ──► the event itself ──► hand over, push, announce ──► when to come back
 * ```
 *
 * Total: no event is an error. One that does not fit (late, repeated, about something unknown) gives `Ignored`.
 * Time is the event's; one earlier than the last counts as the last. Preferences, clients and policy are those in force after the event.
 *
 * @spec TERM-11 TERM-15 DEF-01 DEF-02 DEF-03 NTF-01 NTF-02 PSH-01 PSH-02 PSH-04 PSH-08 HND-01
 */
export const transition: (
  queue: DeferredMessageQueue,
  event: QueueEvent,
  recipient: Recipient,
  policy: ServiceProviderPolicy,
) => Transition = transitionWith(intlZoneRules)
