import type { Schedule } from '../model/Schedule.js'
import { weekdays } from '../model/Schedule.js'
import { minutesOf } from './isInForce.js'

const minutesOfDay = 1440
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

const stretchesOf = (schedule: Schedule): readonly Stretch[] => {
  const from = minutesOf(schedule.from)
  const to = minutesOf(schedule.to)
  const length = from < to ? to - from : to + minutesOfDay - from
  return weekdays.flatMap((weekday, index): readonly Stretch[] => {
    const start = index * minutesOfDay + from
    const end = start + length
    return schedule.days !== undefined && !schedule.days.includes(weekday)
      ? []
      : end <= minutesOfWeek
        ? [[start, end]]
        : [
            [start, minutesOfWeek],
            [0, end - minutesOfWeek],
          ]
  })
}

const merge = (stretches: readonly Stretch[]): readonly number[] => {
  const edges: number[] = []
  const ordered = stretches.filter(([start, end]) => start < end).sort((left, right) => left[0] - right[0])
  for (const [start, end] of ordered) {
    const last = edges.at(-1)
    if (last === undefined || start > last) {
      edges.push(start, end)
    } else if (end > last) {
      edges[edges.length - 1] = end
    }
  }
  return edges
}

/** The weekly windows of a list of schedules, one for each zone. */
export const weeklyWindowsOf = (schedules: readonly Schedule[]): readonly WeeklyWindow[] =>
  [...new Set(schedules.map((schedule) => schedule.zone))].map((zone) => ({
    zone,
    edges: merge(schedules.filter((schedule) => schedule.zone === zone).flatMap(stretchesOf)),
  }))

/** Whether a weekly window is in force at every minute of the week. */
export const isAlways = (window: WeeklyWindow): boolean => window.edges[0] === 0 && window.edges[1] === minutesOfWeek

/** Whether a weekly window is in force at no minute of the week. */
export const isNever = (window: WeeklyWindow): boolean => window.edges.length === 0
