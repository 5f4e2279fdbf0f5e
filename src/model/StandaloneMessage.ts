import type { CpmAddress } from './CpmAddress.js'
import type { Instant } from './Instant.js'

/** What arrives: a pager-mode or large-mode message, a disposition notification about one, or a system message. */
export type MessageKind = 'pager' | 'large' | 'notification' | 'system'

/** Every {@link MessageKind}. */
export const messageKinds: readonly MessageKind[] = ['pager', 'large', 'notification', 'system']

/** A disposition notification that the originator asked for (RFC 5438). */
export type NotificationRequest = 'positive-delivery' | 'negative-delivery' | 'processing' | 'display'

/** Every {@link NotificationRequest}. */
export const notificationRequests: readonly NotificationRequest[] = [
  'positive-delivery',
  'negative-delivery',
  'processing',
  'display',
]

/**
 * Who sent the message, as the network asserts it.
 *
 * An undisclosed originator may have no address at all and matches no condition on identity (AMB-31).
 */
export interface Originator {
  readonly address?: CpmAddress
  readonly displayName?: string
  /** Absent means false: the originator is disclosed. */
  readonly undisclosed?: boolean
}

/** A CPM standalone message on its way to one recipient: what routing needs to know of it, not its content. */
export interface StandaloneMessage {
  /** Minted by the caller, one for each accepted copy; all state and every action id is built from it. */
  readonly entryId: string
  /** The `imdn.Message-ID`, chosen by the originator and so never an identity on its own (AMB-32). */
  readonly messageId?: string
  /** Opaque to the library and copied into every action about this message. */
  readonly correlation?: string
  readonly kind: MessageKind
  readonly conversationId?: string
  readonly contributionId?: string
  readonly inReplyToContributionId?: string
  readonly originator: Originator
  /** The target CPM address: the Request-URI as received (TERM-19). */
  readonly recipient: CpmAddress
  /** Whether the target CPM address was put into the message before it came here; absent means false. */
  readonly targetAddressPresent?: boolean
  readonly subject?: string
  readonly date?: Instant
  readonly receivedAt: Instant
  readonly expiresAt?: Instant
  /** Octets of the content itself, not of its CPIM wrapper. */
  readonly size: number
  /** Media type of the content itself; absent where the message has no content. */
  readonly contentType?: string
  readonly notificationsRequested?: readonly NotificationRequest[]
  /** Addresses that forwarded the message already, oldest first (AMB-27). */
  readonly history?: readonly CpmAddress[]
}
