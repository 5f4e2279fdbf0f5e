import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import type { Codec } from '../../wire/documents/Codec.js'
import { form } from '../../wire/documents/form.js'
import { InstantCodec } from '../../wire/documents/index.js'
import { count, identity, text } from '../../wire/documents/scalars.js'

/** What a client is told of one deferred message, as a JSON document. */
export const noticeForm: Codec<DeferredMessageNotice> = form<DeferredMessageNotice>('DeferredMessageNotice', {
  description: 'What a client is told of one deferred message.',
  required: { entryId: identity, originator: text, date: InstantCodec, size: count },
  optional: { subject: text, displayName: text, contentType: text, expiresAt: InstantCodec },
})
