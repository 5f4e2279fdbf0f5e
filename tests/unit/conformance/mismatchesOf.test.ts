import type { Json } from '../../../src/conformance/index.js'
import { isForbidden, mismatchesOf } from '../../../src/conformance/mismatchesOf.js'

const withReasons = { reasons: true }
const withoutReasons = { reasons: false }
const compare = (pattern: Json, value?: Json, comparison = withReasons) => mismatchesOf(pattern, value, '', comparison)

describe('a value is like a pattern', () => {
  it.each<[string, Json, Json]>([
    ['if it is equal', 'a', 'a'],
    ['if it names the same instant', '2030-01-01T10:00:00Z', '2030-01-01t12:00:00.000+02:00'],
    ['if each member that is written is there', { a: 1 }, { a: 1, b: 2 }],
    ['if it is a list of as many entries in any order', [1, { a: 1 }], [{ a: 1, b: 2 }, 1]],
    ['if each pattern finds an entry of its own, however few fit', [{}, { a: 1 }], [{ a: 1 }, { a: 2 }]],
    ['if a member that must be absent is', { a: { $absent: true } }, {}],
    ['if a member that must be present is', { a: { $present: true } }, { a: false }],
    ['if a list has what it must contain', { a: { $contains: [1, 2] } }, { a: [2, 3, 1] }],
    ['if a list lacks what it must lack', { a: { $lacks: { b: 1 } } }, { a: [{ b: 2 }] }],
    ['whatever its action id', { actionId: 'a' }, { actionId: 'b' }],
  ])('%s', (_, pattern, value) => {
    expect(compare(pattern, value)).toEqual([])
  })
})

describe('what is not like a pattern', () => {
  it.each<[string, Json, Json | undefined, unknown]>([
    ['another value', { a: 1 }, { a: '1' }, { path: '/a', expected: 1, came: '1' }],
    ['a member that is missing', { a: { b: 1 } }, { a: {} }, { path: '/a/b', expected: 1 }],
    [
      'a member of a prototype',
      { toString: { $present: true } },
      {},
      { path: '/toString', expected: { $present: true } },
    ],
    ['nothing', 1, undefined, { path: '', expected: 1 }],
    ['no object', { a: 1 }, [], { path: '', expected: { a: 1 }, came: [] }],
    ['no list', [1], 1, { path: '', expected: [1], came: 1 }],
    [
      'another instant',
      '2030-01-01T10:00:00Z',
      '2030-01-01T10:00:01Z',
      { path: '', expected: '2030-01-01T10:00:00Z', came: '2030-01-01T10:00:01Z' },
    ],
    ['a longer list', { 'a/b~': [1] }, { 'a/b~': [1, 2] }, { path: '/a~1b~0', expected: [1], came: [1, 2] }],
    ['a shorter list', [1, 2], [1], { path: '', expected: [1, 2], came: [1] }],
    ['a list in which one entry differs', [1, { a: 2 }], [{ a: 3 }, 1], { path: '/0/a', expected: 2, came: 3 }],
    ['a list that has too few', { $contains: [1, 1] }, [1], { path: '', expected: { $contains: [1, 1] }, came: [1] }],
    ['no list to contain anything', { $contains: [1] }, 1, { path: '', expected: { $contains: [1] }, came: 1 }],
    ['nothing to lack anything', { $lacks: 1 }, undefined, { path: '', expected: { $lacks: 1 } }],
    ['a list with what it must lack', { $lacks: 1 }, [1], { path: '', expected: { $lacks: 1 }, came: [1] }],
  ])('is %s', (_, pattern, value, found) => {
    expect(compare(pattern, value)).toEqual([found])
  })
})

describe('reasons', () => {
  const pattern = { a: [{ determinedBy: 'x' }] }

  it('are compared where they are known', () => {
    expect(compare({ determinedBy: 'x' }, { determinedBy: 'y' })).toHaveLength(1)
    expect(compare({ determinedBy: 'x' }, {}, withoutReasons)).toEqual([])
  })

  it('forbid nothing where they are not', () => {
    expect(isForbidden(pattern, pattern, withReasons)).toBe(true)
    expect(isForbidden(pattern, pattern, withoutReasons)).toBe(false)
    expect(isForbidden({ a: 1 }, { a: 1 }, withoutReasons)).toBe(true)
  })
})
