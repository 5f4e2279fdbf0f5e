import type { QueueAction } from '../deferral/QueueAction.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { PortError } from './PortError.js'
import type { StepChanges } from './StepChanges.js'

/** What `transition` gives beside the queue: what is to be done, and what is stored before any of it is. */
export interface StepToPerform {
  readonly actions: readonly QueueAction[]
  readonly changes: StepChanges
}

/** A port did not do what it was asked to. */
export interface PortFailure {
  readonly actionId: string
  readonly error: PortError
}

/** The step is stored, and each of its actions was asked for once. */
export interface Performed {
  readonly _tag: 'Performed'
  /** One outcome of each action that has one, or one for each device where these differ, in the order in which they came. */
  readonly events: readonly ActionOutcome[]
  /** What went wrong, for a log; all of it is in the events, but for a `WakeAt` that was not set. */
  readonly failures: readonly PortFailure[]
}
/** Another step was stored first and nothing was done: load the queue again and give the event to `transition` again. */
export interface Conflict {
  readonly _tag: 'Conflict'
}
/**
 * Nothing was done. The error says whether the step was stored: `Refused` and `Unavailable`, it was not; `OutcomeUnknown`, nobody can
 * tell. Either way the same step can be performed again.
 */
export interface NotPerformed {
  readonly _tag: 'NotPerformed'
  readonly error: PortError
}

/** What has become of a step. */
export type StepOutcome = Performed | Conflict | NotPerformed
