import fc from 'fast-check'
import { defaultRetryPolicy, nextAttempt, type RetryPolicy } from '../../../src/effects/index.js'

const policy: RetryPolicy = {
  ...defaultRetryPolicy,
  attempts: 9,
  firstDelay: 100,
  growth: 3,
  longestDelay: 1_000,
  spread: 0.5,
}

describe('the next attempt', () => {
  it.each([
    [1, 100],
    [2, 300],
    [3, 900],
    [4, 1_000],
    [8, 1_000],
  ])('after attempt %d comes after %d milliseconds', (attempt, delay) => {
    expect(nextAttempt(policy, { attempt, at: 5_000 })).toEqual({ _tag: 'TryAgain', at: 5_000 + delay })
  })

  it.each([9, 10, Number.NaN])('does not come after attempt %d of nine', (attempt) => {
    expect(nextAttempt(policy, { attempt, at: 0 })).toEqual({ _tag: 'GiveUp' })
  })

  it('comes earlier by chance, within the spread', () => {
    expect(nextAttempt(policy, { attempt: 1, at: 0, chance: 1 })).toEqual({ _tag: 'TryAgain', at: 50 })
    expect(nextAttempt({ ...policy, spread: 0 }, { attempt: 1, at: 0, chance: 1 })).toEqual({
      _tag: 'TryAgain',
      at: 100,
    })
  })

  it('is a whole instant that is never before the failure, nor after the longest delay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const next = nextAttempt({ ...policy, attempts: Infinity }, { attempt, at: 7, chance })
        expect(next._tag === 'TryAgain' && Number.isSafeInteger(next.at) && next.at >= 7 && next.at <= 1_007).toBe(true)
      }),
    )
  })
})
