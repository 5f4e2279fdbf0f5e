import type { Instant } from '../model/Instant.js'
import type { Selection, SelectionResult } from '../model/Selection.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { InstantHeap } from './collections/InstantHeap.js'
import type { TextMap } from './collections/TextMap.js'
import { emptyMap } from './collections/TextMap.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Alarm } from './Alarm.js'
import type { Entries } from './Entries.js'
import type { EffectAction } from './QueueAction.js'

/** An action whose outcome is awaited, and when it is asked for again where the last outcome was unknown. */
export interface PendingAction {
  readonly action: EffectAction
  readonly retryAt: Instant | undefined
  /** Whether it is asked for again only when its client may have the message: nobody may hear of it, or the client is gone. */
  readonly suspended: boolean
}

/** The deferred messages on their way to one client, one at a time (AMB-13). */
export interface Line {
  readonly deviceId: string
  /** The action under way. */
  readonly actionId: string | undefined
  /** Where in the order of arrival to go on; undefined once the end is reached. */
  readonly next: number | undefined
  /** Messages before that, by sequence, that came to wait after the line had passed them, though they need no further trigger. */
  readonly late: readonly number[] | undefined
}

/** A client that is registered and can be reached, and what it can take. */
export type SeenClient = Pick<CpmClient, 'deviceId' | 'contact' | 'services' | 'connectivity' | 'capabilities'>

/** What a client asked for one message in its session, and what is known of that. */
export interface NotedSelection extends Selection {
  readonly result: SelectionResult | undefined
  readonly reported: boolean
}

/** A message that came again before the first of its kind was answered (AMB-32). */
export interface Repeat {
  /** Entry id of the first. */
  readonly of: string
  readonly message: Pick<StandaloneMessage, 'entryId' | 'correlation'>
}

/** A client's session for deferred messages (NTF-10). */
export interface Session {
  readonly sessionId: string
  readonly deviceId: string
  readonly selections: readonly NotedSelection[]
}

/**
 * Everything that is under way for one recipient: what is in flight, and the deferred message queue.
 *
 * Opaque: made by `emptyQueue`, `restore` and `transition`, kept by `save`.
 */
export interface DeferredMessageQueue {
  /** How many steps led here. */
  readonly version: number
  readonly lastAt: Instant
  readonly nextSequence: number
  /** How many triggers there were (AMB-07). */
  readonly triggers: number
  readonly entries: Entries
  readonly pending: TextMap<PendingAction>
  readonly alarms: InstantHeap<Alarm>
  /** How many entries wait. */
  readonly waiting: number
  /** How many of those are notifications or system messages, which nothing holds back (AMB-30). */
  readonly waitingExempt: number
  readonly lines: readonly Line[]
  readonly sessions: readonly Session[]
  /** Answered when and as the message is that they repeat. */
  readonly repeats: readonly Repeat[] | undefined
  readonly seen: readonly SeenClient[]
  /** Whether do-not-disturb was in force at the last step. */
  readonly doNotDisturb: boolean
  /** A mark of preferences, policy and sphere when they were last said to have changed. */
  readonly preferencesMark: string | undefined
  /** What the Message Storage Server was told last (AMB-22). */
  readonly toldDoNotDisturb: boolean | undefined
  /** When a condition on time about the clients changes next. */
  readonly conditionsChangeAt: Instant | undefined
  readonly wakeAt: Instant | undefined
  /** The last entries to get their outcome, so that a repeated event finds them done. */
  readonly finished: readonly string[]
  readonly recipientRemoved: boolean
}

/** The one empty list: many queues share it. */
export const none: readonly never[] = []

/** The queue of a recipient for whom nothing is under way. */
export const emptyQueue: DeferredMessageQueue = {
  version: 0,
  lastAt: Number.MIN_SAFE_INTEGER,
  nextSequence: 0,
  triggers: 0,
  entries: none,
  pending: emptyMap,
  alarms: undefined,
  waiting: 0,
  waitingExempt: 0,
  lines: none,
  sessions: none,
  repeats: undefined,
  seen: none,
  doNotDisturb: false,
  preferencesMark: undefined,
  toldDoNotDisturb: undefined,
  conditionsChangeAt: undefined,
  wakeAt: undefined,
  finished: none,
  recipientRemoved: false,
}
