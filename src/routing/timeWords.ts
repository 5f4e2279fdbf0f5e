import type { During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import type { Schedule, Weekday } from '../model/Schedule.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'

/** The clock on the user's wall. */
export interface WallClock {
  readonly zone: string
  readonly zones: ZoneRules
}

/** What a clock shows, in words. */
export interface Reading {
  /** `Tuesday 3 February 2026` */
  readonly day: string
  /** `22:00`, with seconds where there are some. */
  readonly time: string
}

/** The days of the week from Sunday on. */
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames = 'January February March April May June July August September October November December'.split(' ')
const weekdayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** What the clock on the wall shows at an instant; an instant that is none is shown as it is. */
export const readingAt = (at: Instant, { zone, zones }: WallClock): Reading => {
  const local = new Date(at + (zones.spanAt(zone, at)?.offset ?? 0))
  if (Number.isNaN(local.getTime())) {
    return { day: `${at}`, time: '' }
  }
  const [date, month] = [local.getUTCDate(), monthNames[local.getUTCMonth()]]
  const time = local.toISOString().slice(-13, -5)
  return {
    day: `${dayNames[local.getUTCDay()]} ${date} ${month} ${local.getUTCFullYear()}`,
    time: time.endsWith(':00') ? time.slice(0, 5) : time,
  }
}

/** A moment as the user's calendar and clock have it: `Tuesday 3 February 2026 at 22:00 (Europe/Paris)`. */
export const momentWords = (at: Instant, clock: WallClock): string => {
  const { day, time } = readingAt(at, clock)
  return time === '' ? day : `${day} at ${time} (${clock.zone})`
}

/** `a`, `a and b`, `a, b and c`. */
export const listWords = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.slice(-1).join('')}`

/** A weekly window: `every day from 22:00 to 07:00 (Europe/Paris)`. */
export const scheduleWords = ({ days, from, to, zone }: Schedule): string => {
  const when =
    days === undefined
      ? 'every day'
      : days.length === 0
        ? 'on no day'
        : `on ${listWords(days.map((day) => weekdayNames[day]))}`
  return `${when} from ${from} to ${to} (${zone})`
}

/** The times that a condition names. */
export const duringWords = ({ from, until, schedules }: During, clock: WallClock): string =>
  [
    ...(from === undefined && until === undefined
      ? []
      : [
          [
            ...(from === undefined ? [] : [`from ${momentWords(from, clock)}`]),
            ...(until === undefined ? [] : [`until ${momentWords(until, clock)}`]),
          ].join(' '),
        ]),
    ...(schedules ?? []).map(scheduleWords),
  ].join(', and ')
