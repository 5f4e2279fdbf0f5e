import type {
  CpmAddress,
  DeviceConditions,
  Handling,
  MessageKind,
  PreferenceRule,
  RuleConditions,
  Schedule,
  ServiceProviderPolicy,
  UserPreferences,
} from '../../src/model/index.js'
import type { FindingCode } from '../../src/analysis/index.js'
import { address, at } from './builders.js'
import type { Chance } from './chance.js'

/** Documents with what was planted in them: findings by code, at the place where each has to be found. */
export interface Planted {
  readonly documents: readonly UserPreferences[]
  readonly policy: ServiceProviderPolicy
  readonly expected: readonly { readonly code: FindingCode; readonly path: string; readonly variant: string }[]
}

/** A document under way: rules that stand first, those of the clean document behind them. */
interface Draft {
  document: UserPreferences
  policy: ServiceProviderPolicy
  planted: PreferenceRule[]
  /** Where a rule is expected to be found, by its id, or a path below the document. */
  expected: { code: FindingCode; rule?: string; below?: string; path?: string; variant: string }[]
  names: number
}

type Plant = (draft: Draft, chance: Chance) => void

const uri = (user: string, host: string): CpmAddress => address(`sip:${user}@${host}`)

const diversions: readonly Handling[] = [
  { action: 'reject' },
  { action: 'interwork' },
  { action: 'store' },
  { action: 'forward', to: address('tel:+15550777') },
]
const anyHandling: readonly Handling[] = [
  ...diversions,
  { action: 'defer' },
  { action: 'deliver' },
  { action: 'deliver', silence: true },
]

const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Australia/Lord_Howe', 'America/Sao_Paulo']
const night = (zone: string): Schedule => ({ zone, from: '22:00', to: '07:00' })
const day = (zone: string): Schedule => ({ zone, from: '07:00', to: '22:00' })

/** Conditions that do not contradict each other, some of them close to it; none about the originator. */
const harmless = (chance: Chance): RuleConditions => {
  const low = chance.below(1000)
  return {
    ...(chance.is(0.2)
      ? { kinds: chance.oneOf<readonly MessageKind[]>([['pager'], ['large'], ['pager', 'large', 'system']]) }
      : {}),
    ...(chance.is(0.2)
      ? {
          contentTypes: chance.oneOf([
            ['text/*'],
            ['*/*'],
            ['image/png', 'TEXT/plain;charset=utf-8'],
            ['application/*'],
          ]),
        }
      : {}),
    ...(chance.is(0.2) ? { largerThan: low } : {}),
    // Just one size is left where the bounds are two apart.
    ...(chance.is(0.2) ? { smallerThan: low + 2 + chance.below(3) } : {}),
    ...(chance.is(0.15) ? { subjectContains: chance.oneOf([['urgent', 'late'], ['ΣΑΣ'], ['']]) } : {}),
    ...(chance.is(0.15)
      ? {
          during: chance.oneOf([
            { schedules: [night(chance.oneOf(zones))] },
            { schedules: [{ ...day(chance.oneOf(zones)), days: ['sat', 'sun'] as const }] },
            { from: at('2026-03-01T00:00:00Z'), until: at('2026-03-01T00:00:01Z') },
            { until: at('2020-01-01T00:00:00Z') },
            { from: at('2027-01-01T00:00:00Z'), schedules: [night(chance.oneOf(zones)), day('UTC')] },
          ]),
        }
      : {}),
    ...(chance.is(0.1) ? { sphere: chance.oneOf([['Work'], ['work', 'travel']]) } : {}),
    ...(chance.is(0.1) ? { registered: chance.is(0.5) } : {}),
  }
}

/** A rule id, and an originator of its own. */
const fresh = (draft: Draft): { readonly id: string; readonly one: readonly CpmAddress[] } => {
  draft.names += 1
  return { id: `planted ${draft.names}`, one: [uri(`planted${draft.names}`, `planted${draft.names}.example`)] }
}

/** Rules that no two messages share: each has originators of its own; a more general one may follow its exceptions. */
const cleanRules = (chance: Chance, isByOutcome: boolean): readonly PreferenceRule[] =>
  Array.from({ length: chance.below(chance.is(0.03) ? 120 : 9) }, (_, place): readonly PreferenceRule[] => {
    const host = `host${place}.example`
    const when: RuleConditions = {
      originator: chance.oneOf([
        { one: [uri('ann', host)] },
        { one: [uri('ann', host), uri('bob', host)] },
        { domains: [host.toUpperCase()] },
        { domains: [host], except: [uri('bot', host)] },
        { one: [uri('ann', host), uri('bob', host)], except: [uri('bob', host), 'elsewhere.example'] },
      ]),
      ...(chance.is(0.1) ? { undisclosed: false } : {}),
      ...harmless(chance),
    }
    const rule: PreferenceRule = { id: `rule ${place}`, when, then: chance.oneOf(anyHandling) }
    const hasException = !isByOutcome && chance.is(0.2) && when.subjectContains === undefined
    return hasException
      ? [
          {
            id: `exception ${place}`,
            when: { ...when, subjectContains: ['exception'] },
            then: chance.oneOf(anyHandling),
          },
          rule,
        ]
      : [rule]
  }).flat()

const cleanDevices = (chance: Chance): Record<string, DeviceConditions> => ({
  ...(chance.is(0.5)
    ? { phone: chance.oneOf<DeviceConditions>([{}, { deliver: true }, { smallerThan: 2 }, { kinds: ['large'] }]) }
    : {}),
  ...(chance.is(0.3)
    ? {
        'urn:x/y~z': chance.oneOf<DeviceConditions>([
          { contentTypes: ['image/*'] },
          { during: { schedules: [night('UTC')] } },
        ]),
      }
    : {}),
})

const clean = (chance: Chance, owner: CpmAddress, isByOutcome: boolean): UserPreferences => {
  const devices = cleanDevices(chance)
  const rules = cleanRules(chance, isByOutcome)
  const hidden: PreferenceRule = { id: 'hidden', when: { undisclosed: true }, then: chance.oneOf(anyHandling) }
  const all = [...rules, ...(chance.is(0.3) ? [hidden] : [])]
  return {
    owner,
    ...(all.length === 0 ? {} : { rules: all }),
    ...(chance.is(0.5) ? { otherwise: chance.oneOf<Handling>([{ action: 'deliver' }, { action: 'defer' }]) } : {}),
    ...(chance.is(0.4)
      ? {
          doNotDisturb: chance.oneOf([
            { on: true },
            { on: false },
            { on: true, until: at('2026-05-01T00:00:00Z') },
            { schedules: [night(chance.oneOf(zones))] },
            { on: false, schedules: [night(chance.oneOf(zones)), { ...day('UTC'), days: ['sun'] as const }] },
          ]),
        }
      : {}),
    ...(chance.is(0.3) ? { recordIncoming: chance.is(0.5) } : {}),
    ...(Object.keys(devices).length === 0 ? {} : { devices }),
    ...(chance.is(0.3)
      ? { deferred: { option: chance.oneOf(['notify', 'push', 'store'] as const), onExpiry: 'store' as const } }
      : {}),
  }
}

const cleanPolicy = (chance: Chance, isByOutcome: boolean): ServiceProviderPolicy => ({
  ...(isByOutcome ? { interpretations: { 'AMB-01': 'outcomeOrder' } } : {}),
  ...(chance.is(0.2)
    ? { clients: chance.oneOf<DeviceConditions>([{ smallerThan: 100_000 }, { kinds: ['pager', 'large'] }, {}]) }
    : {}),
  ...(chance.is(0.2) ? { longestHolding: 86_400_000, onExpiry: 'store' as const } : {}),
  ...(chance.is(0.1) ? { deferredOption: 'store' as const } : {}),
})

const add = (draft: Draft, rules: readonly PreferenceRule[], code?: FindingCode, rule?: string, variant = ''): void => {
  draft.planted.push(...rules)
  if (code !== undefined && rule !== undefined) {
    draft.expected.push({ code, rule, variant })
  }
}

const deadConditions = (one: readonly CpmAddress[]): readonly (readonly [string, RuleConditions])[] => [
  ['bounds apart by one', { largerThan: 10, smallerThan: 11 }],
  ['bounds crossed', { largerThan: 5000, smallerThan: 20, kinds: ['pager'] }],
  ['smaller than nothing', { smallerThan: 0 }],
  ['one and except', { originator: { one, except: one } }],
  [
    'one and except, spelled differently',
    { originator: { one: [address('tel:+1-555-0123')], except: [address('sip:+15550123@h.example;user=phone')] } },
  ],
  ['a host of except', { originator: { one, except: one.map(({ domain = '' }) => domain.toUpperCase()) } }],
  ['a host in both', { originator: { domains: ['b.example'], except: ['b.example'] } }],
  ['undisclosed with an address', { originator: { one }, undisclosed: true }],
  ['nobody', { originator: { one: [] } }],
  ['no host', { originator: { domains: [] } }],
  ['no kind', { kinds: [] }],
  ['exempt kinds', { kinds: ['notification', 'system'] }],
  ['no media type', { contentTypes: [] }],
  ['no text', { subjectContains: [] }],
  ['no sphere', { sphere: [] }],
  ['an empty time', { during: {} }],
  [
    'a span that ends before it begins',
    { during: { from: at('2026-03-01T00:00:00Z'), until: at('2026-02-01T00:00:00Z') } },
  ],
  ['a schedule on no day', { during: { schedules: [{ ...night('UTC'), days: [] }] } }],
]

const plantDead: Plant = (draft, chance) => {
  const { id, one } = fresh(draft)
  const [variant, when] = chance.oneOf(deadConditions(one))
  add(draft, [{ id, when: { originator: { one }, ...when }, then: chance.oneOf(anyHandling) }], 'deadRule', id, variant)
}

/** Conditions that leave nothing between them, in two or three rules. */
const coverings = (
  one: readonly CpmAddress[],
  other: CpmAddress,
  zone: string,
): readonly (readonly [string, readonly RuleConditions[], RuleConditions])[] => {
  const originator = { one }
  return [
    ['one rule', [{ originator }], { originator, kinds: ['pager'] }],
    ['the same conditions', [{ originator, largerThan: 3 }], { originator, largerThan: 3 }],
    [
      'a host covers its addresses',
      [{ originator: { domains: one.map(({ domain = '' }) => domain) } }],
      { originator },
    ],
    [
      'sizes meet',
      [
        { originator, largerThan: 1000 },
        { originator, smallerThan: 1001 },
      ],
      { originator },
    ],
    [
      'both kinds',
      [
        { originator, kinds: ['pager'] },
        { originator, kinds: ['large'] },
      ],
      { originator, sphere: ['work'] },
    ],
    [
      'registered or not',
      [
        { originator, registered: true },
        { originator, registered: false },
      ],
      { originator, subjectContains: ['x'] },
    ],
    ['two addresses', [{ originator }, { originator: { one: [other] } }], { originator: { one: [...one, other] } }],
    [
      'day and night',
      [
        { originator, during: { schedules: [night(zone)] } },
        { originator, during: { schedules: [day(zone)] } },
      ],
      { originator },
    ],
    [
      'every day of the week',
      [{ originator, during: { schedules: [{ ...day(zone), to: '07:00' }] } }],
      { originator, largerThan: 7 },
    ],
    [
      'before and after',
      [
        { originator, during: { until: at('2026-04-01T00:00:00Z') } },
        { originator, during: { from: at('2026-04-01T00:00:00Z') } },
      ],
      { originator, registered: true },
    ],
    [
      'a longer text',
      [{ originator, subjectContains: ['SALE'] }],
      { originator, subjectContains: ['big sale', 'sales'] },
    ],
    [
      'a wider range',
      [{ originator, contentTypes: ['image/*'] }],
      { originator, contentTypes: ['image/png', 'IMAGE/gif'] },
    ],
    [
      'four quarters',
      [
        { originator, kinds: ['pager'], registered: true },
        { originator, kinds: ['large'], registered: true },
        { originator, registered: false, smallerThan: 50 },
        { originator, registered: false, largerThan: 49 },
      ],
      { originator, sphere: ['Home'], contentTypes: ['text/*'] },
    ],
    [
      'spheres',
      [
        { originator, sphere: ['WORK'] },
        { originator, sphere: ['home'] },
      ],
      { originator, sphere: ['Home', 'work'] },
    ],
  ]
}

const plantShadowed: Plant = (draft, chance) => {
  const first = fresh(draft)
  const second = fresh(draft)
  const other = second.one[0] ?? address('sip:nobody@nowhere.example')
  const [variant, covering, covered] = chance.oneOf(coverings(first.one, other, chance.oneOf(zones)))
  // Under the order of outcomes a rule is shadowed by rules whose outcome comes first.
  const then: Handling = { action: 'reject' }
  add(
    draft,
    [
      ...covering.map((when, place): PreferenceRule => ({ id: `${first.id} ${place}`, when, then })),
      { id: second.id, when: covered, then: chance.oneOf(anyHandling) },
    ],
    'shadowedRule',
    second.id,
    variant,
  )
}

const plantContradiction: Plant = (draft, chance) => {
  const { id, one } = fresh(draft)
  const originator = { one }
  const [variant, left, right] = chance.oneOf<readonly [string, RuleConditions, RuleConditions]>([
    ['kind and type', { originator, kinds: ['pager'] }, { originator, contentTypes: ['text/*'] }],
    ['sizes overlap by one', { originator, smallerThan: 101 }, { originator, largerThan: 99 }],
    [
      'texts in one subject',
      { originator, subjectContains: ['abc'] },
      { originator, subjectContains: ['def', 'xabcx'] },
    ],
    ['two spheres at once', { originator, sphere: ['work'] }, { originator, sphere: ['home'] }],
    [
      'schedules overlap',
      { originator, during: { schedules: [night('UTC')] } },
      { originator, during: { schedules: [{ zone: 'UTC', from: '06:59', to: '08:00' }] } },
    ],
    [
      'schedules in two zones',
      { originator, during: { schedules: [night('Europe/Paris')] } },
      { originator, during: { schedules: [{ zone: 'America/New_York', days: ['mon'], from: '16:00', to: '17:00' }] } },
    ],
  ])
  add(
    draft,
    [
      { id: `${id} a`, when: left, then: { action: 'reject' } },
      { id, when: right, then: { action: 'interwork' } },
    ],
    'contradictoryRules',
    id,
    variant,
  )
}

const plantForwardToOneself: Plant = (draft) => {
  const { id, one } = fresh(draft)
  add(draft, [{ id, when: { originator: { one } }, then: { action: 'forward', to: draft.document.owner } }])
  draft.expected.push({ code: 'forwardToOneself', rule: `${id}/then/to`, variant: '' })
}

const plantUnknown: Plant = (draft, chance) => {
  const { id, one } = fresh(draft)
  const when = chance.oneOf<RuleConditions>([
    { unknownConditions: [{ name: 'roaming', value: 'true' }] },
    { during: { schedules: [night('Mars/Phobos'), day('UTC')] } },
  ])
  add(draft, [{ id, when: { originator: { one }, ...when }, then: chance.oneOf(anyHandling) }], 'unknownCondition', id)
}

const plantUnknownElsewhere: Plant = (draft, chance) => {
  if (chance.is(0.5)) {
    draft.document = { ...draft.document, doNotDisturb: { on: false, schedules: [night('Mars/Phobos')] } }
    draft.expected = draft.expected.filter(
      ({ below = '', variant }) => !below.startsWith('/doNotDisturb') && variant !== 'breakthrough',
    )
    draft.expected.push({ code: 'unknownCondition', below: '/doNotDisturb/schedules/0', variant: 'do-not-disturb' })
  } else {
    const tablet: DeviceConditions = { unknownConditions: [{ name: 'battery', value: '1' }] }
    draft.document = { ...draft.document, devices: { ...draft.document.devices, tablet } }
    draft.expected = draft.expected.filter(({ below }) => below !== '/devices/tablet')
    draft.expected.push({ code: 'unknownCondition', below: '/devices/tablet', variant: 'device' })
  }
}

const plantDevice: Plant = (draft, chance) => {
  const [variant, conditions] = chance.oneOf<readonly [string, DeviceConditions]>([
    ['switched off', { deliver: false }],
    ['bounds', { largerThan: 9, smallerThan: 10 }],
    ['exempt kinds', { kinds: ['notification'] }],
    ['no media type', { contentTypes: [] }],
    ['never', { during: { schedules: [{ ...night('UTC'), days: [] }] } }],
    ['against the provider', { largerThan: 200_000 }],
  ])
  if (variant === 'against the provider') {
    draft.policy = { ...draft.policy, clients: { smallerThan: 100_000 } }
  }
  draft.document = { ...draft.document, devices: { ...draft.document.devices, watch: conditions } }
  draft.expected = draft.expected.filter(({ below }) => below !== '/devices/watch')
  draft.expected.push({ code: 'unreachableDevice', below: '/devices/watch', variant })
}

const plantOption: Plant = (draft, chance) => {
  const { doNotDisturb: _, ...rest } = draft.document
  const { id, one } = fresh(draft)
  draft.expected = draft.expected.filter(
    ({ below = '', variant: other }) => !below.startsWith('/doNotDisturb') && other !== 'breakthrough',
  )
  const variant = chance.oneOf(['until', 'no day', 'breakthrough'])
  if (variant === 'until') {
    draft.document = { ...rest, doNotDisturb: { until: at('2026-05-01T00:00:00Z'), schedules: [night('UTC')] } }
    draft.expected.push({ code: 'optionWithoutEffect', below: '/doNotDisturb/until', variant })
  } else if (variant === 'no day') {
    draft.document = { ...rest, doNotDisturb: { on: true, schedules: [night('UTC'), { ...day('UTC'), days: [] }] } }
    draft.expected.push({ code: 'optionWithoutEffect', below: '/doNotDisturb/schedules/1', variant })
  } else {
    draft.document = chance.is(0.5) ? rest : { ...rest, doNotDisturb: { schedules: [{ ...night('UTC'), days: [] }] } }
    add(draft, [{ id, when: { originator: { one } }, then: { action: 'deliver', breakthrough: true } }])
    draft.expected.push({ code: 'optionWithoutEffect', rule: `${id}/then/breakthrough`, variant })
  }
}

/** Everything is diverted: do-not-disturb, the options of deferral, recording and devices have nothing left to do. */
const plantDiversion: Plant = (draft, chance) => {
  const instead = chance.oneOf<readonly Handling[]>([diversions, [{ action: 'reject' }, { action: 'store' }]])
  const divert = (handling: Handling): Handling =>
    instead.some(({ action }) => action === handling.action) ? handling : chance.oneOf(instead)
  const { otherwise: _, ...rest } = draft.document
  const rules = (draft.document.rules ?? []).map((rule) => ({ ...rule, then: divert(rule.then) }))
  const isLast = chance.is(0.3)
  draft.planted = draft.planted.map((rule) => ({ ...rule, then: divert(rule.then) }))
  draft.expected = draft.expected.filter(
    ({ variant, code }) => variant !== 'breakthrough' && code !== 'forwardToOneself' && code !== 'contradictoryRules',
  )
  draft.document = {
    ...rest,
    rules: isLast ? [...rules, { id: 'last', then: { action: 'store' } }] : rules,
    ...(isLast ? {} : { otherwise: divert({ action: 'deliver' }) }),
    doNotDisturb: chance.oneOf([{ on: true }, { on: false }, { schedules: [night('Europe/Paris')] }]),
    deferred: chance.oneOf([{ option: 'push' as const }, { onExpiry: 'store' as const }]),
    recordIncoming: true,
    devices: { desk: {} },
  }
  draft.expected = draft.expected.filter(({ below }) => below === undefined)
  const below = (code: FindingCode, path: string): void => {
    draft.expected.push({ code, below: path, variant: 'diversion' })
  }
  below('doNotDisturbWithoutEffect', '/doNotDisturb')
  below('optionWithoutEffect', '/deferred')
  below('unreachableDevice', '/devices/desk')
  if (instead.length === 2) {
    below('optionWithoutEffect', '/recordIncoming')
  }
}

const plantNothingLeft: Plant = (draft) => {
  draft.document = {
    ...draft.document,
    rules: [...(draft.document.rules ?? []), { id: 'all the rest', then: { action: 'deliver' } }],
    otherwise: { action: 'deliver' },
  }
  draft.expected.push({ code: 'shadowedRule', below: '/otherwise', variant: 'otherwise' })
}

const plantPolicy: Plant = (draft) => {
  draft.policy = { ...draft.policy, clients: { contentTypes: ['text/*'], largerThan: 99, smallerThan: 100 } }
  draft.expected = draft.expected.filter(
    ({ variant, code }) => variant !== 'against the provider' && code !== 'unreachableDevice',
  )
  draft.expected.push({ code: 'unreachableDevice', path: '/policy/clients', variant: 'provider' })
}

const plants: readonly Plant[] = [
  plantDead,
  plantDead,
  plantShadowed,
  plantShadowed,
  plantContradiction,
  plantForwardToOneself,
  plantUnknown,
  plantUnknownElsewhere,
  plantDevice,
  plantOption,
]

/** At most one of these, and last: they change the whole document. */
const wholePlants: readonly Plant[] = [plantDiversion, plantNothingLeft, plantPolicy]

const finish = (draft: Draft, place: number): { document: UserPreferences; expected: Planted['expected'] } => {
  const rules = [...draft.planted, ...(draft.document.rules ?? [])]
  const pathOf = (id: string): string => {
    const [name = '', ...rest] = id.split('/')
    return [`/documents/${place}/rules/${rules.findIndex((rule) => rule.id === name)}`, ...rest].join('/')
  }
  return {
    document: rules.length === 0 ? draft.document : { ...draft.document, rules },
    expected: draft.expected.map(({ code, rule, below = '', path, variant }) => ({
      code,
      variant,
      path: path ?? (rule === undefined ? `/documents/${place}${below}` : pathOf(rule)),
    })),
  }
}

/** Rules by which several recipients forward one message in a circle; or, where the conditions do not meet, only seem to. */
const circle = (drafts: readonly Draft[], chance: Chance, isReal: boolean): void => {
  const names = drafts.map((draft) => fresh(draft))
  const one = names.flatMap((name) => name.one)
  for (const [place, draft] of drafts.entries()) {
    const next = drafts[(place + 1) % drafts.length]
    const id = names[place]?.id ?? ''
    const meets = chance.oneOf<RuleConditions>([
      { largerThan: place },
      { subjectContains: [`part ${place}`] },
      { sphere: [`at ${place}`] },
    ])
    const parts: RuleConditions = isReal ? meets : { largerThan: place * 10, smallerThan: place * 10 + 5 }
    draft.planted.push({
      id,
      when: { originator: { one }, ...parts },
      then: { action: 'forward', to: next?.document.owner ?? draft.document.owner },
    })
    if (isReal && place === 0) {
      draft.expected.push({ code: 'forwardLoop', rule: id, variant: `${drafts.length} recipients` })
    }
  }
}

/** Documents of one or more recipients, with defects by construction; without any in about a third of the cases. */
export const planted = (chance: Chance): Planted => {
  const isByOutcome = chance.is(0.15)
  const count = chance.is(0.2) ? 2 + chance.below(2) : 1
  const policy = cleanPolicy(chance, isByOutcome)
  const drafts = Array.from({ length: count }, (_, place): Draft => {
    const owner = address(chance.oneOf([`sip:owner${place}@home.example`, `tel:+1555010${place}`]))
    return { document: clean(chance, owner, isByOutcome), policy, planted: [], expected: [], names: place * 100 }
  })
  const [first] = drafts
  if (count > 1) {
    circle(drafts, chance, chance.is(0.7))
  }
  if (first !== undefined && chance.is(0.66)) {
    for (let left = chance.below(4); left >= 0; left -= 1) {
      // Only what does not hang on the order of rules is planted where the order of outcomes decides.
      chance.oneOf(isByOutcome ? [plantDead, plantUnknown, plantShadowed] : plants)(first, chance)
    }
    if (!isByOutcome && count === 1 && chance.is(0.25)) {
      chance.oneOf(wholePlants)(first, chance)
    }
  }
  const finished = drafts.map(finish)
  return {
    documents: finished.map(({ document }) => document),
    policy: first?.policy ?? policy,
    expected: finished.flatMap(({ expected }) => expected),
  }
}
