import type { Instant } from '../../model/Instant.js'

/** What the receiver of a request knows and the request does not say. */
export interface MessageReceipt {
  /** Minted by the receiver, one for each accepted copy. */
  readonly entryId: string
  readonly receivedAt: Instant
  /** The identity of a message that brings none of its own. */
  readonly messageId?: string
  /** Opaque, copied into every action about the message. */
  readonly correlation?: string
}
