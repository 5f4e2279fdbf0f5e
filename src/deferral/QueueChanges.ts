import { getFromTrie } from './collections/NumberTrie.js'
import { getFromMap } from './collections/TextMap.js'
import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import type { QueueEvent } from './QueueEvent.js'
import type { QueueHead } from './SavedForm.js'
import { headOf } from './SavedQueue.js'
import type { Step } from './Step.js'

/**
 * What a store writes at once for one step, or not at all.
 *
 * The store answers `stored`, `conflict` where the version it holds is not the expected one, or `unknown`, which is resolved by asking
 * whether the step with this id was written.
 */
export interface QueueChanges {
  readonly stepId: string
  readonly expectedVersion: number
  readonly version: number
  /** All of the queue that is not about one message. */
  readonly head: QueueHead
  readonly entriesPut: readonly Entry[]
  /** Entry ids. */
  readonly entriesRemoved: readonly string[]
  readonly actionsPending: readonly PendingAction[]
  /** Action ids. */
  readonly actionsSettled: readonly string[]
}

/** What identifies an event among those that can follow one version. */
const eventKey = (event: QueueEvent): string => {
  switch (event._tag) {
    case 'MessageRouted':
      return event.message.entryId
    case 'ClientRegistered':
    case 'ClientChanged':
      return event.client.deviceId
    case 'ClientDeregistered':
      return event.deviceId
    case 'MessagesSelected':
      return [event.sessionId, ...event.selections.map(({ entryId, action }) => `${action} ${entryId}`)].join(' ')
    case 'SessionEstablished':
    case 'SessionEnded':
      return event.sessionId
    case 'MessageRevoked':
      return event.entryId
    case 'ActionSucceeded':
    case 'ActionFailed':
    case 'ActionUnknown':
      return event.actionId
    case 'PreferencesChanged':
    case 'PolicyChanged':
    case 'SphereChanged':
    case 'TimeReached':
    case 'RecipientRemoved':
      return ''
  }
}

/** The changes of a step. */
export const changesOf = (step: Step, next: DeferredMessageQueue, event: QueueEvent): QueueChanges => {
  const touched = [...step.touched]
  return {
    stepId: `${step.before.version}/${event._tag}/${eventKey(event)}/${event.at}`,
    expectedVersion: step.before.version,
    version: next.version,
    head: headOf(next),
    entriesPut: touched.flatMap(([sequence]) => getFromTrie(next.entries, sequence) ?? []),
    entriesRemoved: touched.flatMap(([sequence, entryId]) =>
      getFromTrie(next.entries, sequence) === undefined && getFromTrie(step.before.entries, sequence) !== undefined
        ? [entryId]
        : [],
    ),
    actionsPending: [...step.asked.keys()].flatMap((actionId) => getFromMap(next.pending, actionId) ?? []),
    actionsSettled: step.settled.filter((actionId) => getFromMap(step.before.pending, actionId) !== undefined),
  }
}
