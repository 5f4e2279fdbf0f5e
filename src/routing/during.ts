import type { During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import { isInForce } from '../schedule/isInForce.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'

/** Whether `now` lies in the span of a condition; false where it states no span. */
export const isWithinSpan = (during: During, now: Instant): boolean =>
  (during.from !== undefined || during.until !== undefined) &&
  (during.from === undefined || now >= during.from) &&
  (during.until === undefined || now < during.until)

/**
 * Whether a condition on time holds: in its span, or in any of its schedules.
 *
 * False also where a zone is unknown: such a condition is unknown, and what depends on it never matches (AMB-03).
 *
 * @spec TERM-04 AMB-05
 */
export const holdsDuring = (during: During, now: Instant, zones: ZoneRules): boolean => {
  let holds = isWithinSpan(during, now)
  for (const schedule of during.schedules ?? []) {
    const inForce = isInForce(schedule, now, zones)
    if (inForce === undefined) {
      return false
    }
    holds ||= inForce
  }
  return holds
}
