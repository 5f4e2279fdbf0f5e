import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { dayOf, hour, minute } from '../src/Day.js'
import { isQuiet, wallClockOf, zones } from '../src/zones.js'

describe('the wall clock', () => {
  it('is known in forty zones', () => {
    assert.equal(new Set(zones).size, 40)
  })

  it('shows a quarter to six in Kathmandu at midnight', () => {
    const day = dayOf('2026-02-03')
    assert.equal(wallClockOf('Asia/Kathmandu', day)(day.start + 7 * minute), 5 * 60 + 52)
  })

  it('is put forward on the day of the change', () => {
    const day = dayOf('2026-03-29')
    const paris = wallClockOf('Europe/Paris', day)
    assert.equal(paris(day.start + hour - minute), 119)
    assert.equal(paris(day.start + hour), 180)
  })

  it('ends quiet hours at seven', () => {
    const day = dayOf('2026-02-03')
    const utc = wallClockOf('UTC', day)
    assert.deepEqual(
      [7 * hour - minute, 7 * hour, 22 * hour - minute, 22 * hour].map((after) => isQuiet(utc, day.start + after)),
      [true, false, false, true],
    )
  })
})
