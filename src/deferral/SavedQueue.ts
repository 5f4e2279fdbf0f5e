import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { alarmsOf } from './Alarm.js'
import { mapValues, putInMap } from './collections/TextMap.js'
import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import { emptyQueue } from './DeferredMessageQueue.js'
import { entriesInOrder, entriesOf } from './Entries.js'
import { entryFromSavedForm, headFromSavedForm } from './fromSavedForm.js'
import { isObject, isReadableQueue } from './isSavedQueue.js'
import { type ReadableQueue, type QueueHead, savedForm, type SavedQueue } from './SavedForm.js'
import { tally } from './tally.js'

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
  repeats: queue.repeats,
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
  entries: entriesInOrder(queue.entries),
  pending: pendingById(queue),
})

const queueOf = ({ head, entries, pending }: ReadableQueue): DeferredMessageQueue => {
  const queue = {
    ...emptyQueue,
    ...headFromSavedForm(head),
    entries: entriesOf(entries.map(entryFromSavedForm)),
    pending: pending.reduce((map, one) => putInMap(map, one.action.actionId, one), emptyQueue.pending),
  }
  for (const entry of entriesInOrder(queue.entries)) {
    tally(queue, undefined, entry)
  }
  return { ...queue, alarms: alarmsOf(queue) }
}

/**
 * Reads a saved queue, of this form or an earlier one, be it what `save` gave or what a store kept of it step by step, with pieces of
 * earlier forms among those of the last. One of a newer form is an error, since it may say what this version does not know.
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
  if ((form !== 1 && form !== savedForm) || !isReadableQueue(saved)) {
    return left({
      code: 'noQueue',
      expected: 'what save gave',
      actual: typeof form === 'number' ? `form ${form}` : 'no form',
    })
  }
  return right(queueOf(saved))
}

/** The actions whose outcome is awaited, in the order in which their ids sort: after a restart they are performed again. */
export const pendingActions = (queue: DeferredMessageQueue): readonly PendingAction['action'][] =>
  pendingById(queue)
    .filter(({ retryAt, suspended }) => retryAt === undefined && !suspended)
    .map(({ action }) => action)
