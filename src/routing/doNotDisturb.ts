import type { Instant } from '../model/Instant.js'
import type { Schedule } from '../model/Schedule.js'
import type { DoNotDisturb } from '../model/UserPreferences.js'
import { isInForce } from '../schedule/isInForce.js'
import type { WeeklyWindow } from '../schedule/WeeklyWindow.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { endOfWindows, isWindowInForce } from '../schedule/windowAt.js'
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

/** Do-not-disturb with its schedules made ready; the same wish, asked more often. */
export interface CompiledDoNotDisturb {
  readonly doNotDisturb: DoNotDisturb
  readonly windows: readonly WeeklyWindow[]
}

const noSchedules: readonly Schedule[] = []

/** Do-not-disturb made ready for many questions; undefined where it is never in force. */
export const compileDoNotDisturb = (doNotDisturb: DoNotDisturb): CompiledDoNotDisturb | undefined => {
  const { on, schedules = noSchedules } = doNotDisturb
  return on === true || schedules.length > 0 ? { doNotDisturb, windows: weeklyWindowsOf(schedules) } : undefined
}

/** {@link isDoNotDisturbInForce} of a compiled one. */
export const isCompiledInForce = (
  { doNotDisturb, windows }: CompiledDoNotDisturb,
  now: Instant,
  zones: ZoneRules,
): boolean => {
  if (isOnByHand(doNotDisturb, now)) {
    return true
  }
  for (const window of windows) {
    if (isWindowInForce(window, now, zones) === true) {
      return true
    }
  }
  return false
}

/** {@link doNotDisturbEnds} of a compiled one. */
export const compiledEnds = (
  { doNotDisturb, windows }: CompiledDoNotDisturb,
  now: Instant,
  zones: ZoneRules,
): Instant | undefined => {
  const start = isOnByHand(doNotDisturb, now) ? doNotDisturb.until : now
  if (start === undefined) {
    return undefined
  }
  for (const window of windows) {
    if (zones.spanAt(window.zone, start) === undefined) {
      return undefined
    }
  }
  return endOfWindows(windows, start, zones, start + searchSpan)
}

/**
 * The first instant from `now` on at which do-not-disturb is not in force, or undefined if that is never or unknown.
 *
 * @spec AMB-05
 */
export const doNotDisturbEnds = (doNotDisturb: DoNotDisturb, now: Instant, zones: ZoneRules): Instant | undefined =>
  compiledEnds({ doNotDisturb, windows: weeklyWindowsOf(doNotDisturb.schedules ?? noSchedules) }, now, zones)
