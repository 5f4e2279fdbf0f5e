import fc from 'fast-check'
import type { Json } from '../../src/wire/documents/index.js'
import { decode, RoutingRequestCodec } from '../../src/wire/documents/index.js'
import { routingRequestJson } from '../support/arbitraries.js'
import { runs, seed } from '../support/campaign.js'

type Path = readonly string[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const memberOf = (value: unknown, key: string): unknown =>
  Object.getOwnPropertyDescriptor(value ?? {}, key)?.value as unknown

/** The paths of all objects in a document whose members the form names. */
const objectsIn = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? []
    : [
        ...(isObject(value) && path.at(-1) !== 'devices' && path.at(-1) !== 'interpretations' ? [path] : []),
        ...Object.keys(value).flatMap((key) => objectsIn(memberOf(value, key), [...path, key])),
      ]

/** What a condition stands in, if anything: the rule's `when`, the device's entry, the policy's `clients`. */
const conditionsAround = (path: Path): number => {
  const when = path.indexOf('when')
  const devices = path.indexOf('devices')
  return when >= 0 ? when + 1 : devices >= 0 ? devices + 2 : path[0] === 'policy' && path[1] === 'clients' ? 2 : 0
}

const withMember = (document: Json, path: Path, name: string, value: Json): unknown => {
  const copy = JSON.parse(JSON.stringify(document)) as unknown
  const target = path.reduce(memberOf, copy)
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
  return copy
}

const pointer = (path: Path): string =>
  path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const unknownName = fc.oneof(
  fc.constantFrom('later', '__proto__', 'constructor', 'toString', 'a/b', '~', ''),
  fc.string().map((text) => `x-${text}`),
)

const added = fc
  .tuple(routingRequestJson, fc.nat(), unknownName, fc.jsonValue({ maxDepth: 3 }))
  .map(([document, place, name, value]) => {
    const paths = objectsIn(document)
    const path = paths[place % paths.length] ?? []
    return { document, path, name, value: JSON.parse(JSON.stringify(value)) as Json }
  })

describe('unknown fields are dropped', () => {
  it('with one warning that names them, outside conditions', () => {
    let seen = 0
    fc.assert(
      fc.property(added, ({ document, path, name, value }) => {
        fc.pre(conditionsAround(path) === 0)
        seen += 1
        const before = decode(RoutingRequestCodec)(document)
        const after = decode(RoutingRequestCodec)(withMember(document, path, name, value))
        expect(before._tag === 'Right' && after._tag === 'Right').toBe(true)
        if (before._tag === 'Right' && after._tag === 'Right') {
          expect(after.right.value).toEqual(before.right.value)
          expect(after.right.warnings.map((warning) => warning.path)).toContain(pointer([...path, name]))
          expect(after.right.warnings).toHaveLength(before.right.warnings.length + 1)
        }
      }),
      { numRuns: runs(1000), seed: seed(13) },
    )
    expect(seen).toBe(1000)
  })

  it('but kept as unknown conditions inside conditions, so that no rule is widened', () => {
    fc.assert(
      fc.property(added, ({ document, path, name, value }) => {
        const depth = conditionsAround(path)
        fc.pre(depth > 0 && !path.includes('unknownConditions'))
        const decoding = decode(RoutingRequestCodec)(withMember(document, path, name, value))
        expect(decoding._tag).toBe('Right')
        if (decoding._tag === 'Right') {
          const conditions = path.slice(0, depth).reduce<unknown>(memberOf, decoding.right.value)
          expect(memberOf(conditions, 'unknownConditions')).toContainEqual({
            name: [...path.slice(depth), name].join('.'),
            value: JSON.stringify(value),
          })
          expect(decoding.right.warnings.map((warning) => warning.path)).toContain(pointer([...path, name]))
        }
      }),
      { numRuns: runs(1000), seed: seed(17) },
    )
  })
})
