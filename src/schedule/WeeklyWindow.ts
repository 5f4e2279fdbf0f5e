import type { Schedule } from '../model/Schedule.js'
import { weekdays } from '../model/Schedule.js'
import { minutesOf, minutesOfDay } from './wallClock.js'

const minutesOfWeek = 7 * minutesOfDay

/**
 * All schedules of one zone, as the minutes of the local week in which one of them is in force.
 *
 * ```
 * minute   0        420                 1320      1860              10080
 *          mon      07:00               22:00     tue 07:00         mon
 *          ├─█████──┤···················├─█████───┤··· … ···········┤
 * edges    [ 0, 420,                     1320, 1860, … ]
 * ```
 */
export interface WeeklyWindow {
  readonly zone: string
  /** Start and end, start and end …, in ascending order, none touching the next. */
  readonly edges: readonly number[]
}

type Stretch = readonly [start: number, end: number]

/** The stretches of a schedule in ascending order; one that goes on into the next week has its end before all others. */
const stretchesOf = ({ days, from, to }: Schedule): readonly Stretch[] => {
  const first = minutesOf(from)
  const last = minutesOf(to)
  const length = first < last ? last - first : last + minutesOfDay - first
  const beyond = 6 * minutesOfDay + first + length - minutesOfWeek
  const stretches: Stretch[] = []
  if (beyond > 0 && (days === undefined || days.includes('sun'))) {
    stretches.push([0, beyond])
  }
  for (let index = 0; index < weekdays.length; index += 1) {
    const start = index * minutesOfDay + first
    const weekday = weekdays[index]
    // A reading that is none gives no stretch.
    if (start < start + length && (days === undefined || (weekday !== undefined && days.includes(weekday)))) {
      stretches.push([start, Math.min(start + length, minutesOfWeek)])
    }
  }
  return stretches
}

const merge = (stretches: readonly Stretch[]): readonly number[] => {
  const edges: number[] = []
  for (const [start, end] of stretches) {
    const last = edges.at(-1)
    if (last === undefined || start > last) {
      edges.push(start, end)
    } else if (end > last) {
      edges[edges.length - 1] = end
    }
  }
  return edges
}

const windowOf = (zone: string, schedules: readonly Schedule[]): WeeklyWindow => {
  const [only] = schedules
  const stretches =
    only !== undefined && schedules.length === 1
      ? stretchesOf(only)
      : schedules.flatMap(stretchesOf).sort((left, right) => left[0] - right[0])
  return { zone, edges: merge(stretches) }
}

/** The weekly windows of a list of schedules, one for each zone. */
export const weeklyWindowsOf = (schedules: readonly Schedule[]): readonly WeeklyWindow[] => {
  const byZone = new Map<string, Schedule[]>()
  for (const schedule of schedules) {
    const others = byZone.get(schedule.zone)
    if (others === undefined) {
      byZone.set(schedule.zone, [schedule])
    } else {
      others.push(schedule)
    }
  }
  const windows: WeeklyWindow[] = []
  for (const [zone, ofZone] of byZone) {
    windows.push(windowOf(zone, ofZone))
  }
  return windows
}

/** Whether a weekly window is in force at every minute of the week. */
export const isAlways = (window: WeeklyWindow): boolean => window.edges[0] === 0 && window.edges[1] === minutesOfWeek

/** Whether a weekly window is in force at no minute of the week. */
export const isNever = (window: WeeklyWindow): boolean => window.edges.length === 0
