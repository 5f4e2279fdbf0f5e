import fc from 'fast-check'
import { DurationCodec, decode, encode } from '../../../../src/wire/documents/index.js'
import { readFrom, wrongIn } from './reading.js'

const hour = 3_600_000
const wrong = (input: unknown): readonly string[] => wrongIn(DurationCodec, input)

describe('a duration', () => {
  it.each([
    ['PT72H', 72 * hour],
    ['P3D', 72 * hour],
    ['P1W', 168 * hour],
    ['P1W1DT1H1M1S', 193 * hour + 61_000],
    ['PT0S', 0],
    ['P0D', 0],
    ['PT1.001S', 1001],
    ['PT1,5S', 1500],
    ['PT0.0019S', 1],
    ['PT90M', 90 * 60_000],
  ])('%s is read', (text, duration) => {
    expect(readFrom(DurationCodec, text)).toBe(duration)
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '72',
    'pt72h',
    'PT1H ',
    'PT1.5H',
    'PT1S1M',
    '-PT1H',
    'PT-1H',
    '+PT1H',
    'P1W1W',
    'PT.5S',
    'P1H',
  ])('"%s" is none', (text) => {
    expect(wrong(text)).toEqual([' malformed'])
  })

  it.each(['P1Y', 'P1M', 'P1Y2M3DT4H', 'P1M2D'])(
    '%s is refused because years and months have no fixed length',
    (text) => {
      const decoding = decode(DurationCodec)(text)
      expect(decoding).toMatchObject({
        left: [{ code: 'unsupported', expected: expect.stringContaining('write days') }],
      })
    },
  )

  it('that no number can hold is out of range', () => {
    expect(wrong('PT999999999999999H')).toEqual([' outOfRange'])
  })

  it('is a text', () => {
    expect(wrong(5)).toEqual([' wrongType'])
  })

  it.each([
    [259_200_000, 'PT72H'],
    [0, 'PT0S'],
    [5000, 'PT5S'],
    [90_000, 'PT1M30S'],
    [1001, 'PT1.001S'],
    [1, 'PT0.001S'],
    [hour + 1, 'PT1H0.001S'],
  ])('of %d milliseconds is written %s', (duration, text) => {
    expect(encode(DurationCodec)(duration)).toBe(text)
  })

  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 })), (duration) => {
        expect(readFrom(DurationCodec, encode(DurationCodec)(duration))).toBe(duration)
      }),
      { numRuns: 1000, seed: 8601 },
    )
  })

  it('is in memory a whole number of milliseconds', () => {
    expect([0, 5, -1, 0.5, 'PT5S'].map((value) => DurationCodec.is(value))).toEqual([true, true, false, false, false])
  })
})
