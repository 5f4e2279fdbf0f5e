import { decoded, excerpt, readAtMostOne, readEach, refusal, warningsOf } from '../../../../src/wire/octets/decoding.js'
import { errorsOf, valueOf } from '../../../support/wireText.js'

const readWord = (value: string) =>
  value === '' ? refusal('malformed', 'word', 'a word', value) : decoded(value, [{ path: value, message: 'read' }])

describe('what is read and what is refused', () => {
  it('is repeated in an error up to 80 characters', () => {
    expect(excerpt('a'.repeat(80))).toHaveLength(80)
    expect(excerpt('a'.repeat(81))).toBe(`${'a'.repeat(80)}…`)
  })

  it('keeps the errors of all values', () => {
    expect(errorsOf(readEach(['', 'a', ''], readWord))).toEqual(['malformed word', 'malformed word'])
  })

  it('keeps the values and warnings of all values', () => {
    const read = readEach(['a', 'b'], readWord)
    expect(valueOf(read)).toEqual(['a', 'b'])
    expect(read._tag === 'Right' ? warningsOf({ read: read.right }).map((warning) => warning.path) : []).toEqual([
      'a',
      'b',
    ])
  })

  it('is one value, none, or a duplicate', () => {
    expect(valueOf(readAtMostOne('word', ['a'], readWord))).toBe('a')
    expect(valueOf(readAtMostOne('word', [], readWord))).toBeUndefined()
    expect(errorsOf(readAtMostOne('word', ['a', 'b'], readWord))).toEqual(['duplicate word'])
  })
})
