import type { Option } from 'fp-ts/lib/Option.js'
import { chain, map, none, some } from 'fp-ts/lib/Option.js'
import type { Instant } from '../../model/Instant.js'
import { civilInstant } from './civilInstant.js'

const pattern =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,12}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/

const minuteLength = 60_000

/** Milliseconds that a local time is ahead of UTC; `none` beyond 23:59. */
const readOffset = (sign: string | undefined, hours: number, minutes: number): Option<number> =>
  hours <= 23 && minutes <= 59 ? some((hours * 60 + minutes) * minuteLength * (sign === '-' ? -1 : 1)) : none

/** The instant that an RFC 3339 date-time names; digits beyond the millisecond are cut off. `none` if it is no date-time. */
export const readDateTime = (text: string): Option<Instant> => {
  const found = pattern.exec(text)
  if (found === null) {
    return none
  }
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = found
  const local = civilInstant({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
  })
  return chain((offset: number) => map((instant: Instant) => instant - offset)(local))(
    readOffset(sign, Number(offsetHours ?? 0), Number(offsetMinutes ?? 0)),
  )
}
