/** When a port is asked again, and for how long its answer is waited for. Durations are milliseconds. */
export interface RetryPolicy {
  /** How often an action is asked for at most, the first time included. */
  readonly attempts: number
  /** Before the second attempt. */
  readonly firstDelay: number
  /** How much longer each delay is than the one before: 2 doubles it. */
  readonly growth: number
  readonly longestDelay: number
  /** The share of each delay that chance decides, from 0 (none) to 1 (all), so that many do not come back at the same instant. */
  readonly spread: number
  /** How long a port waits for the other side before it says `OutcomeUnknown`: the port keeps this, not the library. */
  readonly answerWithin: number
}

/** Four attempts within about four seconds; an answer within the 32 seconds of a SIP transaction. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 4,
  firstDelay: 500,
  growth: 2,
  longestDelay: 30_000,
  spread: 0.5,
  answerWithin: 32_000,
}
