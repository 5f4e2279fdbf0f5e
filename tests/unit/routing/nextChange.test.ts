import fc from 'fast-check'
import { nextChange } from '../../../src/routing/nextChange.js'
import { route } from '../../../src/routing/route.js'
import { encode, RoutingRequestCodec } from '../../../src/wire/documents/index.js'
import { oracleNextChange } from '../../oracle/routingOracle.cjs'
import type { Given } from '../../support/builders.js'
import { at, client, now, request, rule } from '../../support/builders.js'
import { runs } from '../../support/campaign.js'

const hour = 3_600_000
const quietHours = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }
const changes = (given: Given): string => {
  const change = nextChange(request(given))
  return change === undefined ? 'never' : new Date(change).toISOString()
}

describe('the next change of an answer', () => {
  it('does not come where nothing depends on time', () => {
    expect(changes({})).toBe('never')
    expect(changes({ preferences: { otherwise: { action: 'store' }, doNotDisturb: quietHours } })).toBe('never')
  })

  it('comes when do-not-disturb begins and ends, by the wall clock', () => {
    expect(changes({ preferences: { doNotDisturb: quietHours } })).toBe('2026-02-03T21:00:00.000Z')
    expect(changes({ preferences: { doNotDisturb: quietHours }, now: at('2026-03-28T23:00:00Z') })).toBe(
      '2026-03-29T05:00:00.000Z',
    )
  })

  it('comes at the expiry, to the millisecond', () => {
    expect(changes({ message: { expiresAt: now + 1 } })).toBe('2026-02-03T10:00:00.001Z')
    expect(changes({ message: { expiresAt: now } })).toBe('never')
    expect(changes({ policy: { longestHolding: hour } })).toBe('2026-02-03T11:00:00.000Z')
  })

  it('comes at an instant that is thousands of years away, without a look at every night until then', () => {
    const far = at('9000-06-01T12:00:00Z')
    const rules = [
      rule({ action: 'deliver' }, { during: quietHours }, 'night'),
      rule({ action: 'store' }, { during: { from: far } }),
    ]
    expect(changes({ preferences: { rules, otherwise: { action: 'deliver' } } })).toBe('2026-02-03T21:00:00.000Z')
    const idle = [
      rule({ action: 'store' }, { during: { from: far } }),
      rule({ action: 'reject' }, { during: quietHours, kinds: ['large'] }),
    ]
    expect(changes({ preferences: { rules: idle } })).toBe('9000-06-01T12:00:00.000Z')
  })

  it('is given up after 20,000 moments: a small request cannot ask for hours of work', () => {
    const during = {
      schedules: Array.from({ length: 60 }, (_, minute) => ({
        zone: 'UTC',
        from: `10:${String(minute).padStart(2, '0')}`,
        to: '12:00',
      })),
    }
    expect(changes({ preferences: { rules: [rule({ action: 'reject' }, { during, kinds: ['large'] })] } })).toBe(
      'never',
    )
  })

  it('comes when a span of a rule begins and ends', () => {
    const rules = [rule({ action: 'reject' }, { during: { from: now + hour, until: now + 2 * hour } })]
    expect(changes({ preferences: { rules } })).toBe('2026-02-03T11:00:00.000Z')
    expect(changes({ preferences: { rules }, now: now + hour })).toBe('2026-02-03T12:00:00.000Z')
    expect(changes({ preferences: { rules }, now: now + 2 * hour })).toBe('never')
  })

  it('comes with the conditions of a device and of the provider', () => {
    const during = { schedules: [{ zone: 'UTC', from: '10:30', to: '11:00' }] }
    expect(changes({ preferences: { devices: { phone: { during } } } })).toBe('2026-02-03T10:30:00.000Z')
    expect(changes({ policy: { clients: { during } } })).toBe('2026-02-03T10:30:00.000Z')
  })

  it('passes over what makes no difference', () => {
    const rules = [rule({ action: 'store' }, { during: { from: now + hour } }, 'a'), rule({ action: 'store' }, {}, 'b')]
    expect(changes({ preferences: { rules: [rule({ action: 'reject' }), ...rules] } })).toBe('never')
    const twice = { schedules: [...quietHours.schedules, { zone: 'UTC', from: '12:00', to: '12:30' }] }
    expect(
      changes({ preferences: { rules: [rule({ action: 'deliver', breakthrough: true })], doNotDisturb: twice } }),
    ).toBe('never')
  })

  it('counts the plan: an end of do-not-disturb that moves is another answer', () => {
    const doNotDisturb = { on: true, until: now + hour, ...quietHours }
    expect(changes({ preferences: { doNotDisturb } })).toBe('2026-02-03T11:00:00.000Z')
  })

  it('is none at an instant that is none', () => {
    expect(nextChange(request({ now: Number.NaN, preferences: { doNotDisturb: quietHours } }))).toBeUndefined()
  })

  it('agrees with brute force over every minute, and is exact at the boundary', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const minutes = quarter * 15
      return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    })
    const schedule = fc.record({
      zone: fc.constantFrom('Europe/Paris', 'UTC', 'America/New_York'),
      from: time,
      to: time,
    })
    const starts = fc.constantFrom('2026-02-03T10:00:00Z', '2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z')
    const expiry = fc.option(fc.integer({ min: 0, max: 30 * 60 }), { nil: undefined })
    fc.assert(
      fc.property(starts, schedule, schedule, expiry, (start, quiet, ruleTime, minutes) => {
        const from = at(start)
        const asked = request({
          now: from,
          message: { receivedAt: from, ...(minutes === undefined ? {} : { expiresAt: from + minutes * 60_000 + 1 }) },
          recipient: { clients: [client()] },
          preferences: {
            rules: [rule({ action: 'store' }, { during: { schedules: [ruleTime] } })],
            doNotDisturb: { schedules: [quiet] },
          },
        })
        const limit = from + 14 * hour
        const change = nextChange(asked)
        const expected = oracleNextChange(encode(RoutingRequestCodec)(asked), new Date(limit).toISOString())
        expect(change === undefined || change > limit ? null : change).toBe(
          expected === null ? null : Date.parse(expected),
        )
        if (change !== undefined) {
          expect(route({ ...asked, now: change - 1 })).toEqual(route(asked))
          expect(route({ ...asked, now: change })).not.toEqual(route(asked))
        }
      }),
      { numRuns: runs(8) },
    )
  })
})
