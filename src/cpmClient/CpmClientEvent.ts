import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import type { Instant } from '../model/Instant.js'
import { type RequestedAction, requestedActions, type SelectionOutcome } from '../model/Selection.js'

interface Happened {
  /** When; an instant before that of the last event counts as that one. */
  readonly at: Instant
}

/** A standalone message has come: sent, pushed, or retrieved in the session. */
export interface MessageReceived extends Happened {
  readonly _tag: 'MessageReceived'
  /** Identity of the request that brought it, such as Call-ID and CSeq: each gets one answer. */
  readonly requestId: string
  /** Which deferred message it is; a retrieval is complete when its message has come. */
  readonly entryId?: string
}
/** A notification of deferred messages has come. */
export interface NotificationReceived extends Happened {
  readonly _tag: 'NotificationReceived'
  /** Identity of the SIP request or of the push that brought it. */
  readonly notificationId: string
  readonly via: 'in-band' | 'out-of-band'
  /** Absent in a summary. */
  readonly messages?: readonly DeferredMessageNotice[]
}

/** What the user may want done with a deferred message; one that is to be kept is not mentioned to the Participating Function (NTF-09). */
export type UserChoice = RequestedAction | 'keep'

/** Every {@link UserChoice}. */
export const userChoices: readonly UserChoice[] = [...requestedActions, 'keep']

/** The user has said what is to become of some of the deferred messages; all others stay deferred. */
export interface UserChose extends Happened {
  readonly _tag: 'UserChose'
  readonly choices: readonly { readonly entryId: string; readonly choice: UserChoice }[]
}
/** The session that was asked for is there. */
export interface SessionEstablished extends Happened {
  readonly _tag: 'SessionEstablished'
  readonly sessionId: string
}
/** The session could not be established, or it broke, or it was torn down from the other side. */
export interface SessionEnded extends Happened {
  readonly _tag: 'SessionEnded'
}

/** The Participating Function has said in the session what has become of messages. */
export interface ResultsReceived extends Happened {
  readonly _tag: 'ResultsReceived'
  readonly sessionId: string
  readonly results: readonly SelectionOutcome[]
}

/** Something that has happened to the CPM client of one device. */
export type CpmClientEvent =
  | MessageReceived
  | NotificationReceived
  | UserChose
  | SessionEstablished
  | SessionEnded
  | ResultsReceived
