import type { Instant } from '../model/Instant.js'

/** A stretch of time during which the wall clock of a zone stays at one distance from UTC. */
export interface OffsetSpan {
  readonly from: Instant
  /** The first instant that no longer belongs to the span. */
  readonly until: Instant
  /** Milliseconds to add to UTC for the reading of the wall clock. */
  readonly offset: number
}

/**
 * What the library knows of time zones.
 *
 * ```
 *              +01:00                  +02:00                     +01:00
 * ────────────────────────┤├──────────────────────────────┤├──────────────────
 *        2026-03-29T01:00Z (02:00 → 03:00)     2026-10-25T01:00Z (03:00 → 02:00)
 * ```
 *
 * A caller may bring its own, for instance from a newer edition of the zone tables.
 */
export interface ZoneRules {
  /** The span around an instant; undefined for an unknown zone or an instant that is none. */
  readonly spanAt: (zone: string, at: Instant) => OffsetSpan | undefined
}
