import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { decisionVectors } from '../src/runKit.js'
import { whyNotAsked } from '../src/whyNotAsked.js'

const { vectors } = decisionVectors()
const whyOf = (id: string): string | undefined => {
  const vector = vectors.find((known) => known.id === id)
  return vector === undefined ? 'there is none' : whyNotAsked(vector)
}

describe('which vectors are asked on the wire', () => {
  it('asks what SIP brings about and shows', () => {
    assert.equal(whyOf('TERM-15/1'), undefined)
    assert.equal(whyOf('AMB-28/3'), undefined)
  })

  it('does not ask what depends on the hour', () => {
    assert.match(whyOf('AMB-05/27') ?? '', /time of day/)
  })

  it('does not ask for what the wire does not show', () => {
    assert.equal(whyOf('TERM-18/1'), 'asks for record, which is not on the wire')
    assert.equal(whyOf('AMB-06/6'), 'asks for reason, which is not on the wire')
  })

  it('asks at least half of them', () => {
    assert.ok(vectors.filter((vector) => whyNotAsked(vector) === undefined).length > vectors.length / 2)
  })
})
