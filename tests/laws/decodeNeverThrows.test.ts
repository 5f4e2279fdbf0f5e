import fc from 'fast-check'
import type { Codec } from '../../src/wire/documents/index.js'
import {
  CpmAddressCodec,
  CpmClientCodec,
  DurationCodec,
  decode,
  decodeJson,
  InstantCodec,
  LineErrorCodec,
  RoutingDecisionCodec,
  RoutingRequestCodec,
  ScheduleCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../../src/wire/documents/index.js'
import { routingRequestJson, userPreferencesJson } from '../support/arbitraries.js'
import { mangled } from '../support/mangled.js'
import { runs, seed } from '../support/campaign.js'

const codecs = [
  CpmAddressCodec,
  CpmClientCodec,
  DurationCodec,
  InstantCodec,
  LineErrorCodec,
  RoutingDecisionCodec,
  RoutingRequestCodec,
  ScheduleCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
] as unknown as readonly Codec<unknown>[]

const settings = { numRuns: runs(1000), seed: seed(7) }

/** Either at least one error, each complete and bounded, or a value that can be written and read again. */
const expectAnswer = (codec: Codec<unknown>, decoding: ReturnType<ReturnType<typeof decode>>): void => {
  if (decoding._tag === 'Right') {
    expect(codec.is(decoding.right.value)).toBe(true)
    expect(decode(codec)(codec.encode(decoding.right.value))._tag).toBe('Right')
  } else {
    expect(decoding.left.length).toBeGreaterThan(0)
    for (const { path, expected, actual } of decoding.left) {
      expect(path).toMatch(/^(\/|$)/)
      expect(expected).not.toBe('')
      expect(actual.length).toBeLessThanOrEqual(80)
    }
  }
}

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
})

describe('decode never throws', () => {
  it('on any value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codecs), anything, (codec, input) => {
        expectAnswer(codec, decode(codec)(input))
      }),
      settings,
    )
  })

  it('on a mangled request', () => {
    fc.assert(
      fc.property(mangled(routingRequestJson), (input) => {
        expectAnswer(RoutingRequestCodec as unknown as Codec<unknown>, decode(RoutingRequestCodec)(input))
      }),
      settings,
    )
  })

  it('on any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codecs), fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (codec, text) => {
        expectAnswer(codec, decodeJson(codec)(text))
      }),
      settings,
    )
  })

  it('on a text that was cut or changed in one place, and names a place in it', () => {
    fc.assert(
      fc.property(
        userPreferencesJson,
        fc.nat(),
        fc.constantFrom('', '}', ']', ',', ':', '"', '\\', '0', 'e', ' '),
        (document, place, character) => {
          const whole = JSON.stringify(document)
          const at = place % whole.length
          const text = whole.slice(0, at) + (character === '' ? '' : character + whole.slice(at + 1))
          expectAnswer(UserPreferencesCodec as unknown as Codec<unknown>, decodeJson(UserPreferencesCodec)(text))
        },
      ),
      settings,
    )
  })
})
