import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'

/**
 * Whether the target CPM address has to be inserted into the message that goes out: neither the SIP/IP core does it, nor is it there already.
 *
 * @spec TERM-19
 */
export const insertsTargetAddress = (message: StandaloneMessage, policy: ServiceProviderPolicy): boolean =>
  policy.coreInsertsTargetAddress !== true && message.targetAddressPresent !== true
