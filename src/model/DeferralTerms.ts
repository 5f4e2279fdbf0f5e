import type { Instant } from './Instant.js'
import type { ActionUponExpiration } from './UserPreferences.js'

/** What goes with a deferred message that is handed over to the Message Storage Server, beside the message and never in it (HND-01). */
export interface DeferralTerms {
  /** Whether the user did not want to be disturbed when the message was handed over, whatever the message. */
  readonly doNotDisturb: boolean
  readonly expiresAt?: Instant
  readonly onExpiry: ActionUponExpiration
}
