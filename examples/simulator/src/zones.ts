import { type Day, dayLength, minute } from './Day.js'

/** Forty time zones: with changes of a whole hour, of half an hour, in either half of the year, and with none. */
export const zones: readonly string[] = [
  'UTC',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Johannesburg',
  'Africa/Lagos',
  'America/Anchorage',
  'America/Bogota',
  'America/Chicago',
  'America/Denver',
  'America/Halifax',
  'America/Havana',
  'America/Los_Angeles',
  'America/Mexico_City',
  'America/New_York',
  'America/Phoenix',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Dubai',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Atlantic/Azores',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Athens',
  'Europe/Dublin',
  'Europe/Istanbul',
  'Europe/Lisbon',
  'Europe/London',
  'Europe/Moscow',
  'Europe/Paris',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Honolulu',
]

/** What the wall clock of a zone shows at an instant of the day, in minutes since midnight. */
export type WallClock = (at: number) => number

/** Clocks change at quarters of an hour, and zones differ by them. */
const quarter = 15 * minute

/** Read from `Intl` quarter by quarter, so that it owes nothing to the arithmetic of the library that it is to check. */
export const wallClockOf = (zone: string, { start }: Day): WallClock => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const shown = Array.from({ length: dayLength / quarter }, (_, place) => {
    const [hours, minutes] = format.format(start + place * quarter).split(':')
    return Number(hours) * 60 + Number(minutes)
  })
  return (at) => {
    const sinceMidnight = at - start
    return (shown[Math.floor(sinceMidnight / quarter)] ?? 0) + Math.floor((sinceMidnight % quarter) / minute)
  }
}

/** Whether the wall clock shows a time between 22:00 and 07:00. */
export const isQuiet = (wallClock: WallClock, at: number): boolean => {
  const shown = wallClock(at)
  return shown >= 22 * 60 || shown < 7 * 60
}
