import type { Capabilities, CpmClient } from '../../model/CpmClient.js'
import { connectivities } from '../../model/CpmClient.js'
import type { Codec } from './Codec.js'
import { form } from './form.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import { count, flag, identity, oneOf, text } from './scalars.js'
import { cpmService, mediaRange } from './textForms.js'

const capabilities = form<Capabilities>('Capabilities', {
  description: 'What a device can take.',
  required: {},
  optional: { contentTypes: list(mediaRange), maxSize: count },
})

/** The CPM client of one device of the recipient. */
export const CpmClientCodec: Codec<CpmClient> = form<CpmClient>('CpmClient', {
  description: 'The CPM client of one device of the recipient, registered or known.',
  required: { deviceId: identity, registered: flag },
  optional: {
    contact: text,
    registeredAt: InstantCodec,
    services: list(cpmService),
    connectivity: oneOf('Connectivity', connectivities),
    capabilities,
    pushAddress: text,
  },
})
