import { utf8Decode, utf8Encode } from '../../../../src/wire/octets/index.js'

const none = { _tag: 'None' }

describe('UTF-8', () => {
  it('carries text of every length of sequence there and back', () => {
    const text = 'a\u007fé\u07ff\u0800€\uffff𐀀😀\u{10ffff}\ufeff'
    expect(utf8Decode(utf8Encode(text))).toEqual({ _tag: 'Some', value: text })
    expect(utf8Encode(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
  })

  it('reads nothing as no text', () => {
    expect(utf8Decode(new Uint8Array())).toEqual({ _tag: 'Some', value: '' })
  })

  it('carries text that is longer than one chunk, whatever stands at its seam', () => {
    const text = `${'a'.repeat(4095)}😀${'é'.repeat(5000)}`
    expect(utf8Decode(utf8Encode(text))).toEqual({ _tag: 'Some', value: text })
  })

  it('writes half a surrogate pair as the replacement character', () => {
    expect(utf8Encode('a\ud800b\udc00')).toEqual(Uint8Array.of(0x61, 0xef, 0xbf, 0xbd, 0x62, 0xef, 0xbf, 0xbd))
  })

  it.each([
    ['a continuation alone', [0x80]],
    ['an overlong two', [0xc0, 0x80]],
    ['an overlong three', [0xe0, 0x80, 0x80]],
    ['an overlong four', [0xf0, 0x80, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead that is none', [0xf5, 0x80, 0x80, 0x80]],
    ['cut off', [0x61, 0xe2, 0x82]],
    ['interrupted', [0xe2, 0x28, 0xa1]],
  ])('refuses %s', (_, bytes) => {
    expect(utf8Decode(Uint8Array.from(bytes))).toEqual(none)
  })
})
