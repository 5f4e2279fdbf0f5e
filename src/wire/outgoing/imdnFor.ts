import { left } from 'fp-ts/lib/Either.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress } from '../../model/CpmAddress.js'
import type { Instant } from '../../model/Instant.js'
import type { NotificationRequest, StandaloneMessage } from '../../model/StandaloneMessage.js'
import type { CpimMessage } from '../cpim/CpimMessage.js'
import { writeCpim } from '../cpim/writeCpim.js'
import type { ImdnOutcome } from '../imdn/ImdnBody.js'
import { writeImdn } from '../imdn/writeImdn.js'
import type { Decoding, InputError } from '../InputError.js'
import { writeDateTime } from '../mime/writeDateTime.js'
import { decoded, inputError } from '../octets/decoding.js'
import type { TypedBody } from './writeDeferredMessageNotification.js'

/** What can be said to the originator about a message. */
export type ImdnStatus = 'delivered' | 'failed' | 'stored'

/** What a notification needs beside the message that it is about. */
export interface ImdnOccasion {
  /** Who notifies: the recipient of the message. */
  readonly from: CpmAddress
  /** The identity of the notification itself: a new one for each, the same for every retry. */
  readonly messageId: string
  /** The message as it came, where it was in common format: its own date-time, whom it was for, and the way back. */
  readonly cpim?: CpimMessage
  /** When the notification is sent. */
  readonly sentAt?: Instant
  /** The kinds of notification that went out from here about this message before: there is one of each at most. */
  readonly before?: readonly ImdnOutcome['disposition'][]
}

/** A notification, and where it goes. */
export interface ImdnPacket extends TypedBody {
  /** The Request-URI: the first on the way back, else the originator. */
  readonly to: string
}

const outcomes: Readonly<Record<ImdnStatus, ImdnOutcome>> = {
  delivered: { disposition: 'delivery', status: 'delivered' },
  failed: { disposition: 'delivery', status: 'failed' },
  stored: { disposition: 'processing', status: 'stored' },
}

const requests: Readonly<Record<ImdnStatus, NotificationRequest>> = {
  delivered: 'positive-delivery',
  failed: 'negative-delivery',
  stored: 'processing',
}

/** Where a notification goes: along the way that the message recorded, else to whom the network vouches for. */
const returnAddress = ({ originator }: StandaloneMessage, cpim: CpimMessage | undefined): string | undefined =>
  cpim?.imdn.recordRoute[0] ??
  (originator.address?.domain === 'anonymous.invalid' ? undefined : originator.address?.uri)

/** Why no such notification may be sent at all. */
const refusals = (message: StandaloneMessage, status: ImdnStatus, { before }: ImdnOccasion): readonly InputError[] => {
  const { disposition } = outcomes[status]
  return [
    ...(message.kind === 'notification'
      ? [inputError('notAllowed', 'kind', 'no notification about a notification', message.kind)]
      : []),
    ...(message.notificationsRequested?.includes(requests[status]) === true
      ? []
      : [inputError('notAllowed', 'notificationsRequested', requests[status], 'not asked for')]),
    ...(before?.includes(disposition) === true
      ? [inputError('duplicate', 'before', `one notification of ${disposition}`, 'another one')]
      : []),
  ]
}

/** A way back that no SIP request can take: the message said where it goes, so it can be anything. */
const wrongWay = (to: string | undefined): readonly InputError[] =>
  to === undefined || cpmAddress(to)._tag === 'Some'
    ? []
    : [inputError('malformed', 'imdn.IMDN-Record-Route', 'a sip:, sips: or tel: URI', to)]

const missing = (path: string, expected: string, value: string | undefined): readonly InputError[] =>
  value === undefined ? [inputError('missing', path, expected, 'none')] : []

/**
 * Writes a disposition notification (RFC 5438) about a message, complete with its wrapper and its way back.
 *
 * ```
 * message                                     notification
 * imdn.IMDN-Record-Route: <sip:a>, <sip:b>    goes to sip:a, imdn.IMDN-Route: <sip:a>, <sip:b>
 * no route                                    goes to the originator, as the network asserted it
 * no route, nobody asserted, or anonymous     Left: there is no way back
 * ```
 *
 * The originator is notified who wants to stay undisclosed to the recipient, if the network knows the address: only the recipient must not.
 *
 * @param message what the notification is about
 * @param status delivered, failed, or stored for later
 * @param occasion who notifies, under which identity, and what went before
 * @returns the notification. Errors, all at once: `notAllowed` about a notification, or if this status was not asked for; `duplicate` after
 * another one of the kind; `missing` without a way back, or for a message without identity or date; `malformed` for what cannot be written.
 * @spec HND-02 AMB-18 AMB-30
 *
 * @example
 * ```ts
 * import type { CpmAddress } from 'cpm-routing'
 * import { imdnFor, readCpim } from 'cpm-routing/wire'
 *
 * const bob: CpmAddress = { uri: 'sip:bob@home2.example', canonical: 'sip:bob@home2.example', domain: 'home2.example' }
 * const written = imdnFor({
 *   entryId: 'e-1',
 *   messageId: 'm-0001',
 *   kind: 'pager',
 *   originator: { address: { uri: 'sip:ann@home1.example', canonical: 'sip:ann@home1.example', domain: 'home1.example' } },
 *   recipient: bob,
 *   date: 1_770_112_800_000,
 *   receivedAt: 1_770_112_801_000,
 *   size: 5,
 *   notificationsRequested: ['positive-delivery'],
 * }, 'delivered', { from: bob, messageId: 'n-77' })
 * const read = written._tag === 'Right' ? readCpim(written.right.value.body) : written
 * console.log(written._tag === 'Right' ? written.right.value.to : written.left)
 * // => sip:ann@home1.example
 * console.log(read._tag === 'Right' ? [read.right.value.imdn.messageId, read.right.value.contentType.type] : read.left)
 * // => [ 'n-77', 'message/imdn+xml' ]
 * ```
 */
export const imdnFor = (
  message: StandaloneMessage,
  status: ImdnStatus,
  occasion: ImdnOccasion,
): Decoding<ImdnPacket> => {
  const { from, messageId, cpim, sentAt } = occasion
  const to = returnAddress(message, cpim)
  const about = cpim?.imdn.messageId ?? message.messageId
  const datetime = cpim?.dateTime?.text ?? (message.date === undefined ? undefined : writeDateTime(message.date))
  const errors = [
    ...refusals(message, status, occasion),
    ...missing('originator', 'a way back to the originator', to),
    ...wrongWay(to),
    ...missing('messageId', 'the identity of the message', about),
    ...missing('date', 'the date of the message', datetime),
  ]
  if (errors.length > 0 || to === undefined || about === undefined || datetime === undefined) {
    return left(errors)
  }
  const originalTo = cpim?.imdn.originalTo
  const written = writeCpim({
    from: { uri: from.uri },
    to: [{ uri: cpim?.from?.uri ?? to }],
    ...(sentAt === undefined ? {} : { dateTime: writeDateTime(sentAt) }),
    messageId,
    imdnRoute: cpim?.imdn.recordRoute ?? [],
    contentType: 'message/imdn+xml',
    contentHeaders: [{ name: 'Content-Disposition', value: 'notification' }],
    content: writeImdn({
      messageId: about,
      datetime,
      recipientUri: message.recipient.uri,
      ...(originalTo === undefined ? {} : { originalRecipientUri: originalTo }),
      ...outcomes[status],
    }),
  })
  return written._tag === 'Left' ? written : decoded({ to, contentType: 'message/cpim', body: written.right.value })
}
