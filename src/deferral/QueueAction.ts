import type { CpmAddress } from '../model/CpmAddress.js'
import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import type { Instant } from '../model/Instant.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { SelectionOutcome } from '../model/Selection.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'

export type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'

/** What every action says of itself. */
export interface Asked {
  /** The same on every retry; a new occasion has a new one. */
  readonly actionId: string
  readonly determinedBy: DeterminedBy
}

/** What every action about one message says of it. */
export interface AboutMessage extends Asked {
  readonly entryId: string
  /** That of the message, where it has one. */
  readonly correlation?: string
}

/** Answer the originator's side. */
export interface Respond extends AboutMessage {
  readonly _tag: 'Respond'
  readonly status: number
  readonly reason: string
}
/** Send a message that has just come to one client. */
export interface SendToClient extends AboutMessage {
  readonly _tag: 'Send'
  readonly deviceId: string
  readonly via: 'core'
  readonly insertTargetAddress: boolean
  readonly message: StandaloneMessage
}
/** Send a deferred message to one client: pushed through the SIP/IP core, or retrieved in the client's session. */
export interface Deliver extends AboutMessage {
  readonly _tag: 'Deliver'
  readonly deviceId: string
  readonly via: 'core' | 'session'
  readonly sessionId?: string
  readonly insertTargetAddress: boolean
  readonly message: StandaloneMessage
}
/** Pass the message on to another address. */
export interface ForwardMessage extends AboutMessage {
  readonly _tag: 'Forward'
  readonly to: CpmAddress
  readonly insertTargetAddress: boolean
  readonly message: StandaloneMessage
}
/** Hand the message to the Interworking Selection Function. */
export interface InterworkMessage extends AboutMessage {
  readonly _tag: 'Interwork'
  readonly message: StandaloneMessage
}
/** Put the message into the Message Storage Server, in one operation. */
export interface StoreMessage extends AboutMessage {
  readonly _tag: 'StoreMessage'
  /** Whether the operation leaves a recorded copy (TERM-07, AMB-20). */
  readonly record: boolean
  /** Where 5.2.2.2.3 asks for them. */
  readonly terms?: DeferralTerms
  readonly message: StandaloneMessage
}

/** Tell registered clients of deferred messages in a SIP MESSAGE. */
export interface NotifyInBand extends Asked {
  readonly _tag: 'NotifyInBand'
  /** Device ids. */
  readonly to: readonly string[]
  readonly messages: readonly DeferredMessageNotice[]
}
/** A device and where the Push Enabler reaches it. */
export interface PushTarget {
  readonly deviceId: string
  readonly pushAddress: string
}
/** Have the Push Enabler tell devices that deferred messages wait. */
export interface NotifyOutOfBand extends Asked {
  readonly _tag: 'NotifyOutOfBand'
  readonly to: readonly PushTarget[]
  readonly form: 'single' | 'summary'
  /** How many messages wait. */
  readonly count: number
  /** One, in the form single. */
  readonly messages?: readonly DeferredMessageNotice[]
}

/** Tell a client in its session what has become of the messages it named. */
export interface ReportResults extends Asked {
  readonly _tag: 'ReportResults'
  readonly sessionId: string
  readonly deviceId: string
  readonly results: readonly SelectionOutcome[]
}
/** Send the originator a disposition notification that was asked for (RFC 5438). */
export interface SendDeliveryNotification extends AboutMessage {
  readonly _tag: 'SendDeliveryNotification'
  readonly status: 'delivered' | 'failed' | 'stored'
  readonly message: StandaloneMessage
}
/** Tell the Message Storage Server that do-not-disturb has changed (AMB-22, alternative). */
export interface UpdateDoNotDisturb extends Asked {
  readonly _tag: 'UpdateDoNotDisturb'
  readonly doNotDisturb: boolean
}

/** Why a message leaves the deferred message queue. */
export type RemovalCause = 'delivered' | 'retrieved' | 'interworked' | 'discarded' | 'stored' | 'expired' | 'revoked'
/** Throw a deferred message away: it will not be delivered. */
export interface Discard extends AboutMessage {
  readonly _tag: 'Discard'
  readonly cause: 'discarded' | 'expired' | 'revoked'
}
/** Take a deferred message out of the queue: what was asked for has been done. */
export interface Remove extends AboutMessage {
  readonly _tag: 'Remove'
  readonly cause: RemovalCause
}
/** End a client's session. */
export interface EndSession extends Asked {
  readonly _tag: 'EndSession'
  readonly sessionId: string
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
export type EffectAction =
  | Respond
  | SendToClient
  | Deliver
  | ForwardMessage
  | InterworkMessage
  | StoreMessage
  | NotifyInBand
  | NotifyOutOfBand
  | ReportResults
  | SendDeliveryNotification
  | UpdateDoNotDisturb
  | EndSession

/** What is to be done: an effect outside, or a remark that has none and no outcome. */
export type QueueAction = EffectAction | Discard | Remove | WakeAt | Ignored
