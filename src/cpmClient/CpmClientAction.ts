import type { CpmService } from '../model/CpmService.js'
import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { Selection } from '../model/Selection.js'

interface Asked {
  /** The same on every retry; a new occasion has a new one. */
  readonly actionId: string
  readonly determinedBy: DeterminedBy
}

/** Answer a SIP request with 200 (OK). */
export interface RespondSuccessfully extends Asked {
  readonly _tag: 'RespondSuccessfully'
  readonly requestId: string
}
/** Register this client for the CPM services. */
export interface Register extends Asked {
  readonly _tag: 'Register'
}
/** Show the user which messages wait, and let each be retrieved, interworked, discarded, stored or kept; an empty list clears it. */
export interface PresentDeferredMessages extends Asked {
  readonly _tag: 'PresentDeferredMessages'
  readonly messages: readonly DeferredMessageNotice[]
}
/** Establish a session with the Participating Function, which is no CPM session: no conversation, and no service of one. */
export interface EstablishSession extends Asked {
  readonly _tag: 'EstablishSession'
  /** The service that the session asks for. */
  readonly service: Extract<CpmService, 'deferred'>
}
/** Say in the session what is to be done with which message. */
export interface RequestActions extends Asked {
  readonly _tag: 'RequestActions'
  readonly sessionId: string
  readonly selections: readonly Selection[]
}
/** End the session. */
export interface TearDownSession extends Asked {
  readonly _tag: 'TearDownSession'
  readonly sessionId: string
}
/** Nothing was done about an event, or a part of it, and why. */
export interface Ignored extends Asked {
  readonly _tag: 'Ignored'
  readonly reason: string
}

/** What the CPM client of one device is to do. */
export type CpmClientAction =
  | RespondSuccessfully
  | Register
  | PresentDeferredMessages
  | EstablishSession
  | RequestActions
  | TearDownSession
  | Ignored
