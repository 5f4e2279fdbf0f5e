import type { Instant } from '../../model/Instant.js'

/** 0000-01-01T00:00:00Z. */
const earliest = -62_167_219_200_000
/** 9999-12-31T23:59:59.999Z. */
const latest = 253_402_300_799_999

/** An instant as an RFC 3339 date-time in UTC; one beyond the years that have a text is written as the nearest that has. */
export const writeDateTime = (at: Instant): string =>
  new Date(at >= earliest ? Math.min(at, latest) : earliest).toISOString().replace('.000Z', 'Z')
