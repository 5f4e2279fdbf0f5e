import fc from 'fast-check'
import { encode, InstantCodec } from '../../../../src/wire/documents/index.js'
import { readFrom, wrongIn } from './reading.js'

const read = (text: string): number => readFrom(InstantCodec, text)
const wrong = (input: unknown): readonly string[] => wrongIn(InstantCodec, input)

describe('an instant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-02-03T10:00:00Z', 1_770_112_800_000],
    ['2026-02-03t10:00:00z', 1_770_112_800_000],
    ['2026-02-03T11:30:00+01:30', 1_770_112_800_000],
    ['2026-02-03T08:30:00-01:30', 1_770_112_800_000],
    ['2026-02-03T10:00:00-00:00', 1_770_112_800_000],
    ['2026-02-03T10:00:00.5Z', 1_770_112_800_500],
    ['2026-02-03T10:00:00.1239999999Z', 1_770_112_800_123],
    ['2026-02-03T10:00:00.01Z', 1_770_112_800_010],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000],
    ['2000-02-29T23:59:59Z', 951_868_799_000],
    ['0000-01-01T00:00:00Z', -62_167_219_200_000],
    ['0000-02-29T00:00:00Z', -62_162_121_600_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ])('%s is read', (text, instant) => {
    expect(read(text)).toBe(instant)
  })

  it.each([
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['2017-01-01T08:59:60+09:00', '2017-01-01T00:00:00Z'],
    ['2016-12-31T15:59:60.25-08:00', '2017-01-01T00:00:00.250Z'],
  ])('the leap second %s is the second that follows', (text, following) => {
    expect(read(text)).toBe(read(following))
  })

  it.each([
    '',
    'now',
    '2026-02-03',
    '2026-02-03T10:00:00',
    '2026-02-03 10:00:00Z',
    '2026-02-03T10:00Z',
    '2026-02-30T10:00:00Z',
    '2025-02-29T10:00:00Z',
    '1900-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-13-10T10:00:00Z',
    '2026-02-00T10:00:00Z',
    '2026-02-03T24:00:00Z',
    '2026-02-03T10:60:00Z',
    '2026-02-03T10:00:60Z',
    '2026-02-03T10:00:61Z',
    '2026-02-03T10:00:00.Z',
    '2026-02-03T10:00:00,5Z',
    '2026-02-03T10:00:00Z ',
    '2026-02-03T10:00:00ZZ',
    '2026-02-03T10:00:00+0100',
    '2026-02-03T10:00:00+24:00',
    '2026-02-03T10:00:00+01:60',
    '2026-02-03T10:00:00*01:00',
    '2026/02-03T10:00:00Z',
    '2026-02/03T10:00:00Z',
    '2026-02-03T10.00:00Z',
    '2026-02-03T10:00.00Z',
    '+12026-02-03T10:00:00Z',
    '-2026-02-03T10:00:00Z',
    '２026-02-03T10:00:00Z',
  ])('"%s" is none', (text) => {
    expect(wrong(text)).toEqual([' malformed'])
  })

  it.each(['0000-01-01T00:00:00+00:01', '9999-12-31T23:59:60Z', '9999-12-31T23:59:59-00:01'])(
    '%s lies outside the years 0000 to 9999',
    (text) => {
      expect(wrong(text)).toEqual([' outOfRange'])
    },
  )

  it('is a text', () => {
    expect(wrong(1_770_112_800_000)).toEqual([' wrongType'])
  })

  it('is written in UTC, with milliseconds only where there are some', () => {
    expect(encode(InstantCodec)(1_770_112_800_000)).toBe('2026-02-03T10:00:00Z')
    expect(encode(InstantCodec)(1_770_112_800_007)).toBe('2026-02-03T10:00:00.007Z')
  })

  it('beyond the years of RFC 3339 is written as the nearest that has a text', () => {
    expect(encode(InstantCodec)(Number.POSITIVE_INFINITY)).toBe('9999-12-31T23:59:59.999Z')
    expect(encode(InstantCodec)(-1e300)).toBe('0000-01-01T00:00:00Z')
    expect(encode(InstantCodec)(Number.NaN)).toBe('0000-01-01T00:00:00Z')
  })

  it('is what Date says it is, on every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(read(date.toISOString())).toBe(date.getTime())
          expect(readFrom(InstantCodec, encode(InstantCodec)(date.getTime()))).toBe(date.getTime())
        },
      ),
      { numRuns: 1000, seed: 3339 },
    )
  })

  it('is in memory a whole number within those years', () => {
    expect([0, -1, 1.5, Number.NaN, 1e15, '0'].map((value) => InstantCodec.is(value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
