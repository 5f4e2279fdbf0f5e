import type { EffectAction } from '../deferral/QueueAction.js'
import type { Instant } from '../model/Instant.js'

/** An entry as a store keeps it: JSON data of which a store reads the id and nothing else. */
export interface StoredEntry {
  readonly message: { readonly entryId: string }
}

/** An action without outcome as a store keeps it: JSON data of which a store reads the id of the action and nothing else. */
export interface StoredAction {
  readonly action: EffectAction
  /** When the queue asks for it again by itself. */
  readonly retryAt?: Instant | undefined
  /** Whether the queue holds it back: its client must not have the message now. */
  readonly suspended?: boolean
}

/** What a store needs to know of the `QueueChanges` of a step, to write all of them at once or nothing. */
export interface StepChanges {
  /** The same on every repetition of the step. */
  readonly stepId: string
  /** The version that the step started from; 0 where nothing was stored. */
  readonly expectedVersion: number
  readonly version: number
  /** The form in which head, entries and actions are written: kept with the version, and given back by `load`. */
  readonly form: number
  /** When something is due for the recipient next, for a store that looks for that; absent: nothing is. */
  readonly wakeAt?: Instant
  /** JSON data that takes the place of the head before. */
  readonly head: unknown
  /** New entries, and those that take the place of one with the same id. */
  readonly entriesPut: readonly StoredEntry[]
  /** Entry ids. */
  readonly entriesRemoved: readonly string[]
  /** Actions that have no outcome yet, new or in place of one with the same id. */
  readonly actionsPending: readonly StoredAction[]
  /** Ids of actions that have one. */
  readonly actionsSettled: readonly string[]
}
