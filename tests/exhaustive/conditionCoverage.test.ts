import { readFileSync } from 'node:fs'
import { coveragePage, decisionPairs, planPairs } from './conditionCoverage.js'
import { decisionFactors, planFactors } from './decisionTable.js'

describe('each factor of the decision tables', () => {
  const decisions = decisionPairs()
  const plans = planPairs()

  const withEffect = (pairs: typeof decisions): readonly string[] => [
    ...new Set(pairs.filter(({ witness }) => witness !== undefined).map(({ factor }) => factor)),
  ]

  it('changes the decision by itself, in a pair of rows that differ in nothing else', () => {
    expect(withEffect(decisions)).toEqual(Object.keys(decisionFactors))
    expect(withEffect(plans)).toEqual(Object.keys(planFactors))
  })

  it('has values that all differ in effect, but for those that mean the same by a default', () => {
    const alike = [...decisions, ...plans].filter(({ witness }) => witness === undefined)
    expect(alike.map(({ factor, values }) => `${factor}: ${values.join(' = ')}`)).toEqual([
      'onExpiry: preference = policy',
      'option: unset = push',
      'client: none = unregistered',
    ])
  })

  it('is shown in docs/decision-coverage.md; `npm run matrix` writes the page anew', () => {
    expect(readFileSync('docs/decision-coverage.md', 'utf8')).toBe(coveragePage(decisions, plans))
  })
})
