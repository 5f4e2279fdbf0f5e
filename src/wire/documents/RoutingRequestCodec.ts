import type { Recipient, RoutingRequest } from '../../model/RoutingRequest.js'
import type { Codec } from './Codec.js'
import { CpmClientCodec } from './CpmClientCodec.js'
import { form } from './form.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import { warn } from './Report.js'
import { ServiceProviderPolicyCodec } from './ServiceProviderPolicyCodec.js'
import { StandaloneMessageCodec } from './StandaloneMessageCodec.js'
import { count, text } from './scalars.js'
import { UserPreferencesCodec } from './UserPreferencesCodec.js'

const recipient = form<Recipient>('Recipient', {
  description: 'All that is true of the recipient at one moment.',
  required: {},
  optional: {
    preferences: UserPreferencesCodec,
    clients: list(CpmClientCodec, 'deviceId'),
    sphere: list(text),
    waiting: count,
  },
})

/** The question that `route`, `explain` and `nextChange` answer. */
export const RoutingRequestCodec: Codec<RoutingRequest> = form<RoutingRequest>('RoutingRequest', {
  description: 'A message, all that is true of its recipient, the policy of the provider, and the instant.',
  required: { message: StandaloneMessageCodec, recipient, now: InstantCodec },
  optional: { policy: ServiceProviderPolicyCodec },
  check: (read, place, report) => {
    const owner = read.recipient?.preferences?.owner?.canonical
    const target = read.message?.recipient?.canonical
    if (owner !== undefined && target !== undefined && owner !== target) {
      const preferences: typeof place = { parent: { parent: place, key: 'recipient' }, key: 'preferences' }
      warn(report, preferences, 'owner', 'is another address than the recipient of the message')
    }
  },
})
