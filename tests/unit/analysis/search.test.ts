import { newSpace } from '../../../src/analysis/search/Situation.js'
import type { Space } from '../../../src/analysis/search/Situation.js'
import { conditionsOfRule } from '../../../src/analysis/search/conditionsOf.js'
import type { Answer } from '../../../src/analysis/search/search.js'
import { search } from '../../../src/analysis/search/search.js'
import type { RuleConditions } from '../../../src/model/index.js'
import { intlZoneRules } from '../../../src/schedule/index.js'
import { address, at } from '../../support/builders.js'

const space = newSpace({}, intlZoneRules, 1000, undefined)

const find = (
  holding: readonly RuleConditions[],
  avoided: readonly RuleConditions[] = [],
  within: Space = space,
): Answer =>
  search(
    {
      holding: holding.flatMap((when, place) => conditionsOfRule(when, `/holding/${place}`, '0', within)),
      avoided: avoided.map((when, place) => ({
        path: `/avoided/${place}`,
        all: conditionsOfRule(when, `/avoided/${place}`, '0', within),
      })),
    },
    within,
  )

const situation = (...asked: Parameters<typeof find>): unknown => {
  const answer = find(...asked)
  return answer._tag === 'Happens' ? answer.situation : answer._tag
}

describe('a situation that is found', () => {
  it('is the plainest one where nothing is asked', () => {
    expect(situation([])).toMatchObject({
      originator: { address: { uri: 'sip:somebody@somebody.invalid' } },
      kind: 'pager',
      size: 100,
      contentType: 'text/plain',
    })
  })

  it('has an originator whom no document names', () => {
    const named = newSpace(['sip:Somebody@somebody1.example'], intlZoneRules, 1000, undefined)
    expect(situation([], [], named)).toMatchObject({
      originator: { address: { uri: 'sip:somebody2@somebody2.invalid' } },
    })
  })

  it('has a subject in which wanted texts stand beside each other and no unwanted one arises between them', () => {
    const when = (text: string): RuleConditions => ({ subjectContains: [text] })
    expect(situation([when('AB'), when('cd')], [when('b c'), when('b!c')])).toMatchObject({ subject: 'ab"cd' })
    expect(situation([when('ab'), when('b')])).toMatchObject({ subject: 'ab b' })
    expect(situation([when('ab')], [when('b')])).toBe('Never')
    expect(situation([], [when('')])).toMatchObject({ subject: undefined })
    expect(situation([when('ΑΣ'), when('x')])).toMatchObject({ subject: 'ας x' })
  })

  it('is in every sphere that is asked for and in no other', () => {
    expect(situation([{ sphere: ['Work', 'home'] }, { sphere: ['HOME'] }], [{ sphere: ['work'] }])).toMatchObject({
      spheres: { 0: ['home'] },
    })
  })

  it('writes a number with a host where the number is not left out by its host', () => {
    const number = address('tel:+15550199')
    expect(situation([{ originator: { one: [number] } }, { originator: { domains: ['h.example'] } }])).toMatchObject({
      originator: { address: { uri: 'sip:+15550199@h.example;user=phone' } },
    })
    expect(
      situation([
        { originator: { one: [address('tel:911;phone-context=+1')] } },
        { originator: { domains: ['h.example'] } },
      ]),
    ).toBe('Never')
  })

  it('lies in a schedule of one zone and outside that of another', () => {
    const paris = {
      during: { schedules: [{ zone: 'Europe/Paris', days: ['mon'] as const, from: '09:00', to: '17:00' }] },
    }
    const newYork = {
      during: { schedules: [{ zone: 'America/New_York', days: ['mon'] as const, from: '00:00', to: '10:00' }] },
    }
    // From 16:00 in Paris it is 10:00 in New York.
    expect(situation([paris], [newYork])).toMatchObject({ instants: { arrival: at('2026-01-05T15:00:00Z') } })
  })

  it('lies in the one second that is left between two spans, and never in a repeated or skipped hour that is not there', () => {
    const from = at('2026-03-29T00:00:00Z')
    const until = at('2026-03-29T02:00:00Z')
    const skipped = { during: { schedules: [{ zone: 'Europe/Paris', from: '02:00', to: '03:00' }] } }
    expect(situation([{ during: { from } }, { during: { until: from + 1000 } }])).toMatchObject({
      instants: { arrival: from },
    })
    expect(situation([{ during: { from } }, { during: { until } }, skipped])).toBe('Never')
    expect(situation([{ during: { from: from - 1 } }], [{ during: { from, until } }])).toMatchObject({
      instants: { arrival: from - 1 },
    })
  })

  it('is sought before the first instant that counts in vain', () => {
    const late = newSpace({}, intlZoneRules, 1000, at('2026-06-01T00:00:00Z'))
    expect(situation([{ during: { until: at('2026-06-01T00:00:00Z') } }], [], late)).toBe('Never')
    expect(situation([], [], late)).toMatchObject({ instants: { arrival: at('2026-06-01T00:00:00Z') } })
    expect(situation([{ during: { from: at('2030-01-01T00:00:00Z') } }], [], late)).toMatchObject({
      instants: { arrival: at('2030-01-01T00:00:00Z') },
    })
  })
})

describe('a search', () => {
  it('names those sets alone that leave nothing between them', () => {
    expect(
      find([{ largerThan: 5 }], [{ sphere: ['x'] }, { smallerThan: 9 }, { kinds: ['pager'] }, { largerThan: 8 }]),
    ).toEqual({
      _tag: 'Never',
      because: ['/avoided/1', '/avoided/3'],
    })
  })

  it('goes on where one condition cannot fail and another can', () => {
    expect(
      situation(
        [{ kinds: ['pager'] }],
        [
          { kinds: ['pager'], registered: true },
          { registered: false, sphere: [] },
        ],
      ),
    ).toMatchObject({
      registered: { 0: false },
    })
  })

  it('leaves open what it has no steps for, and what depends on how two zones lie to each other', () => {
    const tired = { ...space, mostSteps: 0 }
    expect(find([], [{ kinds: ['pager'] }], tired)).toEqual({ _tag: 'Undecided' })
    const paris = { during: { schedules: [{ zone: 'Europe/Paris', from: '09:00', to: '17:00' }] } }
    const berlin = { during: { schedules: [{ zone: 'Europe/Berlin', from: '17:00', to: '09:00' }] } }
    expect(find([paris, berlin])).toEqual({ _tag: 'Undecided' })
    expect(find([paris, { kinds: ['large'] }, berlin, { sphere: ['x'] }])).toEqual({ _tag: 'Undecided' })
    expect(find([paris, berlin, { kinds: [] }])).toEqual({ _tag: 'Never', because: ['/holding/2/kinds'] })
    // One way out is open, the other is closed: still nothing is claimed.
    const day = {
      during: { schedules: [{ zone: 'Europe/Berlin', from: '09:00', to: '17:00' }] },
      kinds: ['pager', 'large'] as const,
    }
    expect(find([paris], [day])).toEqual({ _tag: 'Undecided' })
    expect(
      situation(
        [paris],
        [
          { ...day, sphere: ['x'] },
          { ...day, kinds: ['pager'] },
        ],
      ),
    ).toMatchObject({ kind: 'large' })
  })

  it('leaves open what combines too many times, or texts of too many characters', () => {
    const many = Array.from(
      { length: 9 },
      (_, place): RuleConditions => ({
        during: { from: place, schedules: [{ zone: 'UTC', from: '09:00', to: '17:00' }] },
      }),
    )
    expect(find(many)).toEqual({ _tag: 'Undecided' })
    expect(situation(many.slice(0, 8))).toMatchObject({ kind: 'pager' })
    const all = Array.from({ length: 0x400 - 0x1f }, (_, place) => String.fromCharCode(0x20 + place)).map(
      (character) => `${character}a`,
    )
    expect(
      find(
        [{ subjectContains: ['aa'] }, { subjectContains: ['ab'] }],
        [{ subjectContains: all.filter((text) => text.toLowerCase() !== 'aa') }],
      ),
    ).toEqual({
      _tag: 'Undecided',
    })
  })

  it('shortens no proof of more than 32 parts', () => {
    const sizes = (least: number, most: number): readonly RuleConditions[] =>
      Array.from({ length: most - least }, (_, place) => ({
        largerThan: least + place - 1,
        smallerThan: least + place + 1,
      }))
    const proofOf = (avoided: readonly RuleConditions[]): readonly string[] => {
      const answer = find([{ smallerThan: 40 }, { largerThan: 9 }], avoided)
      return answer._tag === 'Never' ? answer.because : []
    }
    const spheres: RuleConditions = { sphere: ['x'] }
    expect(proofOf([spheres, ...sizes(10, 40)])).toHaveLength(30)
    expect(proofOf([...sizes(10, 20), { largerThan: 18 }])).toHaveLength(10)
    expect(find([{ smallerThan: 50 }], [...sizes(0, 50), { kinds: ['pager'] }, { kinds: ['large'] }])).toMatchObject({
      _tag: 'Never',
    })
  })

  it('leaves open a time that would need more changes than are followed', () => {
    const zones = ['Europe/Paris', 'Europe/Berlin']
    const minutes = Array.from({ length: 30 }, (_, place) => String(place).padStart(2, '0'))
    const even = minutes.filter((_, place) => place % 2 === 0)
    const odd = minutes.filter((_, place) => place % 2 === 1)
    const at30 = (zone: string | undefined, starts: readonly string[]): RuleConditions => ({
      during: {
        schedules: starts.map((minute) => ({
          zone: zone ?? 'UTC',
          from: `09:${minute}`,
          to: `09:${String(Number(minute) + 1).padStart(2, '0')}`,
        })),
      },
    })
    expect(find([at30(zones[0], even), at30(zones[1], odd)])).toEqual({ _tag: 'Undecided' })
  })
})
