import type { Instant } from '../model/Instant.js'
import { getFromMap } from './collections/TextMap.js'
import { none, type PendingAction } from './DeferredMessageQueue.js'
import { digestOf } from './digestOf.js'
import { entryAt } from './Entries.js'
import type { Entry } from './Entry.js'
import type { QueueEvent } from './QueueEvent.js'
import { type QueueHead, savedForm } from './SavedForm.js'
import { headOf } from './SavedQueue.js'
import { added, type Step } from './Step.js'

/**
 * What a store writes at once for one step, or not at all.
 *
 * The store answers `stored`, `conflict` where the version it holds is not the expected one, or `unknown`, which is resolved by asking
 * whether the step with this id was written.
 */
export interface QueueChanges {
  /** Made of the version that the step starts from, the event and its content: another event has another one. */
  readonly stepId: string
  readonly expectedVersion: number
  readonly version: number
  /** The form in which head, entries and actions are written; a store keeps it with the queue, for `restore`. */
  readonly form: number
  /** When something is due next; absent: nothing is. The same instant as in the head, for a store that finds recipients by it. */
  readonly wakeAt?: Instant
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
const eventKey = (event: QueueEvent, preferencesMark: string | undefined): string => {
  switch (event._tag) {
    case 'MessageRouted':
      return `${event.message.entryId} ${event.decision._tag} ${event.decision.determinedBy.requirement}`
    case 'ClientRegistered':
    case 'ClientChanged':
      return `${event.client.deviceId} ${digestOf(JSON.stringify(event.client))}`
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
      return `${event.actionId} ${event.deviceId ?? ''} ${event.status ?? ''}`
    case 'PreferencesChanged':
    case 'PolicyChanged':
    case 'SphereChanged':
      return String(preferencesMark)
    case 'TimeReached':
    case 'RecipientRemoved':
      return ''
  }
}

const unique = <A>(items: readonly A[]): readonly A[] => (items.length < 2 ? items : [...new Set(items)])

/** What has become of the entries that the step touched. */
const entriesOf = ({ before, queue, touched }: Step): Pick<QueueChanges, 'entriesPut' | 'entriesRemoved'> => {
  let entriesPut: Entry[] | undefined
  let entriesRemoved: string[] | undefined
  for (const sequence of unique(touched ?? none)) {
    const entry = entryAt(queue.entries, sequence)
    const known = entry === undefined ? entryAt(before.entries, sequence) : undefined
    if (entry !== undefined) {
      entriesPut = added(entriesPut, entry)
    } else if (known !== undefined) {
      entriesRemoved = added(entriesRemoved, known.message.entryId)
    }
  }
  return { entriesPut: entriesPut ?? none, entriesRemoved: entriesRemoved ?? none }
}

/** The actions of the step whose outcome is awaited after it. */
const pendingOf = ({ queue, asked }: Step): readonly PendingAction[] => {
  let actionsPending: PendingAction[] | undefined
  for (const actionId of unique(asked ?? none)) {
    const pending = getFromMap(queue.pending, actionId)
    if (pending !== undefined) {
      actionsPending = added(actionsPending, pending)
    }
  }
  return actionsPending ?? none
}

/** The changes of a step. */
export const changesOf = (step: Step, event: QueueEvent): QueueChanges => {
  const { before, queue } = step
  const { entriesPut, entriesRemoved } = entriesOf(step)
  const actionsPending = pendingOf(step)
  const { wakeAt } = queue
  const stepId = `${before.version}/${event._tag}/${eventKey(event, queue.preferencesMark)}/${event.at}`
  const actionsSettled = step.settled?.filter((actionId) => getFromMap(before.pending, actionId) !== undefined) ?? none
  const expectedVersion = before.version
  const { version } = queue
  const form = savedForm
  const head = headOf(queue)
  // Two literals: a copy with one more member costs several times as much, at every step.
  return wakeAt === undefined
    ? { stepId, expectedVersion, version, form, head, entriesPut, entriesRemoved, actionsPending, actionsSettled }
    : {
        stepId,
        expectedVersion,
        version,
        form,
        wakeAt,
        head,
        entriesPut,
        entriesRemoved,
        actionsPending,
        actionsSettled,
      }
}
