import fc from 'fast-check'
import { cpmAddress } from '../../../../src/model/CpmAddress.js'
import { plainAddress } from '../../../../src/wire/documents/plainAddress.js'
import { CpmAddressCodec, decode, encode } from '../../../../src/wire/documents/index.js'
import { readFrom, wrongIn } from './reading.js'

describe('an address', () => {
  it('is read with its canonical form and written as it was', () => {
    const uri = 'sip:+1-555-0100@Home2.example;user=phone'
    const address = readFrom(CpmAddressCodec, uri)
    expect(address).toEqual({ uri, canonical: 'tel:+15550100', domain: 'home2.example' })
    expect(encode(CpmAddressCodec)(address)).toBe(uri)
  })

  it.each(['', 'nobody', 'mailto:ann@home1.example', 'sip:', 'tel:ann', 'sip:a b@c'])('"%s" is none', (text) => {
    expect(wrongIn(CpmAddressCodec, text)).toEqual([' malformed'])
  })

  it('is of a bounded length, and what was found is shown in 80 characters', () => {
    const decoding = decode(CpmAddressCodec)(`sip:${'a'.repeat(3000)}@home1.example`)
    expect(decoding).toMatchObject({ left: [{ code: 'tooLarge' }] })
    expect(decoding._tag === 'Left' && decoding.left[0]?.actual.length).toBe(80)
  })

  it('is a text', () => {
    expect(wrongIn(CpmAddressCodec, { uri: 'tel:+1' })).toEqual([' wrongType'])
  })

  it('is in memory a URI with its own canonical form and domain', () => {
    const address = readFrom(CpmAddressCodec, 'sip:ann@home1.example')
    expect(
      [
        address,
        { ...address, canonical: 'tel:+1' },
        { ...address, domain: 'x' },
        { uri: 'no', canonical: 'no' },
        { uri: 1 },
        'tel:+1',
      ].map((value) => CpmAddressCodec.is(value)),
    ).toEqual([true, false, false, false, false, false])
  })
})

describe('the short way to an address', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'sip:',
      'sips:',
      'SIP:',
      'tel:',
      'tel:+',
      '@',
      '+',
      '1',
      '15550100',
      'ann',
      'Ann',
      '%61',
      '.',
      '-',
      '_',
      'home1.example',
      'Home1',
      '[::1]',
      ':5060',
      ':',
      ';user=phone',
      ';USER=phone',
      ';lr',
      '?a=b',
      ' ',
      '*',
      '~',
      ';isub=1',
      '',
    ),
    fc.string({ maxLength: 3 }),
  )

  it('leads to the same address wherever it leads to one', () => {
    let taken = 0
    fc.assert(
      fc.property(
        fc.constantFrom('sip:', 'sips:', 'tel:', 'tel:+', ''),
        fc.array(part, { maxLength: 7 }),
        fc.constantFrom('', '@home1.example', '@h', '@home1.example;user=phone'),
        (scheme, parts, end) => {
          const uri = [scheme, ...parts, end].join('')
          const plain = plainAddress(uri)
          if (plain !== undefined) {
            taken += 1
            expect(cpmAddress(uri)).toEqual({ _tag: 'Some', value: plain })
          }
        },
      ),
      { numRuns: 20_000, seed: 3261 },
    )
    expect(taken).toBeGreaterThan(300)
  })

  it.each([
    'sip:ann@home1.example',
    'sips:ann@home1.example',
    'tel:+15550100',
    'sip:+15550100@home2.example;user=phone',
    'sip:+15550100@home2.example',
  ])('leads to %s', (uri) => {
    expect(plainAddress(uri)).toBeDefined()
  })

  it('does not lead to a long one', () => {
    expect(plainAddress(`sip:${'a'.repeat(300)}@home1.example`)).toBeUndefined()
  })
})
