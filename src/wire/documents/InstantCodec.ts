import type { Instant } from '../../model/Instant.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { refuse } from './Report.js'

const minute = 60_000
const day = 86_400_000
/** 0000-01-01T00:00:00Z. */
const earliest = -62_167_219_200_000
/** 9999-12-31T23:59:59.999Z. */
const latest = 253_402_300_799_999

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

const twoDigits = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Days from 1970-01-01, by years that begin in March so that the leap day is the last. */
const dayNumber = (year: number, month: number, date: number): number => {
  const marchYear = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + dayOfYear - 719_468
}

/** Where the fraction that starts at a place ends; the place itself where there is none. */
const endOfFraction = (text: string, from: number): number => {
  if (text.charCodeAt(from) !== 46) {
    return from
  }
  let end = from + 1
  while (digit(text, end) >= 0) {
    end += 1
  }
  return end === from + 1 ? Number.NaN : end
}

const millisecondsOf = (text: string, from: number, end: number): number => {
  let milliseconds = 0
  for (let at = from + 1, weight = 100; at < end && weight >= 1; at += 1, weight /= 10) {
    milliseconds += digit(text, at) * weight
  }
  return milliseconds
}

/** The minutes ahead of UTC that end a text, or NaN. */
const offsetAt = (text: string, at: number): number => {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) {
    return text.length === at + 1 ? 0 : Number.NaN
  }
  const hours = twoDigits(text, at + 1)
  const minutes = twoDigits(text, at + 4)
  const fits = text.length === at + 6 && text.charCodeAt(at + 3) === 58 && hours <= 23 && minutes <= 59
  return fits && (sign === 43 || sign === 45) ? (sign === 43 ? 1 : -1) * (hours * 60 + minutes) : Number.NaN
}

const isSeparated = (text: string): boolean =>
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  (text.charCodeAt(10) | 32) === 116 &&
  text.charCodeAt(13) === 58 &&
  text.charCodeAt(16) === 58

/** The instant that a text of RFC 3339 names, or NaN. */
const instantOf = (text: string): Instant => {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const date = twoDigits(text, 8)
  const minutes = twoDigits(text, 11) * 60 + twoDigits(text, 14)
  const seconds = twoDigits(text, 17)
  const fractionEnd = endOfFraction(text, 19)
  const utcMinutes = minutes - offsetAt(text, fractionEnd)
  const isDate = month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month)
  const isTime = twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59
  // A leap second can only follow the last minute of a day of UTC.
  const isSecond = seconds <= 59 || (seconds === 60 && (utcMinutes + 1440) % 1440 === 1439)
  return isDate && isTime && isSecond && isSeparated(text)
    ? dayNumber(year, month, date) * day + utcMinutes * minute + seconds * 1000 + millisecondsOf(text, 19, fractionEnd)
    : Number.NaN
}

const isInstant = (value: unknown): value is Instant => Number.isInteger(value) && isInRange(Number(value))
const isInRange = (value: number): boolean => value >= earliest && value <= latest

const expected = 'an instant with an offset, such as 2026-02-03T10:00:00Z'

/**
 * An instant: the text of RFC 3339, with `Z` or an offset, in the years 0000 to 9999; in memory whole milliseconds since 1970.
 *
 * Digits finer than a millisecond are cut off. A leap second, 23:59:60 in UTC, is read as the second that follows. Written in UTC, with
 * milliseconds only where there are some.
 *
 * @example
 * ```ts
 * import { encode, InstantCodec } from 'cpm-routing/wire'
 *
 * console.log(encode(InstantCodec)(1_770_112_800_500))
 * // => 2026-02-03T10:00:00.500Z
 * ```
 */
export const InstantCodec: Codec<Instant> = newCodec({
  name: 'Instant',
  expected,
  schema: {
    title: 'Instant',
    description: 'An instant of RFC 3339 with Z or an offset.',
    type: 'string',
    format: 'date-time',
    pattern:
      '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+\\-]([01][0-9]|2[0-3]):[0-5][0-9])$',
  },
  read: (input, parent, key, report) => {
    if (typeof input !== 'string') {
      return refuse(report, parent, key, 'wrongType', expected, input)
    }
    const at = instantOf(input)
    return isInRange(at)
      ? at
      : refuse(
          report,
          parent,
          key,
          Number.isNaN(at) ? 'malformed' : 'outOfRange',
          `${expected}, from the year 0000 to 9999`,
          input,
        )
  },
  is: isInstant,
  // An instant beyond the years of RFC 3339 is written as the nearest one that has a text.
  encode: (at) => new Date(at >= earliest ? Math.min(at, latest) : earliest).toISOString().replace('.000Z', 'Z'),
})
