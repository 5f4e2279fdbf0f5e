import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress } from '../../model/CpmAddress.js'
import type { StandaloneMessage } from '../../model/StandaloneMessage.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { parameterValue } from '../mime/readParameters.js'
import { allErrors, decoded, readAtMostOne, refusal, warningsOf } from '../octets/decoding.js'
import type { MessageLimits } from './MessageLimits.js'
import type { MessageReceipt } from './MessageReceipt.js'
import type { ExpiryField } from './readExpiry.js'
import { readExpiry } from './readExpiry.js'
import { readExtensions } from './readExtensions.js'
import { readHistoryInfo } from './readHistoryInfo.js'
import { readNameAddr } from './readNameAddr.js'
import { readOriginator } from './readOriginator.js'
import type { StandaloneService } from './readStandaloneService.js'
import { readStandaloneService } from './readStandaloneService.js'
import type { SipRequest } from './SipRequest.js'

/** What the header of a request says of the message it brings, and the service it belongs to. */
export interface MessageHeader {
  readonly service: StandaloneService
  readonly message: Omit<StandaloneMessage, 'kind' | 'size'>
}

const checkHops = ({ maxForwards }: SipRequest): Decoding<number> =>
  maxForwards > 0 ? decoded(maxForwards) : refusal('outOfRange', 'Max-Forwards', 'at least 1', '0')

const checkOutOfDialog = ({ to }: SipRequest): Decoding<undefined> => {
  const tag = parameterValue(to.parameters, 'tag')
  return tag === undefined
    ? decoded(undefined)
    : refusal('notAllowed', 'To', 'no tag: a standalone message belongs to no dialog', tag)
}

const readRecipient = ({ requestUri }: SipRequest): Decoding<CpmAddress> => {
  const address = cpmAddress(requestUri)
  return address._tag === 'Some'
    ? decoded(address.value)
    : refusal('malformed', 'start line', 'a sip:, sips: or tel: URI', requestUri)
}

type OpaqueMember = 'conversationId' | 'contributionId' | 'inReplyToContributionId' | 'subject'

const opaqueFields: readonly (readonly [member: OpaqueMember, name: string])[] = [
  ['conversationId', 'Conversation-ID'],
  ['contributionId', 'Contribution-ID'],
  ['inReplyToContributionId', 'InReplyTo-Contribution-ID'],
  ['subject', 'Subject'],
]

/** The members that are taken over as they stand; an empty header field says nothing. */
const opaqueMembers = (headers: readonly HeaderField[]): Pick<StandaloneMessage, OpaqueMember> =>
  Object.fromEntries(
    opaqueFields.flatMap(([member, name]) => {
      const value = fieldValues(headers, name).at(0) ?? ''
      return value === '' ? [] : [[member, value]]
    }),
  )

/**
 * Reads what a MESSAGE and an INVITE say of a message in the same header fields; all errors at once.
 *
 * @spec TERM-01
 */
export const readMessageHeader = (
  sip: SipRequest,
  expiryField: ExpiryField,
  receipt: MessageReceipt,
  limits: MessageLimits,
): Decoding<MessageHeader> => {
  const { headers } = sip
  const address = readRecipient(sip)
  const parts = sequenceS(allErrors)({
    service: readStandaloneService(headers),
    hops: checkHops(sip),
    dialog: checkOutOfDialog(sip),
    extensions: readExtensions(headers, limits.extensions),
    originator: readOriginator(headers),
    recipient: address,
    target: readAtMostOne(
      'P-Called-Party-ID',
      fieldValues(headers, 'P-Called-Party-ID'),
      readNameAddr('P-Called-Party-ID'),
    ),
    expiry: readExpiry(headers, expiryField, receipt.receivedAt),
    history: address._tag === 'Right' ? readHistoryInfo(headers, address.right.value) : decoded([]),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { service, originator, recipient, target, expiry, history } = parts.right
  return decoded(
    {
      service: service.value,
      message: {
        ...receipt,
        ...opaqueMembers(headers),
        originator: originator.value,
        recipient: recipient.value,
        ...(target.value === undefined ? {} : { targetAddressPresent: true }),
        ...expiry.value,
        ...(history.value.length === 0 ? {} : { history: history.value }),
      },
    },
    warningsOf(parts.right),
  )
}
