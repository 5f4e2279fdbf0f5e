import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import type { InputError } from '../../../../src/wire/InputError.js'
import type { Codec, Json } from '../../../../src/wire/documents/index.js'
import {
  CpmClientCodec,
  decode,
  documentSchemas,
  InstantCodec,
  RoutingRequestCodec,
  schemaDocument,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../../../../src/wire/documents/index.js'
import {
  cpmClientJson,
  routingRequestJson,
  serviceProviderPolicyJson,
  standaloneMessageJson,
  userPreferencesJson,
} from '../../../support/arbitraries.js'
import { mangled } from '../../../support/mangled.js'

/** What a codec refuses and a schema cannot, with the reason. */
const beyondSchemas: readonly {
  readonly code: InputError['code']
  readonly expected: RegExp
  readonly reason: string
}[] = [
  { code: 'duplicate', expected: /no two entries share one/, reason: 'entries are compared by one of their members' },
  { code: 'contradiction', expected: /AMB-27/, reason: 'two members are compared by their canonical forms' },
  { code: 'malformed', expected: /sip:, sips: or tel: URI/, reason: 'an address is more than its scheme' },
  { code: 'unsupported', expected: /time zone/, reason: 'which zones are known differs from place to place' },
  {
    code: 'malformed',
    expected: /a JSON value/,
    reason: 'an unknown condition is kept as JSON text of a bounded depth',
  },
  { code: 'outOfRange', expected: /an instant/, reason: 'the offset carries a text beyond the years 0000 to 9999' },
  { code: 'outOfRange', expected: /a duration/, reason: 'the parts of a duration add up' },
]

const isBeyondSchemas = (error: InputError): boolean =>
  beyondSchemas.some(({ code, expected }) => error.code === code && expected.test(error.expected))

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false })
formats.default(ajv)

const forms: readonly (readonly [string, Codec<never>, fc.Arbitrary<Json>])[] = [
  ['CpmClient', CpmClientCodec as unknown as Codec<never>, cpmClientJson],
  ['StandaloneMessage', StandaloneMessageCodec as unknown as Codec<never>, standaloneMessageJson],
  ['ServiceProviderPolicy', ServiceProviderPolicyCodec as unknown as Codec<never>, serviceProviderPolicyJson],
  ['UserPreferences', UserPreferencesCodec as unknown as Codec<never>, userPreferencesJson],
  ['RoutingRequest', RoutingRequestCodec as unknown as Codec<never>, routingRequestJson],
]

describe('the JSON Schema', () => {
  it.each(Object.entries(documentSchemas()))('of %s is in its file, and is a schema', (name, schema) => {
    const file = new URL(`../../../../src/wire/schemas/${name}.schema.json`, `file://${__filename}`)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema)
    expect(ajv.validateSchema(schema)).toBe(true)
  })

  it('of a single value has no definitions', () => {
    expect(schemaDocument(InstantCodec)).not.toHaveProperty('$defs')
  })

  it.each(forms)('of %s takes whatever the codec takes', (_, codec, document) => {
    const validate = ajv.compile(codec.schema)
    fc.assert(
      fc.property(document, (input) => {
        expect(decode(codec)(input)._tag).toBe('Right')
        expect(validate(input)).toBe(true)
      }),
      { numRuns: 500, seed: 202012 },
    )
  })

  it.each(forms)('of %s refuses what the codec refuses, apart from what no schema can say', (_, codec, document) => {
    const validate = ajv.compile(schemaDocument(codec))
    const tally = { both: 0, neither: 0, codecAlone: 0 }
    fc.assert(
      fc.property(mangled(document), (input) => {
        const decoding = decode(codec)(input)
        const errors = decoding._tag === 'Left' ? decoding.left : []
        const taken = validate(input)
        tally[!taken ? 'both' : errors.length > 0 ? 'codecAlone' : 'neither'] += 1
        expect({ input, missed: taken ? errors.filter((error) => !isBeyondSchemas(error)) : [] }).toEqual({
          input,
          missed: [],
        })
        expect({ input, refused: taken || errors.length > 0 }).toEqual({ input, refused: true })
      }),
      { numRuns: 2000, seed: 202012 },
    )
    expect(Math.min(tally.both, tally.neither)).toBeGreaterThan(100)
  })
})
