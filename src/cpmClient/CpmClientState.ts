import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import type { Instant } from '../model/Instant.js'
import type { Selection, SelectionResult } from '../model/Selection.js'

/** What the user chose for one message, until the session that carries it ends. */
export interface ChosenMessage extends Selection {
  /** Whether the session has carried it. */
  readonly requested: boolean
  /** Whether the message itself has come. */
  readonly received: boolean
  readonly result?: SelectionResult
}

/**
 * What the CPM client of one device remembers: plain JSON data.
 *
 * ```
 *        EstablishSession        SessionEstablished       all complete
 * none ───────────────────► establishing ──────────► open ─────────────► none
 *   ▲                            │                     │ TearDownSession
 *   └──────── SessionEnded ──────┴─────────────────────┘
 * ```
 */
export interface CpmClientState {
  /** How many steps led here. */
  readonly version: number
  /** The instant of the last event. */
  readonly lastAt?: Instant
  /** The ids of the latest requests and notifications, so that none counts twice. */
  readonly known: readonly string[]
  /** The messages that wait, as far as this client was told. */
  readonly notices: readonly DeferredMessageNotice[]
  readonly session: 'none' | 'establishing' | 'open'
  /** That of the session that is open. */
  readonly sessionId?: string
  /** How many sessions there were: the occasion in their ids. */
  readonly sessions: number
  readonly chosen: readonly ChosenMessage[]
}

/** A client that has heard of nothing yet. */
export const newCpmClient: CpmClientState = {
  version: 0,
  known: [],
  notices: [],
  session: 'none',
  sessions: 0,
  chosen: [],
}
