import type { CpmClientEvent, CpmClientState } from '../cpmClient/index.js'
import type { DeferredMessageQueue, EffectAction, QueueEvent } from '../deferral/index.js'
import { emptyQueue } from '../deferral/index.js'
import type { StorageServerEvent, StorageServerState } from '../messageStorageServer/index.js'
import { emptyStorageServer } from '../messageStorageServer/index.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { RequirementId } from '../requirements.js'
import type { Scenario, ScenarioRecipient, ScriptedOutcome } from './Scenario.js'
import type { LineKind, TranscriptLine } from './Transcript.js'

type Undated<E> = E extends { readonly at: Instant } ? Omit<E, 'at'> : never

/** An event whose instant is the one at which it arrives. */
export type UndatedQueueEvent = Undated<QueueEvent>
/** The same for the Message Storage Server. */
export type UndatedStorageEvent = Undated<StorageServerEvent>
/** The same for a client. */
export type UndatedClientEvent = Undated<CpmClientEvent>

/** The way of something: from whom to whom, and on to a last one. */
export type Path = readonly [from: string, to: string, last?: string]

/** An action on its way: by whom it goes, beginning with the Participating Function, and what is to become of it. */
export interface Errand {
  readonly action: EffectAction
  readonly path: Path
  readonly scripted: ScriptedOutcome | undefined
  /** Whether its outcome counts; of an action to several clients only that of the first does. */
  readonly counts: boolean
}

/** What somebody learns when something has come all its way. */
export type Arrival =
  | { readonly _tag: 'QueueTold'; readonly event: UndatedQueueEvent }
  | { readonly _tag: 'StorageTold'; readonly event: UndatedStorageEvent }
  | { readonly _tag: 'ClientTold'; readonly deviceId: string; readonly event: UndatedClientEvent }
  | { readonly _tag: 'DeviceWoken'; readonly deviceId: string; readonly event: UndatedClientEvent }
  | { readonly _tag: 'DeviceRegistered'; readonly deviceId: string }
  | { readonly _tag: 'SessionAsked'; readonly deviceId: string; readonly sessionId: string }
  | { readonly _tag: 'Reached'; readonly errand: Errand }
  | { readonly _tag: 'KnownAlready'; readonly errand: Errand }
  | { readonly _tag: 'Travels'; readonly travel: Travel }
  | { readonly _tag: 'Nothing' }

/** Something that goes from party to party. */
export interface Travel {
  readonly path: Path
  readonly what: string
  readonly requirement: RequirementId
  readonly kind: LineKind
  readonly reply?: boolean
  /** On which leg it is lost, if it is, and what is learnt instead when it would have been there. */
  readonly loss?: { readonly leg: 'first' | 'last'; readonly learnt: Arrival } | undefined
  readonly arrival: Arrival
}

interface Planned {
  readonly at: Instant
  readonly arrival: Arrival
}

/**
 * Everybody who takes part in a scenario, at one instant of a time that only the scenario moves.
 *
 * It is changed in place while a simulation goes on and never leaves it; what it holds is never changed in place.
 */
export interface World {
  readonly latency: number
  readonly registersOnPush: readonly string[]
  readonly lines: TranscriptLine[]
  /** What is under way, the earliest first. */
  readonly agenda: Planned[]
  readonly clients: Map<string, CpmClientState>
  /** Devices by session. */
  readonly sessions: Map<string, string>
  /** Ids of the actions that had their effect: none has it twice. */
  readonly effects: Set<string>
  now: Instant
  recipient: ScenarioRecipient & { readonly clients: readonly CpmClient[] }
  policy: ServiceProviderPolicy
  queue: DeferredMessageQueue
  wakeAt: Instant | undefined
  storage: StorageServerState
  storageWakeAt: Instant | undefined
  outcomes: readonly ScriptedOutcome[]
}

/** How long it takes from one party to the next where a scenario does not say, in milliseconds. */
const usualLatency = 20

/** The world in which a scenario begins. */
export const newWorld = ({ latency, registersOnPush, start, recipient, policy, outcomes }: Scenario): World => ({
  latency: latency ?? usualLatency,
  registersOnPush: registersOnPush ?? [],
  lines: [],
  agenda: [],
  clients: new Map(),
  sessions: new Map(),
  effects: new Set(),
  now: start,
  recipient: { ...recipient, clients: recipient.clients ?? [] },
  policy: policy ?? {},
  queue: emptyQueue,
  wakeAt: undefined,
  storage: emptyStorageServer,
  storageWakeAt: undefined,
  outcomes: outcomes ?? [],
})

/** Has something arrive at an instant, after everything else that arrives then. */
export const planArrival = (world: World, at: Instant, arrival: Arrival): void => {
  const later = world.agenda.findIndex((planned) => planned.at > at)
  world.agenda.splice(later < 0 ? world.agenda.length : later, 0, { at, arrival })
}

/** Writes down what a party does by itself. */
export const note = (
  world: World,
  party: string,
  what: string,
  requirement: RequirementId,
  kind: LineKind = 'act',
): void => {
  world.lines.push({ at: world.now, from: party, to: party, what, requirement, kind })
}

/** Has something go its way, from now on. */
export const send = (world: World, travel: Travel): void => {
  const { what, requirement, kind, reply = false, loss, arrival } = travel
  const [from, to, last] = travel.path
  const lost = loss !== undefined && (loss.leg === 'first' || last === undefined)
  const arrow = { at: world.now, from, to, what, requirement, kind }
  world.lines.push({ ...arrow, ...(reply ? { reply } : {}), ...(lost ? { lost } : {}) })
  const onward: Arrival =
    last === undefined ? arrival : { _tag: 'Travels', travel: { ...travel, path: [to, last], kind: 'passing' } }
  planArrival(world, world.now + world.latency, lost ? loss.learnt : onward)
}
