import type { Codec } from './Codec.js'
import type { Json, JsonSchema } from './Json.js'

const isSchema = (value: Json): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** A schema with each titled part moved to the definitions and referred to. */
const withReferences = (schema: JsonSchema, definitions: Map<string, Json>): JsonSchema =>
  Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, referenceTo(part, definitions)]))

const referenceTo = (part: Json, definitions: Map<string, Json>): Json => {
  if (!isSchema(part)) {
    return isList(part) ? part.map((entry) => referenceTo(entry, definitions)) : part
  }
  const title = part['title']
  if (typeof title !== 'string') {
    return withReferences(part, definitions)
  }
  if (!definitions.has(title)) {
    definitions.set(title, true)
    definitions.set(title, withReferences(part, definitions))
  }
  return { $ref: `#/$defs/${title}` }
}

/**
 * The JSON Schema of a codec as a document of its own, draft 2020-12, each named part once among its definitions.
 *
 * What the codec reads satisfies the schema. The codec asks for more than a schema can say: see the documentation of the wire formats.
 *
 * @example
 * ```ts
 * import { InstantCodec, schemaDocument } from 'cpm-routing/wire'
 *
 * console.log(schemaDocument(InstantCodec)['$id'])
 * // => cpm-routing/Instant.schema.json
 * ```
 */
export const schemaDocument = <A>(codec: Codec<A>): JsonSchema => {
  const definitions = new Map<string, Json>()
  const root = withReferences(codec.schema, definitions)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `cpm-routing/${codec.name}.schema.json`,
    ...root,
    ...(definitions.size === 0
      ? {}
      : { $defs: Object.fromEntries([...definitions].sort(([left], [right]) => (left < right ? -1 : 1))) }),
  }
}
