/** The other side said no: the action has not had its effect, and will not. */
export interface Refused {
  readonly _tag: 'Refused'
  /** The SIP status, where there is one. */
  readonly status?: number
  /** For a person who reads a log. */
  readonly reason?: string
}

/** Whether the action had its effect cannot be told: no answer came, or the connection broke after the request had left. */
export interface OutcomeUnknown {
  readonly _tag: 'OutcomeUnknown'
  readonly status?: number
  readonly reason?: string
}

/** Nothing was asked of the other side, for certain: it could not be reached. The same action can be asked for again. */
export interface Unavailable {
  readonly _tag: 'Unavailable'
  readonly status?: number
  readonly reason?: string
}

/** Why a port did not do what it was asked to; see {@link refused}, {@link outcomeUnknown} and {@link unavailable}. */
export type PortError = Refused | OutcomeUnknown | Unavailable

type Remarks = Pick<Refused, 'status' | 'reason'>

/**
 * The other side said no, for good.
 *
 * @example
 * ```ts
 * import { refused } from 'cpm-routing/effects'
 *
 * console.log(refused({ status: 486 }))
 * // => { _tag: 'Refused', status: 486 }
 * ```
 */
export const refused = (remarks: Remarks = {}): Refused => ({ _tag: 'Refused', ...remarks })

/** Nobody can tell whether the action had its effect: after a time-out, say. */
export const outcomeUnknown = (remarks: Remarks = {}): OutcomeUnknown => ({ _tag: 'OutcomeUnknown', ...remarks })

/** The other side was not reached, so nothing has happened there. */
export const unavailable = (remarks: Remarks = {}): Unavailable => ({ _tag: 'Unavailable', ...remarks })

const tags: readonly unknown[] = ['Refused', 'OutcomeUnknown', 'Unavailable'] satisfies readonly PortError['_tag'][]

/** Whether a value is a {@link PortError}. */
export const isPortError = (value: unknown): value is PortError =>
  typeof value === 'object' && value !== null && '_tag' in value && tags.includes(value._tag)
