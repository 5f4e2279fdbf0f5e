import type { Instant } from '../model/Instant.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import { day, localDay, spanOrUtc } from './localDay.js'
import type { Timeline, TimelineStretch } from './timeline.js'

/** Readings of the wall clock, in milliseconds from the midnight of a day. */
export interface Readings {
  readonly start: number
  readonly end: number
}

/** A part of a stretch that lies within one day; of a reading that comes twice, the first time is above and the second below. */
export interface TimelinePiece<S extends TimelineStretch = TimelineStretch> extends Readings {
  readonly stretch: S
  readonly lane: 'whole' | 'upper' | 'lower'
}

/** What the wall clock shows on one day. */
export interface TimelineRow<S extends TimelineStretch = TimelineStretch> {
  /** The number of the day; day 0 is 1 January 1970. */
  readonly day: number
  readonly pieces: readonly TimelinePiece<S>[]
  /** Readings that do not come, since the clocks go forward. */
  readonly skipped: readonly Readings[]
  /** Readings that come twice, since the clocks go back. */
  readonly repeated: readonly Readings[]
}

/** A change of the clocks, in readings counted from 1970. */
interface ClockChange extends Readings {
  readonly at: Instant
  readonly isForward: boolean
}

const clockChanges = ({ zone, from, until }: Timeline): readonly ClockChange[] => {
  const changes: ClockChange[] = []
  let span = spanOrUtc(zone, from, intlZoneRules)
  while (span.until < until) {
    const at = span.until
    const next = spanOrUtc(zone, at, intlZoneRules)
    const [start, end] = [at + Math.min(span.offset, next.offset), at + Math.max(span.offset, next.offset)]
    // Where spans meet without a change, the tables were merely cut.
    if (start < end) {
      changes.push({ at, start, end, isForward: next.offset > span.offset })
    }
    span = next
  }
  return changes
}

interface Placed<S extends TimelineStretch> extends TimelinePiece<S> {
  readonly day: number
}

/** The parts of a timeline that its rows are made of. */
export interface TimelineParts<S extends TimelineStretch> extends Timeline {
  readonly stretches: readonly S[]
}

/** The pieces of a stretch, cut at midnight, where the clocks change, and where readings start or end to come twice. */
const piecesOf = <S extends TimelineStretch>(
  stretch: S,
  zone: string,
  changes: readonly ClockChange[],
): readonly Placed<S>[] => {
  const pieces: Placed<S>[] = []
  const repeated = changes.filter(({ isForward }) => !isForward)
  let at = stretch.from
  while (at < stretch.until) {
    const span = spanOrUtc(zone, at, intlZoneRules)
    const number = localDay(at, zone, intlZoneRules)
    const reading = at + span.offset
    const twice = repeated.find(({ start, end }) => start <= reading && reading < end)
    const edges = repeated.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > reading)
    const next = Math.min(
      stretch.until,
      span.until,
      ...[(number + 1) * day, ...edges].map((edge) => edge - span.offset),
    )
    if (!(next > at)) {
      return pieces
    }
    const lane = twice === undefined ? 'whole' : at < twice.at ? 'upper' : 'lower'
    const start = reading - number * day
    pieces.push({ stretch, lane, day: number, start, end: start + (next - at) })
    at = next
  }
  return pieces
}

const within = (changes: readonly ClockChange[], isForward: boolean, number: number): readonly Readings[] =>
  changes
    .filter((change) => change.isForward === isForward)
    .map(({ start, end }) => ({ start: Math.max(0, start - number * day), end: Math.min(day, end - number * day) }))
    .filter(({ start, end }) => start < end)

/**
 * A timeline as one row for each day of its zone, as a wall clock shows them.
 *
 * ```
 *               0      2      3                                 24
 * clocks back   ├──────┬──1───┬──────────────────────────────────┤
 *               │      ├──2───┤                                  │
 * forward       ├──────┤ none ├──────────────────────────────────┤
 * ```
 */
export const timelineRows = <S extends TimelineStretch>(timeline: TimelineParts<S>): readonly TimelineRow<S>[] => {
  const changes = clockChanges(timeline)
  const piecesByDay = new Map<number, TimelinePiece<S>[]>()
  for (const stretch of timeline.stretches) {
    for (const { day: number, ...piece } of piecesOf(stretch, timeline.zone, changes)) {
      const pieces = piecesByDay.get(number) ?? []
      pieces.push(piece)
      piecesByDay.set(number, pieces)
    }
  }
  return [...piecesByDay].map(([number, pieces]) => ({
    day: number,
    pieces,
    skipped: within(changes, true, number),
    repeated: within(changes, false, number),
  }))
}
