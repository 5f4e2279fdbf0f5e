import type { Recipient } from '../../model/RoutingRequest.js'
import type { Codec } from '../../wire/documents/Codec.js'
import { form } from '../../wire/documents/form.js'
import { CpmClientCodec, UserPreferencesCodec } from '../../wire/documents/index.js'
import { list } from '../../wire/documents/list.js'
import { count, text } from '../../wire/documents/scalars.js'

/** All that is true of the recipient at one moment, as a document of its own. */
export const RecipientCodec: Codec<Recipient> = form<Recipient>('Recipient', {
  description: 'All that is true of the recipient at one moment.',
  required: {},
  optional: {
    preferences: UserPreferencesCodec,
    clients: list(CpmClientCodec, 'deviceId'),
    sphere: list(text),
    waiting: count,
  },
})
