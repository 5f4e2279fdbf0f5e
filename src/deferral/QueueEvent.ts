import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { Selection } from '../model/Selection.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'

interface Happened {
  /** When; an instant before that of the last event counts as that one. */
  readonly at: Instant
}

/** A message has come and `route` has decided: the way in for every outcome. */
export interface MessageRouted extends Happened {
  readonly _tag: 'MessageRouted'
  readonly message: StandaloneMessage
  readonly decision: RoutingDecision
}
/** A client has registered. */
export interface ClientRegistered extends Happened {
  readonly _tag: 'ClientRegistered'
  readonly client: CpmClient
}
/** Something else about a client has changed: its connectivity, its capabilities, its services. */
export interface ClientChanged extends Happened {
  readonly _tag: 'ClientChanged'
  readonly client: CpmClient
}
/** A client is not registered any more. */
export interface ClientDeregistered extends Happened {
  readonly _tag: 'ClientDeregistered'
  readonly deviceId: string
}
/** The user has changed the preferences. */
export interface PreferencesChanged extends Happened {
  readonly _tag: 'PreferencesChanged'
}
/** The provider has changed the policy. */
export interface PolicyChanged extends Happened {
  readonly _tag: 'PolicyChanged'
}
/** The recipient is in another sphere. */
export interface SphereChanged extends Happened {
  readonly _tag: 'SphereChanged'
}
/** An instant that `WakeAt` named has come. */
export interface TimeReached extends Happened {
  readonly _tag: 'TimeReached'
}
/** A client has set up its session for deferred messages. */
export interface SessionEstablished extends Happened {
  readonly _tag: 'SessionEstablished'
  readonly sessionId: string
  readonly deviceId: string
}

/** A client has said in its session what is to be done with which messages. */
export interface MessagesSelected extends Happened {
  readonly _tag: 'MessagesSelected'
  readonly sessionId: string
  readonly deviceId: string
  readonly selections: readonly Selection[]
}
/** A client has torn its session down, or it broke. */
export interface SessionEnded extends Happened {
  readonly _tag: 'SessionEnded'
  readonly sessionId: string
  readonly deviceId: string
}
/** The originator has taken the message back. */
export interface MessageRevoked extends Happened {
  readonly _tag: 'MessageRevoked'
  readonly entryId: string
}
/** The recipient is no longer served here. */
export interface RecipientRemoved extends Happened {
  readonly _tag: 'RecipientRemoved'
}
/** An action has had its effect. */
export interface ActionSucceeded extends Happened {
  readonly _tag: 'ActionSucceeded'
  readonly actionId: string
  readonly deviceId?: string
  readonly status?: number
}
/** An action has not had its effect, and will not. */
export interface ActionFailed extends Happened {
  readonly _tag: 'ActionFailed'
  readonly actionId: string
  readonly deviceId?: string
  /** The SIP status, where there is one. */
  readonly status?: number
}
/** Whether an action had its effect cannot be told. */
export interface ActionUnknown extends Happened {
  readonly _tag: 'ActionUnknown'
  readonly actionId: string
  readonly deviceId?: string
  readonly status?: number
}

/** What has become of an action. */
export type ActionOutcome = ActionSucceeded | ActionFailed | ActionUnknown

/** Something that has happened to one recipient. */
export type QueueEvent =
  | MessageRouted
  | ClientRegistered
  | ClientChanged
  | ClientDeregistered
  | PreferencesChanged
  | PolicyChanged
  | SphereChanged
  | TimeReached
  | SessionEstablished
  | MessagesSelected
  | SessionEnded
  | MessageRevoked
  | RecipientRemoved
  | ActionOutcome
