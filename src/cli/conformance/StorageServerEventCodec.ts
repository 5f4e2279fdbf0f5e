import type * as Event from '../../messageStorageServer/index.js'
import type { DeferralTerms } from '../../model/DeferralTerms.js'
import type { Codec } from '../../wire/documents/Codec.js'
import { form } from '../../wire/documents/form.js'
import { InstantCodec } from '../../wire/documents/index.js'
import { flag, identity, oneOf, text } from '../../wire/documents/scalars.js'
import { tagged } from '../../wire/documents/tagged.js'
import { eventForm, happened } from './eventForm.js'

/** What goes with a deferred message that is handed over, as a JSON document. */
export const termsForm: Codec<DeferralTerms> = form<DeferralTerms>('DeferralTerms', {
  description: 'What goes with a deferred message that is handed over.',
  required: { doNotDisturb: flag, onExpiry: oneOf('ActionUponExpiration', ['discard', 'store']) },
  optional: { expiresAt: InstantCodec },
})

/** Of the message itself the server asks for what tells it from others; a whole message will do as well. */
const message = form<Event.StoredMessage>('StoredMessage', {
  description: 'What tells a stored message from others.',
  required: { entryId: identity },
  optional: { correlation: text },
})

/** Something that has happened to the store of one recipient, as a JSON document. */
export const StorageServerEventCodec: Codec<Event.StorageServerEvent> = tagged<Event.StorageServerEvent, '_tag'>(
  'StorageServerEvent',
  '_tag',
  {
    MessageStored: eventForm<Event.MessageStored>('MSS.MessageStored', {
      required: { ...happened('MessageStored'), message },
      optional: {},
    }),
    DeferredMessageStored: eventForm<Event.DeferredMessageStored>('MSS.DeferredMessageStored', {
      required: { ...happened('DeferredMessageStored'), message, terms: termsForm },
      optional: { record: flag },
    }),
    DoNotDisturbUpdated: eventForm<Event.DoNotDisturbUpdated>('MSS.DoNotDisturbUpdated', {
      required: { ...happened('DoNotDisturbUpdated'), doNotDisturb: flag },
      optional: {},
    }),
    MessageAccessed: eventForm<Event.MessageAccessed>('MSS.MessageAccessed', {
      required: { ...happened('MessageAccessed'), entryId: identity },
      optional: {},
    }),
    TimeReached: eventForm<Event.TimeReached>('MSS.TimeReached', { required: happened('TimeReached'), optional: {} }),
    ActionSucceeded: eventForm<Event.ActionSucceeded>('MSS.ActionSucceeded', {
      required: { ...happened('ActionSucceeded'), actionId: identity },
      optional: {},
    }),
    ActionFailed: eventForm<Event.ActionFailed>('MSS.ActionFailed', {
      required: { ...happened('ActionFailed'), actionId: identity },
      optional: {},
    }),
  },
)
