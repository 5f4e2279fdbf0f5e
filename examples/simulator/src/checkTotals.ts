import { strict as assert } from 'node:assert'
import { violations } from './createAuditor.js'
import { type Totals, waitingOf } from './Totals.js'

/** Asserts what has to be true of every day. */
export const checkTotals = (totals: Totals): void => {
  const { counts } = totals
  const of = (name: string): number => counts[name] ?? 0
  for (const violation of violations) {
    assert.equal(of(violation), 0, violation)
  }
  assert.equal(of('arrived'), of('accepted') + of('turned away') + of('unanswered'), 'each message has one answer')
  const otherwise = ['stored', 'forwarded', 'interworked', 'discarded', 'expired', 'failed'].map(of)
  assert.equal(
    of('accepted'),
    of('delivered') + of('waiting') + otherwise.reduce((sum, count) => sum + count, 0),
    'what was accepted was delivered, waits, or ended otherwise',
  )
  assert.equal(waitingOf(totals).at(-1), of('waiting'), 'the plot ends with what waits')
}
