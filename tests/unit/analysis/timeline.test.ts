import fc from 'fast-check'
import type { Timeline } from '../../../src/analysis/timeline.js'
import { mostTimelineDays, mostTimelineMoments, timeline, timelineWith } from '../../../src/analysis/timeline.js'
import type { RoutingDecision } from '../../../src/model/RoutingDecision.js'
import type { Recipient, RoutingRequest } from '../../../src/model/RoutingRequest.js'
import type { Schedule } from '../../../src/model/Schedule.js'
import type { ServiceProviderPolicy } from '../../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import { weekdays } from '../../../src/model/Schedule.js'
import { nextChange } from '../../../src/routing/nextChange.js'
import { route } from '../../../src/routing/route.js'
import { intlZoneRules } from '../../../src/schedule/intlZoneRules.js'
import { address, at, client, message, now, owner, preferences, rule } from '../../support/builders.js'
import { routingRequest } from '../../support/arbitraries.js'

const minute = 60_000
const hour = 60 * minute
const night = (zone: string, more: Partial<Schedule> = {}): Schedule => ({ zone, from: '22:00', to: '07:00', ...more })

/** The answer to a message that arrives at an instant, as a caller would ask for it; its expiry is its own. */
const answerAt = (
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  template: StandaloneMessage,
  arrival: number,
) => {
  const { expiresAt, receivedAt } = template
  const expiry = expiresAt === undefined ? {} : { expiresAt: arrival + (expiresAt - receivedAt) }
  const decision = route({
    message: { ...template, receivedAt: arrival, ...expiry },
    recipient,
    policy,
    now: arrival,
  })
  return JSON.stringify(withoutExpiry(decision))
}

const withoutExpiry = (decision: RoutingDecision): RoutingDecision => {
  if (decision._tag !== 'Defer') {
    return decision
  }
  const { expiresAt: _, ...plan } = decision.plan
  return { ...decision, plan }
}

const stretchAt = ({ stretches }: Timeline, arrival: number) =>
  stretches.find(({ from, until }) => from <= arrival && arrival < until)

/** Every minute on the minute, and the millisecond before it. */
const expectAgreement = (
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  drawn: Timeline,
  template: StandaloneMessage,
  step = minute,
) => {
  for (let arrival = drawn.from; arrival < drawn.until; arrival += step) {
    for (const moment of [arrival, arrival + step - 1]) {
      const found = stretchAt(drawn, Math.min(moment, drawn.until - 1))
      const expected = answerAt(recipient, policy, template, Math.min(moment, drawn.until - 1))
      if (found === undefined || JSON.stringify(withoutExpiry(found.decision)) !== expected) {
        expect([new Date(moment).toISOString(), JSON.stringify(found?.decision)]).toEqual([
          new Date(moment).toISOString(),
          expected,
        ])
      }
    }
  }
}

/** The boundaries that nextChange gives, one after the other. */
const boundaries = (request: RoutingRequest, until: number): readonly number[] => {
  const found: number[] = []
  let moment = nextChange(request)
  while (moment !== undefined && moment < until) {
    found.push(moment)
    moment = nextChange({ ...request, now: moment })
  }
  return found
}

const isGapless = ({ from, until, stretches }: Timeline): boolean =>
  stretches[0]?.from === from &&
  stretches.at(-1)?.until === until &&
  stretches.every((stretch, place) => place === 0 || stretches[place - 1]?.until === stretch.from)

describe('a timeline', () => {
  it('shows a week with quiet hours, in the zone of the user', () => {
    const recipient = {
      preferences: preferences({ doNotDisturb: { schedules: [night('Europe/Paris')] } }),
      clients: [client()],
    }
    const drawn = timeline(recipient, {}, at('2026-02-03T12:00:00Z'), 2)
    expect(drawn).toMatchObject({
      zone: 'Europe/Paris',
      from: at('2026-02-03T12:00:00Z'),
      until: at('2026-02-04T23:00:00Z'),
      complete: true,
    })
    expect(
      drawn.stretches.map(({ from, until, decision }) => [
        new Date(from).toISOString().slice(5, 16),
        new Date(until).toISOString().slice(5, 16),
        decision._tag,
        decision.determinedBy.requirement,
      ]),
    ).toEqual([
      ['02-03T12:00', '02-03T21:00', 'Send', 'TERM-15'],
      ['02-03T21:00', '02-04T06:00', 'Defer', 'TERM-12'],
      ['02-04T06:00', '02-04T21:00', 'Send', 'TERM-15'],
      ['02-04T21:00', '02-04T23:00', 'Defer', 'TERM-12'],
    ])
    expect(drawn.stretches[1]?.decision).toMatchObject({
      reason: 'DoNotDisturb',
      plan: { until: at('2026-02-04T06:00:00Z') },
    })
  })

  const changes: readonly (readonly [string, string, string])[] = [
    ['Europe/Paris', '2026-03-28T12:00:00Z', 'the clocks go forward'],
    ['Europe/Paris', '2026-10-24T12:00:00Z', 'the clocks go back'],
    ['America/Sao_Paulo', '2018-11-03T12:00:00Z', 'midnight is skipped'],
    ['America/Sao_Paulo', '2018-02-17T12:00:00Z', 'the clocks go back at midnight'],
    ['Pacific/Apia', '2011-12-29T20:00:00Z', 'a whole day is skipped'],
    ['Australia/Lord_Howe', '2026-04-04T12:00:00Z', 'the clocks go back by half an hour'],
    ['Asia/Kathmandu', '2026-02-03T12:00:00Z', 'the zone is five hours and three quarters ahead'],
    ['Africa/Monrovia', '1972-01-06T12:00:00Z', 'the zone has seconds in its offset'],
  ]

  it.each(changes)('agrees with routing each minute in %s from %s, where %s', (zone, from) => {
    const recipient: Recipient = {
      preferences: preferences({
        rules: [
          rule({ action: 'store' }, { during: { schedules: [night(zone, { from: '02:15', to: '02:45' })] } }),
          rule({ action: 'reject' }, { during: { schedules: [{ zone, from: '00:00', to: '00:40' }] } }),
          rule({ action: 'defer' }, { during: { from: at(from) + 90_000, until: at(from) + 150_000 } }),
        ],
        devices: { phone: { during: { schedules: [night('UTC', { from: '06:00', to: '05:00' })] } } },
        doNotDisturb: { on: true, until: at(from) + hour, schedules: [night(zone, { days: ['sat', 'sun', 'thu'] })] },
      }),
      clients: [client()],
    }
    const drawn = timeline(recipient, {}, at(from), 2)
    expect(isGapless(drawn)).toBe(true)
    expect(drawn.stretches.length).toBeGreaterThan(5)
    expectAgreement(recipient, {}, drawn, message({ size: 100 }))
  })

  const anySchedule: fc.Arbitrary<Schedule> = fc.record(
    {
      zone: fc.constantFrom(
        'UTC',
        'Europe/Paris',
        'America/New_York',
        'Asia/Kathmandu',
        'Australia/Lord_Howe',
        'No/Where',
      ),
      days: fc.subarray([...weekdays]),
      from: fc.constantFrom('00:00', '02:30', '07:00', '22:00', '23:59'),
      to: fc.constantFrom('00:00', '02:30', '07:00', '13:00', '24:00'),
    },
    { requiredKeys: ['zone', 'from', 'to'] },
  )

  it('ends its stretches where nextChange says, and agrees with routing each quarter of an hour, whatever the request', () => {
    fc.assert(
      fc.property(
        routingRequest,
        fc.array(anySchedule, { maxLength: 3 }),
        fc.constantFrom(now, at('2026-03-28T11:07:13.001Z'), at('2026-10-24T23:59:59.999Z')),
        (asked, schedules, from) => {
          const recipient: Recipient = {
            ...asked.recipient,
            preferences: { ...preferences(asked.recipient.preferences), doNotDisturb: { schedules } },
          }
          const { policy = {} } = asked
          const drawn = timeline(recipient, policy, from, 3, asked.message)
          expect(isGapless(drawn)).toBe(true)
          expectAgreement(recipient, policy, drawn, asked.message, hour / 4)
          const { expiresAt: _, ...unexpiring } = asked.message
          const { longestHolding: __, ...rest } = policy
          const isNew = asked.message.expiresAt === undefined || asked.message.expiresAt > asked.message.receivedAt
          // nextChange goes on to two years after the last instant that a request names, which takes long for one in the year 9998.
          const isNear = !/\d{14}/.test(
            JSON.stringify([recipient.preferences, policy]).replaceAll(String(Number.MAX_SAFE_INTEGER), ''),
          )
          if (isNear && isNew && policy.longestHolding !== 0) {
            expect(drawn.stretches.slice(1).map((stretch) => stretch.from)).toEqual(
              boundaries(
                { message: { ...unexpiring, receivedAt: from }, recipient, policy: rest, now: from },
                drawn.until,
              ),
            )
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('takes a message for new whenever it comes, unless it has no time to live', () => {
    const recipient = { clients: [client()] }
    const tags = (about: StandaloneMessage, policy: ServiceProviderPolicy = {}) =>
      timeline(recipient, policy, now, 30, about).stretches.map(({ decision }) => decision._tag)
    expect(tags(message({ expiresAt: now + hour }))).toEqual(['Send'])
    expect(tags(message(), { longestHolding: hour })).toEqual(['Send'])
    expect(tags(message({ expiresAt: now }))).toEqual(['Reject'])
    expect(tags(message(), { longestHolding: 0 })).toEqual(['Reject'])
    expect(timeline({}, {}, now, 1, message({ expiresAt: now + hour })).stretches[0]?.decision).not.toHaveProperty(
      'plan.expiresAt',
    )
  })

  it('is about a plain pager-mode message from somebody unknown unless told otherwise', () => {
    const kinds = preferences({
      rules: [
        rule({ action: 'store' }, { kinds: ['large'], largerThan: 1000 }),
        rule({ action: 'reject' }, { originator: { one: [address('sip:ann@home1.example')] } }),
        rule({ action: 'interwork' }, { originator: {}, contentTypes: ['text/*'] }),
      ],
    })
    const [recipient, tagOf] = [
      { preferences: kinds, clients: [client()] },
      (drawn: Timeline) => drawn.stretches.map(({ decision }) => decision._tag),
    ]
    expect(tagOf(timeline(recipient, {}, now, 1))).toEqual(['Interwork'])
    expect(tagOf(timeline(recipient, {}, now, 1, 'large'))).toEqual(['Store'])
    expect(tagOf(timeline(recipient, {}, now, 1, 'system'))).toEqual(['Send'])
    expect(tagOf(timeline(recipient, {}, now, 1, message()))).toEqual(['Reject'])
    expect(tagOf(timeline({ clients: [client()] }, {}, now, 1, 'notification'))).toEqual(['Send'])
  })

  it('counts days by the zone that it is given, else by the first known one of the preferences, else by UTC', () => {
    const zones = (parts: Parameters<typeof preferences>[0]) =>
      timeline({ preferences: preferences(parts) }, {}, now, 1).zone
    const during = { schedules: [night('No/Where'), night('Asia/Tokyo')] }
    expect(zones({})).toBe('UTC')
    expect(timeline({}, {}, now, 1).zone).toBe('UTC')
    expect(zones({ rules: [rule({ action: 'store' }), rule({ action: 'defer' }, { during }, 'b')] })).toBe('Asia/Tokyo')
    expect(zones({ devices: { phone: { during }, tablet: {} } })).toBe('Asia/Tokyo')
    expect(timeline({}, {}, now, 1, 'pager', 'America/New_York')).toMatchObject({
      zone: 'America/New_York',
      until: at('2026-02-04T05:00:00Z'),
    })
    expect(timeline({}, {}, now, 1, 'pager', 'No/Where').until).toBe(at('2026-02-04T00:00:00Z'))
  })

  it('spans 1 to 366 days, whatever is asked for', () => {
    const days = (count: number) =>
      (timeline({}, {}, at('2026-02-03T00:00:00Z'), count).until - at('2026-02-03T00:00:00Z')) / (24 * hour)
    expect([1, 7, 2.9, 0, -5, Number.NaN, Infinity, 1e9].map(days)).toEqual([
      1,
      7,
      2,
      1,
      1,
      1,
      mostTimelineDays,
      mostTimelineDays,
    ])
  })

  it('ends early where there are more moments than it looks at', () => {
    const every = Array.from({ length: 1440 }, (_, minutes) => {
      const reading = (value: number): string =>
        `${Math.floor(value / 60)}`.padStart(2, '0') + `:${`${value % 60}`.padStart(2, '0')}`
      return { zone: 'Europe/Paris', from: reading(minutes), to: reading(minutes + 1) }
    }).filter((_, minutes) => minutes % 2 === 0)
    const recipient = {
      preferences: preferences({ rules: [rule({ action: 'store' }, { during: { schedules: every } })] }),
      clients: [client()],
    }
    const drawn = timeline(recipient, {}, at('2026-02-03T00:00:00Z'), 366)
    expect(drawn).toMatchObject({
      complete: false,
      until: at('2026-02-03T00:00:00Z') + (mostTimelineMoments + 1) * minute,
    })
    expect(drawn.stretches).toHaveLength(mostTimelineMoments + 1)
    expect(isGapless(drawn)).toBe(true)
  })

  it.each([
    Number.NaN,
    Infinity,
    -Infinity,
    1e300,
    -1e300,
    8.64e15,
    -8.64e15,
    253_402_300_799_999,
    -62_135_596_800_000,
  ])('comes to an end from the instant %p', (from) => {
    const schedules = [night('Europe/Paris'), night('UTC', { from: 'ab:cd', to: '99:99' })]
    const recipient = { preferences: preferences({ doNotDisturb: { schedules, until: from } }), clients: [client()] }
    const drawn = timeline(recipient, {}, from, 366)
    expect(drawn.stretches.length).toBeLessThan(1000)
  })

  it('leaves out an instant that is none', () => {
    const during = { from: Number.NaN, until: Infinity }
    const recipient = {
      preferences: preferences({ rules: [rule({ action: 'store' }, { during })] }),
      clients: [client()],
    }
    expect(timeline(recipient, {}, now, 3).stretches).toHaveLength(1)
  })

  it('goes by zone rules of the caller', () => {
    const ahead = { spanAt: () => ({ from: -Infinity, until: Infinity, offset: hour }) }
    const recipient = {
      preferences: preferences({ doNotDisturb: { schedules: [night('Moon/Base')] } }),
      clients: [client()],
    }
    expect(timelineWith(ahead)(recipient, {}, now, 1)).toMatchObject({
      zone: 'Moon/Base',
      until: at('2026-02-03T23:00:00Z'),
    })
    expect(timelineWith(intlZoneRules)(recipient, {}, now, 1).zone).toBe('UTC')
  })

  it('is plain data', () => {
    const drawn = timeline({ preferences: { owner } }, {}, now, 1)
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn)
  })
})
