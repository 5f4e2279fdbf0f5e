import type { CpmAddress, Handling, PreferenceRule, RuleConditions, UserPreferences } from 'cpm-routing'
import type { Chance } from './createChance.js'
import { zones } from './zones.js'

/** A recipient. */
export interface Person {
  readonly zone: string
  readonly preferences: UserPreferences
  readonly isQuietAtNight: boolean
  /** Whom the rules name. */
  readonly contacts: readonly CpmAddress[]
  /** The contact for whom do-not-disturb does not hold; the first rule says so. */
  readonly closest: CpmAddress | undefined
}

const sip = (user: string, domain: string): CpmAddress => ({
  uri: `sip:${user}@${domain}`,
  canonical: `sip:${user}@${domain}`,
  domain,
})

/** An address of somebody, in one of a thousand networks. */
export const somebody = (by: Chance): CpmAddress => sip(`user${by.below(1_000_000)}`, `net${by.below(1000)}.example`)

/** Zipf's law from 1 to 1000 rules, with a mean of 10. */
const ruleCounts: readonly number[] = (() => {
  const weights = Array.from({ length: 1000 }, (_, place) => (place + 1) ** -1.742)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => (sum += weight / total))
})()

const numberOfRules = (by: Chance): number => {
  const draw = by.next()
  return Math.max(1, ruleCounts.findIndex((share) => draw < share) + 1)
}

const handlingOf = (by: Chance): Handling => {
  const draw = by.next()
  return draw < 0.2
    ? { action: 'reject' }
    : draw < 0.28
      ? { action: 'interwork' }
      : draw < 0.4
        ? { action: 'store' }
        : draw < 0.5
          ? { action: 'forward', to: somebody(by) }
          : draw < 0.6
            ? { action: 'defer' }
            : { action: 'deliver' }
}

const conditionsOf = (by: Chance, contact: CpmAddress, zone: string): RuleConditions => {
  const draw = by.next()
  return draw < 0.75
    ? { originator: { one: [contact] } }
    : draw < 0.9
      ? { originator: { domains: [`net${by.below(1000)}.example`] } }
      : draw < 0.92
        ? { undisclosed: true }
        : draw < 0.97
          ? { contentTypes: ['image/*', 'video/*'], largerThan: 1_000_000 }
          : { originator: { one: [contact] }, during: { schedules: [{ zone, from: '09:00', to: '17:00' }] } }
}

const closestRule = (closest: CpmAddress): PreferenceRule => ({
  id: 'closest',
  when: { originator: { one: [closest] } },
  then: { action: 'deliver', breakthrough: true },
})

/** A recipient by chance: what the load asks for, and nothing of the day yet. */
export const createPerson = (number: number, by: Chance): Person => {
  const zone = zones[by.below(zones.length)] ?? 'UTC'
  const contacts = Array.from({ length: numberOfRules(by) }, () => somebody(by))
  const closest = by.is(0.1) ? contacts[0] : undefined
  const rules = contacts.map(
    (contact, place): PreferenceRule =>
      place === 0 && closest !== undefined
        ? closestRule(closest)
        : { id: `rule-${place}`, when: conditionsOf(by, contact, zone), then: handlingOf(by) },
  )
  const isQuietAtNight = by.is(0.2)
  const draw = by.next()
  return {
    zone,
    isQuietAtNight,
    contacts,
    closest,
    preferences: {
      owner: sip(`person${number}`, 'home.example'),
      rules,
      ...(isQuietAtNight ? { doNotDisturb: { schedules: [{ zone, from: '22:00', to: '07:00' }] } } : {}),
      recordIncoming: by.is(0.1),
      deferred: {
        option: draw < 0.7 ? 'push' : draw < 0.9 ? 'notify' : 'store',
        onExpiry: by.is(0.5) ? 'discard' : 'store',
      },
    },
  }
}
