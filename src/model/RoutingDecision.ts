import type { RequirementId } from '../requirements.js'
import type { CpmAddress } from './CpmAddress.js'
import type { Instant } from './Instant.js'
import type { ActionUponExpiration, DeferredOption } from './UserPreferences.js'

/** The requirement, and the preference rule where one gave the action, that fixed an answer. */
export interface DeterminedBy {
  readonly requirement: RequirementId
  readonly rule?: string
}

/** The final SIP response that a decision leads to. */
export interface SipResponse {
  readonly status: number
  readonly reason: string
}

interface Decided {
  readonly determinedBy: DeterminedBy
  /** Whether a copy is recorded in the Message Storage Server (TERM-18). */
  readonly record: boolean
  readonly response: SipResponse
}

/** The message is turned away. */
export interface Reject extends Decided {
  readonly _tag: 'Reject'
}
/** The message goes to the Interworking Selection Function. */
export interface Interwork extends Decided {
  readonly _tag: 'Interwork'
}
/** The message goes to the Message Storage Server, in one storage operation (TERM-07). */
export interface Store extends Decided {
  readonly _tag: 'Store'
}
/** The message goes to another address. */
export interface Forward extends Decided {
  readonly _tag: 'Forward'
  readonly to: CpmAddress
}

/** Why a message is deferred; `AllClientsFailed` where sending was tried first (AMB-11). */
export type DeferReason = 'Preference' | 'DoNotDisturb' | 'NoApplicableClient' | 'AllClientsFailed'

/** What a deferred message waits for. */
export type Awaited = 'DoNotDisturbEnds' | 'ClientRegisters' | 'ClientActs' | 'Nothing'

/** How a deferred message will be handled, as far as it is known when it is deferred. */
export interface DeferralPlan {
  readonly option: DeferredOption
  readonly expiresAt?: Instant
  readonly onExpiry: ActionUponExpiration
  readonly awaits: Awaited
  /** The first instant at which do-not-disturb is not in force; absent if that is never or unknown (AMB-05). */
  readonly until?: Instant
}

/** The message waits in the deferred message queue. */
export interface Defer extends Decided {
  readonly _tag: 'Defer'
  readonly reason: DeferReason
  readonly plan: DeferralPlan
}

/** The message goes to each applicable registered client. */
export interface Send extends Decided {
  readonly _tag: 'Send'
  /** Device ids; their order means nothing. */
  readonly to: readonly string[]
  readonly insertTargetAddress: boolean
}

/**
 * The one answer about a standalone message.
 *
 * @spec TERM-02
 */
export type RoutingDecision = Reject | Interwork | Store | Forward | Defer | Send
