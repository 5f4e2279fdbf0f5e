import type { DeviceConditions, RuleConditions } from './Conditions.js'
import type { CpmAddress } from './CpmAddress.js'
import type { Instant } from './Instant.js'
import type { Schedule } from './Schedule.js'

/** Turn the message away. */
export interface RejectHandling {
  readonly action: 'reject'
}
/** Hand the message to the Interworking Selection Function. */
export interface InterworkHandling {
  readonly action: 'interwork'
}
/** Put the message into the Message Storage Server. */
export interface StoreHandling {
  readonly action: 'store'
}
/** Pass the message on to another address. */
export interface ForwardHandling {
  readonly action: 'forward'
  readonly to: CpmAddress
}
/** Keep the message for later delivery. */
export interface DeferHandling {
  readonly action: 'defer'
}
/** Deliver the message to the recipient's clients. */
export interface DeliverHandling {
  readonly action: 'deliver'
  /** Do-not-disturb does not hold this message back (AMB-04). */
  readonly breakthrough?: boolean
  /** This message is treated as if do-not-disturb were in force (AMB-04). */
  readonly silence?: boolean
}

/** What the recipient wants done with a message. */
export type Handling =
  | RejectHandling
  | InterworkHandling
  | StoreHandling
  | ForwardHandling
  | DeferHandling
  | DeliverHandling

/** One preference of the recipient: when it applies and what it asks for. */
export interface PreferenceRule {
  readonly id: string
  /** Absent means always. */
  readonly when?: RuleConditions
  readonly then: Handling
}

/**
 * The recipient's wish not to be disturbed: by hand, until an instant, and by schedule; they add up (AMB-05).
 */
export interface DoNotDisturb {
  readonly on?: boolean
  /** Limits `on`, never the schedules. */
  readonly until?: Instant
  readonly schedules?: readonly Schedule[]
}

/** How a deferred message is delivered: 5.2.2.2.1 notify, 5.2.2.2.2 push, 5.2.2.2.3 store. */
export type DeferredOption = 'notify' | 'push' | 'store'

/** Every {@link DeferredOption}. */
export const deferredOptions: readonly DeferredOption[] = ['notify', 'push', 'store']

/** What becomes of a deferred message that expires undelivered. */
export type ActionUponExpiration = 'discard' | 'store'

/** Every {@link ActionUponExpiration}. */
export const actionsUponExpiration: readonly ActionUponExpiration[] = ['discard', 'store']

/** What the recipient wants for deferred messages; the provider's policy fills in what is absent. */
export interface DeferredPreference {
  readonly option?: DeferredOption
  readonly onExpiry?: ActionUponExpiration
}

/**
 * The preferences of one recipient.
 *
 * @spec TERM-04 TERM-17
 */
export interface UserPreferences {
  readonly owner: CpmAddress
  /** In order: the first that applies decides (AMB-01). */
  readonly rules?: readonly PreferenceRule[]
  /** Where no rule applies. */
  readonly otherwise?: Handling
  readonly doNotDisturb?: DoNotDisturb
  /** Whether a copy of incoming messages is recorded in the Message Storage Server; absent means false. */
  readonly recordIncoming?: boolean
  /** Conditions on delivery to a device, by its id. */
  readonly devices?: Readonly<Record<string, DeviceConditions>>
  readonly deferred?: DeferredPreference
}
