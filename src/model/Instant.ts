/**
 * A moment in time: whole milliseconds since 1970-01-01T00:00:00Z.
 *
 * Every deadline is an instant, never a duration, so that a restart neither forgets it nor extends it.
 * `wire` reads and writes the text form (RFC 3339 with an offset).
 */
export type Instant = number
