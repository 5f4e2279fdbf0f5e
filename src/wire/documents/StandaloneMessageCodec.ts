import type { Originator, StandaloneMessage } from '../../model/StandaloneMessage.js'
import { notificationRequests } from '../../model/StandaloneMessage.js'
import type { Codec } from './Codec.js'
import { CpmAddressCodec } from './CpmAddressCodec.js'
import { form } from './form.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import { refuse } from './Report.js'
import { count, flag, identity, oneOf, text } from './scalars.js'
import { mediaType, messageKind } from './textForms.js'

const originator = form<Originator>('Originator', {
  description: 'Who sent the message, as the network asserts it.',
  required: {},
  optional: { address: CpmAddressCodec, displayName: text, undisclosed: flag },
  check: (_read, place, report, { address, undisclosed }) => {
    if (address === undefined && (undisclosed === undefined || undisclosed === false)) {
      const expected = `${CpmAddressCodec.expected}, or undisclosed: true`
      refuse(report, place, 'address', 'missing', expected, undefined)
    }
  },
  constraints: {
    anyOf: [{ required: ['address'] }, { properties: { undisclosed: { const: true } }, required: ['undisclosed'] }],
  },
})

/** A CPM standalone message on its way to one recipient. */
export const StandaloneMessageCodec: Codec<StandaloneMessage> = form<StandaloneMessage>('StandaloneMessage', {
  description: 'A CPM standalone message on its way to one recipient: what routing needs to know of it.',
  required: {
    entryId: identity,
    kind: messageKind,
    originator,
    recipient: CpmAddressCodec,
    receivedAt: InstantCodec,
    size: count,
  },
  optional: {
    messageId: text,
    correlation: text,
    conversationId: text,
    contributionId: text,
    inReplyToContributionId: text,
    targetAddressPresent: flag,
    subject: text,
    date: InstantCodec,
    expiresAt: InstantCodec,
    contentType: mediaType,
    notificationsRequested: list(oneOf('NotificationRequest', notificationRequests)),
    history: list(CpmAddressCodec),
  },
})
