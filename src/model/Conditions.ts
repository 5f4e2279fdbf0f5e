import type { CpmAddress } from './CpmAddress.js'
import type { Instant } from './Instant.js'
import type { Schedule } from './Schedule.js'
import type { MessageKind } from './StandaloneMessage.js'

/**
 * A condition that the library does not know, kept as it was written.
 *
 * It evaluates to unknown, so whatever carries one never matches (AMB-03): a rule written for a newer server is never widened.
 */
export interface UnknownCondition {
  /** Where it stood, such as `roaming` or `originator.externalList`. */
  readonly name: string
  /** Its value, as JSON text. */
  readonly value: string
}

/** Any of the schedules, or the span from `from` until before `until` where either is given; an empty one never holds. */
export interface During {
  readonly schedules?: readonly Schedule[]
  readonly from?: Instant
  readonly until?: Instant
}

/** Which disclosed originators: an address of `one` or a host of `domains`, and none of `except`. */
export interface OriginatorCondition {
  readonly one?: readonly CpmAddress[]
  readonly domains?: readonly string[]
  readonly except?: readonly (CpmAddress | string)[]
}

/** The conditions that user preferences and the provider's policy can put on delivery to a device; all must hold. */
export interface DeviceConditions {
  /** `false` keeps every message from the device; absent means true. */
  readonly deliver?: boolean
  readonly kinds?: readonly MessageKind[]
  /** Media ranges: `text/plain`, `text/*`, or `*` twice for any type. */
  readonly contentTypes?: readonly string[]
  /** In octets; the bound itself does not count as larger. */
  readonly largerThan?: number
  /** In octets; the bound itself does not count as smaller. */
  readonly smallerThan?: number
  readonly during?: During
  readonly unknownConditions?: readonly UnknownCondition[]
}

/**
 * When a preference rule applies: all given conditions hold, none given means always.
 *
 * @spec TERM-04
 */
export interface RuleConditions {
  readonly originator?: OriginatorCondition
  readonly undisclosed?: boolean
  readonly kinds?: readonly MessageKind[]
  readonly contentTypes?: readonly string[]
  readonly largerThan?: number
  readonly smallerThan?: number
  /** Any of these texts stands in the subject, whatever the case. */
  readonly subjectContains?: readonly string[]
  readonly during?: During
  /** Spheres of the recipient (RFC 4745), whatever the case. */
  readonly sphere?: readonly string[]
  /** Whether some CPM client of the recipient is registered. */
  readonly registered?: boolean
  readonly unknownConditions?: readonly UnknownCondition[]
}
