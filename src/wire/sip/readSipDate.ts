import type { Instant } from '../../model/Instant.js'
import type { Decoding } from '../InputError.js'
import { civilInstant, weekdayOf } from '../mime/civilInstant.js'
import { decoded, refusal } from '../octets/decoding.js'

const weekdays: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const pattern = /^([A-Z][a-z]{2}), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT$/

const malformed = (value: string): Decoding<Instant> =>
  refusal('malformed', 'Date', 'a date such as Tue, 03 Feb 2026 10:00:00 GMT', value)

/**
 * Reads the value of Date: SIP knows one form, and GMT as the only zone.
 *
 * A weekday that does not belong to the day is a warning.
 */
export const readSipDate = (value: string): Decoding<Instant> => {
  const found = pattern.exec(value)
  if (found === null) {
    return malformed(value)
  }
  const [, weekday = '', day, month = '', year, hour, minute, second] = found
  const instant = civilInstant({
    year: Number(year),
    month: months.indexOf(month) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: 0,
  })
  if (instant._tag === 'None' || !weekdays.includes(weekday)) {
    return malformed(value)
  }
  const dueWeekday = weekdays[weekdayOf(instant.value)]
  return decoded(
    instant.value,
    weekday === dueWeekday ? [] : [{ path: 'Date', message: `That day is not a ${weekday}: ${value}` }],
  )
}
