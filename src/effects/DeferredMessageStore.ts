import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { PortError } from './PortError.js'
import type { StepChanges, StoredAction, StoredEntry } from './StepChanges.js'

/** What a store keeps of one recipient: plain JSON data, which `restore` reads. */
export interface StoredQueue {
  readonly version: number
  /** That of the last step: the newest form among its pieces. */
  readonly form: number
  readonly head: unknown
  /** In the order in which they were first put. */
  readonly entries: readonly StoredEntry[]
  /** Actions that have no outcome yet, in the order in which they were first asked for. */
  readonly pending: readonly StoredAction[]
}

/** What became of a step: written; another one was written first; or nobody can tell. */
export type StoreAnswer = 'stored' | 'conflict' | 'unknown'

/**
 * Where the queue of each recipient outlives a crash. Recipients are told apart by their canonical address.
 *
 * ```
 *          this stepId is stored already?
 *  apply ──┬── yes ──────────────────────────────────► stored     nothing is written again
 *          └── no: expectedVersion = version stored?
 *                ├── yes ────────────────────────────► stored     all of it, durably
 *                ├── no ─────────────────────────────► conflict   nothing of it
 *                └── the answer is lost ─────────────► unknown ──► outcomeOf(stepId) ─► stored | notStored
 * ```
 */
export interface DeferredMessageStore {
  /** The queue as it is stored; undefined for a recipient without one. */
  readonly load: (recipient: CpmAddress) => TaskEither<PortError, StoredQueue | undefined>
  /**
   * Writes all of a step or nothing. What is removed or settled goes first; what is put takes the place of what has the same id.
   * On the left: `Refused` and `Unavailable` where nothing was written, `OutcomeUnknown` like `unknown`.
   */
  readonly apply: (recipient: CpmAddress, changes: StepChanges) => TaskEither<PortError, StoreAnswer>
  /** Whether a step was stored. At least the last 100 steps of a recipient are remembered. */
  readonly outcomeOf: (recipient: CpmAddress, stepId: string) => TaskEither<PortError, 'stored' | 'notStored'>
  /** The actions of a recipient that have no outcome yet, in the order in which they were first asked for. */
  readonly pending: (recipient: CpmAddress) => TaskEither<PortError, readonly StoredAction[]>
  /**
   * Recipients with such actions, by canonical address in the order of its UTF-16 code units: at most `limit` of them, and only those
   * that come later than `after`, where that is given. A server goes through them after a restart.
   */
  readonly recipientsWithPending: (limit: number, after?: CpmAddress) => TaskEither<PortError, readonly CpmAddress[]>
}
