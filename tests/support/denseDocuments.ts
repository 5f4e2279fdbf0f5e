import type {
  DoNotDisturb,
  Handling,
  PreferenceRule,
  RuleConditions,
  Schedule,
  UserPreferences,
} from '../../src/model/index.js'
import { address, at, owner } from './builders.js'
import type { Chance } from './chance.js'

const ann = address('sip:ann@a.example')
const phone = address('tel:+15550199')
const windows: readonly Schedule[] = [
  { zone: 'Europe/Paris', from: '22:00', to: '07:00' },
  { zone: 'Europe/Paris', from: '07:00', to: '22:00' },
  { zone: 'America/New_York', days: ['mon', 'tue'], from: '09:00', to: '17:00' },
]
const handlings: readonly Handling[] = [
  { action: 'reject' },
  { action: 'store' },
  { action: 'forward', to: address('tel:+15550777') },
  { action: 'forward', to: address('tel:+15550778') },
  { action: 'defer' },
  { action: 'deliver' },
  { action: 'deliver', breakthrough: true },
  { action: 'deliver', silence: true },
]

const conditions = (chance: Chance): RuleConditions => {
  const is = (): boolean => chance.is(0.22)
  return {
    ...(is()
      ? {
          originator: chance.oneOf<NonNullable<RuleConditions['originator']>>([
            { one: [ann] },
            { one: [ann, phone] },
            { domains: ['a.example'] },
            { domains: ['a.example', 'B.example'], except: [ann] },
            { except: ['a.example', phone] },
            {},
          ]),
        }
      : {}),
    ...(is() ? { undisclosed: chance.is(0.5) } : {}),
    ...(is() ? { kinds: chance.oneOf([['pager'], ['large'], ['large', 'notification']] as const) } : {}),
    ...(is() ? { contentTypes: chance.oneOf([['text/*'], ['text/plain', 'image/png'], ['*/*'], ['image/*']]) } : {}),
    ...(is() ? { largerThan: chance.oneOf([10, 20, 30]) } : {}),
    ...(is() ? { smallerThan: chance.oneOf([11, 21, 31]) } : {}),
    ...(is() ? { subjectContains: chance.oneOf([['a'], ['ab', 'c'], ['b']]) } : {}),
    ...(is() ? { sphere: chance.oneOf([['work'], ['home'], ['work', 'home']]) } : {}),
    ...(is() ? { registered: chance.is(0.5) } : {}),
    ...(is()
      ? {
          during: chance.oneOf([
            { schedules: windows.slice(0, 1) },
            { schedules: windows.slice(1, 2) },
            { schedules: windows.slice(1, 3) },
            { from: at('2026-02-03T00:00:00Z') },
            { until: at('2026-02-03T00:00:00Z'), schedules: windows.slice(2) },
          ]),
        }
      : {}),
  }
}

const anyDoNotDisturb = (chance: Chance): DoNotDisturb =>
  chance.oneOf([
    { on: true },
    { on: true, until: at('2026-02-03T00:00:00Z') },
    { schedules: windows.slice(0, 1) },
    { on: false },
  ])

/** Preferences whose rules overlap, cover and contradict each other in many ways: few values for each condition, and few conditions. */
export const denseDocument = (chance: Chance): UserPreferences => {
  const rules = Array.from(
    { length: chance.below(7) },
    (_, place): PreferenceRule => ({ id: `r${place}`, when: conditions(chance), then: chance.oneOf(handlings) }),
  )
  return {
    owner,
    rules,
    ...(chance.is(0.4) ? { otherwise: chance.oneOf(handlings) } : {}),
    ...(chance.is(0.5) ? { doNotDisturb: anyDoNotDisturb(chance) } : {}),
    ...(chance.is(0.3) ? { recordIncoming: true } : {}),
    ...(chance.is(0.4)
      ? {
          devices: {
            tablet: chance.oneOf([
              { kinds: ['pager'] },
              { smallerThan: 21 },
              { deliver: false },
              { during: { schedules: windows.slice(0, 1) } },
            ] as const),
          },
        }
      : {}),
    ...(chance.is(0.3)
      ? {
          deferred: chance.oneOf([
            { option: 'notify' },
            { option: 'store', onExpiry: 'store' },
            { onExpiry: 'store' },
          ] as const),
        }
      : {}),
  }
}

/** The same with one thing changed, as somebody changes preferences. */
export const changed = (before: UserPreferences, chance: Chance): UserPreferences => {
  const other = denseDocument(chance)
  const rules = before.rules ?? []
  const place = chance.below(rules.length + 1)
  return chance.oneOf<UserPreferences>([
    { ...before, rules: rules.filter((_, index) => index !== place) },
    {
      ...before,
      rules: [
        ...rules.slice(0, place),
        ...(other.rules ?? []).slice(0, 1).map((rule) => ({ ...rule, id: 'new' })),
        ...rules.slice(place),
      ],
    },
    {
      ...before,
      rules: rules.map((rule, index) => (index === place ? { ...rule, then: chance.oneOf(handlings) } : rule)),
    },
    { ...before, rules: rules.map((rule, index) => (index === place ? { ...rule, when: conditions(chance) } : rule)) },
    { ...before, rules: [...rules].reverse() },
    { ...before, ...(other.doNotDisturb === undefined ? {} : { doNotDisturb: other.doNotDisturb }) },
    { ...before, ...(other.devices === undefined ? {} : { devices: other.devices }) },
    {
      ...before,
      ...(other.deferred === undefined ? {} : { deferred: other.deferred }),
      recordIncoming: chance.is(0.5),
    },
    { ...before, otherwise: chance.oneOf(handlings) },
    other,
  ])
}
