import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { Instant } from '../model/Instant.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'

interface Asked {
  /** The same on every retry; a new occasion has a new one. */
  readonly actionId: string
  readonly determinedBy: DeterminedBy
}

interface AboutMessage extends Asked {
  readonly entryId: string
  /** That of the message, where it has one. */
  readonly correlation?: string
}

/** Keep a deferred message as a temporary object, its terms beside it and never in it. */
export interface KeepTemporarily extends AboutMessage {
  readonly _tag: 'KeepTemporarily'
  readonly terms: DeferralTerms
}
/** Keep a message as a stored object, whatever it has been kept as so far. */
export interface KeepAsStoredObject extends AboutMessage {
  readonly _tag: 'KeepAsStoredObject'
}
/** Throw a temporary object away: the user did not see it before it expired. */
export interface Discard extends AboutMessage {
  readonly _tag: 'Discard'
}
/** Tell the Message Storage Client that messages have arrived. */
export interface NotifyStorageClient extends Asked {
  readonly _tag: 'NotifyStorageClient'
  /** Entry ids in the order of arrival. */
  readonly identities: readonly string[]
}
/** Come back at an instant with `TimeReached`; it replaces the one asked for before. */
export interface WakeAt extends Asked {
  readonly _tag: 'WakeAt'
  readonly at: Instant
}
/** Nothing was done about an event, and why. */
export interface Ignored extends Asked {
  readonly _tag: 'Ignored'
  readonly reason: string
}

/** An action with an effect outside, whose outcome comes back as an event. */
export type StorageServerEffect = KeepTemporarily | KeepAsStoredObject | Discard | NotifyStorageClient

/** What is to be done: an effect outside, or a remark that has none and no outcome. */
export type StorageServerAction = StorageServerEffect | WakeAt | Ignored
