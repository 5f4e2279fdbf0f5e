import { textOf } from '../../../src/cli/textOf.js'
import { utf8Decode } from '../../../src/wire/octets/utf8.js'

describe('textOf', () => {
  it.each([
    ['nothing', []],
    ['ASCII', [0x61, 0x00, 0x7f]],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61]],
    ['two, three and four octets', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
    ['the last code point', [0xf4, 0x8f, 0xbf, 0xbf]],
    ['one beyond the last', [0xf4, 0x90, 0x80, 0x80]],
    ['an overlong form', [0xc0, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut sequence', [0x61, 0xe2, 0x82]],
    ['a lone continuation', [0x80]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
  ])('reads %s as the reader of wire does', (_, octets) => {
    const text = textOf(Uint8Array.from(octets))
    const expected = utf8Decode(Uint8Array.from(octets))
    expect(text._tag === 'Right' ? text.right : undefined).toBe(expected._tag === 'Some' ? expected.value : undefined)
  })

  it('reads a view on larger octets', () => {
    const whole = Uint8Array.from([0x61, 0x62, 0x63, 0x64])
    expect(textOf(whole.subarray(1, 3))).toEqual({ _tag: 'Right', right: 'bc' })
  })

  it('refuses what is no UTF-8', () => {
    expect(textOf(Uint8Array.of(0xff))).toEqual({
      _tag: 'Left',
      left: [{ code: 'malformed', path: '', expected: 'text in UTF-8', actual: 'octets that are no UTF-8' }],
    })
  })
})
