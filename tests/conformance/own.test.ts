import { isAsExpected, runVectors } from '../../src/conformance/index.js'
import { oracle } from './oracle.js'
import { own } from './own.js'
import { allVectors } from './vectors.js'

const vectors = allVectors()

describe('this library', () => {
  it('does as every vector expects, and is asked all of them', () => {
    const records = runVectors(vectors, own)
    expect(records.filter((record) => !isAsExpected(record) || record.verdict === 'Skipped')).toEqual([])
    expect(records).toHaveLength(vectors.length)
  })
})

describe('the oracle', () => {
  it('decides as every vector expects', () => {
    const decisions = vectors.filter(({ kind }) => kind === 'decision')
    const records = runVectors(decisions, oracle)
    expect(records.filter((record) => record.verdict === 'Skipped' || !isAsExpected(record))).toEqual([])
  })
})
