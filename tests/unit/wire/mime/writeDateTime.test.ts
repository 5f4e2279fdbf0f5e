import { readDateTime } from '../../../../src/wire/mime/readDateTime.js'
import { writeDateTime } from '../../../../src/wire/mime/writeDateTime.js'

describe('writeDateTime', () => {
  it('writes UTC, with milliseconds where there are some', () => {
    expect(writeDateTime(1_770_112_800_000)).toBe('2026-02-03T10:00:00Z')
    expect(writeDateTime(1_770_112_800_050)).toBe('2026-02-03T10:00:00.050Z')
  })

  it.each([
    [Number.NEGATIVE_INFINITY, '0000-01-01T00:00:00Z'],
    [Number.NaN, '0000-01-01T00:00:00Z'],
    [Number.POSITIVE_INFINITY, '9999-12-31T23:59:59.999Z'],
  ])('writes %p as the nearest instant that has a text', (at, text) => {
    expect(writeDateTime(at)).toBe(text)
    expect(readDateTime(text)._tag).toBe('Some')
  })
})
