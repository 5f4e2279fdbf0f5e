import { decisionFactors, decisionRequest, requestText } from './decisionTable.js'
import { agree, answersTo } from './evaluators.js'
import { countOf, forEachRow } from './factors.js'

describe('the decision table of 5.2.2.1.3', () => {
  const rows = countOf(decisionFactors)
  const outcomes: Record<string, number> = {}
  const disagreements: unknown[] = []

  beforeAll(() => {
    forEachRow(decisionFactors, (row) => {
      const request = decisionRequest(row)
      const answers = answersTo(request, requestText(request))
      if (!agree(answers) && disagreements.length < 3) {
        disagreements.push({ row: { ...row }, answers })
      }
      const tag = String(Reflect.get(Object(answers['route']), '_tag'))
      outcomes[tag] = (outcomes[tag] ?? 0) + 1
    })
  })

  it('has 393,216 rows', () => {
    expect(rows).toBe(393_216)
  })

  it('is answered alike by route, explain, the compiled form and the oracle in every row', () => {
    expect(disagreements).toEqual([])
  })

  it('has as many rows of each outcome as the standard asks for', () => {
    // Half of all rows reject, half of the rest interworks, then stores, then forwards.
    const notDiverted = rows / 16
    // 63 of 1,024 pairs of clients have an applicable one; two of three preferences deliver; do-not-disturb is off in half.
    const sent = (notDiverted * 63 * 2) / (1024 * 3 * 2)
    expect(outcomes).toEqual({
      Reject: rows / 2,
      Interwork: rows / 4,
      Store: rows / 8,
      Forward: rows / 16,
      Send: sent,
      Defer: notDiverted - sent,
    })
    expect(sent).toBe(504)
  })
})
