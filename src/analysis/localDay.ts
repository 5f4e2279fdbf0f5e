import type { Instant } from '../model/Instant.js'
import type { OffsetSpan, ZoneRules } from '../schedule/ZoneRules.js'

/** A day in milliseconds. */
export const day = 86_400_000

/** The span around an instant; that of UTC where the zone is not known there. */
export const spanOrUtc = (zone: string, at: Instant, zones: ZoneRules): OffsetSpan =>
  zones.spanAt(zone, at) ?? { from: -Infinity, until: Infinity, offset: 0 }

/** The number of the day that the calendar of a zone shows; day 0 is 1 January 1970. */
export const localDay = (at: Instant, zone: string, zones: ZoneRules): number =>
  Math.floor((at + spanOrUtc(zone, at, zones).offset) / day)

/**
 * The first instant after `after` at which the calendar of a zone shows a day, or one that comes later where the day is skipped.
 *
 * ```
 * 23:59 ─► 00:00     midnight, as on most days
 * 23:59 ─► 01:00     midnight is skipped: the day starts at 01:00
 * 23:59 ─► 23:00     the clocks go back before midnight, which comes an hour later
 * ```
 */
export const startOfDay = (number: number, after: Instant, zone: string, zones: ZoneRules): Instant => {
  let span = spanOrUtc(zone, after, zones)
  let start = number * day - span.offset
  while (start >= span.until && span.until < Infinity) {
    const change = span.until
    span = spanOrUtc(zone, change, zones)
    start = Math.max(change, number * day - span.offset)
  }
  return start
}
