import type { ImpactReport } from '../../src/analysis/index.js'
import { impact, impactOnAll } from '../../src/analysis/index.js'
import type { RoutingDecision, ServiceProviderPolicy } from '../../src/model/index.js'
import { route } from '../../src/routing/index.js'
import { runs, seed as seedOf } from '../support/campaign.js'
import { chance } from '../support/chance.js'
import { changed, denseDocument } from '../support/denseDocuments.js'
import { anyRequest, valuesOf } from '../support/everyMessage.js'

const policies: readonly ServiceProviderPolicy[] = [
  {},
  { interpretations: { 'AMB-01': 'outcomeOrder' }, whenNoRuleApplies: 'defer' },
  { clients: { smallerThan: 31 }, deferredOption: 'store', longestQueue: 2 },
]

const side = (decision: RoutingDecision): string =>
  [decision._tag, decision._tag === 'Defer' ? decision.reason : '', decision.determinedBy.rule ?? '-'].join(' ')

const withoutCause = (decision: RoutingDecision): string => {
  const { determinedBy: _, ...effect } = decision
  return JSON.stringify(effect, (name, value: unknown) => (name === 'until' ? undefined : value))
}

const keysOf = ({ groups }: ImpactReport): readonly string[] =>
  groups.map(({ before, after }) => `${side(before)} → ${side(after)}`)

const changes = Array.from({ length: runs(80) }, (_, place) => {
  const seed = seedOf(20_260_203) + place
  const luck = chance(seed)
  const before = denseDocument(luck)
  const after = changed(before, luck)
  const policy = luck.oneOf(policies)
  const values = valuesOf([before, after], policy)
  const requests = Array.from({ length: 1000 }, () => anyRequest(values, before, policy, luck))
  // Decided about one by one, with nothing of the analysis.
  const differences = requests.flatMap((request) => {
    const old = route(request)
    const decision = route({ ...request, recipient: { ...request.recipient, preferences: after } })
    return withoutCause(old) === withoutCause(decision) ? [] : [`${side(old)} → ${side(decision)}`]
  })
  return { seed, before, after, policy, requests, differences }
})

describe('impact over a corpus', () => {
  it('counts what brute force counts, in the order in which it first happens', () => {
    for (const { seed, before, after, requests, differences } of changes) {
      const report = impact(before, after, requests)
      expect([seed, report.compared, report.changed, report.undecided]).toEqual([
        seed,
        requests.length,
        differences.length,
        0,
      ])
      expect([seed, ...keysOf(report)]).toEqual([seed, ...new Set(differences)])
      expect(report.groups.map(({ count }) => count)).toEqual(
        [...new Set(differences)].map((key) => differences.filter((change) => change === key).length),
      )
    }
  })

  it('has a witness in each group that shows its change', () => {
    for (const { before, after, requests } of changes.slice(0, 40)) {
      for (const group of impact(before, after, requests).groups) {
        const { witness } = group
        expect(route(witness)).toEqual(group.after)
        expect(witness.recipient.preferences).toEqual(after)
        expect(route({ ...witness, recipient: { ...witness.recipient, preferences: before } })).toEqual(group.before)
      }
    }
  })
})

describe('impact on all messages', () => {
  it('finds every change that brute force finds', () => {
    for (const { seed, before, after, policy, differences } of changes) {
      const report = impactOnAll(before, after, policy)
      const found = new Set(keysOf(report))
      expect([seed, report.undecided, [...new Set(differences)].filter((key) => !found.has(key))]).toEqual([
        seed,
        0,
        [],
      ])
    }
  })

  it('has a witness in each group that shows its change', () => {
    for (const { before, after, policy } of changes.slice(0, 40)) {
      for (const group of impactOnAll(before, after, policy).groups) {
        const { witness } = group
        expect([route(witness), witness.policy]).toEqual([group.after, policy])
        expect(route({ ...witness, recipient: { ...witness.recipient, preferences: before } })).toEqual(group.before)
      }
    }
  })

  it('finds no change between a document and itself', () => {
    for (const { before, policy } of changes) {
      expect(impactOnAll(before, before, policy)).toEqual({
        compared: expect.any(Number),
        changed: 0,
        groups: [],
        undecided: 0,
      })
    }
  })
})
