import type { CpmClient } from '../model/CpmClient.js'
import type { CpmService } from '../model/CpmService.js'
import { cpmServices } from '../model/CpmService.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { MessageKind } from '../model/StandaloneMessage.js'

/** The service that a client must have registered for a message of a kind (AMB-10). */
export const serviceFor: Readonly<Record<MessageKind, CpmService>> = {
  pager: 'msg',
  notification: 'msg',
  large: 'largemsg',
  system: 'systemmsg',
}

/**
 * The services that a client offers, or is taken to offer where it says nothing.
 *
 * @spec AMB-10
 */
export const servicesOf = (client: CpmClient, policy: ServiceProviderPolicy): readonly CpmService[] => {
  if (client.services !== undefined) {
    return client.services
  }
  const assumed = policy.servicesWhenUnknown ?? 'none'
  return assumed === 'all' ? cpmServices : assumed === 'none' ? [] : assumed
}
