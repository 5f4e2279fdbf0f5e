import type { VerdictRecord } from '../../src/conformance/index.js'
import { isAsExpected, runVectors } from '../../src/conformance/index.js'
import { oracle } from './oracle.js'
import { own } from './own.js'
import { allVectors } from './vectors.js'

const vectors = allVectors()

/** What did not go as expected, or was not asked. */
const otherwise = (records: readonly VerdictRecord[]) =>
  records
    .filter((record) => record.verdict === 'Skipped' || !isAsExpected(record))
    .map(({ vector, verdict, reason, mismatches }) => ({
      vector,
      verdict,
      reason,
      at: mismatches?.map(({ path }) => path),
    }))

describe('this library', () => {
  it('does as every vector expects', () => {
    expect(otherwise(runVectors(vectors, own))).toEqual([])
  })
})

describe('the oracle', () => {
  it('decides as every vector expects', () => {
    const decisions = vectors.filter(({ kind }) => kind === 'decision')
    expect(otherwise(runVectors(decisions, oracle))).toEqual([])
  })

  it('is not asked what happens afterwards', () => {
    const [scenario] = vectors.filter(({ kind }) => kind === 'scenario')
    const [record] = runVectors(scenario === undefined ? [] : [scenario], oracle)
    expect(record?.verdict).toBe('Skipped')
  })
})
