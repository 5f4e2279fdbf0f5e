import { readFileSync } from 'node:fs'
import type { Canary } from './canaries/Canary.js'
import { allCanaries } from './canaries.js'
import { teeth, teethPage } from './teeth.js'
import { handWrittenVectors } from './vectors.js'

describe('the broken implementations', () => {
  let canaries: readonly Canary[]
  let found: ReturnType<typeof teeth>
  beforeAll(async () => {
    canaries = await allCanaries()
    found = teeth(canaries, handWrittenVectors())
  }, 300_000)

  it('are many, each with a name of its own', () => {
    expect(canaries.length).toBeGreaterThanOrEqual(30)
    expect(new Set(canaries.map(({ name }) => name)).size).toBe(canaries.length)
  })

  it('each fail a vector of every requirement that they break, and none of others alone', () => {
    const wrong = found.bites.filter(({ missed, unrelated }) => missed.length + unrelated.length > 0)
    expect(wrong.map(({ canary, missed, unrelated }) => [canary.name, missed, unrelated])).toEqual([])
  })

  it('are each found by a vector, and each vector finds one', () => {
    expect(found.bites.filter(({ failed }) => failed.length === 0)).toEqual([])
    expect(found.kills.filter(({ count }) => count === 0).map(({ id }) => id)).toEqual([])
  })

  it('are shown on the page about them', () => {
    expect(readFileSync('docs/conformance-teeth.md', 'utf8')).toBe(teethPage(found))
  })
})
