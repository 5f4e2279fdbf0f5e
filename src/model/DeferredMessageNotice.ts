import type { Instant } from './Instant.js'

/** What a client is told of one deferred message (NTF-07). */
export interface DeferredMessageNotice {
  readonly entryId: string
  readonly subject?: string
  /** `anonymous` for an undisclosed originator. */
  readonly originator: string
  readonly displayName?: string
  readonly date: Instant
  /** In octets. */
  readonly size: number
  readonly contentType?: string
  readonly expiresAt?: Instant
}
