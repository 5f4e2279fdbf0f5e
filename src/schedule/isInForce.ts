import type { Instant } from '../model/Instant.js'
import type { Schedule, Weekday } from '../model/Schedule.js'
import { weekdays } from '../model/Schedule.js'
import type { ZoneRules } from './ZoneRules.js'

const minute = 60_000
const day = 86_400_000

/** The minutes from midnight of a reading `HH:MM`; NaN if it is none. */
export const minutesOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))

const startsOn = (schedule: Schedule, weekday: Weekday | undefined): boolean =>
  schedule.days === undefined || (weekday !== undefined && schedule.days.includes(weekday))

/**
 * Whether a schedule is in force at an instant, by the wall clock of its zone; undefined where the zone is unknown.
 *
 * Only the reading counts, the weekday and the time that a clock on the wall shows: a reading that a clock change skips is never in force,
 * one that it repeats is in force both times.
 *
 * @example
 * ```ts
 * import { intlZoneRules, isInForce } from 'cpm-routing/schedule'
 *
 * const night = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }
 * console.log(isInForce(night, Date.parse('2026-02-03T05:59:59.999Z'), intlZoneRules))
 * // => true
 * ```
 */
export const isInForce = (schedule: Schedule, at: Instant, zones: ZoneRules): boolean | undefined => {
  const span = zones.spanAt(schedule.zone, at)
  if (span === undefined) {
    return undefined
  }
  const reading = at + span.offset
  const dayNumber = Math.floor(reading / day)
  const time = Math.floor((reading - dayNumber * day) / minute)
  // Day 0 of the epoch was a Thursday.
  const today = weekdays[(((dayNumber + 3) % 7) + 7) % 7]
  const yesterday = weekdays[(((dayNumber + 2) % 7) + 7) % 7]
  const from = minutesOf(schedule.from)
  const to = minutesOf(schedule.to)
  return from < to
    ? startsOn(schedule, today) && from <= time && time < to
    : (startsOn(schedule, today) && time >= from) || (startsOn(schedule, yesterday) && time < to)
}
