import fc from 'fast-check'
import type { Codec, Json } from '../../src/wire/documents/index.js'
import {
  CpmClientCodec,
  decode,
  DurationCodec,
  encode,
  InstantCodec,
  RoutingRequestCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../../src/wire/documents/index.js'
import {
  cpmClient,
  cpmClientJson,
  routingRequest,
  routingRequestJson,
  serviceProviderPolicy,
  serviceProviderPolicyJson,
  standaloneMessage,
  standaloneMessageJson,
  userPreferences,
  userPreferencesJson,
} from '../support/arbitraries.js'
import { runs, seed } from '../support/campaign.js'

const settings = { numRuns: runs(1000), seed: seed(11) }

const instants = new Set(['date', 'receivedAt', 'expiresAt', 'registeredAt', 'now', 'until'])
const durations = new Set(['longestHolding', 'answerAfter'])

const written = <A>(codec: Codec<A>, text: Json): Json => {
  const decoding = decode(codec)(text)
  return decoding._tag === 'Right' ? encode(codec)(decoding.right.value) : null
}

/** The same document with its instants and durations as the library writes them. */
const canonical = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document), (name, value: unknown) =>
    typeof value === 'string' && (instants.has(name) || (name === 'from' && value.length > 5))
      ? written(InstantCodec, value)
      : typeof value === 'string' && durations.has(name)
        ? written(DurationCodec, value)
        : value,
  )

const forms: readonly (readonly [string, Codec<never>, fc.Arbitrary<Json>, fc.Arbitrary<unknown>])[] = [
  ['a client', CpmClientCodec as unknown as Codec<never>, cpmClientJson, cpmClient],
  ['a message', StandaloneMessageCodec as unknown as Codec<never>, standaloneMessageJson, standaloneMessage],
  ['preferences', UserPreferencesCodec as unknown as Codec<never>, userPreferencesJson, userPreferences],
  ['a policy', ServiceProviderPolicyCodec as unknown as Codec<never>, serviceProviderPolicyJson, serviceProviderPolicy],
  ['a request', RoutingRequestCodec as unknown as Codec<never>, routingRequestJson, routingRequest],
]

describe('decode, then encode is identity', () => {
  it.each(forms)('of %s, apart from how instants and durations are written', (_, codec, document) => {
    fc.assert(
      fc.property(document, (input) => {
        expect(written(codec, input)).toEqual(canonical(input))
      }),
      settings,
    )
  })

  it.each(forms)('of %s in memory, the other way round', (_, codec, __, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(codec.is(value)).toBe(true)
        expect(decode(codec)(codec.encode(value as never))).toMatchObject({ _tag: 'Right', right: { value } })
      }),
      settings,
    )
  })

  it('writes plain JSON', () => {
    fc.assert(
      fc.property(routingRequest, (value) => {
        const json = encode(RoutingRequestCodec)(value)
        expect(JSON.parse(JSON.stringify(json))).toEqual(json)
      }),
      settings,
    )
  })
})
