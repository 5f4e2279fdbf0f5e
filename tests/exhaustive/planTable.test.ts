import { planFactors, planRequest, requestText } from './decisionTable.js'
import { agree, answersTo } from './evaluators.js'
import { countOf, forEachRow } from './factors.js'

describe('the table of expiry, cap, do-not-disturb and plan', () => {
  const outcomes: Record<string, number> = {}
  const disagreements: unknown[] = []
  const determinedBy = new Set<string>()

  beforeAll(() => {
    forEachRow(planFactors, (row) => {
      const request = planRequest(row)
      if (request !== undefined) {
        const answers = answersTo(request, requestText(request))
        if (!agree(answers) && disagreements.length < 3) {
          disagreements.push({ row: { ...row }, answers })
        }
        const decision = Object(answers['route'])
        const tag = decision._tag === 'Defer' ? `Defer ${decision.reason} ${decision.plan.awaits}` : decision._tag
        outcomes[tag] = (outcomes[tag] ?? 0) + 1
        determinedBy.add(decision.determinedBy.requirement)
      }
    })
  })

  it('has 139,968 combinations, of which the provider cannot forward in one of eighteen', () => {
    expect(countOf(planFactors)).toBe(139_968)
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe((139_968 * 17) / 18)
  })

  it('is answered alike by route, explain, the compiled form and the oracle in every row', () => {
    expect(disagreements).toEqual([])
  })

  it('has every outcome, reason and thing awaited', () => {
    expect(outcomes).toEqual({
      'Defer DoNotDisturb DoNotDisturbEnds': 2160,
      'Defer DoNotDisturb Nothing': 720,
      'Defer NoApplicableClient ClientRegisters': 37_710,
      'Defer NoApplicableClient Nothing': 330,
      'Defer Preference ClientActs': 135,
      'Defer Preference ClientRegisters': 1080,
      'Defer Preference DoNotDisturbEnds': 2430,
      'Defer Preference Nothing': 1215,
      Forward: 7776,
      Interwork: 11_664,
      Reject: 33_696,
      Send: 19_020,
      Store: 14_256,
    })
    expect([...determinedBy].sort()).toEqual([
      'AMB-14',
      'AMB-33',
      'TERM-03',
      'TERM-05',
      'TERM-06',
      'TERM-08',
      'TERM-11',
      'TERM-12',
      'TERM-13',
      'TERM-15',
    ])
  })
})
