/** Chance that a seed decides: the same seed gives the same day. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** Whether something of a probability happens. */
  readonly is: (probability: number) => boolean
  /** A whole number from 0 up to, not including, `bound`. */
  readonly below: (bound: number) => number
  /** Lognormal; half of all numbers are below `median`. */
  readonly lognormal: (median: number, sigma: number) => number
  /** How long until something happens that happens at any moment alike. */
  readonly exponential: (mean: number) => number
}

/** Chance of its own for each number of a seed, by the generator "mulberry32". */
export const createChance = (seed: number, number: number): Chance => {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    is: (probability) => next() < probability,
    below: (bound) => Math.floor(next() * bound),
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  }
}
