import type { Instant } from '../model/Instant.js'
import type { DoNotDisturb } from '../model/UserPreferences.js'
import { isInForce } from '../schedule/isInForce.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { endOfWindows } from '../schedule/windowAt.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'

/** How far ahead of the last instant that a request names the library looks for a change: two years, in milliseconds. */
export const searchSpan: number = 2 * 366 * 86_400_000

const isOnByHand = (doNotDisturb: DoNotDisturb, now: Instant): boolean =>
  doNotDisturb.on === true && (doNotDisturb.until === undefined || now < doNotDisturb.until)

/**
 * Whether the recipient does not want to be disturbed: switched on by hand, or any schedule is in force.
 *
 * @spec AMB-04 AMB-05
 */
export const isDoNotDisturbInForce = (
  doNotDisturb: DoNotDisturb | undefined,
  now: Instant,
  zones: ZoneRules,
): boolean => {
  if (doNotDisturb === undefined) {
    return false
  }
  if (isOnByHand(doNotDisturb, now)) {
    return true
  }
  for (const schedule of doNotDisturb.schedules ?? []) {
    if (isInForce(schedule, now, zones) === true) {
      return true
    }
  }
  return false
}

/**
 * The first instant from `now` on at which do-not-disturb is not in force, or undefined if that is never or unknown.
 *
 * @spec AMB-05
 */
export const doNotDisturbEnds = (doNotDisturb: DoNotDisturb, now: Instant, zones: ZoneRules): Instant | undefined => {
  const byHand = isOnByHand(doNotDisturb, now)
  const windows = weeklyWindowsOf(doNotDisturb.schedules ?? [])
  const start = byHand ? doNotDisturb.until : now
  const isKnown = start !== undefined && windows.every((window) => zones.spanAt(window.zone, start) !== undefined)
  return isKnown ? endOfWindows(windows, start, zones, start + searchSpan) : undefined
}
