import type { Instant } from '../../model/Instant.js'

/** What a disposition notification says has become of the message, and the kind of notification that says so. */
export type ImdnOutcome =
  | { readonly disposition: 'delivery'; readonly status: 'delivered' | 'failed' | 'forbidden' | 'error' }
  | { readonly disposition: 'display'; readonly status: 'displayed' | 'forbidden' | 'error' }
  | { readonly disposition: 'processing'; readonly status: 'processed' | 'stored' | 'forbidden' | 'error' }
  | { readonly disposition: 'interworking'; readonly status: 'legacy-sms' | 'legacy-mms' | 'error' }

/** Every {@link ImdnOutcome}. */
export const imdnOutcomes: readonly ImdnOutcome[] = [
  { disposition: 'delivery', status: 'delivered' },
  { disposition: 'delivery', status: 'failed' },
  { disposition: 'delivery', status: 'forbidden' },
  { disposition: 'delivery', status: 'error' },
  { disposition: 'display', status: 'displayed' },
  { disposition: 'display', status: 'forbidden' },
  { disposition: 'display', status: 'error' },
  { disposition: 'processing', status: 'processed' },
  { disposition: 'processing', status: 'stored' },
  { disposition: 'processing', status: 'forbidden' },
  { disposition: 'processing', status: 'error' },
  { disposition: 'interworking', status: 'legacy-sms' },
  { disposition: 'interworking', status: 'legacy-mms' },
  { disposition: 'interworking', status: 'error' },
]

/** Which message a disposition notification is about. */
export interface ImdnSubject {
  /** The `imdn.Message-ID` of the message. */
  readonly messageId: string
  /** The `DateTime` of the message, as it was written: not when it was delivered. */
  readonly datetime: string
  /** The instant of `datetime`; absent where that is no RFC 3339 date-time, or for writing. */
  readonly sentAt?: Instant
  /** Who this is about. */
  readonly recipientUri?: string
  /** Whom the originator wrote to. */
  readonly originalRecipientUri?: string
  readonly subject?: string
}

/** The body of a disposition notification (RFC 5438). */
export type ImdnBody = ImdnSubject & ImdnOutcome
