/** The second implementation of admission and deferral, on the JSON text forms; its state is plain data. */
export interface OracleState {
  readonly messages: readonly { readonly id: string; readonly ended?: string; readonly deferred?: boolean }[]
  readonly sessions: readonly { readonly sessionId: string; readonly deviceId: string }[]
}
/** An action of the oracle: one client and one message at most, and its requirement where it claims one. */
export interface OracleAction {
  readonly _tag: string
  readonly actionId: string
  readonly by?: string
  /** It may as well not be done. */
  readonly may?: boolean
  readonly entryId?: string
  readonly deviceId?: string
  readonly sessionId?: string
  readonly via?: string
  readonly insertTargetAddress?: boolean
  readonly record?: boolean
  readonly terms?: { readonly doNotDisturb: boolean; readonly expiresAt?: string; readonly onExpiry: string }
  readonly form?: string
  readonly notice?: Readonly<Record<string, unknown>>
  readonly status?: number | string
  readonly to?: string
  readonly cause?: string
  readonly doNotDisturb?: boolean
  readonly count?: number
  readonly results?: readonly { readonly entryId: string; readonly action: string; readonly result: string }[]
}
/** Nothing under way. */
export declare const create: () => OracleState
/** One event; outcomes name `actionIds` of the oracle. */
export declare const step: (
  state: OracleState,
  event: unknown,
  recipient: unknown,
  policy: unknown,
) => { readonly state: OracleState; readonly actions: readonly OracleAction[] }
/** The state if actions that may be done are not done. */
export declare const decline: (state: OracleState, actionIds: readonly string[]) => OracleState
/** The entry ids of what has no outcome yet. */
export declare const held: (state: OracleState) => readonly string[]
