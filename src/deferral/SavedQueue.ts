import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { putInHeap } from './collections/InstantHeap.js'
import { putInTrie, trieValues } from './collections/NumberTrie.js'
import { mapValues, putInMap } from './collections/TextMap.js'
import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import { emptyQueue } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { identityOf } from './identityOf.js'
import { isObject, isSavedQueue } from './isSavedQueue.js'
import type { QueueHead, SavedQueue } from './SavedForm.js'

/** The form in which this version of the library writes a queue. */
export const savedForm = 1

/** Why a saved queue cannot be read. */
export interface RestoreError {
  readonly code: 'newerForm' | 'noQueue'
  readonly expected: string
  readonly actual: string
}

/** What a queue is besides its entries and the actions that are awaited. */
export const headOf = (queue: QueueHead): QueueHead => ({
  version: queue.version,
  lastAt: queue.lastAt,
  nextSequence: queue.nextSequence,
  triggers: queue.triggers,
  lines: queue.lines,
  sessions: queue.sessions,
  seen: queue.seen,
  doNotDisturb: queue.doNotDisturb,
  preferencesMark: queue.preferencesMark,
  toldDoNotDisturb: queue.toldDoNotDisturb,
  conditionsChangeAt: queue.conditionsChangeAt,
  wakeAt: queue.wakeAt,
  finished: queue.finished,
  recipientRemoved: queue.recipientRemoved,
})

/** In an order that does not depend on what was done before. */
const pendingById = (queue: DeferredMessageQueue): readonly PendingAction[] =>
  [...mapValues(queue.pending)].sort((one, other) => (one.action.actionId < other.action.actionId ? -1 : 1))

/** A queue as plain data, to be kept as JSON and read again by {@link restore}. */
export const save = (queue: DeferredMessageQueue): SavedQueue => ({
  form: savedForm,
  head: headOf(queue),
  entries: trieValues(queue.entries),
  pending: pendingById(queue),
})

const withEntry = (queue: DeferredMessageQueue, entry: Entry): DeferredMessageQueue => {
  const { sequence, message, expiresAt } = entry
  const answerBy = entry.answered ? undefined : entry.answerBy
  const identity = identityOf(message)
  const expiring =
    expiresAt === undefined ? queue.alarms : putInHeap(queue.alarms, expiresAt, { _tag: 'Expiry' as const, sequence })
  return {
    ...queue,
    entries: putInTrie(queue.entries, sequence, entry),
    sequences: putInMap(queue.sequences, message.entryId, sequence),
    identities: identity === undefined ? queue.identities : putInMap(queue.identities, identity, message.entryId),
    alarms: answerBy === undefined ? expiring : putInHeap(expiring, answerBy, { _tag: 'Answer' as const, sequence }),
    waiting: queue.waiting + (entry.state === 'waiting' ? 1 : 0),
  }
}

const withPending = (queue: DeferredMessageQueue, pending: PendingAction): DeferredMessageQueue => {
  const { actionId } = pending.action
  return {
    ...queue,
    pending: putInMap(queue.pending, actionId, pending),
    alarms:
      pending.retryAt === undefined
        ? queue.alarms
        : putInHeap(queue.alarms, pending.retryAt, { _tag: 'Retry' as const, actionId }),
  }
}

/**
 * Reads a saved queue, of this form or an earlier one; one of a newer form is an error, since it may say what this version does not know.
 *
 * @example
 * ```ts
 * import { emptyQueue, restore, save } from 'cpm-routing/deferral'
 *
 * const text = JSON.stringify(save(emptyQueue))
 * console.log(restore(JSON.parse(text))._tag)
 * // => Right
 * ```
 */
export const restore = (saved: unknown): Either<RestoreError, DeferredMessageQueue> => {
  const form = isObject(saved) ? saved['form'] : undefined
  if (typeof form === 'number' && form > savedForm) {
    return left({ code: 'newerForm', expected: `form ${savedForm} or an earlier one`, actual: `form ${form}` })
  }
  if (form !== savedForm || !isSavedQueue(saved)) {
    return left({
      code: 'noQueue',
      expected: 'what save gave',
      actual: typeof form === 'number' ? `form ${form}` : 'no form',
    })
  }
  const empty: DeferredMessageQueue = { ...emptyQueue, ...headOf(saved.head) }
  return right(saved.pending.reduce(withPending, saved.entries.reduce(withEntry, empty)))
}

/** The actions whose outcome is awaited, in the order in which their ids sort: after a restart they are performed again. */
export const pendingActions = (queue: DeferredMessageQueue): readonly PendingAction['action'][] =>
  pendingById(queue)
    .filter(({ retryAt, suspended }) => retryAt === undefined && !suspended)
    .map(({ action }) => action)
