import { civilInstant, weekdayOf } from '../../../../src/wire/mime/civilInstant.js'
import { isUri } from '../../../../src/wire/mime/isUri.js'
import { readDateTime } from '../../../../src/wire/mime/readDateTime.js'
import { readMediaType } from '../../../../src/wire/mime/index.js'
import { parameterValue, readParameters } from '../../../../src/wire/mime/readParameters.js'
import { scanQuoted } from '../../../../src/wire/mime/scanQuoted.js'
import { splitList } from '../../../../src/wire/mime/splitList.js'
import { trimBlanks } from '../../../../src/wire/mime/trimBlanks.js'

const none = { _tag: 'None' }
const some = (value: unknown) => ({ _tag: 'Some', value })

describe('a quoted string', () => {
  it('ends at the mark that is not escaped, and is read without its escapes', () => {
    expect(scanQuoted('x"a\\"b\\\\"y', 1)).toEqual({ content: 'a"b\\', end: 9 })
  })

  it('may never end', () => {
    expect(scanQuoted('"a', 0)).toBeUndefined()
    expect(scanQuoted('"a\\"', 0)).toBeUndefined()
  })
})

describe('blanks', () => {
  it('are spaces and tabs, and no other white space', () => {
    expect(trimBlanks(' \ta b\u00a0\t ')).toBe('a b\u00a0')
    expect(trimBlanks('  ')).toBe('')
  })
})

describe('a list', () => {
  it('is split outside quotation marks and angle brackets', () => {
    expect(splitList('"a,b" <sip:x,y> , c')).toEqual(some(['"a,b" <sip:x,y>', 'c']))
    expect(splitList('a;b', ';')).toEqual(some(['a', 'b']))
  })

  it('keeps empty elements', () => {
    expect(splitList('a,,b,')).toEqual(some(['a', '', 'b', '']))
  })

  it('is none where something is not closed', () => {
    expect(splitList('a, "b')).toEqual(none)
    expect(splitList('<a, b')).toEqual(none)
  })
})

describe('parameters', () => {
  it('are names with values, quoted values and flags', () => {
    expect(readParameters(' ; TAG = a1;lr ;q="a\\"b" ')).toEqual(
      some([{ name: 'tag', value: 'a1' }, { name: 'lr' }, { name: 'q', value: 'a"b' }]),
    )
  })

  it.each(['x', ';', ';=a', ';a=', ';a="b', ';a=b c', ';a;A', ';a,b'])('are none in %s', (text) => {
    expect(readParameters(text)).toEqual(none)
  })

  it('are looked up by name, a flag as the empty text', () => {
    const parameters = [{ name: 'lr' }, { name: 'q', value: '1' }]
    expect(parameterValue(parameters, 'lr')).toBe('')
    expect(parameterValue(parameters, 'q')).toBe('1')
    expect(parameterValue(parameters, 'x')).toBeUndefined()
  })
})

describe('a media type', () => {
  it('is compared in lower case, without blanks', () => {
    expect(readMediaType('Text / XML ;charset=utf-8')).toEqual(
      some({ type: 'text/xml', parameters: [{ name: 'charset', value: 'utf-8' }] }),
    )
    expect(readMediaType('message/cpim')).toEqual(some({ type: 'message/cpim', parameters: [] }))
  })

  it.each(['text', 'text/', '/plain', 'text/a b', 'text/plain;', ''])('is none in %s', (text) => {
    expect(readMediaType(text)).toEqual(none)
  })
})

describe('a URI', () => {
  it('has a scheme and no blanks, quotation marks or brackets', () => {
    expect(['im:a', 'sip:a@b', 'urn:cpim:test'].every(isUri)).toBe(true)
    expect(['a', ':a', 'sip:', 'sip:a b', 'sip:<a>', 'sip:"', 'sip:é'].some(isUri)).toBe(false)
  })
})

describe('a date', () => {
  const civil = { year: 2026, month: 2, day: 3, hour: 10, minute: 0, second: 0, millisecond: 0 }

  it('has the instant that the rest of the world gives it', () => {
    for (const [year, month, day] of [
      [1970, 1, 1],
      [2000, 2, 29],
      [1900, 3, 1],
      [2026, 12, 31],
      [1600, 1, 1],
      [9999, 12, 31],
    ] as const) {
      const instant = Date.UTC(year, month - 1, day, 10)
      expect(civilInstant({ ...civil, year, month, day })).toEqual(some(instant))
      expect(weekdayOf(instant)).toBe(new Date(instant).getUTCDay())
    }
  })

  it.each([
    { month: 2, day: 29 },
    { year: 1900, month: 2, day: 29 },
    { month: 0 },
    { month: 13 },
    { day: 0 },
    { hour: 24 },
    { minute: 60 },
    { second: 61 },
  ])('is none with %j', (wrong) => {
    expect(civilInstant({ ...civil, ...wrong })).toEqual(none)
  })
})

describe('a date-time', () => {
  it.each([
    '2000-12-13T13:40:00-08:00',
    '2026-02-03T10:00:00Z',
    '2026-02-03t10:00:00.5z',
    '2026-02-03T10:00:00.123456+05:30',
  ])('%s is read as everywhere', (text) => {
    expect(readDateTime(text)).toEqual(some(Date.parse(text.toUpperCase())))
  })

  it.each([
    '2026-02-03',
    '2026-02-03T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-02-03T10:00:00+24:00',
    '2026-02-03T10:00:00+10:60',
    '2026-02-03T10:00:00.Z',
  ])('%s is none', (text) => {
    expect(readDateTime(text)).toEqual(none)
  })
})
