import type { MessageKind, NotificationRequest } from '../../model/StandaloneMessage.js'
import { notificationRequests } from '../../model/StandaloneMessage.js'
import type { CpimMessage } from '../cpim/CpimMessage.js'
import type { Decoded, InputWarning } from '../InputError.js'

const path = 'imdn.Disposition-Notification'

/** A request to the interworking side, which tells by itself. */
const interworking = 'interworking'

const isKnown = (token: string): boolean =>
  token === interworking || notificationRequests.some((request) => request === token)

const nothing = (message: string): Decoded<readonly NotificationRequest[]> => ({
  value: [],
  warnings: [{ path, message }],
})

/**
 * The disposition notifications that the originator asked for.
 *
 * None is ever sent about a notification (AMB-30), and none can be sent about a message without an identity of its own: such requests
 * are dropped with a warning, and so are tokens that are not known.
 */
export const readNotificationRequests = (
  kind: MessageKind,
  { imdn }: CpimMessage,
): Decoded<readonly NotificationRequest[]> => {
  const tokens = imdn.dispositionNotification
  if (tokens.length === 0) {
    return { value: [], warnings: [] }
  }
  if (kind === 'notification') {
    return nothing('A notification asks for notifications: none is sent about it.')
  }
  if (imdn.messageId === undefined) {
    return nothing('Notifications are asked for without imdn.Message-ID: none can name the message.')
  }
  const warnings: readonly InputWarning[] = tokens
    .filter((token) => !isKnown(token))
    .map((token) => ({ path, message: `No notification of that name is known: ${token}` }))
  return { value: notificationRequests.filter((request) => tokens.includes(request)), warnings }
}
