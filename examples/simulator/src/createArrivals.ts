import type { StandaloneMessage } from 'cpm-routing'
import { dayLength, hour, minute, type Day } from './Day.js'
import type { Chance } from './createChance.js'
import { type Person, somebody } from './createPerson.js'
import type { WallClock } from './zones.js'

/** Messages received a day, by the mean of all recipients. */
const messagesADay = 39
/** How wide people differ: one in a hundred gets ten times the median. */
const spread = 1
/** People wake at five by their wall clock, half of the messages come within nine hours and a half of that. */
const wakesAt = 5 * hour
const halfWithin = 9.5 * hour

/** An instant of the day by the habits of its zone: lognormal since waking, so early in the day it rises fast and at night it falls slowly. */
const instantOf = (by: Chance, { start }: Day, wallClock: WallClock): number => {
  const shown = wakesAt + by.lognormal(halfWithin, 0.45)
  const ahead = wallClock(start) * minute
  return start + (Math.floor(shown - ahead + 2 * dayLength) % dayLength)
}

const originatorOf = (by: Chance, { contacts }: Person): StandaloneMessage['originator'] => {
  if (by.is(0.05)) {
    return { undisclosed: true }
  }
  const contact = by.is(0.1) ? contacts[by.below(Math.min(contacts.length, 30))] : undefined
  return { address: contact ?? somebody(by) }
}

/** Characters of a text message: median 104, mean 115, at most 2,374; pager mode ends at 1,300 bytes. */
const sizeOf = (by: Chance): number => Math.min(2374, Math.max(1, Math.round(by.lognormal(104, 0.448))))
const longestPager = 1300

/** The messages that come for a person on a day; half a per cent are large, and some lose their use by an hour that they name. */
export const createArrivals = (
  person: Person,
  day: Day,
  wallClock: WallClock,
  by: Chance,
): readonly StandaloneMessage[] => {
  const count = Math.round(by.lognormal(messagesADay * Math.exp(-(spread ** 2) / 2), spread))
  return Array.from({ length: count }, (_, place): StandaloneMessage => {
    const receivedAt = instantOf(by, day, wallClock)
    const isPicture = by.is(0.005)
    const size = isPicture ? Math.round(by.lognormal(400_000, 1)) : sizeOf(by)
    return {
      entryId: `e-${place}`,
      messageId: `m-${place}`,
      kind: size > longestPager ? 'large' : 'pager',
      originator: originatorOf(by, person),
      recipient: person.preferences.owner,
      receivedAt,
      ...(by.is(0.1) ? { expiresAt: receivedAt + Math.round(by.lognormal(3 * hour, 1)) } : {}),
      size,
      contentType: isPicture ? 'image/jpeg' : 'text/plain',
      notificationsRequested: ['positive-delivery', 'negative-delivery'],
    }
  })
}
