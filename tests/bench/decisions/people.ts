/**
 * Recipients with rules of every kind, and messages to them: the work that all contestants do.
 *
 * `plain` leaves out what Matrix push rules cannot say: sizes, times and exceptions.
 */
import type { RuleConditions } from '../../../src/model/Conditions.js'
import type { CpmAddress } from '../../../src/model/CpmAddress.js'
import type { CpmClient } from '../../../src/model/CpmClient.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import type { Handling, PreferenceRule, UserPreferences } from '../../../src/model/UserPreferences.js'
import { weekdays } from '../../../src/model/Schedule.js'
import type { Chance } from '../../support/chance.js'
import { chance } from '../../support/chance.js'

/** A recipient as a server would hold it in memory. */
export interface Person {
  readonly preferences: UserPreferences
  readonly clients: readonly CpmClient[]
  readonly sphere: readonly string[]
}

/** A message to one of the people, at a moment. */
export interface Arrival {
  readonly to: number
  readonly message: StandaloneMessage
  readonly now: number
}

/** How large the work is. */
export interface Work {
  readonly people: number
  readonly rules: number
  readonly plain: boolean
}

export const mediaTypes = [
  'text/plain',
  'text/html',
  'image/jpeg',
  'image/png',
  'video/mp4',
  'audio/amr',
  'text/vcard',
  'application/pdf',
] as const
export const spheres = ['work', 'home', 'meeting', 'travel'] as const
export const words = ['urgent', 'invoice', 'rota', 'handover', 'party', 'lunch', 'offer', 'reminder'] as const
export const zones = [
  'Europe/Paris',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
  'UTC',
  'America/Sao_Paulo',
] as const
/** A week in which clocks change in America. */
export const start = Date.UTC(2026, 2, 3)
export const end = start + 7 * 86_400_000

const sip = (user: string, domain: string): CpmAddress => ({
  uri: `sip:${user}@${domain}`,
  canonical: `sip:${user}@${domain}`,
  domain,
})

const listedDomain = (by: Chance): string => `dom${by.below(60)}.example`
const contact = (by: Chance): CpmAddress => sip(`user${by.below(200_000)}`, listedDomain(by))

const handling = (by: Chance): Handling => {
  const draw = by.next()
  return draw < 0.2
    ? { action: 'reject' }
    : draw < 0.3
      ? { action: 'interwork' }
      : draw < 0.45
        ? { action: 'store' }
        : draw < 0.55
          ? { action: 'forward', to: sip(`other${by.below(5000)}`, listedDomain(by)) }
          : draw < 0.65
            ? { action: 'defer' }
            : draw < 0.75
              ? { action: 'deliver', breakthrough: true }
              : { action: 'deliver' }
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const window = (by: Chance, zone: string, days: number, quarters: number): NonNullable<RuleConditions['during']> => {
  const from = by.below(96) * 15
  return {
    schedules: [
      {
        zone,
        days: weekdays.filter((_, place) => (days & (1 << place)) !== 0),
        from: clock(from),
        to: clock((from + quarters * 15) % 1440),
      },
    ],
  }
}

/** Conditions that hold seldom, for a rule that names nobody. */
const narrow = (by: Chance, zone: string, plain: boolean): RuleConditions => {
  const draw = by.next()
  const about: RuleConditions =
    draw < 0.7
      ? { contentTypes: [by.oneOf(mediaTypes)] }
      : draw < 0.85
        ? { contentTypes: [by.oneOf(['image/*', 'text/*'])], subjectContains: [by.oneOf(words)] }
        : { subjectContains: [by.oneOf(words)], sphere: [by.oneOf(spheres)] }
  return plain
    ? { ...about, kinds: ['large'], subjectContains: [by.oneOf(words)], sphere: [by.oneOf(spheres)] }
    : {
        ...about,
        largerThan: 1_000_000 + by.below(4_000_000),
        during: window(by, zone, 1 << by.below(7), 4 + by.below(8)),
      }
}

const conditions = (by: Chance, zone: string, place: number, plain: boolean): RuleConditions => {
  const draw = by.next()
  if (place > 0 && draw >= 0.83) {
    return narrow(by, zone, plain)
  }
  const isOne = place === 0 || draw < 0.65
  const share = isOne ? 0.15 : 0.6
  const who: RuleConditions = isOne
    ? { originator: { one: [contact(by)] } }
    : draw < 0.8
      ? {
          originator: {
            domains: [listedDomain(by)],
            ...(!plain && by.is(0.2) ? { except: [contact(by)] } : {}),
          },
        }
      : { undisclosed: true }
  return {
    ...who,
    ...(by.is(share) ? { kinds: [by.oneOf(['pager', 'large'] as const)] } : {}),
    ...(by.is(share) ? { contentTypes: [by.is(0.3) ? by.oneOf(['image/*', 'text/*']) : by.oneOf(mediaTypes)] } : {}),
    ...(by.is(share / 4) ? { registered: by.is(0.9) } : {}),
    ...(!plain && by.is(share / 2) ? { largerThan: by.below(500_000) } : {}),
    ...(!plain && by.is(share / 2) ? { smallerThan: 1000 + by.below(2_000_000) } : {}),
    ...(!plain && by.is(share) ? { during: window(by, zone, 1 + by.below(127), 16 + by.below(32)) } : {}),
  }
}

const device = (by: Chance, index: number, place: number): CpmClient => ({
  deviceId: `urn:gsma:imei:35${String(index).padStart(6, '0')}-${place}`,
  registered: by.is(0.7),
  services: by.is(0.8) ? ['msg', 'largemsg', 'deferred', 'systemmsg'] : ['msg', 'deferred'],
  ...(by.is(0.05) ? { connectivity: 'unreachable' as const } : {}),
  capabilities: {
    contentTypes: mediaTypes.filter(() => by.is(0.8)),
    maxSize: by.oneOf([100_000, 1_000_000, 10_000_000]),
  },
})

/** One of the people; always the same one for the same numbers. */
export const personOf = (index: number, { rules, plain }: Work): Person => {
  const by = chance(42 * 1_000_003 + index * 7919 + rules * 104_729 + (plain ? 1 : 0))
  const zone = by.oneOf(zones)
  const clients = Array.from({ length: 4 }, (_, place) => device(by, index, place))
  const silenced = clients.filter(() => by.is(0.1))
  return {
    preferences: {
      owner: sip(`person${index}`, 'home.example'),
      rules: Array.from(
        { length: rules },
        (_, place): PreferenceRule => ({
          id: `r${place}`,
          when: conditions(by, zone, place, plain),
          then: handling(by),
        }),
      ),
      doNotDisturb: by.is(0.05)
        ? { on: true }
        : by.is(0.2)
          ? { schedules: [{ zone, from: '22:00', to: '07:00' }] }
          : { on: false },
      recordIncoming: by.is(0.5),
      devices: Object.fromEntries(silenced.map(({ deviceId }) => [deviceId, { deliver: false }])),
      deferred: { option: by.oneOf(['push', 'push', 'notify', 'store'] as const), onExpiry: 'discard' },
    },
    clients,
    sphere: [by.oneOf(spheres)],
  }
}

/** All the people, one after the other; as decoded JSON, so that each owns its texts. */
export function* peopleOf(work: Work): Generator<Person> {
  for (let index = 0; index < work.people; index += 1) {
    yield JSON.parse(JSON.stringify(personOf(index, work))) as Person
  }
}

const arrival = (by: Chance, work: Work, place: number, contactsOf: (to: number) => readonly CpmAddress[]): Arrival => {
  const to = by.below(work.people)
  const draw = by.next()
  const known = contactsOf(to)
  const from: StandaloneMessage['originator'] =
    draw < 0.45
      ? { address: by.oneOf(known) }
      : draw < 0.65
        ? { address: sip(`stranger${by.below(1_000_000)}`, listedDomain(by)) }
        : draw < 0.7
          ? { undisclosed: true }
          : { address: sip(`stranger${by.below(1_000_000)}`, `net${by.below(200)}.example`) }
  const now = start + by.below(7 * 86_400_000)
  const kind = by.next()
  return {
    to,
    now,
    message: {
      entryId: `e-${place}`,
      messageId: `m-${place}`,
      kind: kind < 0.7 ? 'pager' : kind < 0.96 ? 'large' : kind < 0.98 ? 'notification' : 'system',
      originator: from,
      recipient: sip(`person${to}`, 'home.example'),
      subject: by.is(0.1) ? `about ${by.oneOf(words)} at noon` : 'see you at noon',
      receivedAt: now,
      ...(by.is(0.5) ? { expiresAt: now + 86_400_000 } : {}),
      size: Math.floor(Math.exp(by.next() * 15)) + 1,
      contentType: by.oneOf(mediaTypes),
    },
  }
}

/** So many messages to the people, as one JSON text; they are the same for every contestant. */
export const arrivalsOf = (work: Work, count: number): string => {
  const by = chance(7 * 31 + work.rules)
  const contacts = new Map<number, readonly CpmAddress[]>()
  const contactsOf = (to: number): readonly CpmAddress[] => {
    const known =
      contacts.get(to) ??
      (personOf(to, work).preferences.rules ?? []).flatMap((rule) => rule.when?.originator?.one ?? [])
    contacts.set(to, known)
    return known
  }
  return JSON.stringify(Array.from({ length: count }, (_, place) => arrival(by, work, place, contactsOf)))
}
