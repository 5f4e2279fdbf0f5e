import type { Instant } from '../model/Instant.js'
import type { OffsetSpan } from './ZoneRules.js'

const minute = 60_000
const day = 86_400_000
export const minutesOfDay = 1440

const zero = 48

const isDigit = (code: number): boolean => code >= zero && code <= zero + 9

/** The minutes from midnight of a reading `HH:MM`; NaN if it is none. */
export const minutesOf = (reading: string): number => {
  const tens = reading.charCodeAt(0)
  const ones = reading.charCodeAt(1)
  const tenMinutes = reading.charCodeAt(3)
  const minutes = reading.charCodeAt(4)
  return isDigit(tens) && isDigit(ones) && isDigit(tenMinutes) && isDigit(minutes)
    ? tens * 600 + ones * 60 + tenMinutes * 10 + minutes - zero * 671
    : Number.NaN
}

/** Whole minutes from Monday 00:00 of the wall clock. */
export const minuteOfWeek = (at: Instant, span: OffsetSpan): number => {
  const reading = at + span.offset
  // Whole days fit into a machine word, which milliseconds do not: the remainder of a division of such words is the fast one.
  const days = Math.floor(reading / day)
  // 1970-01-01 was a Thursday: three days after the start of a week.
  const weekday = (days + 3) % 7
  return (weekday < 0 ? weekday + 7 : weekday) * minutesOfDay + Math.floor((reading - days * day) / minute)
}
