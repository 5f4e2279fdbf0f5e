import type { DeviceConditions } from './Conditions.js'
import type { CpmService } from './CpmService.js'
import type { ActionUponExpiration, DeferredOption } from './UserPreferences.js'

/** What the provider does where no preference says anything; a provider never forwards. */
export type DefaultAction = 'reject' | 'interwork' | 'store' | 'defer' | 'deliver'

/** Every {@link DefaultAction}. */
export const defaultActions: readonly DefaultAction[] = ['reject', 'interwork', 'store', 'defer', 'deliver']

/** The SIP status with which a message is rejected by preference (AMB-28). */
export type RejectStatus = 403 | 433 | 480 | 486 | 603

/** Every {@link RejectStatus}. */
export const rejectStatuses: readonly RejectStatus[] = [403, 433, 480, 486, 603]

/** Which devices may be notified out-of-band, and whether a notice names one message or sums all up (NTF-04, NTF-08). */
export interface OutOfBandPolicy {
  /** All known devices, none, or the chosen ones by device id; absent means all. */
  readonly to?: 'all' | 'none' | readonly string[]
  /** Absent means summary. */
  readonly form?: 'single' | 'summary'
}

/** How the silent places of the standard are read, where the provider has a choice; the first value is the default. */
export interface Interpretations {
  readonly 'AMB-01'?: 'firstMatch' | 'outcomeOrder'
  readonly 'AMB-07'?: 'nextTrigger' | 'literal'
  readonly 'AMB-12'?: 'current' | 'frozen'
  readonly 'AMB-14'?: 'checked' | 'literal'
  readonly 'AMB-20'?: 'one' | 'two'
  readonly 'AMB-22'?: 'literal' | 'update'
  readonly 'AMB-29'?: 'fail' | 'defer'
}

/** What the service provider decides; every member has a default, so `{}` is a valid policy. */
export interface ServiceProviderPolicy {
  /** Default deliver (AMB-02). */
  readonly whenNoRuleApplies?: DefaultAction
  /** Default push (DEF-02). */
  readonly deferredOption?: DeferredOption
  /** Default discard (AMB-16). */
  readonly onExpiry?: ActionUponExpiration
  /** In milliseconds from receipt; no default: a message may wait without end (AMB-15). */
  readonly longestHolding?: number
  /** Default false: the library inserts the target address unless it is there (TERM-19). */
  readonly coreInsertsTargetAddress?: boolean
  /** Default 403. */
  readonly rejectStatus?: RejectStatus
  /** What a client with unknown services is taken to offer; default none. */
  readonly servicesWhenUnknown?: 'none' | 'all' | readonly CpmService[]
  /** Whether limited connectivity prevents delivery; default false. */
  readonly limitedPreventsDelivery?: boolean
  /** In milliseconds: how long an answer waits for the outcome before it is 202; default 5000. */
  readonly answerAfter?: number
  /** In milliseconds: how long an action whose outcome is unknown waits before it is asked for again; default 30000. */
  readonly retryAfter?: number
  /** How many messages may wait for one recipient; no default: no cap (AMB-33). */
  readonly longestQueue?: number
  /** Conditions on delivery to every client. */
  readonly clients?: DeviceConditions
  readonly outOfBand?: OutOfBandPolicy
  readonly interpretations?: Interpretations
}
