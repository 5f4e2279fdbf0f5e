import type { Instant } from '../model/Instant.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { Handling } from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'

/** Whether something holds; unknown where it cannot be said, such as for a condition from a newer server (AMB-03). */
export type Truth = 'true' | 'false' | 'unknown'

/** One condition: what it asks for, what was seen, and whether it holds. */
export interface ConditionTrace {
  readonly condition: string
  readonly wanted: string
  readonly seen: string
  readonly holds: Truth
}

/** One preference rule with each of its conditions. */
export interface RuleConsidered {
  readonly _tag: 'RuleConsidered'
  readonly rule: string
  readonly action: Handling['action']
  readonly conditions: readonly ConditionTrace[]
  readonly applies: Truth
  /** Whether it is the rule that gave the action. */
  readonly decides: boolean
}

/** What stands where no rule applies, or where no preference is read. */
export interface FallbackConsidered {
  readonly _tag: 'FallbackConsidered'
  readonly from: 'otherwise' | 'policy' | 'exemption'
  readonly action: Handling['action']
  readonly decides: boolean
}

/** One of the four factors that decide whether a client is applicable, and what it was that spoke against. */
export interface FactorTrace {
  readonly allows: boolean
  readonly against: readonly ConditionTrace[]
}

/** One client of the recipient with the four factors of applicability. */
export interface ClientConsidered {
  readonly _tag: 'ClientConsidered'
  readonly deviceId: string
  readonly registered: boolean
  readonly userPreferences: FactorTrace
  readonly deviceCapabilities: FactorTrace
  readonly deviceConnectivity: FactorTrace
  readonly serviceProviderPolicies: FactorTrace
  /** Registered, and every factor allows it. */
  readonly applicable: boolean
}

/** Do-not-disturb, as the recipient set it and as it counts for this message. */
export interface DoNotDisturbConsidered {
  readonly _tag: 'DoNotDisturbConsidered'
  readonly inForceForRecipient: boolean
  readonly inForceForMessage: boolean
  /** Why the two may differ: the rule lets the message through, or silences it. */
  readonly rule: 'breakthrough' | 'silence' | 'none'
  readonly until?: Instant
}

/** One question on the way to the decision, in the order in which they are asked, and whether it settled the matter. */
export interface StepTaken {
  readonly _tag: 'StepTaken'
  readonly requirement: RequirementId
  readonly question: string
  readonly seen: string
  readonly settles: boolean
}

/** One line of a trace. */
export type TraceLine = RuleConsidered | FallbackConsidered | DoNotDisturbConsidered | ClientConsidered | StepTaken

/** A decision with all that was looked at on the way to it. */
export interface Explanation {
  readonly decision: RoutingDecision
  readonly trace: readonly TraceLine[]
  /** The same for a person to read. */
  readonly text: string
}
