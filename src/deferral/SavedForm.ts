import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'

/** What a queue is besides its entries and the actions that are awaited: plain data. */
export type QueueHead = Omit<
  DeferredMessageQueue,
  'entries' | 'sequences' | 'identities' | 'pending' | 'alarms' | 'waiting'
>

/** A queue as plain data, to be kept as JSON. Its members are not for use: a later version may have others. */
export interface SavedQueue {
  readonly form: number
  readonly head: QueueHead
  readonly entries: readonly Entry[]
  readonly pending: readonly PendingAction[]
}
