import fc from 'fast-check'
import type { Schedule } from '../../../src/model/Schedule.js'
import { weekdays } from '../../../src/model/Schedule.js'
import { intlZoneRules, newIntlZoneRules } from '../../../src/schedule/intlZoneRules.js'
import { isInForce } from '../../../src/schedule/isInForce.js'
import { isAlways, isNever, weeklyWindowsOf } from '../../../src/schedule/WeeklyWindow.js'
import { endOfWindows, isWindowInForce, nextWindowChange } from '../../../src/schedule/windowAt.js'

const at = (text: string): number => Date.parse(text)
const hour = 3_600_000
const night: Schedule = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }

/** Zones with whole, half and quarter hours, with half-hour clock changes, without any, on both sides of the date line. */
const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/St_Johns',
  'Asia/Tehran',
  'America/Sao_Paulo',
]

const wallClock = (zone: string): ((instant: number) => { readonly weekday: number; readonly minute: number }) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    return {
      weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(String(parts['weekday'])),
      minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    }
  }
}

const clocks = new Map(zones.map((zone) => [zone, wallClock(zone)]))

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const schedules: fc.Arbitrary<Schedule> = fc.record(
  {
    zone: fc.constantFrom(...zones),
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { maxLength: 7 }),
    from: fc.integer({ min: 0, max: 1439 }).map(time),
    to: fc.integer({ min: 0, max: 1440 }).map(time),
  },
  { requiredKeys: ['zone', 'from', 'to'] },
)

const instants = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2032-01-01T00:00:00Z') })

const inForceByTheClockOnTheWall = (schedule: Schedule, instant: number): boolean => {
  const { weekday, minute } = clocks.get(schedule.zone)?.(instant) ?? { weekday: 0, minute: 0 }
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const on = (day: number): boolean =>
    schedule.days === undefined || schedule.days.some((name) => weekdays.indexOf(name) === (day + 7) % 7)
  const [from, to] = [minutes(schedule.from), minutes(schedule.to)]
  return from < to
    ? on(weekday) && minute >= from && minute < to
    : (on(weekday) && minute >= from) || (on(weekday - 1) && minute < to)
}

describe('a schedule', () => {
  it('is in force by the clock on the wall in every zone', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, instant) => {
        const expected = inForceByTheClockOnTheWall(schedule, instant)
        expect(isInForce(schedule, instant, intlZoneRules)).toBe(expected)
        expect(weeklyWindowsOf([schedule]).map((window) => isWindowInForce(window, instant, intlZoneRules))).toEqual([
          expected,
        ])
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['2026-02-03T20:59:59.999Z', false],
    ['2026-02-03T21:00:00.000Z', true],
    ['2026-02-04T05:59:59.999Z', true],
    ['2026-02-04T06:00:00.000Z', false],
  ])('of a night in Paris at %s is in force: %s', (instant, expected) => {
    expect(isInForce(night, at(instant), intlZoneRules)).toBe(expected)
  })

  it('never holds at a reading that the clock skips in spring', () => {
    const skipped: Schedule = { zone: 'Europe/Paris', from: '02:00', to: '03:00' }
    const day = Array.from({ length: 24 * 60 }, (_, minute) => at('2026-03-28T23:00:00Z') + minute * 60_000)
    expect(day.some((instant) => isInForce(skipped, instant, intlZoneRules))).toBe(false)
  })

  it('holds both times at a reading that the clock repeats in autumn', () => {
    const repeated: Schedule = { zone: 'Europe/Paris', from: '02:00', to: '02:30' }
    const inForce = ['2026-10-25T00:15:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z'].map((instant) =>
      isInForce(repeated, at(instant), intlZoneRules),
    )
    expect(inForce).toEqual([true, false, true])
  })

  it('lasts a whole day where it begins and ends at the same time', () => {
    const monday: Schedule = { zone: 'UTC', days: ['mon'], from: '12:00', to: '12:00' }
    const inForce = ['2026-02-02T11:59:00Z', '2026-02-02T12:00:00Z', '2026-02-03T11:59:00Z', '2026-02-03T12:00:00Z']
    expect(inForce.map((instant) => isInForce(monday, at(instant), intlZoneRules))).toEqual([false, true, true, false])
  })

  it('crosses the end of the week', () => {
    const sunday: Schedule = { zone: 'UTC', days: ['sun'], from: '23:00', to: '01:00' }
    expect(isInForce(sunday, at('2026-02-09T00:59:00Z'), intlZoneRules)).toBe(true)
    expect(isInForce(sunday, at('2026-02-08T00:30:00Z'), intlZoneRules)).toBe(false)
  })

  it('is never in force where its times are no readings', () => {
    const wrong = { zone: 'UTC', from: 'noon', to: 'later' }
    expect(isInForce(wrong, at('2026-02-03T12:00:00Z'), intlZoneRules)).toBe(false)
  })

  it('is unknown in an unknown zone and at an instant that is none', () => {
    expect(isInForce({ ...night, zone: 'Mars/Olympus' }, at('2026-02-03T20:00:00Z'), intlZoneRules)).toBeUndefined()
    expect(isInForce(night, Number.NaN, intlZoneRules)).toBeUndefined()
    expect(isInForce(night, 1e300, intlZoneRules)).toBeUndefined()
    const [window] = weeklyWindowsOf([{ ...night, zone: '+01:00' }])
    expect(window && isWindowInForce(window, 0, intlZoneRules)).toBeUndefined()
  })

  it('is right before 1970, when days are counted backwards', () => {
    expect(isInForce({ zone: 'UTC', days: ['wed'], from: '00:00', to: '24:00' }, -1, intlZoneRules)).toBe(true)
    expect(isInForce({ zone: 'UTC', days: ['thu'], from: '00:00', to: '24:00' }, -1, intlZoneRules)).toBe(false)
    const [window] = weeklyWindowsOf([{ zone: 'UTC', days: ['wed'], from: '00:00', to: '24:00' }])
    expect(window && isWindowInForce(window, at('1960-01-06T12:00:00Z'), intlZoneRules)).toBe(true)
  })
})

describe('the next change of a window', () => {
  const horizon = (instant: number): number => instant + 400 * 24 * hour

  it('is the first instant, to the millisecond, at which its state differs', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, instant) => {
        const [window] = weeklyWindowsOf([schedule])
        const change = window && nextWindowChange(window, instant, intlZoneRules, horizon(instant))
        const now = isInForce(schedule, instant, intlZoneRules)
        const end = change ?? instant + 8 * 24 * hour
        for (let moment = instant + 1; moment < end; moment += 15 * 60_000) {
          expect(isInForce(schedule, moment, intlZoneRules)).toBe(now)
        }
        if (change !== undefined) {
          expect(isInForce(schedule, change - 1, intlZoneRules)).toBe(now)
          expect(isInForce(schedule, change, intlZoneRules)).toBe(!now)
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['spring, an hour early', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['autumn, an hour late', '2026-10-24T23:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('of a night in Paris comes in %s', (_, from, expected) => {
    const [window] = weeklyWindowsOf([night])
    const change = window && nextWindowChange(window, at(from), intlZoneRules, horizon(at(from)))
    expect(change && new Date(change).toISOString()).toBe(expected)
  })

  it('does not come for a window without end, without beginning, or in an unknown zone', () => {
    const windows = weeklyWindowsOf([
      { zone: 'UTC', from: '00:00', to: '24:00' },
      { zone: 'Europe/Paris', days: [], from: '22:00', to: '07:00' },
      { zone: 'Mars/Olympus', from: '22:00', to: '07:00' },
    ])
    expect(windows.map(isAlways)).toEqual([true, false, false])
    expect(windows.map(isNever)).toEqual([false, true, false])
    expect(windows.map((window) => nextWindowChange(window, 0, intlZoneRules, horizon(0)))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is not looked for beyond the horizon or beyond the years that zones are known for', () => {
    const [window] = weeklyWindowsOf([night])
    const noon = at('2026-02-03T12:00:00Z')
    expect(window && nextWindowChange(window, noon, intlZoneRules, noon + hour)).toBeUndefined()
    const last = at('9999-12-31T23:30:00Z')
    expect(window && nextWindowChange(window, last, intlZoneRules, last + 365 * 24 * hour)).toBeUndefined()
  })
})

describe('the end of several windows', () => {
  const end = (list: readonly Schedule[], instant: string): string => {
    const found = endOfWindows(weeklyWindowsOf(list), at(instant), intlZoneRules, at(instant) + 800 * 24 * hour)
    return found === undefined ? 'never' : new Date(found).toISOString()
  }

  it('is the instant itself where none is in force', () => {
    expect(end([night], '2026-02-03T12:00:00Z')).toBe('2026-02-03T12:00:00.000Z')
    expect(end([], '2026-02-03T12:00:00Z')).toBe('2026-02-03T12:00:00.000Z')
  })

  it('merges windows of one zone that overlap or touch', () => {
    const day = (from: string, to: string): Schedule => ({ zone: 'UTC', days: ['mon'], from, to })
    expect(
      weeklyWindowsOf([day('08:00', '12:00'), day('09:00', '10:00'), day('12:00', '13:00'), day('20:00', '21:00')]),
    ).toEqual([{ zone: 'UTC', edges: [480, 780, 1200, 1260] }])
  })

  it('passes from one window to the next, across zones', () => {
    const morning: Schedule = { zone: 'Europe/London', from: '06:00', to: '09:30' }
    expect(end([night, morning], '2026-02-03T23:00:00Z')).toBe('2026-02-04T09:30:00.000Z')
  })

  it('never comes where windows cover every minute', () => {
    expect(end([night, { ...night, from: '07:00', to: '22:00' }], '2026-02-03T23:00:00Z')).toBe('never')
    const elsewhere: Schedule = { zone: 'UTC', from: '05:00', to: '23:00' }
    expect(end([{ ...night, from: '21:00', to: '09:00' }, elsewhere], '2026-02-03T23:00:00Z')).toBe('never')
  })
})

describe('zone rules from the engine', () => {
  it('give the same span again, whatever was asked in between', () => {
    const rules = newIntlZoneRules()
    const first = rules.spanAt('Europe/Paris', at('2026-07-01T00:00:00Z'))
    rules.spanAt('Europe/Paris', at('2026-01-01T00:00:00Z'))
    expect(rules.spanAt('Europe/Paris', at('2026-07-01T00:00:00Z'))).toEqual(first)
    expect(first?.offset).toBe(2 * hour)
  })

  it('remember a bounded number of blocks and stay right', () => {
    const rules = newIntlZoneRules()
    const block = 128 * 24 * hour
    for (let number = -1100; number < 0; number += 1) {
      rules.spanAt('UTC', number * block)
    }
    expect(rules.spanAt('UTC', -1100 * block)?.offset).toBe(0)
  })

  it('remember a bounded number of zones and stay right', () => {
    const rules = newIntlZoneRules()
    const names = Array.from({ length: 2200 }, (_, index) =>
      [...'europe/paris'].map((letter, place) => ((index >> place) & 1 ? letter.toUpperCase() : letter)).join(''),
    )
    expect(new Set(names.map((name) => rules.spanAt(name, 0)?.offset))).toEqual(new Set([hour]))
  })
})
