import type { ImpactReport } from '../../../src/analysis/index.js'
import { impact, impactOnAll } from '../../../src/analysis/index.js'
import type { Handling, UserPreferences } from '../../../src/model/index.js'
import { address, client, preferences, request, rule } from '../../support/builders.js'

const store: Handling = { action: 'store' }
const reject: Handling = { action: 'reject' }

const brief = ({ groups }: ImpactReport): readonly string[] =>
  groups.map(
    ({ before, after, count }) =>
      `${before._tag} ${before.determinedBy.rule ?? '-'} → ${after._tag} ${after.determinedBy.rule ?? '-'}: ${count}`,
  )

describe('the impact of a change on known messages', () => {
  it('is told by groups of old and new outcome, with the first message of each', () => {
    const before = preferences({ rules: [rule(store, { largerThan: 100 })] })
    const after = preferences({ rules: [rule(store, { largerThan: 50 }), rule(reject, { undisclosed: true })] })
    const requests = [40, 60, 80, 120].map((size) => request({ message: { size } }))
    const hidden = request({ message: { size: 10, originator: { undisclosed: true } } })
    const report = impact(before, after, [...requests, hidden])
    expect(brief(report)).toEqual(['Send - → Store store: 2', 'Send - → Reject reject: 1'])
    expect([report.compared, report.changed, report.undecided]).toEqual([5, 3, 0])
    expect(report.groups[0]?.witness).toEqual({
      ...requests[1],
      recipient: { ...requests[1]?.recipient, preferences: after },
    })
  })

  it('takes no notice of the preferences that a request carries', () => {
    const known = request({ preferences: { otherwise: reject } })
    expect(impact(preferences(), preferences({ otherwise: store }), [known]).groups).toMatchObject([
      { before: { _tag: 'Send' }, after: { _tag: 'Store' } },
    ])
  })

  it('is none where only the name of a rule, or the end of do-not-disturb, is another', () => {
    const night = (to: string): UserPreferences =>
      preferences({
        rules: [rule(store, { largerThan: 500 }, to)],
        doNotDisturb: { schedules: [{ zone: 'UTC', from: '09:00', to }] },
      })
    const requests = [request(), request({ message: { size: 900 } })]
    expect(impact(night('18:00'), night('19:00'), requests)).toEqual({
      compared: 2,
      changed: 0,
      groups: [],
      undecided: 0,
    })
  })

  it('counts what is deferred for another reason, and to whom it is sent', () => {
    const before = preferences({ doNotDisturb: { on: true } })
    const clients = [client(), client({ deviceId: 'tablet' })]
    expect(brief(impact(before, preferences({ otherwise: { action: 'defer' } }), [request()]))).toEqual([
      'Defer - → Defer -: 1',
    ])
    const less = preferences({ devices: { tablet: { deliver: false } } })
    expect(brief(impact(preferences(), less, [request({ recipient: { clients } })]))).toEqual(['Send - → Send -: 1'])
  })
})

describe('the impact of a change on all messages', () => {
  it('finds the one octet that is decided in another way', () => {
    const before = preferences({ rules: [rule(store, { largerThan: 100 }, 'large')] })
    const after = preferences({ rules: [rule(store, { largerThan: 99 }, 'large')] })
    const { groups, undecided } = impactOnAll(before, after)
    expect([undecided, ...new Set(groups.map(({ witness }) => witness.message.size))]).toEqual([0, 100])
    expect(groups.map(({ before: old }) => old._tag).sort()).toEqual(['Defer', 'Reject', 'Send'])
  })

  it('finds what only one device, or only do-not-disturb, makes different', () => {
    const tags = (before: UserPreferences, after: UserPreferences): readonly string[] =>
      impactOnAll(before, after).groups.map(({ before: old, after: now }) => `${old._tag} → ${now._tag}`)
    expect(tags(preferences({ devices: { tablet: { kinds: ['pager'] } } }), preferences())).toEqual([
      'Defer → Send',
      'Send → Send',
    ])
    expect(tags(preferences({ doNotDisturb: { on: true } }), preferences())).toEqual(['Defer → Send', 'Defer → Defer'])
    const night = { schedules: [{ zone: 'UTC', from: '22:00', to: '07:00' }] }
    expect(tags(preferences({ doNotDisturb: night }), preferences())).toEqual(['Defer → Send', 'Defer → Defer'])
    expect(tags(preferences({ recordIncoming: true, otherwise: reject }), preferences({ otherwise: reject }))).toEqual(
      [],
    )
  })

  it('finds a message that was refused because the queue is full', () => {
    const report = impactOnAll(preferences(), preferences({ otherwise: store }), { longestQueue: 3 })
    const full = report.groups.filter(({ before }) => before.determinedBy.requirement === 'AMB-33')
    expect(full.map(({ witness }) => witness.recipient.waiting)).toEqual([3])
  })

  it('finds a message that is forwarded no longer, and one that went round in a circle', () => {
    const forward = (to: string): UserPreferences => preferences({ otherwise: { action: 'forward', to: address(to) } })
    const { groups } = impactOnAll(forward('tel:+15550111'), forward('tel:+15550222'))
    expect(groups.map(({ before, after }) => `${before._tag} → ${after._tag}`)).toEqual([
      'Forward → Forward',
      'Reject → Forward',
      'Forward → Reject',
    ])
  })

  it('leaves open what its bounds do not decide', () => {
    const zone = (name: string, from: string, to: string) =>
      rule(store, { during: { schedules: [{ zone: name, from, to }] } })
    const report = impactOnAll(
      preferences({ rules: [zone('Europe/Paris', '09:00', '10:00')], otherwise: reject }),
      preferences({ rules: [{ ...zone('Europe/Berlin', '10:00', '11:00'), then: reject }] }),
      {},
      { mostSteps: 50 },
    )
    expect(report.undecided).toBeGreaterThan(0)
  })
})
