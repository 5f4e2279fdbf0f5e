import fc from 'fast-check'
import type { Timeline } from '../../../src/analysis/timeline.js'
import { timeline } from '../../../src/analysis/timeline.js'
import { timelineDiagram } from '../../../src/analysis/timelineDiagram.js'
import { clockLabel } from '../../../src/analysis/timelineParts.js'
import { timelineRows } from '../../../src/analysis/timelineRows.js'
import { timelineWords } from '../../../src/analysis/timelineWords.js'
import type { RoutingDecision } from '../../../src/model/RoutingDecision.js'
import type { Schedule } from '../../../src/model/Schedule.js'
import { readXml } from '../../../src/wire/xml/index.js'
import { utf8Encode } from '../../../src/wire/octets/utf8.js'
import { address, at, client, now, preferences, rule } from '../../support/builders.js'
import { routingRequest } from '../../support/arbitraries.js'

const night: Schedule = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }

const quiet = (schedules: readonly Schedule[], from: string, days: number): Timeline =>
  timeline({ preferences: preferences({ doNotDisturb: { schedules } }), clients: [client()] }, {}, at(from), days)

const rowsOf = (drawn: Timeline) =>
  timelineRows(drawn).map(({ pieces }) =>
    pieces.map(
      ({ start, end, lane, stretch }) =>
        `${clockLabel(start)} ${clockLabel(end)} ${lane === 'whole' ? '' : `${lane} `}${stretch.decision._tag}`,
    ),
  )

describe('the rows of a timeline', () => {
  it('are the days of the zone, cut at midnight', () => {
    expect(rowsOf(quiet([night], '2026-02-03T12:00:00Z', 2))).toEqual([
      ['13:00 22:00 Send', '22:00 24:00 Defer'],
      ['00:00 07:00 Defer', '07:00 22:00 Send', '22:00 24:00 Defer'],
    ])
  })

  it('leave out the readings that the clocks skip', () => {
    const drawn = quiet([night], '2026-03-28T23:00:00Z', 1)
    expect(rowsOf(drawn)).toEqual([['00:00 02:00 Defer', '03:00 07:00 Defer', '07:00 22:00 Send', '22:00 24:00 Defer']])
    expect(timelineRows(drawn)).toMatchObject([{ skipped: [{ start: 7_200_000, end: 10_800_000 }], repeated: [] }])
  })

  it('show the readings that come twice above each other', () => {
    const drawn = quiet([{ zone: 'Europe/Paris', from: '02:15', to: '02:45' }], '2026-10-24T22:00:00Z', 1)
    expect(rowsOf(drawn)).toEqual([
      [
        '00:00 02:00 Send',
        '02:00 02:15 upper Send',
        '02:15 02:45 upper Defer',
        '02:45 03:00 upper Send',
        '02:00 02:15 lower Send',
        '02:15 02:45 lower Defer',
        '02:45 03:00 lower Send',
        '03:00 24:00 Send',
      ],
    ])
    expect(timelineRows(drawn)).toMatchObject([{ skipped: [], repeated: [{ start: 7_200_000, end: 10_800_000 }] }])
  })

  it('have no row for a day that the calendar skips, and no mark where nothing changes', () => {
    const drawn = timeline({}, {}, at('2011-12-29T12:00:00Z'), 3, 'pager', 'Pacific/Apia')
    expect(timelineRows(drawn).map(({ day }) => new Date(day * 86_400_000).toISOString().slice(0, 10))).toEqual([
      '2011-12-29',
      '2011-12-31',
    ])
    expect(
      timelineRows(timeline({}, {}, now, 366, 'pager', 'Asia/Tokyo')).every(({ skipped }) => skipped.length === 0),
    ).toBe(true)
  })

  it('come to an end for instants that are none', () => {
    const stretch = { from: 1e300, until: 2e300, decision: quiet([], '2026-02-03T12:00:00Z', 1).stretches[0]!.decision }
    const odd = { zone: 'UTC', from: 1e300, until: 2e300, complete: true, stretches: [stretch] }
    expect(timelineRows(odd)).toEqual([])
    expect(timelineRows({ ...odd, from: Number.NaN, until: Number.NaN, stretches: [] })).toEqual([])
  })

  it('cover each minute of a timeline once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Monrovia', 'UTC'),
        fc.integer({ min: at('1970-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') }),
        fc.integer({ min: 1, max: 5 }),
        (zone, from, days) => {
          const drawn = timeline({}, {}, from, days, 'pager', zone)
          const length = timelineRows(drawn)
            .flatMap(({ pieces }) => pieces)
            .reduce((sum, { start, end }) => sum + end - start, 0)
          expect(length).toBe(drawn.until - drawn.from)
        },
      ),
    )
  })
})

const decided = { determinedBy: { requirement: 'TERM-15', rule: 'boss' }, record: false } as const
const response = { status: 403, reason: 'Forbidden' }
const plan = { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' } as const

describe('the words for an answer in a drawing', () => {
  const words: readonly (readonly [string, string, string, RoutingDecision])[] = [
    ['send', 'sent', 'sent to phone', { _tag: 'Send', to: ['phone'], insertTargetAddress: true, ...decided, response }],
    [
      'send',
      'sent',
      'sent to a, b, c, d, 2 more',
      { _tag: 'Send', to: ['a', 'b', 'c', 'd', 'e', 'f'], insertTargetAddress: true, ...decided, response },
    ],
    [
      'defer-DoNotDisturb',
      'waits',
      'waits: do not disturb',
      { _tag: 'Defer', reason: 'DoNotDisturb', plan, ...decided, response },
    ],
    [
      'defer-NoApplicableClient',
      'waits',
      'waits: no device can take it',
      { _tag: 'Defer', reason: 'NoApplicableClient', plan, ...decided, response },
    ],
    [
      'defer-Preference',
      'waits',
      'waits: as preferred',
      { _tag: 'Defer', reason: 'Preference', plan, ...decided, response },
    ],
    [
      'defer-AllClientsFailed',
      'waits',
      'waits: no device took it',
      { _tag: 'Defer', reason: 'AllClientsFailed', plan, ...decided, response },
    ],
    ['store', 'stored', 'into the message store', { _tag: 'Store', ...decided, response }],
    [
      'forward',
      'passed on',
      'passed on to +15550111',
      { _tag: 'Forward', to: address('tel:+1-555-0111'), ...decided, response },
    ],
    ['interwork', 'as SMS', 'passed on as SMS or the like', { _tag: 'Interwork', ...decided, response }],
    ['reject', 'turned away', 'turned away (403 Forbidden)', { _tag: 'Reject', ...decided, response }],
  ]

  it.each(words)('have the look %s, and say %s in brief and %s in full', (look, brief, full, decision) => {
    expect(timelineWords(decision)).toEqual({ look, brief, full, why: 'TERM-15, rule boss' })
    expect(timelineWords({ ...decision, determinedBy: { requirement: 'TERM-03' } }).why).toBe('TERM-03')
  })
})

describe('a timeline as SVG', () => {
  const drawn = quiet([night], '2026-03-27T12:00:00Z', 4)

  it('says in words what it shows', () => {
    const svg = timelineDiagram(drawn, 'Bob & "Ann" <3 \u0000')
    expect(svg).toContain('role="img" aria-labelledby="title description"')
    expect(svg).toContain('<title id="title">Bob &amp; &quot;Ann&quot; &lt;3 \ufffd</title>')
    expect(svg).toContain(
      'Sun 29 Mar: 00:00 to 02:00 waits: do not disturb; 03:00 to 07:00 waits: do not disturb; 07:00 to 22:00 sent to phone; ' +
        '22:00 to 24:00 waits: do not disturb.',
    )
    expect(svg).toContain('Fri 27 Mar 2026 to Mon 30 Mar 2026, by the clock of Europe/Paris')
  })

  it('has the whole words in a long bar, fewer in a shorter one, the number in a short one, and nothing in the shortest', () => {
    const svg = timelineDiagram(
      timeline(
        {
          preferences: preferences({
            rules: [
              rule({ action: 'store' }, { during: { schedules: [{ zone: 'UTC', from: '01:00', to: '01:05' }] } }),
              rule({ action: 'reject' }, { during: { schedules: [{ zone: 'UTC', from: '02:00', to: '03:00' }] } }),
            ],
          }),
          clients: [client()],
        },
        {},
        at('2026-02-03T00:00:00Z'),
        1,
      ),
    )
    const shown = [...svg.matchAll(/class="bar[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(shown).toEqual(['1', '1', '3', '1 sent to phone', '1', '2', '3'])
    expect(svg).toContain('<title>Tue 3 Feb, 01:00 to 01:05: into the message store</title>')
    expect(svg).toContain('Tue 3 Feb 2026, by the clock of UTC')
    expect(svg).toContain('>What happens to a message, by when it arrives<')
  })

  it('explains each number once, with what determined it', () => {
    const svg = timelineDiagram(drawn)
    expect([...svg.matchAll(/<tspan class="small">([^<]*)</g)].map(([, text]) => text)).toEqual(['TERM-15', 'TERM-12'])
  })

  it('marks waiting by hatching and by number, never by colour alone', () => {
    const svg = timelineDiagram(drawn)
    expect(svg.match(/class="defer-DoNotDisturb"/g)).toHaveLength(svg.match(/class="waits"/g)?.length ?? 0)
    expect(svg).toContain('@media (prefers-color-scheme: dark)')
  })

  it('says what the clocks do, and what is left out', () => {
    expect(timelineDiagram(drawn)).toContain('* Sun 29 Mar: the clocks go forward; 02:00 to 03:00 does not come.')
    expect(timelineDiagram(drawn)).toContain('The time before 13:00 on the first day is left out.')
    const autumn = timelineDiagram(quiet([{ ...night, from: '02:10', to: '02:50' }], '2026-10-24T22:00:00Z', 1))
    expect(autumn).toContain(
      '* Sun 25 Oct: the clocks go back; 02:00 to 03:00 comes twice, the first time above and the second below.',
    )
    expect(autumn).not.toContain('left out')
    expect(autumn.match(/class="bar light low"/g)).toHaveLength(2)
    expect(timelineDiagram({ ...drawn, complete: false })).toContain('the days after the last bar are left out.')
  })

  it('shows seconds where a clock change leaves some', () => {
    const svg = timelineDiagram(timeline({}, {}, at('1972-01-06T12:00:00Z'), 2, 'pager', 'Africa/Monrovia'))
    expect(svg).toMatch(/the clocks go forward; 00:00 to 00:44:30 does not come/)
  })

  it('lists forty answers and numbers the others', () => {
    const [first] = drawn.stretches
    const stretches = Array.from({ length: 50 }, (_, place) => ({
      from: now + place * 3_600_000,
      until: now + (place + 1) * 3_600_000,
      decision: { ...first!.decision, determinedBy: { requirement: 'TERM-15', rule: `r${place}` } as const },
    }))
    const svg = timelineDiagram({ ...drawn, zone: 'UTC', from: now, until: now + 50 * 3_600_000, stretches })
    expect(svg.match(/<tspan/g)).toHaveLength(40)
    expect(svg).toContain('>50<')
  })

  it('shows nothing of no time at all', () => {
    const nothing = { zone: 'UTC', from: Number.NaN, until: Number.NaN, complete: true, stretches: [] }
    expect(timelineDiagram(nothing)).toContain('Thu 1 Jan 1970')
  })

  it('is well-formed XML whatever the preferences are', () => {
    fc.assert(
      fc.property(routingRequest, ({ recipient, policy = {}, message }) => {
        const svg = timelineDiagram(timeline(recipient, policy, now, 2, message))
        expect(readXml(utf8Encode(svg), { octets: 1_000_000 })._tag).toBe('Right')
      }),
      { numRuns: 100 },
    )
  })
})
