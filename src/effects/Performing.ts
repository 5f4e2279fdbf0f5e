import type { QueueAction } from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { NotPerformed, Performed, StepOutcome, StepToPerform } from './StepOutcome.js'

/** `perform`, `performStep` and `performPending` over ports that are fixed; every outcome is plain data. */
export interface Performing<Whole, One, Rest> {
  /** Stores a step and does its actions. */
  readonly step: (recipient: CpmAddress, step: StepToPerform) => Whole
  /** Does one action, without storing anything. */
  readonly action: (action: QueueAction, recipient: CpmAddress) => One
  /** Does again what is stored without outcome. */
  readonly pending: (recipient: CpmAddress) => Rest
}

/** With promises, none of which rejects. */
export type PerformingAsync = Performing<Promise<StepOutcome>, Promise<Performed>, Promise<Performed | NotPerformed>>

/** At once. */
export type PerformingSync = Performing<StepOutcome, Performed, Performed | NotPerformed>
