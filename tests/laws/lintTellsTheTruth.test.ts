import fc from 'fast-check'
import type { Finding } from '../../src/analysis/index.js'
import { lint } from '../../src/analysis/index.js'
import { studyDocument } from '../../src/analysis/Decider.js'
import { requestOf } from '../../src/analysis/requestOf.js'
import { newSpace } from '../../src/analysis/search/Situation.js'
import type { ServiceProviderPolicy, UserPreferences } from '../../src/model/index.js'
import { explain, route } from '../../src/routing/index.js'
import { intlZoneRules } from '../../src/schedule/index.js'
import { serviceProviderPolicy, userPreferences } from '../support/arbitraries.js'
import { runs, seed as seedOf } from '../support/campaign.js'
import { chance } from '../support/chance.js'
import { denseDocument } from '../support/denseDocuments.js'
import { anyRequest, valuesOf } from '../support/everyMessage.js'
import { lintRun } from '../support/lintRun.js'
import { findingIsWrong } from '../support/lintVerdict.js'

const policies: readonly ServiceProviderPolicy[] = [
  {},
  { interpretations: { 'AMB-01': 'outcomeOrder' } },
  { clients: { smallerThan: 31 }, deferredOption: 'store' },
]

const wrongFindings = (document: UserPreferences, policy: ServiceProviderPolicy, seed: number): readonly string[] =>
  lint([document], policy).findings.flatMap(
    (finding) => findingIsWrong({ finding, documents: [document], policy, chance: chance(seed), requests: 200 }) ?? [],
  )

/** Every rule of which it is said that it decides, with a request that was to show it and shows something else. */
const wrongDeciders = (document: UserPreferences, policy: ServiceProviderPolicy): readonly string[] => {
  const space = newSpace({ document, policy }, intlZoneRules, 1000, undefined)
  return studyDocument(document, policy, '', '0', space).deciders.flatMap(({ decides, rule }) =>
    decides._tag === 'Happens' &&
    route(requestOf(decides.situation, { preferences: document, policy, whose: '0' })).determinedBy.rule !== rule?.id
      ? [`${rule?.id ?? 'the fallback'} does not decide`]
      : [],
  )
}

const first = seedOf(20_260_203)

describe('lint', () => {
  it('finds what was planted in 300 generated documents, nothing in clean ones, and nothing that is not so', () => {
    const { wrong, clean, witnesses, proofs, variants, undecided } = lintRun(runs(300), first, 60)
    expect(wrong).toEqual([])
    expect([clean > 50, witnesses > 50, proofs > 200, variants.size > 50, undecided]).toEqual([
      true,
      true,
      true,
      true,
      0,
    ])
  })

  it('tells the truth about any document', () => {
    fc.assert(
      fc.property(userPreferences, serviceProviderPolicy, fc.nat(), (document, policy, seed) => {
        expect([...wrongFindings(document, policy, seed), ...wrongDeciders(document, policy)]).toEqual([])
      }),
      { numRuns: runs(80), seed: first },
    )
  })

  it('tells the truth about documents whose rules overlap, and says of each rule that no message meets that it never decides', () => {
    for (let seed = first; seed < first + runs(100); seed += 1) {
      const luck = chance(seed)
      const document = denseDocument(luck)
      const policy = luck.oneOf(policies)
      expect([seed, ...wrongFindings(document, policy, seed), ...wrongDeciders(document, policy)]).toEqual([seed])
      const silent = new Set(
        lint([document], policy)
          .findings.filter(({ code }) => code === 'deadRule' || code === 'shadowedRule')
          .map(({ path }) => path),
      )
      const space = newSpace({ document, policy }, intlZoneRules, 1000, undefined)
      for (const { path, decides, rule } of studyDocument(document, policy, '/documents/0', '0', space).deciders) {
        expect([seed, path, decides._tag]).toEqual([seed, path, expect.stringMatching(/Happens|Never/)])
        expect([seed, path, silent.has(path)]).toEqual([
          seed,
          path,
          decides._tag === 'Never' && (rule !== undefined || document.otherwise !== undefined),
        ])
      }
    }
  })

  it('finds a contradiction of each rule that meets another, unless one of the two is an exception from the other', () => {
    for (let seed = first; seed < first + runs(40); seed += 1) {
      const luck = chance(seed)
      const document = denseDocument(luck)
      const { findings } = lint([document], {})
      const values = valuesOf([document], {})
      const requests = Array.from({ length: 400 }, () => anyRequest(values, document, {}, luck))
      const applying = requests.map((request) =>
        explain(request).trace.flatMap((line) =>
          line._tag === 'RuleConsidered' && line.applies === 'true' ? [line.rule] : [],
        ),
      )
      const isAlone = (one: string, other: string): boolean =>
        applying.some((rules) => rules.includes(one) && !rules.includes(other))
      const rules = document.rules ?? []
      for (const [place, rule] of rules.entries()) {
        const met = rules
          .slice(0, place)
          .some(
            (first) =>
              JSON.stringify(first.then) !== JSON.stringify(rule.then) &&
              applying.some((all) => all[0] === first.id && all.includes(rule.id)) &&
              isAlone(first.id, rule.id),
          )
        const path = `/documents/0/rules/${place}`
        if (met) {
          expect([seed, path, findings.filter((finding) => finding.path === path).map(({ code }) => code)]).toEqual([
            seed,
            path,
            [expect.stringMatching(/contradictoryRules|shadowedRule/)],
          ])
        }
      }
    }
  })
})

describe('the check of findings', () => {
  it('sees through claims that are not so', () => {
    let seen = 0
    let claims = 0
    for (let seed = 1; seed <= 80; seed += 1) {
      const luck = chance(seed)
      const document = denseDocument(luck)
      const { findings } = lint([document], {})
      const silent = findings
        .filter(({ code }) => code === 'deadRule' || code === 'shadowedRule')
        .map(({ path }) => path)
      for (const place of (document.rules ?? []).keys()) {
        const path = `/documents/0/rules/${place}`
        if (!silent.includes(path)) {
          const finding: Finding = {
            code: 'shadowedRule',
            severity: 'warning',
            path,
            message: '',
            proof: ['/documents/0/rules/0'],
          }
          claims += 1
          seen +=
            findingIsWrong({ finding, documents: [document], policy: {}, chance: luck, requests: 200 }) === undefined
              ? 0
              : 1
        }
      }
    }
    expect([claims > 100, seen / claims > 0.9]).toEqual([true, true])
  })
})
