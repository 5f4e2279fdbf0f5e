import type { Instant } from '../model/Instant.js'
import { isKnownZone } from './isKnownZone.js'
import type { OffsetSpan, ZoneRules } from './ZoneRules.js'

type OffsetAt = (at: Instant) => number

const second = 1000
const day = 86_400_000
/** Tables are built in blocks of 128 days. */
const block = 128 * day
const earliest = -62_135_596_800_000
const latest = 253_402_300_800_000
const longestMemory = 1024

const offsetReader = (zone: string): OffsetAt => {
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
    const wholeSecond = Math.floor(at / second) * second
    const numbers = format.format(wholeSecond).split(/\D+/)
    const [month, date, year, hours, minutes, seconds] = [0, 1, 2, 3, 4, 5].map((place) => Number(numbers[place]))
    return Date.UTC(Number(year), Number(month) - 1, date, hours, minutes, seconds) - wholeSecond
  }
}

/** The first instant after `low` at which the offset is no longer that of `low`, known to differ at `high`. */
const changeBetween = (low: Instant, high: Instant, offsetAt: OffsetAt): Instant => {
  const offset = offsetAt(low)
  let same = low
  let other = high
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (offsetAt(middle) === offset) {
      same = middle
    } else {
      other = middle
    }
  }
  return other
}

const spansOfBlock = (start: Instant, offsetAt: OffsetAt): readonly OffsetSpan[] => {
  const spans: OffsetSpan[] = []
  const end = start + block
  let from = start
  let offset = offsetAt(start)
  let low = start
  while (low < end) {
    const high = low + day
    const later = offsetAt(high)
    if (later === offset) {
      low = high
    } else {
      low = changeBetween(low, high, offsetAt)
      if (low < end) {
        spans.push({ from, until: low, offset })
        from = low
        offset = offsetAt(low)
      }
    }
  }
  spans.push({ from, until: end, offset })
  return spans
}

/** The spans of a block, and when it begins. */
interface Block {
  readonly start: Instant
  readonly spans: readonly OffsetSpan[]
}

/** So many blocks in a row are found without a look-up: five years. */
const inARow = 16

interface ZoneTable {
  readonly offsetAt: OffsetAt
  readonly blocks: Map<number, Block>
  /** The block last used of those whose number has the same remainder. */
  readonly recent: Block[]
  last: OffsetSpan
}

const noSpan: OffsetSpan = { from: 0, until: 0, offset: 0 }
const noBlock: Block = { start: Number.NaN, spans: [] }

const newTable = (zone: string): ZoneTable | undefined =>
  isKnownZone(zone)
    ? { offsetAt: offsetReader(zone), blocks: new Map(), recent: new Array<Block>(inARow).fill(noBlock), last: noSpan }
    : undefined

const blockOf = (table: ZoneTable, number: number): Block => {
  const known = table.blocks.get(number)
  if (known !== undefined) {
    return known
  }
  const start = number * block
  const found: Block = { start, spans: spansOfBlock(start, table.offsetAt) }
  if (table.blocks.size >= longestMemory) {
    table.blocks.clear()
  }
  table.blocks.set(number, found)
  return found
}

const spansAround = (table: ZoneTable, at: Instant): readonly OffsetSpan[] => {
  const number = Math.floor(at / block)
  // INVARIANT: a remainder by a power of two, of a negative number as well, is a place in the list.
  const place = number & (inARow - 1)
  const recent = table.recent[place]
  if (recent !== undefined && recent.start === number * block) {
    return recent.spans
  }
  const found = blockOf(table, number)
  table.recent[place] = found
  return found.spans
}

const spanIn = (spans: readonly OffsetSpan[], at: Instant): OffsetSpan => {
  let found = noSpan
  for (const span of spans) {
    found = span
    if (at < span.until) {
      break
    }
  }
  return found
}

/**
 * Zone rules from the tables that come with the JavaScript engine (`Intl`), read once for each zone and stretch of 128 days.
 *
 * The same question always has the same answer; what is remembered is bounded and only spares the second look-up. Offsets are right from
 * the year 1 to the year 9999, as far as the engine's tables are.
 *
 * @example
 * ```ts
 * import { newIntlZoneRules } from 'cpm-routing/schedule'
 *
 * const summer = newIntlZoneRules().spanAt('Europe/Paris', Date.parse('2026-07-01T00:00:00Z'))
 * console.log(summer?.offset)
 * // => 7200000
 * ```
 */
export const newIntlZoneRules = (): ZoneRules => {
  const tables = new Map<string, ZoneTable>()
  const tableOf = (zone: string): ZoneTable | undefined => {
    const known = tables.get(zone)
    if (known !== undefined) {
      return known
    }
    const table = newTable(zone)
    if (table !== undefined) {
      if (tables.size >= longestMemory) {
        tables.clear()
      }
      tables.set(zone, table)
    }
    return table
  }
  return {
    spanAt: (zone, at) => {
      const table = tableOf(zone)
      if (table === undefined || !(at >= earliest && at < latest)) {
        return undefined
      }
      if (at < table.last.from || at >= table.last.until) {
        table.last = spanIn(spansAround(table, at), at)
      }
      return table.last
    },
  }
}

/** The zone rules that are used where a caller brings none. */
export const intlZoneRules: ZoneRules = newIntlZoneRules()
