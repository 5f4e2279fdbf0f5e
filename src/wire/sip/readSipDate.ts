import type { Instant } from '../../model/Instant.js'
import type { Decoding } from '../InputError.js'
import { civilInstant, weekdayOf } from '../mime/civilInstant.js'
import { decoded, refusal } from '../octets/decoding.js'

const weekdays: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const pattern = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/

const malformed = (value: string): Decoding<Instant> =>
  refusal('malformed', 'Date', 'a date such as Tue, 03 Feb 2026 10:00:00 GMT', value)

/**
 * Reads the value of Date: SIP knows one form, and GMT as the only zone.
 *
 * A weekday that does not belong to the day is a warning.
 */
export const readSipDate = (value: string): Decoding<Instant> => {
  if (!pattern.test(value)) {
    return malformed(value)
  }
  const number = (start: number, end: number): number => Number(value.slice(start, end))
  const instant = civilInstant({
    year: number(12, 16),
    month: months.indexOf(value.slice(8, 11)) + 1,
    day: number(5, 7),
    hour: number(17, 19),
    minute: number(20, 22),
    second: number(23, 25),
    millisecond: 0,
  })
  const weekday = weekdays.indexOf(value.slice(0, 3))
  if (instant._tag === 'None' || weekday < 0) {
    return malformed(value)
  }
  return decoded(
    instant.value,
    weekday === weekdayOf(instant.value) ? [] : [{ path: 'Date', message: `That day is another weekday: ${value}` }],
  )
}
