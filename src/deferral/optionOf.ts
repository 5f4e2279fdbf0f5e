import type { Recipient } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { ActionUponExpiration, DeferredOption } from '../model/UserPreferences.js'
import { actionUponExpiration } from '../routing/expiry.js'
import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'

/** Which of the three options messages take: by the user's preferences, else by the provider's policy, else they are pushed. @spec DEF-01 DEF-02 */
export const preferredOption = ({ preferences }: Recipient, policy: ServiceProviderPolicy): DeferredOption =>
  preferences?.deferred?.option ?? policy.deferredOption ?? 'push'

/**
 * Which of the three options a message takes: by the user's preferences, else by the provider's policy, else it is pushed. A notification
 * or a system message is always pushed.
 *
 * @spec DEF-01 DEF-02 AMB-30
 */
export const currentOption = (
  message: StandaloneMessage,
  recipient: Recipient,
  policy: ServiceProviderPolicy,
): DeferredOption => (isExempt(message.kind) ? 'push' : preferredOption(recipient, policy))

/** Whether messages keep the option and the action upon expiration that they were deferred with (AMB-12, alternative). */
export const isFrozen = ({ interpretations }: ServiceProviderPolicy): boolean =>
  interpretations?.['AMB-12'] === 'frozen'

/**
 * The option of a deferred message at a step: that of the preferences in force now, or the one at deferral where the provider reads it so.
 *
 * @spec AMB-12
 */
export const optionOf = (entry: Entry, recipient: Recipient, policy: ServiceProviderPolicy): DeferredOption =>
  (isFrozen(policy) ? entry.frozen?.option : undefined) ?? currentOption(entry.message, recipient, policy)

/**
 * What becomes of a deferred message that expires undelivered.
 *
 * @spec DEF-03 AMB-12 AMB-16
 */
export const expirationOf = (
  entry: Entry,
  { preferences }: Recipient,
  policy: ServiceProviderPolicy,
): ActionUponExpiration =>
  (isFrozen(policy) ? entry.frozen?.onExpiry : undefined) ?? actionUponExpiration(entry.message, preferences, policy)
