import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { checkTotals } from '../src/checkTotals.js'
import { dayChart } from '../src/dayChart.js'
import { report } from '../src/report.js'
import { simulate } from '../src/simulate.js'

const few = { recipients: 200, seed: 1, date: '2026-02-03' }

describe('a small day', () => {
  const totals = simulate(few)
  const of = (name: string): number => totals.counts[name] ?? 0

  it('has balanced books', () => {
    checkTotals(totals)
  })

  it('is the same day by the same seed, and another by another', () => {
    assert.deepEqual(simulate(few), totals)
    assert.notDeepEqual(simulate({ ...few, seed: 2 }), totals)
  })

  it('has about 39 messages a recipient, and every decision', () => {
    assert.ok(Math.abs(of('arrived') / few.recipients - 39) < 8)
    for (const decision of ['Send', 'Reject', 'Store', 'Forward', 'Interwork', 'Defer, DoNotDisturb']) {
      assert.ok(of(decision) > 0, decision)
    }
  })

  it('has every way of delivery and of notification', () => {
    for (const [name, values] of Object.entries(totals.series)) {
      assert.ok(Math.max(...values) > 0, name)
    }
  })

  it('is told in tables', () => {
    assert.match(report(totals), /Become of what was accepted\n {2}delivered /)
  })

  it('is drawn for light and dark, with a title and a description', () => {
    const drawing = dayChart(totals, few.recipients, few.date)
    assert.match(drawing, /<title id="title">A day of 200 recipients, 2026-02-03<\/title>/)
    assert.match(drawing, /<desc id="description">waiting: at most [\d,]+, at \d\d:\d\d\./)
    assert.match(drawing, /prefers-color-scheme: dark/)
    assert.doesNotMatch(drawing, /NaN|undefined/)
  })
})

describe('a day on which clocks change', () => {
  it('has balanced books, and nobody is disturbed', () => {
    checkTotals(simulate({ recipients: 200, seed: 3, date: '2026-03-29' }))
  })
})
