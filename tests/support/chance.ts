/** Chance that a seed decides: the same seed gives the same run. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** Whether something of a probability happens. */
  readonly is: (probability: number) => boolean
  /** A whole number from 0 up to, not including, `bound`. */
  readonly below: (bound: number) => number
  readonly oneOf: <A>(values: readonly A[]) => A
}

/** Chance by the generator "mulberry32": 32 bits of state, good enough to wander about with. */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    is: (probability) => next() < probability,
    oneOf: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) {
        throw new Error('there is nothing to choose from')
      }
      return value
    },
  }
}
