import type { Instant } from '../model/Instant.js'
import { minuteOfWeek, minutesOfDay } from './wallClock.js'
import type { WeeklyWindow } from './WeeklyWindow.js'
import { isAlways, isNever } from './WeeklyWindow.js'
import type { OffsetSpan, ZoneRules } from './ZoneRules.js'

const minute = 60_000
const minutesOfWeek = 7 * minutesOfDay

/** How many edges lie at or before a minute of the week: odd within the window, even outside. */
const edgesUpTo = (window: WeeklyWindow, moment: number): number => {
  const edges = window.edges
  let count = 0
  for (const edge of edges) {
    if (edge > moment) {
      return count
    }
    count += 1
  }
  return count
}

/** Whether a minute of the week lies within a weekly window. */
export const isWithinWindow = (window: WeeklyWindow, moment: number): boolean => edgesUpTo(window, moment) % 2 === 1

const holdsIn = (window: WeeklyWindow, at: Instant, span: OffsetSpan): boolean =>
  isWithinWindow(window, minuteOfWeek(at, span))

/** Whether a weekly window is in force; undefined where its zone is unknown. The same answer as `isInForce` of its schedules. */
export const isWindowInForce = (window: WeeklyWindow, at: Instant, zones: ZoneRules): boolean | undefined => {
  const span = zones.spanAt(window.zone, at)
  return span === undefined ? undefined : holdsIn(window, at, span)
}

/**
 * The first instant after `at` at which a weekly window begins or ends, or undefined if there is none before `horizon`.
 *
 * A clock change counts where it makes a difference: a window may begin or end with it.
 */
export const nextWindowChange = (
  window: WeeklyWindow,
  at: Instant,
  zones: ZoneRules,
  horizon: Instant,
): Instant | undefined => {
  let span = zones.spanAt(window.zone, at)
  if (span === undefined || isAlways(window) || isNever(window)) {
    return undefined
  }
  const now = holdsIn(window, at, span)
  let moment = at
  while (span !== undefined && moment < horizon) {
    if (holdsIn(window, moment, span) !== now) {
      return moment
    }
    const reading = minuteOfWeek(moment, span)
    const edge = window.edges[edgesUpTo(window, reading)] ?? minutesOfWeek
    // Where the wall clock stands at a whole minute; offsets of whole seconds make that none of UTC.
    const wholeMinute = Math.floor((moment + span.offset) / minute) * minute - span.offset
    moment = Math.min(wholeMinute + (edge - reading) * minute, span.until)
    span = zones.spanAt(window.zone, moment)
  }
  return undefined
}

/**
 * The first instant from `at` on at which none of the windows is in force, or undefined if there is none before `horizon`.
 */
export const endOfWindows = (
  windows: readonly WeeklyWindow[],
  at: Instant,
  zones: ZoneRules,
  horizon: Instant,
): Instant | undefined => {
  let moment = at
  let settled = 0
  while (settled < windows.length) {
    for (const window of windows) {
      if (isWindowInForce(window, moment, zones) === true) {
        const end = nextWindowChange(window, moment, zones, horizon)
        if (end === undefined) {
          return undefined
        }
        moment = end
        settled = 1
      } else {
        settled += 1
      }
    }
  }
  return moment
}
