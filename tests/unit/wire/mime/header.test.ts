import { fieldValues } from '../../../../src/wire/mime/HeaderField.js'
import { readHeaderFields } from '../../../../src/wire/mime/readHeaderFields.js'
import { readLines } from '../../../../src/wire/mime/readLines.js'
import { octets, textOf } from '../../../support/wireText.js'

const limits = { fields: 4, fieldLength: 40 }
const paths = (errors: readonly { readonly code: string; readonly path: string }[]) =>
  errors.map(({ code, path }) => `${code} ${path}`)
const header = (...lines: readonly string[]) => readHeaderFields(readLines(octets(...lines, '', ''), 0).lines, limits)

describe('a header block', () => {
  it('ends at the empty line', () => {
    const bytes = octets('a: 1', 'b: 2', '', 'body')
    const block = readLines(bytes, 0)
    expect(block.lines).toEqual([
      { text: 'a: 1', octet: 0 },
      { text: 'b: 2', octet: 6 },
    ])
    expect(block.closed).toBe(true)
    expect(textOf(bytes.subarray(block.end))).toBe('body')
  })

  it('tells where the line starts that has no end', () => {
    expect(readLines(octets('a: 1', 'b: 2'), 0)).toMatchObject({ closed: false, end: 6, errors: [] })
  })

  it('is read to its end with a line feed alone, which is an error told once', () => {
    const block = readLines(octets('a: 1\nb: 2\n\nbody'), 0)
    expect(block.lines.map((line) => line.text)).toEqual(['a: 1', 'b: 2'])
    expect(paths(block.errors)).toEqual(['malformed octet 4'])
    expect(block.closed).toBe(true)
  })

  it('may have an empty line of a line feed alone', () => {
    expect(paths(readLines(octets('a: 1', '\nbody'), 0).errors)).toEqual(['malformed octet 6'])
  })

  it('is refused with control characters or octets that are no text, the first one told', () => {
    expect(paths(readLines(octets('a: \u0000', 'b: \r', '', ''), 0).errors)).toEqual(['malformed octet 0'])
    expect(paths(readLines(Uint8Array.of(0x61, 0x3a, 0xff, 0x0d, 0x0a, 0x0d, 0x0a), 0).errors)).toEqual([
      'malformed octet 0',
    ])
  })
})

describe('header fields', () => {
  it('have names in any case, blanks before the colon, and folded values', () => {
    const { fields, errors } = header('Subject : a ', ' \t b', '\tc', 'x:', ' y', '  ')
    expect(errors).toEqual([])
    expect(fields).toEqual([
      { name: 'Subject', value: 'a b c' },
      { name: 'x', value: 'y' },
    ])
    expect(fieldValues(fields, 'SUBJECT')).toEqual(['a b c'])
  })

  it.each(['no colon', ': no name', 'na me: x', ' blank: first'])('are none in "%s"', (line) => {
    expect(paths(header(line).errors)).toEqual(['malformed octet 0'])
  })

  it('are limited in number and length, folded lines included', () => {
    expect(paths(header('a: 1', 'b: 1', 'c: 1', 'd: 1', 'e: 1').errors)).toEqual(['tooLarge octet 24'])
    expect(paths(header(`a: ${'b'.repeat(30)}`, ` ${'b'.repeat(30)}`).errors)).toEqual(['tooLarge octet 0'])
  })
})
