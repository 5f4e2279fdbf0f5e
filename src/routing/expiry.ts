import type { Instant } from '../model/Instant.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { ActionUponExpiration, UserPreferences } from '../model/UserPreferences.js'
import { isExempt } from './Question.js'

/**
 * The instant at which a message expires: its own, or the end of the longest holding time where that is earlier.
 *
 * @spec AMB-15
 */
export const effectiveExpiry = (message: StandaloneMessage, policy: ServiceProviderPolicy): Instant | undefined => {
  const held = policy.longestHolding === undefined ? undefined : message.receivedAt + policy.longestHolding
  return message.expiresAt === undefined
    ? held
    : held === undefined
      ? message.expiresAt
      : Math.min(message.expiresAt, held)
}

/**
 * Whether a message has expired: at the very instant of its expiry it has.
 *
 * @spec AMB-14
 */
export const isExpired = (expiresAt: Instant | undefined, now: Instant): boolean =>
  expiresAt !== undefined && now >= expiresAt

/**
 * What becomes of a message that expires undelivered, by preference, else by policy, else it is discarded. A notification or a system
 * message is never stored.
 *
 * @spec AMB-16 AMB-30
 */
export const actionUponExpiration = (
  message: StandaloneMessage,
  preferences: UserPreferences | undefined,
  policy: ServiceProviderPolicy,
): ActionUponExpiration =>
  isExempt(message.kind) ? 'discard' : (preferences?.deferred?.onExpiry ?? policy.onExpiry ?? 'discard')
