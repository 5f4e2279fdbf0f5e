import type { Instant } from '../model/Instant.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'

/** What a queue is besides its entries and the actions that are awaited: plain data. */
export type QueueHead = Omit<DeferredMessageQueue, 'entries' | 'pending' | 'alarms' | 'waiting' | 'waitingExempt'>

/** The form in which this version of the library writes a queue. */
export const savedForm = 2

/** A queue as plain data, to be kept as JSON. Its members are not for use: a later version may have others. */
export interface SavedQueue {
  readonly form: number
  readonly head: QueueHead
  readonly entries: readonly Entry[]
  readonly pending: readonly PendingAction[]
}

/** A client of the first form: what it can take is JSON text. */
export interface FirstSeenClient {
  readonly deviceId: string
  readonly mark: string
}

/** The head of the first form. */
export interface FirstHead extends Omit<QueueHead, 'seen'> {
  readonly seen: readonly FirstSeenClient[]
}

/** An entry of the first form: it carries the decision by which it came in. */
export interface FirstEntry extends Omit<Entry, 'answerBy' | 'copy'> {
  readonly decision: { readonly _tag: string; readonly determinedBy: DeterminedBy; readonly record: boolean }
  readonly answered: boolean
  readonly answerBy: Instant | undefined
  readonly recorded: boolean
}

/** A queue in the first form. */
export interface FirstSavedQueue {
  readonly form: 1
  readonly head: FirstHead
  readonly entries: readonly FirstEntry[]
  readonly pending: readonly PendingAction[]
}

/** What `restore` reads: each piece in the form in which it was written last. */
export interface ReadableQueue {
  readonly head: Omit<QueueHead, 'seen'> & { readonly seen: readonly (FirstSeenClient | SavedSeen)[] }
  readonly entries: readonly (FirstEntry | Entry)[]
  readonly pending: readonly PendingAction[]
}

type SavedSeen = QueueHead['seen'][number]
