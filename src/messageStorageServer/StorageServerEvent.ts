import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { Instant } from '../model/Instant.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'

interface Happened {
  /** When; an instant before that of the last event counts as that one. */
  readonly at: Instant
}

/** What tells a stored message from others; a whole message says it too. */
export type StoredMessage = Pick<StandaloneMessage, 'entryId' | 'correlation'>

/** A message that is to stay has come: plain delivery, or a recorded copy. */
export interface MessageStored extends Happened {
  readonly _tag: 'MessageStored'
  readonly message: StoredMessage
}
/** A deferred message has been handed over. */
export interface DeferredMessageStored extends Happened {
  readonly _tag: 'DeferredMessageStored'
  readonly message: StoredMessage
  readonly terms: DeferralTerms
  /** Whether this is the recorded copy too, which outlives the expiry (AMB-20); absent means false. */
  readonly record?: boolean
}
/** The Participating Function says whether the user wants to be disturbed (AMB-22, alternative). */
export interface DoNotDisturbUpdated extends Happened {
  readonly _tag: 'DoNotDisturbUpdated'
  readonly doNotDisturb: boolean
}
/** The user has looked at a message. */
export interface MessageAccessed extends Happened {
  readonly _tag: 'MessageAccessed'
  readonly entryId: string
}
/** An instant that `WakeAt` named has come; one that comes early changes nothing. */
export interface TimeReached extends Happened {
  readonly _tag: 'TimeReached'
}
/** An action has had its effect. */
export interface ActionSucceeded extends Happened {
  readonly _tag: 'ActionSucceeded'
  readonly actionId: string
}
/** An action has not had its effect: it is asked for again. */
export interface ActionFailed extends Happened {
  readonly _tag: 'ActionFailed'
  readonly actionId: string
}

/** Something that has happened to the store of one recipient. */
export type StorageServerEvent =
  | MessageStored
  | DeferredMessageStored
  | DoNotDisturbUpdated
  | MessageAccessed
  | TimeReached
  | ActionSucceeded
  | ActionFailed
