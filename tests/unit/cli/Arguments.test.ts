import { left, right } from 'fp-ts/lib/Either.js'
import { readArguments } from '../../../src/cli/Arguments.js'

const known = { values: ['now', 'as'], flags: ['lines'] }

const read = (...words: readonly string[]) => readArguments(words, known)

describe('readArguments', () => {
  it('tells operands, options with a value and options without one apart, in any order', () => {
    expect(read('a', '--lines', '--now', '1', 'b', '--as=c')).toEqual(
      right({ operands: ['a', 'b'], flags: ['lines'], values: { now: '1', as: 'c' } }),
    )
  })

  it('finds nothing where there is nothing', () => {
    expect(read()).toEqual(right({ operands: [], flags: [], values: {} }))
  })

  it('takes a dash for an operand, and everything after two dashes', () => {
    expect(read('-', '--', '--now', '--', '-x')).toEqual(
      right({ operands: ['-', '--now', '--', '-x'], flags: [], values: {} }),
    )
  })

  it('splits at the first equals sign, and takes an empty value and one that starts with dashes there', () => {
    expect(read('--now=a=b', '--as=')).toEqual(right({ operands: [], flags: [], values: { now: 'a=b', as: '' } }))
    expect(read('--now=--lines')).toEqual(right({ operands: [], flags: [], values: { now: '--lines' } }))
  })

  it('takes a dash for the value of an option', () => {
    expect(read('--as', '-')).toEqual(right({ operands: [], flags: [], values: { as: '-' } }))
  })

  it.each([
    ['a value that is missing at the end', ['--now'], '--now needs a value'],
    ['an option where a value is due', ['--now', '--lines'], '--now needs a value'],
    ['a value given twice', ['--now', '1', '--now=2'], '--now is given twice'],
    ['a flag given twice', ['--lines', '--lines'], '--lines is given twice'],
    ['a flag with a value', ['--lines=yes'], '--lines takes no value'],
    ['an unknown option', ['--no'], '--no is no option here; the options are --now, --as, --lines'],
    ['an unknown option with a value', ['--no=1'], '--no is no option here; the options are --now, --as, --lines'],
    ['a short option', ['-n'], '-n is no option here; the options are --now, --as, --lines'],
    ['the name of an option behind one dash', ['-now'], '-now is no option here; the options are --now, --as, --lines'],
    ['the prototype', ['--__proto__', '1'], '--__proto__ is no option here; the options are --now, --as, --lines'],
    [
      'a member of every object',
      ['--constructor=1'],
      '--constructor is no option here; the options are --now, --as, --lines',
    ],
  ])('says what is wrong with %s', (_, words, why) => {
    expect(read(...words)).toEqual(left(why))
  })

  it('reads as many words as there are', () => {
    const words = new Array<string>(300_000).fill('a')
    expect(readArguments(words, known)).toMatchObject(right({ flags: [] }))
    expect(readArguments(['--', ...words], known)).toEqual(right({ operands: words, flags: [], values: {} }))
  })
})
