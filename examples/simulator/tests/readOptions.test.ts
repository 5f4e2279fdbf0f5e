import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { readOptions } from '../src/readOptions.js'

describe('the command line', () => {
  it('asks for 100,000 recipients where it says nothing', () => {
    assert.deepEqual(readOptions([]), { recipients: 100_000, seed: 1, date: '2026-02-03', out: '.cache/day.svg' })
  })

  it('names recipients, seed, day and plot', () => {
    assert.deepEqual(readOptions(['--recipients', '50', '--seed', '7', '--date', '2026-03-29', '--out', 'plot.svg']), {
      recipients: 50,
      seed: 7,
      date: '2026-03-29',
      out: 'plot.svg',
    })
  })

  it('says what it does not understand', () => {
    assert.throws(() => readOptions(['--recipients', 'many']), /--recipients is a whole number from 1 up, not many/)
    assert.throws(() => readOptions(['--date', 'today']), /--date is a day such as 2026-02-03, not today/)
    assert.throws(() => readOptions(['--speed', '9']), /--speed/)
  })
})
