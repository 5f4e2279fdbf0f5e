import type { Instant } from '../model/Instant.js'
import type { RetryPolicy } from './RetryPolicy.js'

/** An attempt that has failed. */
export interface FailedAttempt {
  /** Which it was: 1 for the first. */
  readonly attempt: number
  readonly at: Instant
  /** From 0 to 1, thrown by the caller; 0 where absent, which is the longest delay. */
  readonly chance?: number
}

/** Ask again, at an instant. */
export interface TryAgain {
  readonly _tag: 'TryAgain'
  readonly at: Instant
}
/** It was asked for often enough. */
export interface GiveUp {
  readonly _tag: 'GiveUp'
}

/**
 * When an action is asked for again after a failed attempt, if at all.
 *
 * @example
 * ```ts
 * import { defaultRetryPolicy, nextAttempt } from 'cpm-routing/effects'
 *
 * console.log(nextAttempt(defaultRetryPolicy, { attempt: 3, at: 10_000 }))
 * // => { _tag: 'TryAgain', at: 12000 }
 * console.log(nextAttempt(defaultRetryPolicy, { attempt: 3, at: 10_000, chance: 0.5 }))
 * // => { _tag: 'TryAgain', at: 11500 }
 * console.log(nextAttempt(defaultRetryPolicy, { attempt: 4, at: 10_000 }))
 * // => { _tag: 'GiveUp' }
 * ```
 */
export const nextAttempt = (policy: RetryPolicy, { attempt, at, chance = 0 }: FailedAttempt): TryAgain | GiveUp => {
  if (!(attempt < policy.attempts)) {
    return { _tag: 'GiveUp' }
  }
  const delay = Math.min(policy.longestDelay, policy.firstDelay * policy.growth ** (attempt - 1))
  return { _tag: 'TryAgain', at: at + Math.round(delay * (1 - policy.spread * chance)) }
}
