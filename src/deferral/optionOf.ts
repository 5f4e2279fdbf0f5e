import type { Recipient } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { ActionUponExpiration, DeferredOption } from '../model/UserPreferences.js'
import { actionUponExpiration } from '../routing/expiry.js'
import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'

/**
 * Which of the three options a message takes: by the user's preferences, else by the provider's policy, else it is pushed. A notification
 * or a system message is always pushed.
 *
 * @spec DEF-01 DEF-02 AMB-30
 */
export const currentOption = (
  message: StandaloneMessage,
  { preferences }: Recipient,
  policy: ServiceProviderPolicy,
): DeferredOption =>
  isExempt(message.kind) ? 'push' : (preferences?.deferred?.option ?? policy.deferredOption ?? 'push')

/**
 * The option of a deferred message at a step: that of the preferences in force now, or the one at deferral where the provider reads it so.
 *
 * @spec AMB-12
 */
export const optionOf = (entry: Entry, recipient: Recipient, policy: ServiceProviderPolicy): DeferredOption =>
  entry.frozen?.option ?? currentOption(entry.message, recipient, policy)

/**
 * What becomes of a deferred message that expires undelivered.
 *
 * @spec DEF-03 AMB-12 AMB-16
 */
export const expirationOf = (
  entry: Entry,
  { preferences }: Recipient,
  policy: ServiceProviderPolicy,
): ActionUponExpiration => entry.frozen?.onExpiry ?? actionUponExpiration(entry.message, preferences, policy)
