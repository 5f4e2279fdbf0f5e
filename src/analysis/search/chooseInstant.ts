import type { Instant } from '../../model/Instant.js'
import type { WeeklyWindow } from '../../schedule/WeeklyWindow.js'
import { isWindowInForce, nextWindowChange } from '../../schedule/windowAt.js'
import type { ZoneRules } from '../../schedule/ZoneRules.js'
import type { Stretch, TimeAsked } from './Condition.js'
import type { Space } from './Situation.js'
import { latest, reference } from './Situation.js'

/** What is asked of an instant: to be in each of the first, and in none of the others. */
export interface InstantAsked {
  readonly within: readonly TimeAsked[]
  readonly outside: readonly TimeAsked[]
}

/** One way to be in each of some times: these stretches and these windows at once. */
interface Way {
  readonly stretches: readonly Stretch[]
  readonly windows: readonly WeeklyWindow[]
}

const minutesOfWeek = 10_080
const lookAhead = 54 * 7 * 86_400_000
const mostChanges = 1500
const mostWays = 256

const waysInto = (within: readonly TimeAsked[]): readonly Way[] =>
  within.reduce<readonly Way[]>(
    (ways, { stretches, windows }) =>
      ways.flatMap((way) => [
        ...stretches.map((stretch) => ({ ...way, stretches: [...way.stretches, stretch] })),
        ...windows.map((window) => ({ ...way, windows: [...way.windows, window] })),
      ]),
    [{ stretches: [], windows: [] }],
  )

const without = (stretches: readonly Stretch[], [from, until]: Stretch): readonly Stretch[] =>
  stretches.flatMap(([start, end]): readonly Stretch[] => [
    [start, Math.min(end, from)],
    [Math.max(start, until), end],
  ])

const openStretches = (way: Way, outside: readonly TimeAsked[], space: Space): readonly Stretch[] => {
  const from = Math.max(space.earliest, ...way.stretches.map(([start]) => start))
  const until = Math.min(latest, ...way.stretches.map(([, end]) => end))
  return outside
    .flatMap(({ stretches }) => stretches)
    .reduce<readonly Stretch[]>(
      (open, closed) => without(open, closed).filter(([start, end]) => start < end),
      [[from, until]],
    )
    .filter(([start, end]) => start < end)
}

const contains = ({ edges }: WeeklyWindow, minute: number): boolean =>
  edges.filter((edge) => edge <= minute).length % 2 === 1

/** The minutes of the week that lie in each of the first windows of a zone and in none of the others. */
const commonWindow = (
  zone: string,
  within: readonly WeeklyWindow[],
  outside: readonly WeeklyWindow[],
): WeeklyWindow => {
  const marks = new Set([0, minutesOfWeek, ...[...within, ...outside].flatMap(({ edges }) => edges)])
  const points = [...marks].sort((left, right) => left - right)
  const edges = points.flatMap((start, place) => {
    const end = points[place + 1]
    const isIn = within.every((window) => contains(window, start)) && !outside.some((window) => contains(window, start))
    return end !== undefined && isIn ? [start, end] : []
  })
  return { zone, edges: edges.filter((edge, place) => edge !== edges[place - 1] && edge !== edges[place + 1]) }
}

/** The first instant of a stretch at which all windows are in force; undefined if none, `'unknown'` after too many changes. */
const firstInForce = (
  windows: readonly WeeklyWindow[],
  [at, end]: Stretch,
  zones: ZoneRules,
  changes: number,
): Instant | 'unknown' | undefined => {
  const closed = windows.find((window) => isWindowInForce(window, at, zones) !== true)
  if (closed === undefined) {
    return at
  }
  const next = nextWindowChange(closed, at, zones, end)
  return next === undefined || next >= end
    ? undefined
    : changes === 0
      ? 'unknown'
      : firstInForce(windows, [next, end], zones, changes - 1)
}

/** The part of a stretch that is searched: all of it, unless it is longer than the look ahead. */
const searchedPart = ([start, end]: Stretch, space: Space): Stretch => {
  const from = reference(space)
  return end - start <= lookAhead
    ? [start, end]
    : end <= from
      ? [end - lookAhead, end]
      : [Math.max(start, from), Math.min(end, Math.max(start, from) + lookAhead)]
}

const instantInWay = (way: Way, outside: readonly TimeAsked[], space: Space): Instant | 'never' | 'unknown' => {
  const closed = outside.flatMap(({ windows }) => windows)
  const zones = [...new Set([...way.windows, ...closed].map(({ zone }) => zone))]
  const ofZone = (windows: readonly WeeklyWindow[], name: string): readonly WeeklyWindow[] =>
    windows.filter(({ zone }) => zone === name)
  const windows = zones.map((zone) => commonWindow(zone, ofZone(way.windows, zone), ofZone(closed, zone)))
  if (windows.some(({ edges }) => edges.length === 0)) {
    return 'never'
  }
  const searched = openStretches(way, outside, space).map((stretch) => {
    const part = searchedPart(stretch, space)
    const found = firstInForce(windows, part, space.zones, mostChanges)
    const isAll = part[1] - part[0] === stretch[1] - stretch[0]
    return found ?? (isAll ? 'never' : 'unknown')
  })
  const found = searched.filter((instant) => typeof instant === 'number')
  return (
    found.find((instant) => instant >= reference(space)) ??
    found[0] ??
    (searched.includes('unknown') ? 'unknown' : 'never')
  )
}

/**
 * An instant that lies in some times and outside others.
 *
 * `'never'` is exact: windows of one zone are compared minute by minute of the week, and whatever else is refused was searched through
 * from the first to the last instant. Where neither was possible (windows of several zones that meet nowhere within 54 weeks, or a
 * great many combinations), the answer is `'unknown'`.
 */
export const chooseInstant = ({ within, outside }: InstantAsked, space: Space): Instant | 'never' | 'unknown' => {
  const counts = within.map(({ stretches, windows }) => stretches.length + windows.length)
  if (counts.reduce((product, count) => product * count, 1) > mostWays) {
    return 'unknown'
  }
  const answers = waysInto(within).map((way) => instantInWay(way, outside, space))
  return answers.find((answer) => typeof answer === 'number') ?? (answers.includes('unknown') ? 'unknown' : 'never')
}
