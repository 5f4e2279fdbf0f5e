/** What a client can ask for a deferred message; messages that it does not name stay deferred. */
export type RequestedAction = 'retrieve' | 'interwork' | 'discard' | 'store'

/** Every {@link RequestedAction}. */
export const requestedActions: readonly RequestedAction[] = ['retrieve', 'interwork', 'discard', 'store']

/** One message and what is asked for it. */
export interface Selection {
  readonly entryId: string
  readonly action: RequestedAction
}

/** What has become of a message that a client named in its session. */
export type SelectionResult = 'done' | 'failed' | 'unknown' | 'alreadyTaken' | 'expired'

/** One message, what was asked for it, and what has become of that. */
export interface SelectionOutcome extends Selection {
  readonly result: SelectionResult
}
