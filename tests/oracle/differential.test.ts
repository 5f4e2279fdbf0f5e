import fc from 'fast-check'
import { agree, answersTo } from '../exhaustive/evaluators.js'
import { decode, RoutingRequestCodec } from '../../src/wire/documents/index.js'
import { routingRequestJson } from '../support/arbitraries.js'
import { runs, seed } from '../support/campaign.js'

/** The oracle searches minute by minute, so some requests take it a second. */
const usual = 3_000

describe('route, explain, the compiled form and the oracle', () => {
  const outcomes: Record<string, number> = {}

  it('agree on requests of every kind', () => {
    fc.assert(
      fc.property(routingRequestJson, (text) => {
        const decoded = decode(RoutingRequestCodec)(text)
        fc.pre(decoded._tag === 'Right')
        const answers = answersTo(decoded.right.value, text)
        if (!agree(answers)) {
          throw new Error(JSON.stringify({ text, answers }, undefined, 2))
        }
        const tag = String(Reflect.get(Object(answers['route']), '_tag'))
        outcomes[tag] = (outcomes[tag] ?? 0) + 1
      }),
      { numRuns: runs(usual), seed: seed(20_260_203) },
    )
  })

  it('have met every outcome, none of them rarely', () => {
    const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
    for (const tag of ['Reject', 'Interwork', 'Store', 'Forward', 'Defer', 'Send']) {
      expect([tag, (outcomes[tag] ?? 0) / total > 0.01]).toEqual([tag, true])
    }
  })
})
