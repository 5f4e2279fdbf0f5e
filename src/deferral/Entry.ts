import type { Instant } from '../model/Instant.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { RequestedAction } from '../model/Selection.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { ActionUponExpiration, DeferredOption } from '../model/UserPreferences.js'

/** What a client asked for a message in its session, while that is under way. */
export interface Taken {
  readonly sessionId: string
  readonly deviceId: string
  readonly action: RequestedAction
  /** How many triggers there were when it was asked for: one that came since counts if it fails (AMB-07). */
  readonly triggers?: number
}

/** What an entry ends with if what is in flight fails (AMB-26). */
export type Ending = 'expired' | 'revoked' | 'discarded'

/**
 * A message that was accepted and has no outcome yet.
 *
 * ```
 * MessageRouted ─► sending ──── all clients failed ──┐
 *              ├─► diverting ── (AMB-29: defer) ─────┤
 *              ├────────────────────────────────────►├─► waiting ─► delivered, retrieved, interworked, discarded, expired, revoked
 *              └─► storing ◄──── handed over, expired┘
 *                     └─► stored
 * ```
 */
export interface Entry {
  /** Its place in the order of arrival (AMB-13). */
  readonly sequence: number
  readonly message: StandaloneMessage
  readonly state: 'sending' | 'diverting' | 'storing' | 'waiting'
  /** What gave it its present state. */
  readonly by: DeterminedBy
  /** When the originator's side gets its final answer whatever the outcome; undefined once it has it. */
  readonly answerBy: Instant | undefined
  readonly expiresAt: Instant | undefined
  /** The option and the action upon expiration at deferral, where these are frozen (AMB-12, alternative). */
  readonly frozen: { readonly option: DeferredOption; readonly onExpiry: ActionUponExpiration } | undefined
  /** Whether a copy is to be put into the Message Storage Server (TERM-18), and whether that has been asked for. */
  readonly copy: 'none' | 'wanted' | 'asked'
  /** Id of the action for that copy, where an earlier one was refused. */
  readonly copyId: string | undefined
  /** Ids of the actions under way that can give the message its outcome. */
  readonly flights: readonly string[]
  /** Ids of pushes whose outcome is unknown and that are asked for again, under the same id, at a trigger. */
  readonly suspended: readonly string[]
  /** How many such actions there were: the occasion in their ids. */
  readonly occasion: number
  /** Clients that cannot take this message, as they said themselves (AMB-11). */
  readonly refusedBy: readonly string[]
  readonly notifiedInBand: readonly string[]
  readonly notifiedOutOfBand: readonly string[]
  /** The trigger that was the last when the message was deferred: only a later one pushes it (AMB-07). */
  readonly deferredOn: number
  readonly taken: Taken | undefined
  readonly ending: Ending | undefined
}

/** An entry that is being changed: its members are replaced, and what they hold is never changed in place. */
export type EntryDraft = { -readonly [Member in keyof Entry]: Entry[Member] }

/** A copy to be changed. Written out: a spread costs many times as much, and this is done at every step. */
export const draftOfEntry = (entry: Entry): EntryDraft => ({
  sequence: entry.sequence,
  message: entry.message,
  state: entry.state,
  by: entry.by,
  answerBy: entry.answerBy,
  expiresAt: entry.expiresAt,
  frozen: entry.frozen,
  copy: entry.copy,
  copyId: entry.copyId,
  flights: entry.flights,
  suspended: entry.suspended,
  occasion: entry.occasion,
  refusedBy: entry.refusedBy,
  notifiedInBand: entry.notifiedInBand,
  notifiedOutOfBand: entry.notifiedOutOfBand,
  deferredOn: entry.deferredOn,
  taken: entry.taken,
  ending: entry.ending,
})
