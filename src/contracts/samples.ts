import type { CpmAddress } from '../model/CpmAddress.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'

/** Whose messages the contracts are about. */
export const sampleRecipient: CpmAddress = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }

/** The same recipient, written otherwise. */
export const sameRecipient: CpmAddress = {
  uri: 'sip:+15550100@home2.example;user=phone',
  canonical: 'tel:+15550100',
  domain: 'home2.example',
}

/** Somebody else. */
export const otherRecipient: CpmAddress = { uri: 'tel:+15550122', canonical: 'tel:+15550122' }

/** A short text for the recipient. */
export const sampleMessage: StandaloneMessage = {
  entryId: 'e-1',
  messageId: 'm-1',
  kind: 'pager',
  originator: { address: { uri: 'tel:+15550199', canonical: 'tel:+15550199' } },
  recipient: sampleRecipient,
  subject: 'lunch',
  receivedAt: 1_770_112_801_000,
  size: 42,
  contentType: 'text/plain',
  notificationsRequested: ['positive-delivery', 'negative-delivery'],
}
