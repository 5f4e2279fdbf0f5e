import type { Instant } from '../model/Instant.js'
import type { Schedule, Weekday } from '../model/Schedule.js'
import { weekdays } from '../model/Schedule.js'
import { minuteOfWeek, minutesOf, minutesOfDay } from './wallClock.js'
import type { ZoneRules } from './ZoneRules.js'

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
  const minute = minuteOfWeek(at, span)
  const day = Math.floor(minute / minutesOfDay)
  const time = minute - day * minutesOfDay
  const from = minutesOf(schedule.from)
  const to = minutesOf(schedule.to)
  return from < to
    ? from <= time && time < to && startsOn(schedule, weekdays[day])
    : (time >= from && startsOn(schedule, weekdays[day])) ||
        (time < to && startsOn(schedule, weekdays[day === 0 ? 6 : day - 1]))
}
