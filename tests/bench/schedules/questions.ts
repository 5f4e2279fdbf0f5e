import type { Schedule } from '../../../src/model/Schedule.js'
import { weekdays } from '../../../src/model/Schedule.js'
import { chance } from '../../support/chance.js'
import type { Contestant } from '../support/race.js'
import { passOf } from '../support/race.js'
import type { ZoneTable } from '../support/zoneTable.js'
import { offsetByIntl, offsetIn, zoneTable } from '../support/zoneTable.js'

/** Forty zones, with changes of a whole hour, of half an hour, in either half of the year, and with none. */
export const zones: readonly string[] = [
  'UTC',
  'Europe/Paris',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Athens',
  'Europe/Moscow',
  'Europe/Istanbul',
  'Europe/Lisbon',
  'Atlantic/Azores',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/St_Johns',
  'America/Halifax',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'America/Mexico_City',
  'America/Bogota',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Dubai',
  'Asia/Tehran',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Honolulu',
]
const first = Date.UTC(2026, 0, 1)
const last = Date.UTC(2027, 0, 1)

/** Whether a schedule is in force at an instant. */
export interface Question {
  readonly schedule: Schedule
  readonly at: number
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Questions from the whole year; each schedule starts on some days and may cross midnight. */
export const questions: readonly Question[] = (() => {
  const by = chance(5)
  return Array.from({ length: 4096 }, (): Question => {
    const days = weekdays.filter(() => by.is(0.6))
    const from = by.below(96) * 15
    const to = by.below(96) * 15
    return {
      schedule: { zone: by.oneOf(zones), days, from: clock(from), to: clock(to) },
      at: first + by.below(last - first),
    }
  })
})()

/** The table of each zone, made by hand. */
export const tables: ReadonlyMap<string, ZoneTable> = new Map(
  zones.map((zone) => [zone, zoneTable(zone, first - 86_400_000, last + 86_400_000)]),
)

/** Questions within an hour of every clock change of the year, about windows of an hour around it. */
export const changes: readonly Question[] = [...tables].flatMap(([zone, { from }]) =>
  from.slice(1).flatMap((change) =>
    [-60, -31, -30, -1, 0, 1, 29, 30, 59, 60].flatMap((minutes) =>
      [0, 1, 2, 3, 23].map(
        (hour): Question => ({
          schedule: { zone, from: clock(hour * 60), to: clock(((hour + 1) % 24) * 60) },
          at: change + minutes * 60_000,
        }),
      ),
    ),
  ),
)

const minutesOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))

/** A schedule with its readings as numbers: what a table is asked with. */
export interface Window {
  readonly zone: string
  readonly days: number
  readonly from: number
  readonly to: number
}

const windowOf = ({ zone, days = weekdays, from, to }: Schedule): Window => ({
  zone,
  days: days.reduce((bits, day) => bits | (1 << weekdays.indexOf(day)), 0),
  from: minutesOf(from),
  to: minutesOf(to),
})

/** Whether a minute of the week lies in a window. */
const isIn = ({ days, from, to }: Window, minute: number): boolean => {
  const day = Math.floor(minute / 1440)
  const time = minute - day * 1440
  const today = (days >> day) & 1
  const yesterday = (days >> (day === 0 ? 6 : day - 1)) & 1
  return from < to
    ? today === 1 && time >= from && time < to
    : (today === 1 && time >= from) || (yesterday === 1 && time < to)
}

const isInAt = (window: Window, at: number, offset: number): boolean =>
  isIn(window, (Math.floor((at + offset) / 60_000) + 3 * 1440) % 10_080)

/** A way to answer; `prepare` is done once for each schedule. */
export const answering = <A>(
  prepare: (schedule: Schedule) => A,
  isInForce: (prepared: A, at: number) => boolean | undefined,
): Contestant => {
  const ready = questions.map(({ schedule, at }) => ({ prepared: prepare(schedule), at }))
  return {
    answers: () => changes.map(({ schedule, at }) => String(isInForce(prepare(schedule), at))),
    pass: passOf(ready.length, (index) => {
      const { prepared, at } = ready[index]!
      return isInForce(prepared, at)
    }),
  }
}

/** By the distance of a zone from UTC, however that is found out. */
export const byOffset = (offsetAt: (zone: string, at: number) => number): Contestant =>
  answering(windowOf, (window, at) => isInAt(window, at, offsetAt(window.zone, at)))

const named: Readonly<Record<string, number>> = { Mon: 0, Tue: 1, Wed: 2, Thu: 3, Fri: 4, Sat: 5, Sun: 6 }

/** The judge: the weekday and the time that `Intl` shows. */
export const judge = async (): Promise<Contestant> => {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return answering(windowOf, (window, at) => {
    const format =
      formats.get(window.zone) ??
      new Intl.DateTimeFormat('en-US', {
        timeZone: window.zone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
    formats.set(window.zone, format)
    const part: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(at)) {
      part[type] = value
    }
    return isIn(window, named[part['weekday']!]! * 1440 + Number(part['hour']) * 60 + Number(part['minute']))
  })
}

/** The limit: a table that was found beforehand, and arithmetic. */
export const table = async (): Promise<Contestant> =>
  answering(
    (schedule) => ({ window: windowOf(schedule), table: tables.get(schedule.zone)! }),
    (prepared, at) => isInAt(prepared.window, at, offsetIn(prepared.table, at)),
  )

/** The same table, found by the name of the zone. */
export const tableByName = async (): Promise<Contestant> => byOffset((zone, at) => offsetIn(tables.get(zone)!, at))

/** Offsets read off `Intl` each time. */
export const intl = async (): Promise<Contestant> => {
  const readers = new Map(zones.map((zone) => [zone, offsetByIntl(zone)]))
  return byOffset((zone, at) => readers.get(zone)!(at))
}
