/** A zone's distances from UTC over some time, as a person would tabulate them: the limit that look-ups are measured against. */
export interface ZoneTable {
  /** The instants at which the distance changes; the first is the start of the table. */
  readonly from: readonly number[]
  /** Milliseconds to add to UTC from each of these instants on. */
  readonly offset: readonly number[]
}

const hour = 3_600_000

/** Reads the distance from UTC off the wall clock that `Intl` shows; slow, and the judge of everything faster. */
export const offsetByIntl = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) {
      part[type] = Number(value)
    }
    const shown = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second'])
    return shown - Math.floor(at / 1000) * 1000
  }
}

/** The table of a zone from one instant to another; changes are searched for in steps of an hour. */
export const zoneTable = (zone: string, start: number, end: number): ZoneTable => {
  const offsetAt = offsetByIntl(zone)
  const from = [start]
  const offset = [offsetAt(start)]
  for (let low = start; low < end; low += 24 * hour) {
    for (let at = low; offsetAt(low + 24 * hour) !== offset.at(-1) && at < low + 24 * hour; at += hour / 2) {
      const next = offsetAt(at + hour / 2)
      if (next !== offset.at(-1)) {
        from.push(at + hour / 2)
        offset.push(next)
      }
    }
  }
  return { from, offset }
}

/** The distance from UTC at an instant. */
export const offsetIn = (table: ZoneTable, at: number): number => {
  const { from, offset } = table
  let place = from.length - 1
  while (place > 0 && from[place]! > at) {
    place -= 1
  }
  return offset[place]!
}
