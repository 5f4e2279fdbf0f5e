import type { Finding, FindingCode, LintOptions, Severity } from '../../../src/analysis/index.js'
import { lint } from '../../../src/analysis/index.js'
import type {
  DeviceConditions,
  DoNotDisturb,
  Handling,
  PreferenceRule,
  RuleConditions,
  ServiceProviderPolicy,
  UserPreferences,
} from '../../../src/model/index.js'
import { route } from '../../../src/routing/index.js'
import { address, at, owner, preferences, rule } from '../../support/builders.js'

const reject: Handling = { action: 'reject' }
const store: Handling = { action: 'store' }
const deliver: Handling = { action: 'deliver' }
const breakthrough: Handling = { action: 'deliver', breakthrough: true }
const ann = address('sip:ann@home1.example')

/** A finding in short: severity, code, place, and the proof or what happens to the witness. */
const brief = (finding: Finding): string => {
  const shown =
    'proof' in finding
      ? `because ${finding.proof.join(' ')}`
      : `shown by ${route(finding.witness).determinedBy.requirement}`
  return `${finding.severity} ${finding.code} ${finding.path} ${shown}`.replaceAll('/documents/0', '')
}

const found = (
  parts: Partial<UserPreferences>,
  policy: ServiceProviderPolicy = {},
  options: LintOptions = {},
): readonly string[] => lint([preferences(parts)], policy, options).findings.map(brief)

const dead = (when: RuleConditions, options: LintOptions = {}): readonly string[] =>
  found({ rules: [rule(reject, when)] }, {}, options)

const named = (...pairs: readonly (readonly [string, RuleConditions, Handling?])[]): readonly PreferenceRule[] =>
  pairs.map(([id, when, then = reject]) => rule(then, when, id))

describe('a dead rule', () => {
  const proof = (...members: readonly string[]): readonly string[] => [
    `error deadRule /rules/0 because ${members.map((member) => `/rules/0/when/${member}`).join(' ')}`,
  ]

  it('asks for a size that no whole number of octets has', () => {
    expect(dead({ largerThan: 10, smallerThan: 11 })).toEqual(proof('largerThan', 'smallerThan'))
    expect(dead({ largerThan: 10, smallerThan: 12 })).toEqual([])
    expect(dead({ smallerThan: 0, largerThan: 3 })).toEqual(proof('smallerThan'))
    expect(dead({ largerThan: Number.MAX_SAFE_INTEGER })).toEqual(proof('largerThan'))
  })

  it('asks for an originator whom it leaves out as well', () => {
    expect(dead({ originator: { one: [ann], except: [ann] } })).toEqual(proof('originator'))
    expect(dead({ originator: { one: [ann], except: ['HOME1.example'] } })).toEqual(proof('originator'))
    expect(dead({ originator: { one: [ann, owner], except: [ann] } })).toEqual([])
  })

  it('does not take the host of a number for the number', () => {
    const number = address('sip:+15550199@home1.example;user=phone')
    expect(dead({ originator: { one: [number], except: ['home1.example'] } })).toEqual([])
    expect(dead({ originator: { domains: ['home1.example'], one: [], except: [number] } })).toEqual([])
  })

  it('asks for a host that no address can have', () => {
    expect(dead({ originator: { domains: ['not a host'] } })).toEqual(proof('originator'))
  })

  it('asks for an undisclosed originator and for an address', () => {
    expect(dead({ undisclosed: true, originator: { one: [ann] }, kinds: ['pager'] })).toEqual(
      proof('originator', 'undisclosed'),
    )
    expect(dead({ undisclosed: false, originator: {} })).toEqual([])
  })

  it('has a list with nothing in it', () => {
    for (const when of [{ kinds: [] }, { contentTypes: [] }, { subjectContains: [] }, { sphere: [] }]) {
      expect(dead(when)).toEqual(proof(...Object.keys(when)))
    }
  })

  it('asks for a kind that is exempt from preferences', () => {
    expect(dead({ kinds: ['notification', 'system'] })).toEqual(proof('kinds'))
    expect(dead({ kinds: ['system', 'large'] })).toEqual([])
  })

  it('asks for a time that never comes', () => {
    const noon = at('2026-02-03T12:00:00Z')
    expect(dead({ during: {} })).toEqual(proof('during'))
    expect(dead({ during: { from: noon, until: noon } })).toEqual(proof('during'))
    expect(dead({ during: { from: noon, until: noon + 1 } })).toEqual([])
    expect(dead({ during: { schedules: [{ zone: 'UTC', days: [], from: '09:00', to: '10:00' }] } })).toEqual(
      proof('during'),
    )
  })

  it('asks for a time that is over, where only the time from now on counts', () => {
    const noon = at('2026-02-03T12:00:00Z')
    const during = { during: { until: noon } }
    expect([dead(during), dead(during, { now: noon - 1 }), dead(during, { now: noon })]).toEqual([
      [],
      [],
      proof('during'),
    ])
  })

  it('may ask for what is rare: a media type of a range, a schedule in another zone before the year 1000', () => {
    expect(dead({ contentTypes: ['application/*'] })).toEqual([])
    expect(dead({ contentTypes: ['nothing'] })).toEqual(proof('contentTypes'))
    expect(
      dead({
        during: {
          until: at('0999-01-01T00:00:00Z'),
          schedules: [{ zone: 'Asia/Kathmandu', from: '09:00', to: '09:01' }],
        },
      }),
    ).toEqual([])
  })
})

describe('a rule with an unknown condition', () => {
  it('never applies, and nothing else is said about it', () => {
    const unknownConditions = [{ name: 'roaming', value: 'true' }]
    expect(dead({ unknownConditions, kinds: [] })).toEqual([
      'warning unknownCondition /rules/0 because /rules/0/when/unknownConditions',
    ])
    expect(dead({ unknownConditions: [] })).toEqual([])
    expect(dead({ during: { from: 0, schedules: [{ zone: 'Mars/Phobos', from: '09:00', to: '10:00' }] } })).toEqual([
      'warning unknownCondition /rules/0 because /rules/0/when/during',
    ])
  })
})

describe('a shadowed rule', () => {
  it('is covered by one rule before it: a warning, or an advice where both ask for the same', () => {
    const originator = { domains: ['home1.example'] }
    expect(found({ rules: named(['all', { originator }], ['one', { originator: { one: [ann] } }, store]) })).toEqual([
      'warning shadowedRule /rules/1 because /rules/0',
    ])
    expect(found({ rules: named(['all', { originator }], ['one', { originator: { one: [ann] } }]) })).toEqual([
      'advice shadowedRule /rules/1 because /rules/0',
    ])
  })

  it('is covered by several rules between them, and the proof names no other', () => {
    const rules = named(
      ['work', { sphere: ['work'] }],
      ['small', { smallerThan: 501 }],
      ['hidden', { undisclosed: true }],
      ['large', { largerThan: 500 }],
      ['night', { during: { schedules: [{ zone: 'UTC', from: '22:00', to: '07:00' }] } }],
    )
    expect(found({ rules, otherwise: reject })).toEqual([
      'advice shadowedRule /rules/4 because /rules/1 /rules/3',
      'advice shadowedRule /otherwise because /rules/1 /rules/3',
    ])
  })

  it('is covered by the days and the nights of one zone', () => {
    const zone = 'Europe/Paris'
    const rules = named(
      ['day', { during: { schedules: [{ zone, from: '07:00', to: '22:00' }] } }],
      ['night', { during: { schedules: [{ zone, from: '22:00', to: '07:00' }] } }],
      ['never', { kinds: ['pager'] }],
    )
    expect(found({ rules })).toEqual(['advice shadowedRule /rules/2 because /rules/0 /rules/1'])
  })

  it('is not covered where a minute, an octet or a text is left', () => {
    const left: readonly (readonly [RuleConditions, RuleConditions])[] = [
      [{ during: { schedules: [{ zone: 'UTC', from: '00:00', to: '23:59' }] } }, {}],
      [{ largerThan: 500 }, { largerThan: 499 }],
      [{ subjectContains: ['sale'] }, { subjectContains: ['sal'] }],
      [{ sphere: ['work'] }, { sphere: ['home', 'work'] }],
      [{ contentTypes: ['text/plain', 'image/*'] }, { contentTypes: ['text/*'] }],
      [{ contentTypes: ['*/*'] }, {}],
      [{ originator: { except: ['home1.example'] } }, { originator: {} }],
      [{ originator: {} }, {}],
      [
        { originator: { one: [address('tel:+15550199')], except: ['h.example'] } },
        { originator: { one: [address('tel:+15550199')] } },
      ],
      [{ during: { from: 0 } }, {}],
      [{ during: { from: 0, until: 10 } }, { during: { from: 0, until: 11 } }],
    ]
    for (const [covering, covered] of left) {
      expect([covering, covered, found({ rules: named(['a', covering], ['b', covered]) })]).toEqual([
        covering,
        covered,
        [],
      ])
    }
  })

  it('is known by the order of outcomes where the policy says so', () => {
    const rules = named(['let through', { originator: { one: [ann] } }, deliver], ['rest', {}, reject])
    const interpretations = { 'AMB-01': 'outcomeOrder' } as const
    expect(found({ rules })).toEqual([])
    expect(found({ rules }, { interpretations })).toEqual(['warning shadowedRule /rules/0 because /rules/1'])
  })

  it('is said in words that name the rules', () => {
    const rules = named(['a', { smallerThan: 5 }], ['b', { largerThan: 4 }], ['c', {}])
    expect(lint([preferences({ rules: rules.slice(0, 3) })]).findings.map(({ message }) => message)).toEqual([
      'rule "c" never decides: rule "a", rule "b" decide every message before it',
    ])
    const two = named(['a', {}], ['b', {}])
    expect(lint([preferences({ rules: two })]).findings[0]?.message).toBe(
      'rule "b" never decides: rule "a" decides every message before it',
    )
  })
})

describe('contradictory rules', () => {
  const pager: RuleConditions = { kinds: ['pager'] }
  const text: RuleConditions = { contentTypes: ['text/*'] }

  it('are two that apply to one message and ask for different things (AMB-01)', () => {
    const [finding] = lint([preferences({ rules: named(['a', pager], ['b', text, store]) })]).findings
    expect(finding && brief(finding)).toBe('advice contradictoryRules /rules/1 shown by TERM-03')
    expect(finding?.message).toBe('rule "a" and rule "b" can both apply and ask for different things; rule "a" decides')
  })

  it('are none where they do the same, cannot meet, or a rule before them decides wherever they meet', () => {
    const forward = (to: string): Handling => ({ action: 'forward', to: address(to) })
    expect(found({ rules: named(['a', pager], ['b', text]) })).toEqual([])
    expect(found({ rules: named(['a', pager, forward('tel:+1-5')], ['b', text, forward('tel:+15')]) })).toEqual([])
    expect(found({ rules: named(['a', pager, deliver], ['b', text, { ...deliver, breakthrough: false }]) })).toEqual([])
    expect(found({ rules: named(['a', pager], ['b', { kinds: ['large'] }, store]) })).toEqual([])
    const before = named(['both', { ...pager, ...text }, store], ['a', pager], ['b', text, store])
    expect(found({ rules: before })).toEqual([])
  })

  it('are two deliveries of which one breaks through or is silenced', () => {
    for (const then of [breakthrough, { action: 'deliver', silence: true }] as const) {
      expect(found({ rules: named(['a', pager, deliver], ['b', text, then]), doNotDisturb: { on: false } })).toEqual([
        'advice contradictoryRules /rules/1 shown by TERM-15',
      ])
    }
  })

  it('are none where the first is an exception from the second', () => {
    expect(found({ rules: named(['a', { ...pager, ...text }], ['b', text, store]) })).toEqual([])
  })

  it('are told once for a rule, of the first that it contradicts', () => {
    const rules = named(['a', { registered: true }], ['b', { largerThan: 1 }], ['c', text, store])
    expect(found({ rules })).toEqual(['advice contradictoryRules /rules/2 shown by TERM-03'])
  })

  it('have a witness with all that it takes: a subject, spheres, no content', () => {
    const before = named(['typed', { contentTypes: ['*/*'] }, deliver])
    const rules = named(['a', { subjectContains: ['X'], sphere: ['Home'] }], ['b', { registered: false }, store])
    const { findings } = lint([preferences({ rules: [...before, ...rules] })])
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'contradictoryRules /documents/0/rules/1',
      'contradictoryRules /documents/0/rules/2',
    ])
    const bare = lint([preferences({ rules: [...before, ...rules].reverse() })]).findings
    expect(bare.map((finding) => 'witness' in finding && finding.witness.recipient)).toMatchObject([
      { clients: [], sphere: ['home'] },
      { clients: [] },
    ])
    const toOwner: Handling = { action: 'forward', to: owner }
    const silent = lint([preferences({ rules: [...before, ...named(['none', {}, toOwner])] })]).findings[0]
    expect(silent !== undefined && 'witness' in silent && Object.keys(silent.witness.message)).not.toContain(
      'contentType',
    )
  })

  it('may meet at one time in two zones only', () => {
    const paris = { zone: 'Europe/Paris', from: '22:00', to: '23:00' }
    const newYork = { zone: 'America/New_York', days: ['mon'] as const, from: '16:00', to: '16:30' }
    expect(
      found({
        rules: named(['a', { during: { schedules: [paris] } }], ['b', { during: { schedules: [newYork] } }, store]),
      }),
    ).toEqual(['advice contradictoryRules /rules/1 shown by TERM-03'])
  })
})

describe('forwarding', () => {
  const toOwner: Handling = { action: 'forward', to: address('tel:+1-555-0100') }

  it('to oneself is an error, in a rule or otherwise', () => {
    expect(found({ rules: named(['a', { kinds: ['pager'] }, toOwner]), otherwise: toOwner })).toEqual([
      'error forwardToOneself /rules/0/then/to shown by AMB-27',
      'error forwardToOneself /otherwise/to shown by AMB-27',
    ])
  })

  it('to oneself by a rule that never decides is no error of its own', () => {
    expect(found({ rules: named(['a', {}], ['b', {}, toOwner]) })).toEqual([
      'warning shadowedRule /rules/1 because /rules/0',
    ])
  })

  const bob = address('sip:bob@home2.example')
  const carol = address('sip:carol@home2.example')
  const forwarding = (from: typeof bob, to: typeof bob, when: RuleConditions = {}): UserPreferences => ({
    owner: from,
    rules: [rule({ action: 'forward', to }, when)],
  })

  it('in a circle of two or three recipients is an error, told once', () => {
    const three = [
      forwarding(ann, bob, { smallerThan: 9 }),
      forwarding(bob, carol, { sphere: ['x'] }),
      forwarding(carol, ann),
    ]
    const { findings, undecided } = lint(three)
    expect([findings.map(brief), undecided]).toEqual([['error forwardLoop /rules/0 shown by AMB-27'], []])
    expect(findings[0]).toMatchObject({
      message: `a message can be forwarded in a circle: ${[ann, bob, carol, ann].map(({ uri }) => uri).join(' → ')}`,
      loop: ['/documents/0/rules/0', '/documents/1/rules/0', '/documents/2/rules/0'],
      witness: { message: { size: 0, recipient: carol, history: [ann, bob] } },
    })
    expect(lint([forwarding(bob, ann), forwarding(ann, bob)]).findings).toHaveLength(1)
  })

  it('in a circle that no message can take is none', () => {
    expect(lint([forwarding(ann, bob, { smallerThan: 9 }), forwarding(bob, ann, { largerThan: 8 })])).toEqual({
      findings: [],
      undecided: [],
    })
    expect(lint([forwarding(ann, bob), forwarding(bob, carol)]).findings).toEqual([])
  })

  it('in a circle is left open where there are more ways than are followed', () => {
    const people = [0, 1, 2, 3, 4, 5].map((place) => address(`sip:p${place}@home.example`))
    const all = people.map(
      (from, place): UserPreferences => ({
        owner: from,
        rules: people.flatMap((to, other) =>
          to === from ? [] : [rule({ action: 'forward', to }, { sphere: [`${other}`] }, `to ${other}`)],
        ),
        otherwise: { action: 'forward', to: people[(place + 1) % 6] ?? from },
      }),
    )
    expect(lint(all, {}, { mostSteps: 20 }).undecided.at(-1)).toEqual({
      path: '/documents',
      question: 'whether there are more forwarding loops',
    })
  })
})

describe('do-not-disturb without effect (TERM-10)', () => {
  const night: DoNotDisturb = { schedules: [{ zone: 'UTC', from: '22:00', to: '07:00' }] }

  it('stands beside preferences that divert every message', () => {
    const rules = named(['spam', { undisclosed: true }], ['rest', {}, store])
    for (const doNotDisturb of [{ on: true }, { on: false }, night]) {
      expect(found({ rules, doNotDisturb })).toEqual([
        'advice doNotDisturbWithoutEffect /doNotDisturb because /rules/0 /rules/1',
      ])
    }
    expect(found({ otherwise: reject, doNotDisturb: night })).toEqual([
      'advice doNotDisturbWithoutEffect /doNotDisturb because /otherwise',
    ])
    expect(found({ doNotDisturb: night }, { whenNoRuleApplies: 'interwork' })).toEqual([
      'advice doNotDisturbWithoutEffect /doNotDisturb because /policy/whenNoRuleApplies',
    ])
  })

  it('counts a delivery that never happens for nothing, and names why', () => {
    const rules = named(['dead', { kinds: [] }, deliver], ['rest', {}, store])
    expect(found({ rules, doNotDisturb: night })).toEqual([
      'error deadRule /rules/0 because /rules/0/when/kinds',
      'advice doNotDisturbWithoutEffect /doNotDisturb because /rules/1 /rules/0/when/kinds',
    ])
  })

  it('is none where one message can be delivered or deferred', () => {
    const rules = named(['one', { subjectContains: ['x'] }, { action: 'defer' }], ['rest', {}, store])
    expect(found({ rules, doNotDisturb: night })).toEqual([])
    expect(found({ doNotDisturb: night })).toEqual([])
  })

  it('is none where it cannot be in force, which is said on its own', () => {
    const never = {
      schedules: [
        { zone: 'UTC', days: [], from: '22:00', to: '07:00' },
        { zone: 'Mars/Phobos', from: '22:00', to: '07:00' },
      ],
    }
    expect(found({ otherwise: reject, doNotDisturb: never })).toEqual([
      'advice optionWithoutEffect /doNotDisturb/schedules/0 because /doNotDisturb/schedules/0/days',
      'warning unknownCondition /doNotDisturb/schedules/1 because /doNotDisturb/schedules/1/zone',
    ])
    expect(found({ otherwise: reject, doNotDisturb: {} })).toEqual([])
  })

  it('stands beside preferences by which every message breaks through, unless deferred messages are handed over', () => {
    expect(found({ otherwise: breakthrough, doNotDisturb: night })).toEqual([
      'advice doNotDisturbWithoutEffect /doNotDisturb because /otherwise',
    ])
    expect(found({ otherwise: breakthrough, doNotDisturb: night }, { deferredOption: 'store' })).toEqual([])
    expect(found({ otherwise: breakthrough, doNotDisturb: night, deferred: { option: 'store' } })).toEqual([])
    expect(found({ otherwise: { ...breakthrough, silence: true }, doNotDisturb: night })).toEqual([
      'advice optionWithoutEffect /otherwise/breakthrough because /otherwise/silence',
    ])
  })
})

describe('an option without effect', () => {
  it('is until, where do-not-disturb is not switched on', () => {
    const until = at('2026-05-01T00:00:00Z')
    expect(found({ doNotDisturb: { until } })).toEqual([
      'advice optionWithoutEffect /doNotDisturb/until because /doNotDisturb',
    ])
    expect(found({ doNotDisturb: { on: false, until } })).toEqual([
      'advice optionWithoutEffect /doNotDisturb/until because /doNotDisturb/on',
    ])
    expect(found({ doNotDisturb: { on: true, until } })).toEqual([])
  })

  it('is breakthrough, where there is no do-not-disturb', () => {
    const rules = named(['boss', { originator: { one: [ann] } }, breakthrough])
    expect(found({ rules })).toEqual(['advice optionWithoutEffect /rules/0/then/breakthrough because '])
    expect(found({ rules, doNotDisturb: {} })).toEqual([
      'advice optionWithoutEffect /rules/0/then/breakthrough because /doNotDisturb',
    ])
    expect(found({ rules, doNotDisturb: { on: false } })).toEqual([])
    expect(found({ rules: [rule(reject), ...rules] })).toEqual(['warning shadowedRule /rules/1 because /rules/0'])
  })

  it('is what is said about deferral, where no message is ever deferred', () => {
    const without = ['advice optionWithoutEffect /deferred because /otherwise']
    expect(found({ otherwise: reject, deferred: { option: 'notify' } })).toEqual(without)
    expect(found({ otherwise: reject, deferred: { onExpiry: 'store' } })).toEqual(without)
    expect(found({ otherwise: reject, deferred: {} })).toEqual([])
    expect(found({ otherwise: deliver, deferred: { option: 'notify' } })).toEqual([])
  })

  it('is recording, where every message is rejected or stored', () => {
    expect(found({ otherwise: store, recordIncoming: true })).toEqual([
      'advice optionWithoutEffect /recordIncoming because /otherwise',
    ])
    expect(found({ otherwise: { action: 'interwork' }, recordIncoming: true })).toEqual([])
    expect(found({ otherwise: store, recordIncoming: false })).toEqual([])
  })
})

describe('an unreachable device', () => {
  const device = (
    conditions: DeviceConditions,
    parts: Partial<UserPreferences> = {},
    policy: ServiceProviderPolicy = {},
  ) => found({ ...parts, devices: { 'a/b~': conditions } }, policy)
  const at0 = '/devices/a~1b~0'

  it('has conditions that contradict each other', () => {
    expect(device({ largerThan: 5, smallerThan: 6, kinds: ['pager'] })).toEqual([
      `warning unreachableDevice ${at0} because ${at0}/largerThan ${at0}/smallerThan`,
    ])
    expect(device({ kinds: ['notification'] })).toEqual([`warning unreachableDevice ${at0} because ${at0}/kinds`])
    expect(device({ kinds: ['pager'], during: { from: 5 } })).toEqual([])
  })

  it('is switched off, which is only an advice', () => {
    expect(device({ deliver: false })).toEqual([`advice unreachableDevice ${at0} because ${at0}/deliver`])
    expect(device({ deliver: true })).toEqual([])
  })

  it('has a condition that is not known, which is said instead', () => {
    expect(device({ deliver: false, unknownConditions: [{ name: 'battery', value: '1' }] })).toEqual([
      `warning unknownCondition ${at0} because ${at0}/unknownConditions`,
    ])
  })

  it('wants what the provider does not let pass', () => {
    expect(device({ largerThan: 500 }, {}, { clients: { smallerThan: 400 } })).toEqual([
      `warning unreachableDevice ${at0} because ${at0}/largerThan /policy/clients/smallerThan`,
    ])
  })

  it('wants what the rules divert', () => {
    const rules = named(['large', { kinds: ['large'] }, deliver])
    expect(device({ kinds: ['pager'] }, { rules, otherwise: reject })).toEqual([
      `warning unreachableDevice ${at0} because /rules/0/when/kinds ${at0}/kinds /otherwise`,
    ])
    expect(device({}, { otherwise: reject })).toEqual([`warning unreachableDevice ${at0} because /otherwise`])
  })

  it('is none where a message that is deferred by day can be delivered by night', () => {
    const zone = 'UTC'
    const rules = named(
      ['day', { during: { schedules: [{ zone, from: '07:00', to: '22:00' }] } }, { action: 'defer' }],
      ['night', {}, reject],
    )
    expect(device({ during: { schedules: [{ zone, from: '23:00', to: '01:00' }] } }, { rules })).toEqual([])
  })

  it('is every device where the provider lets nothing pass, which is said once', () => {
    expect(device({ kinds: ['pager'] }, {}, { clients: { deliver: false } })).toEqual([
      'advice unreachableDevice /policy/clients because /policy/clients/deliver',
    ])
    expect(found({}, { clients: { contentTypes: [] } })).toEqual([
      'warning unreachableDevice /policy/clients because /policy/clients/contentTypes',
    ])
  })
})

describe('a document', () => {
  it('with nothing wrong has no finding', () => {
    expect(lint([preferences()])).toEqual({ findings: [], undecided: [] })
    expect(lint([])).toEqual({ findings: [], undecided: [] })
  })

  it('of 300 rules that never meet has no finding', () => {
    const rules = Array.from({ length: 300 }, (_, place) =>
      rule(
        place % 2 === 0 ? reject : store,
        { originator: { one: [address(`sip:user${place}@host${place % 20}.example`)] }, largerThan: place },
        `r${place}`,
      ),
    )
    expect(lint([preferences({ rules })])).toEqual({ findings: [], undecided: [] })
  })

  it('has findings of every severity and code in the types', () => {
    const severities: Record<Severity, true> = { error: true, warning: true, advice: true }
    const codes: Record<FindingCode, true> = {
      deadRule: true,
      shadowedRule: true,
      contradictoryRules: true,
      forwardToOneself: true,
      forwardLoop: true,
      doNotDisturbWithoutEffect: true,
      unreachableDevice: true,
      optionWithoutEffect: true,
      unknownCondition: true,
    }
    expect([Object.keys(severities).length, Object.keys(codes).length]).toEqual([3, 9])
  })
})
