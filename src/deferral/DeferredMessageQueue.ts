import type { Instant } from '../model/Instant.js'
import type { InstantHeap } from './collections/InstantHeap.js'
import type { NumberTrie } from './collections/NumberTrie.js'
import { emptyTrie, getFromTrie } from './collections/NumberTrie.js'
import type { TextMap } from './collections/TextMap.js'
import { emptyMap, getFromMap } from './collections/TextMap.js'
import type { Entry } from './Entry.js'
import type { EffectAction, SelectionResult } from './QueueAction.js'
import type { RequestedAction } from './QueueEvent.js'

/** An action whose outcome is awaited, and when it is asked for again where the last outcome was unknown. */
export interface PendingAction {
  readonly action: EffectAction
  readonly retryAt: Instant | undefined
  /** Whether it is asked for again only when its client may have the message: nobody may hear of it, or the client is gone. */
  readonly suspended: boolean
}

/** Something that becomes due. */
export type Alarm =
  | { readonly _tag: 'Expiry'; readonly sequence: number }
  | { readonly _tag: 'Answer'; readonly sequence: number }
  | { readonly _tag: 'Retry'; readonly actionId: string }

/** The deferred messages on their way to one client, one at a time (AMB-13). */
export interface Line {
  readonly deviceId: string
  /** The action under way. */
  readonly actionId: string | undefined
  /** Where in the order of arrival to go on; undefined once the end is reached. */
  readonly next: number | undefined
}

/** A client that is registered and can be reached, and a mark that changes with what it can take. */
export interface SeenClient {
  readonly deviceId: string
  readonly mark: string
}

/** A client's session for deferred messages (NTF-10). */
export interface Session {
  readonly sessionId: string
  readonly deviceId: string
  readonly selections: readonly {
    readonly entryId: string
    readonly action: RequestedAction
    readonly result: SelectionResult | undefined
    readonly reported: boolean
  }[]
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
  readonly entries: NumberTrie<Entry>
  readonly sequences: TextMap<number>
  /** Entry ids by originator and Message-ID (AMB-32). */
  readonly identities: TextMap<string>
  readonly pending: TextMap<PendingAction>
  readonly alarms: InstantHeap<Alarm>
  /** How many entries wait. */
  readonly waiting: number
  readonly lines: readonly Line[]
  readonly sessions: readonly Session[]
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

/** The queue of a recipient for whom nothing is under way. */
export const emptyQueue: DeferredMessageQueue = {
  version: 0,
  lastAt: Number.MIN_SAFE_INTEGER,
  nextSequence: 0,
  triggers: 0,
  entries: emptyTrie,
  sequences: emptyMap,
  identities: emptyMap,
  pending: emptyMap,
  alarms: undefined,
  waiting: 0,
  lines: [],
  sessions: [],
  seen: [],
  doNotDisturb: false,
  preferencesMark: undefined,
  toldDoNotDisturb: undefined,
  conditionsChangeAt: undefined,
  wakeAt: undefined,
  finished: [],
  recipientRemoved: false,
}

/** The entry with an id. */
export const entryWithId = (
  queue: Pick<DeferredMessageQueue, 'entries' | 'sequences'>,
  entryId: string,
): Entry | undefined => {
  const sequence = getFromMap(queue.sequences, entryId)
  return sequence === undefined ? undefined : getFromTrie(queue.entries, sequence)
}
