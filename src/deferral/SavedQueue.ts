import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { putInHeap } from './collections/InstantHeap.js'
import { putInTrie, trieValues } from './collections/NumberTrie.js'
import { mapValues, putInMap } from './collections/TextMap.js'
import type { Alarm, DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import { emptyQueue } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { identityOf } from './Step.js'

/** The members of a queue that are not about one message, as plain data. */
export type QueueHead = Pick<
  DeferredMessageQueue,
  | 'version'
  | 'lastAt'
  | 'nextSequence'
  | 'triggers'
  | 'lines'
  | 'sessions'
  | 'seen'
  | 'doNotDisturb'
  | 'preferencesMark'
  | 'toldDoNotDisturb'
  | 'conditionsChangeAt'
  | 'wakeAt'
  | 'finished'
  | 'recipientRemoved'
> & {
  /** Answers that are awaited, with the instants by which they are given anyway. */
  readonly answers: readonly { readonly sequence: number; readonly at: number }[]
}

/** The form in which this version of the library writes a queue. */
export const savedForm = 1

/** A queue as plain data, to be kept as JSON. */
export interface SavedQueue {
  readonly form: number
  readonly head: QueueHead
  readonly entries: readonly Entry[]
  readonly pending: readonly PendingAction[]
}

const answersOf = (alarms: DeferredMessageQueue['alarms']): QueueHead['answers'] =>
  alarms === undefined
    ? []
    : [
        ...(alarms.value._tag === 'Answer' ? [{ sequence: alarms.value.sequence, at: alarms.at }] : []),
        ...answersOf(alarms.left),
        ...answersOf(alarms.right),
      ]

/** The head of a queue. */
export const headOf = (queue: DeferredMessageQueue): QueueHead => {
  const { entries: _entries, sequences: _sequences, identities: _identities, pending: _pending, ...rest } = queue
  const { alarms, waiting: _waiting, ...head } = rest
  return { ...head, answers: answersOf(alarms) }
}
