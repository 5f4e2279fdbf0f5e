import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { createAgenda } from '../src/createAgenda.js'
import { createChance } from '../src/createChance.js'

describe('the agenda', () => {
  it('gives what is to come by its instant, and of one instant in the order in which it was put', () => {
    const by = createChance(1, 1)
    const put = Array.from({ length: 500 }, (_, order) => ({ at: by.below(50), order }))
    const agenda = createAgenda<{ at: number; order: number }>()
    for (const item of put) {
      agenda.put(item.at, item)
    }
    const taken = put.map(() => agenda.take())
    assert.deepEqual(
      taken,
      [...put].sort((one, other) => one.at - other.at || one.order - other.order),
    )
    assert.equal(agenda.take(), undefined)
    assert.equal(agenda.nextAt(), undefined)
  })

  it('takes what is put while others are taken', () => {
    const agenda = createAgenda<string>()
    agenda.put(3, 'third')
    agenda.put(1, 'first')
    assert.equal(agenda.take(), 'first')
    agenda.put(2, 'second')
    assert.equal(agenda.nextAt(), 2)
    assert.deepEqual([agenda.take(), agenda.take()], ['second', 'third'])
  })
})
