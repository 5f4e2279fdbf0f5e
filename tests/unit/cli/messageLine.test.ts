import { messageLine } from '../../../src/cli/messageLine.js'

describe('messageLine', () => {
  it('puts the places before what is said, and leaves out those without a name', () => {
    expect(messageLine(['p.json', '/rules/0'], 'no')).toBe('p.json /rules/0: no\n')
    expect(messageLine(['p.json', ''], 'no')).toBe('p.json: no\n')
  })

  it('writes what would command a terminal or hide text as escapes', () => {
    expect(messageLine(['a\u001b[31m'], 'b\nc\u009b\u202e\u2028\u{d800}\u{e0001}é😀')).toBe(
      'a\\u{1b}[31m: b\\u{a}c\\u{9b}\\u{202e}\\u{2028}\\u{d800}\\u{e0001}é😀\n',
    )
  })
})
