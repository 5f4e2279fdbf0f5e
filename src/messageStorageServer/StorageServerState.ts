import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { Instant } from '../model/Instant.js'
import type { StorageServerEffect } from './StorageServerAction.js'
import type { StoredMessage } from './StorageServerEvent.js'

/**
 * A deferred message that the user has not seen yet.
 *
 * ```
 * DeferredMessageStored ─► temporary object ─── accessed, or expired with store ─► stored object
 *                                          └─── expired with discard ────────────► gone
 * ```
 */
export interface TemporaryObject {
  readonly message: StoredMessage
  readonly terms: DeferralTerms
  /** Whether it is the recorded copy too. */
  readonly record: boolean
}

/** An action whose outcome is awaited. */
export interface PendingEffect {
  readonly action: StorageServerEffect
  /** When it is asked for again; absent while it is under way. */
  readonly retryAt?: Instant
}

/** What the Message Storage Server remembers of one recipient: plain JSON data, in the order of arrival. */
export interface StorageServerState {
  /** How many steps led here. */
  readonly version: number
  /** The instant of the last event. */
  readonly lastAt?: Instant
  /** The last do-not-disturb value that was received. */
  readonly doNotDisturb?: boolean
  readonly temporary: readonly TemporaryObject[]
  /** Entry ids of deferred messages whose arrival nobody has been told of. */
  readonly unannounced: readonly string[]
  readonly pending: readonly PendingEffect[]
  /** The ids under which the latest messages came, so that none counts twice. */
  readonly known: readonly string[]
  /** How many notifications there were: the occasion in their ids. */
  readonly notifications: number
  /** The instant that was asked for last. */
  readonly wakeAt?: Instant
}

/** A store in which nothing has happened yet. */
export const emptyStorageServer: StorageServerState = {
  version: 0,
  temporary: [],
  unannounced: [],
  pending: [],
  known: [],
  notifications: 0,
}
