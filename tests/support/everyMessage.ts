import type {
  CpmAddress,
  CpmClient,
  DeviceConditions,
  During,
  Instant,
  Originator,
  RoutingRequest,
  ServiceProviderPolicy,
  UserPreferences,
} from '../../src/model/index.js'
import { cpmServices } from '../../src/model/index.js'
import { address, at, message } from './builders.js'
import type { Chance } from './chance.js'

/** Values for each part of a request, such that every condition of some documents is met and missed by some. */
export interface Values {
  readonly originators: readonly Originator[]
  readonly sizes: readonly number[]
  readonly contentTypes: readonly (string | undefined)[]
  readonly subjects: readonly (string | undefined)[]
  readonly spheres: readonly (readonly string[])[]
  readonly instants: readonly Instant[]
  readonly deviceIds: readonly string[]
}

const unique = <A>(values: readonly A[]): readonly A[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

const minute = 60_000
const week = 7 * 86_400_000

const instantsOf = (during: During): readonly Instant[] => [
  ...[during.from, during.until].flatMap((instant) =>
    instant === undefined ? [] : [instant - 1, instant, instant + 1],
  ),
  ...(during.schedules ?? []).flatMap(({ from, to }) =>
    [from, to].flatMap((reading) => {
      const start = at('2026-02-02T00:00:00Z') + (Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3))) * minute
      // Every hour and quarter by which a zone may be away, on a work day and on the days around a Sunday.
      return [0, 5, 6].flatMap((days) =>
        [-13, -9.5, -5.75, -5.5, -2, -1, 0, 3, 4, 5, 10.5, 11].flatMap((hours) => {
          const instant = start + days * 24 * 60 * minute + hours * 60 * minute
          return [instant - 1, instant, instant + minute]
        }),
      )
    }),
  ),
]

const readable = (uri: string): readonly CpmAddress[] => {
  try {
    return [address(uri)]
  } catch {
    return []
  }
}

/** Values by which the conditions of documents and a policy can be told apart. */
export const valuesOf = (documents: readonly UserPreferences[], policy: ServiceProviderPolicy): Values => {
  const rules = documents.flatMap((document) => (document.rules ?? []).map(({ when = {} }) => when))
  const devices: readonly DeviceConditions[] = [
    ...documents.flatMap((document) => Object.values(document.devices ?? {})),
    policy.clients ?? {},
  ]
  const all = [...rules, ...devices]
  const named = rules.flatMap(({ originator = {} }) => [
    ...(originator.one ?? []),
    ...(originator.domains ?? []),
    ...(originator.except ?? []),
  ])
  const hosts = named.flatMap((entry) => (typeof entry === 'string' ? [entry] : []))
  const addresses = named.flatMap((entry) => (typeof entry === 'string' ? [] : [entry]))
  const numbers = addresses.filter(({ canonical }) => canonical.startsWith('tel:+'))
  const ranges = all.flatMap(({ contentTypes = [] }) => contentTypes)
  const texts = rules.flatMap(({ subjectContains = [] }) => subjectContains)
  const spheres = rules.flatMap(({ sphere = [] }) => sphere)
  const durings = [
    ...all.flatMap(({ during }) => during ?? []),
    ...documents.flatMap(({ doNotDisturb }) => (doNotDisturb === undefined ? [] : [doNotDisturb])),
  ]
  return {
    originators: unique<Originator>([
      { undisclosed: true },
      ...[
        address('sip:nobody@nowhere.example'),
        ...addresses,
        ...hosts.flatMap((host) => readable(`sip:guest@${host}`)),
        ...numbers.flatMap(({ canonical }) => [
          address(canonical),
          ...hosts.flatMap((host) => readable(`sip:${canonical.slice(4)}@${host};user=phone`)),
        ]),
      ].map((one) => ({ address: one })),
    ]),
    sizes: unique([
      0,
      100,
      ...all.flatMap(({ largerThan = 50, smallerThan = 50 }) => [
        largerThan,
        largerThan + 1,
        smallerThan - 1,
        smallerThan,
      ]),
    ]).filter((size) => size >= 0 && Number.isSafeInteger(size)),
    contentTypes: unique([
      undefined,
      'text/plain',
      'other/other',
      ...ranges.map((range) => range.replaceAll('*', 'other').toLowerCase()),
    ]),
    subjects: unique([
      undefined,
      '',
      'nothing',
      ...texts,
      ...texts.map((text, place) => `${text} ${texts[place + 1] ?? ''}`),
    ]),
    spheres: unique([[], ...spheres.map((sphere) => [sphere]), spheres.slice(0, 2), spheres.slice(-2)]),
    instants: unique([at('2026-02-03T10:00:00Z'), at('2026-02-03T01:00:00Z'), ...durings.flatMap(instantsOf)]),
    deviceIds: unique(documents.flatMap(({ devices }) => Object.keys(devices ?? {}))),
  }
}

const clientsFor = (deviceIds: readonly string[], chance: Chance): readonly CpmClient[] => {
  const chosen = [...deviceIds, 'unlisted'].filter(() => chance.is(0.4))
  return chosen.map((deviceId) => ({
    deviceId,
    registered: chance.is(0.9),
    services: chance.is(0.85) ? cpmServices : (['session'] as const),
  }))
}

/** A request made of the values by chance. */
export const anyRequest = (
  values: Values,
  preferences: UserPreferences,
  policy: ServiceProviderPolicy,
  chance: Chance,
): RoutingRequest => {
  const anyOf = <A>(all: readonly A[]): A | undefined => all[chance.below(all.length)]
  const subject = anyOf(values.subjects)
  const contentType = anyOf(values.contentTypes)
  const now = chance.is(0.1) ? chance.oneOf(values.instants) + chance.below(2 * week) : chance.oneOf(values.instants)
  const { contentType: _, ...plain } = message({
    kind: chance.oneOf(['pager', 'large'] as const),
    originator: chance.oneOf(values.originators),
    recipient: preferences.owner,
    size: chance.oneOf(values.sizes),
    receivedAt: now,
    ...(subject === undefined ? {} : { subject }),
    ...(chance.is(0.1) ? { expiresAt: now } : {}),
  })
  const targets = [...(preferences.rules ?? []).map(({ then }) => then), preferences.otherwise].flatMap((handling) =>
    handling?.action === 'forward' ? [handling.to] : [],
  )
  return {
    message: {
      ...plain,
      ...(contentType === undefined ? {} : { contentType }),
      ...(targets.length > 0 && chance.is(0.1) ? { history: [chance.oneOf(targets)] } : {}),
    },
    recipient: {
      preferences,
      clients: clientsFor(values.deviceIds, chance),
      sphere: chance.oneOf(values.spheres),
      waiting: chance.is(0.1) ? (policy.longestQueue ?? 0) : 0,
    },
    policy,
    now,
  }
}
