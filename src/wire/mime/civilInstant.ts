import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { Instant } from '../../model/Instant.js'

/** A date and a time of day in UTC, as they are written. */
export interface Civil {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** 60 is a leap second: the first of the next minute. */
  readonly second: number
  readonly millisecond: number
}

const monthLengths: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const dayLength = 86_400_000

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysOfMonth = (year: number, month: number): number =>
  (monthLengths[month - 1] ?? 0) + (month === 2 && isLeapYear(year) ? 1 : 0)

/** Days from 1970-01-01; the year of this count starts in March, so that the leap day is its last. */
const daysSince1970 = ({ year, month, day }: Civil): number => {
  const marchYear = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + dayOfYear - 719_468
}

/** The instant of a date and time in UTC; `none` if there is no such day or time. */
export const civilInstant = (civil: Civil): Option<Instant> =>
  civil.day >= 1 &&
  civil.day <= daysOfMonth(civil.year, civil.month) &&
  civil.hour <= 23 &&
  civil.minute <= 59 &&
  civil.second <= 60
    ? some(
        daysSince1970(civil) * dayLength +
          ((civil.hour * 60 + civil.minute) * 60 + civil.second) * 1000 +
          civil.millisecond,
      )
    : none

/** The day of the week of an instant in UTC: 0 is Sunday. */
export const weekdayOf = (instant: Instant): number => (((Math.floor(instant / dayLength) + 4) % 7) + 7) % 7
