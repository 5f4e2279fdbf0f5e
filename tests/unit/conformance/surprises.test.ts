import type { ExpectedFailure, VerdictRecord } from '../../../src/conformance/index.js'
import { isExpectedFailures, mostCovered, staleEntries, surprises } from '../../../src/conformance/index.js'

const entry = (vector: string, change: Partial<ExpectedFailure> = {}): ExpectedFailure => ({
  vector,
  verdict: 'Fail',
  because: 'not yet',
  ...change,
})
const record = (vector: string, verdict: VerdictRecord['verdict'], path?: string): VerdictRecord => ({
  vector,
  requirements: ['TERM-12'],
  level: 'shall',
  title: 'defers',
  verdict,
  ...(path === undefined ? {} : { mismatches: [{ path, expected: 1 }] }),
  came: [],
})

describe('verdicts beside a list of expected failures', () => {
  it('surprise where something fails that is not listed', () => {
    const records = [record('TERM-12/1', 'Fail'), record('TERM-12/2', 'Errored'), record('TERM-12/3', 'NonStrict')]
    expect(surprises(records, { expected: [] })).toEqual([
      { vector: 'TERM-12/1', because: 'is Fail, and not listed' },
      { vector: 'TERM-12/2', because: 'is Errored, and not listed' },
    ])
  })

  it('do not where it fails as listed', () => {
    const expected = [entry('TERM-12/1'), entry('TERM-12/2', { verdict: 'Errored' }), entry('NTF-*', { path: '/held' })]
    const records = [
      record('TERM-12/1', 'Fail', '/decision'),
      record('TERM-12/2', 'Errored'),
      record('NTF-06/1', 'Fail', '/held'),
    ]
    expect(surprises(records, { expected })).toEqual([])
  })

  it('surprise where what is listed passes, or fails otherwise', () => {
    const expected = [entry('TERM-12/*', { path: '/decision' })]
    const records = [record('TERM-12/1', 'Pass'), record('TERM-12/2', 'Errored'), record('TERM-12/3', 'Fail', '/held')]
    const errs = [entry('TERM-12/2', { verdict: 'Errored', path: '/decision' })]
    expect(surprises(records.slice(1, 2), { expected: errs })).toHaveLength(1)
    expect(surprises(records, { expected }).map(({ because }) => because)).toEqual([
      'is listed as Fail at /decision, and is Pass',
      'is listed as Fail at /decision, and is Errored',
      'is listed as Fail at /decision, and is Fail',
    ])
    expect(surprises([record('TERM-12/1', 'Pass')], { expected: [entry('TERM-12/1')] })).toEqual([
      { vector: 'TERM-12/1', because: 'is listed as Fail, and is Pass' },
    ])
  })
})

describe('an entry', () => {
  const covers = (pattern: string, id: string): boolean =>
    staleEntries({ expected: [entry(pattern)] }, [id]).length === 0

  it.each([
    ['TERM-12/1', 'TERM-12/1'],
    ['*', 'TERM-12/1'],
    ['TERM-*', 'TERM-12/1'],
    ['*/1', 'TERM-12/1'],
    ['T*-*/1', 'TERM-12/1'],
    ['TERM*12/1', 'TERM-12/1'],
  ])('%s stands for %s', (pattern, id) => {
    expect(covers(pattern, id)).toBe(true)
  })

  it.each([
    ['TERM-12/1', 'TERM-12/10'],
    ['NTF-*', 'TERM-12/1'],
    ['*/2', 'TERM-12/1'],
    ['T*x*1', 'TERM-12/1'],
    ['T*x*y*1', 'TERM-12/1'],
    ['x*x*1', 'TERM-12/1'],
    ['TERM-12/1*1', 'TERM-12/1'],
  ])('%s does not stand for %s', (pattern, id) => {
    expect(covers(pattern, id)).toBe(false)
  })

  it('that stands for nothing, or for too much, is refused', () => {
    const ids = Array.from({ length: mostCovered + 1 }, (_, at) => `table/${at}`)
    expect(staleEntries({ expected: [entry('table/*'), entry('NTF-06/1'), entry('table/1*')] }, ids)).toEqual([
      { vector: 'table/*', because: 'stands for 21 vectors; an entry may stand for 20' },
      { vector: 'NTF-06/1', because: 'is listed, and stands for no vector' },
    ])
  })
})

describe('a list that was read', () => {
  it('is one', () => {
    expect(isExpectedFailures({ expected: [] })).toBe(true)
    expect(isExpectedFailures({ expected: [entry('a'), entry('b', { verdict: 'Errored', path: '/x' })] })).toBe(true)
  })

  it.each([
    [],
    {},
    { expected: 1 },
    { expected: [1] },
    { expected: [{ ...entry('a'), vector: 1 }] },
    { expected: [{ ...entry('a'), verdict: 'Pass' }] },
    { expected: [{ ...entry('a'), path: 1 }] },
    { expected: [{ ...entry('a'), because: 1 }] },
  ])('is none: %#', (value) => {
    expect(isExpectedFailures(value)).toBe(false)
  })
})
