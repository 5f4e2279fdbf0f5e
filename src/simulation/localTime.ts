import type { Instant } from '../model/Instant.js'
import { intlZoneRules } from '../schedule/index.js'
import { instantText } from './brief.js'

/** What the clocks of a zone show. */
export interface LocalTime {
  /** `2026-03-29` */
  readonly date: string
  /** `07:00:00`, with milliseconds where there are some. */
  readonly time: string
  /** `+02:00` */
  readonly offset: string
}

const twoDigits = (value: number): string => `${value}`.padStart(2, '0')

const offsetText = (offset: number): string => {
  const minutes = Math.floor(Math.abs(offset) / 60_000)
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/** The reading of the wall clock of a zone; UTC where there is none or it is not known. */
export const localTime = (at: Instant, zone: string | undefined): LocalTime => {
  const offset = zone === undefined ? 0 : (intlZoneRules.spanAt(zone, at)?.offset ?? 0)
  const text = instantText(at + offset)
  return { date: text.slice(0, 10), time: text.slice(11, -1), offset: offsetText(offset) }
}
