import type { CpmClient } from './CpmClient.js'
import type { Instant } from './Instant.js'
import type { ServiceProviderPolicy } from './ServiceProviderPolicy.js'
import type { StandaloneMessage } from './StandaloneMessage.js'
import type { UserPreferences } from './UserPreferences.js'

/** All that is true of the recipient at one moment. */
export interface Recipient {
  readonly preferences?: UserPreferences
  readonly clients?: readonly CpmClient[]
  /** The spheres the recipient is in (RFC 4745), such as `work`. */
  readonly sphere?: readonly string[]
  /** How many messages wait for the recipient already (AMB-33); absent means 0. */
  readonly waiting?: number
}

/** The one question that `route`, `explain` and `nextChange` answer. */
export interface RoutingRequest {
  readonly message: StandaloneMessage
  readonly recipient: Recipient
  readonly policy?: ServiceProviderPolicy
  readonly now: Instant
}
