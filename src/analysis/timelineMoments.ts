import type { During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'

const minute = 60_000
const day = 86_400_000

/** The minutes of the day, in ascending order, at which the wall clock of a zone may make a difference. */
interface DailyMinutes {
  readonly zone: string
  readonly minutes: readonly number[]
}

/** Everything in a request that can make its answer change while only time passes. */
export interface TimelineMoments {
  readonly instants: readonly Instant[]
  readonly daily: readonly DailyMinutes[]
}

const minuteOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))

const ascending = (left: number, right: number): number => left - right

/** The moments of a request about a message that does not expire. */
export const timelineMoments = ({ recipient, policy }: RoutingRequest): TimelineMoments => {
  const { rules = [], devices = {}, doNotDisturb } = recipient.preferences ?? {}
  const conditions = [...rules.map(({ when }) => when), ...Object.values(devices), policy?.clients]
  const spans: readonly During[] = conditions.flatMap((given) => given?.during ?? [])
  const minutesOfZone = new Map<string, Set<number>>()
  for (const { zone, from, to } of [...spans, doNotDisturb].flatMap((given) => given?.schedules ?? [])) {
    const minutes = minutesOfZone.get(zone) ?? new Set([0])
    minutes.add(minuteOf(from)).add(minuteOf(to))
    minutesOfZone.set(zone, minutes)
  }
  const instants = [doNotDisturb?.until, ...spans.flatMap(({ from, until }) => [from, until])]
  return {
    instants: instants.flatMap((instant) => instant ?? []),
    daily: [...minutesOfZone].map(([zone, minutes]) => ({
      zone,
      minutes: [...minutes].filter((at) => at >= 0 && at < day / minute).sort(ascending),
    })),
  }
}

/** The first instant after `at` at which the wall clock of a zone reaches one of the minutes, or changes. */
const nextOfZone = ({ zone, minutes }: DailyMinutes, at: Instant, zones: ZoneRules): Instant => {
  const span = zones.spanAt(zone, at)
  if (span === undefined) {
    return Infinity
  }
  const local = at + span.offset
  const midnight = Math.floor(local / day) * day
  const next = minutes.find((reading) => midnight + reading * minute > local)
  return Math.min(midnight + (next === undefined ? day : next * minute) - span.offset, span.until)
}

/**
 * The moments after an instant, in ascending order and each once: a superset of the instants at which the answer changes.
 *
 * Each is after the one before, and before `until`.
 */
export function* momentsAfter(
  { instants, daily }: TimelineMoments,
  after: Instant,
  until: Instant,
  zones: ZoneRules,
): Generator<Instant, void> {
  const nextOf = daily.map((minutes) => nextOfZone(minutes, after, zones))
  const named = instants.filter((instant) => instant > after).sort(ascending)
  let passed = 0
  let at = after
  while (at < until) {
    let next = named[passed] ?? Infinity
    while (next <= at) {
      passed += 1
      next = named[passed] ?? Infinity
    }
    for (const moment of nextOf) {
      next = Math.min(next, moment)
    }
    if (!(next > at && next < until)) {
      return
    }
    at = next
    yield at
    for (const [index, minutes] of daily.entries()) {
      if (nextOf[index] === at) {
        nextOf[index] = nextOfZone(minutes, at, zones)
      }
    }
  }
}
