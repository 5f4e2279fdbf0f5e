import fc from 'fast-check'
import type { Json } from '../../src/wire/documents/index.js'

type Parent = { [name: string]: unknown } | unknown[]

/** A place in a document: the object or list around it, and the name or index there. */
interface Spot {
  readonly parent: Parent
  readonly key: string
}

const define = (parent: Parent, key: string, value: unknown): void => {
  Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true })
}

const valueAt = ({ parent, key }: Spot): unknown => Object.getOwnPropertyDescriptor(parent, key)?.value as unknown

const isParent = (value: unknown): value is Parent => typeof value === 'object' && value !== null

const spotsOf = (value: unknown): readonly Spot[] =>
  isParent(value)
    ? Object.keys(value).flatMap((key) => [{ parent: value, key }, ...spotsOf(valueAt({ parent: value, key }))])
    : []

/** A copy in which every member is one of its own, `__proto__` included. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

const misfits: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  -0,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER + 1,
  404,
  403,
  '',
  ' ',
  '\ud800',
  [],
  {},
  [[]],
  [null],
  { '': {} },
  JSON.parse('{"__proto__":{"action":"reject"}}'),
  '2026-02-30T10:00:00Z',
  '2026-02-03T10:00:00',
  '2016-12-31T23:59:60Z',
  '2016-12-31T22:59:60Z',
  '2026-02-03T10:00:00+24:00',
  '9999-12-31T23:59:59-00:01',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+01:00',
  '2025-02-29T00:00:00.Z',
  '2026-02-03t10:00:00.123456z',
  'sip:',
  'sip:a@b',
  'SIPS:a@b:99999',
  'tel:+1',
  'tel:',
  'mailto:a@b',
  'corp.example',
  'corp.example:5060',
  '-x',
  '[::1]',
  'sip:+15550100@home2.example;user=phone',
  'tel:+1-555-0100',
  '*/*',
  '*/text',
  'text/*',
  'text/plain;a="\u0001"',
  'a/b/c',
  '00:00',
  '24:00',
  '24:01',
  '7:00',
  '23:60',
  'UTC',
  '+01:00',
  'Mars/Base',
  'PT1H',
  'P1M',
  'P1Y',
  'PT',
  'P',
  '-PT1H',
  'PT999999999999999H',
  'P1W2DT0.0001S',
  'deliver',
  'forward',
  'reject',
  'msg',
  'all',
  'none',
  'pager',
  'mon',
  'Reject',
  '__proto__',
  'phone',
]

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'unknown',
  'then',
  'action',
  'breakthrough',
  'silence',
  'to',
  'AMB-07',
  'AMB-99',
  'undisclosed',
  'unknownConditions',
  '',
]

type Change = (spot: Spot, misfit: unknown, name: string) => void

const changes: Readonly<Record<string, Change>> = {
  drop: ({ parent, key }) => {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1)
    } else {
      Reflect.deleteProperty(parent, key)
    }
  },
  retype: ({ parent, key }, misfit) => define(parent, key, misfit),
  duplicate: (spot) =>
    Array.isArray(spot.parent) ? spot.parent.push(valueAt(spot)) : define(spot.parent, `${spot.key}2`, valueAt(spot)),
  nestInList: (spot) => define(spot.parent, spot.key, [valueAt(spot)]),
  nestInObject: (spot, _misfit, name) => {
    const around = {}
    define(around, name, valueAt(spot))
    define(spot.parent, spot.key, around)
  },
  unknown: ({ parent }, misfit, name) => (Array.isArray(parent) ? parent.push(misfit) : define(parent, name, misfit)),
  rename: (spot, _misfit, name) => {
    const value = valueAt(spot)
    changes['drop']?.(spot, undefined, '')
    define(spot.parent, Array.isArray(spot.parent) ? String(spot.parent.length) : name, value)
  },
}

/** A document in which one to three places were dropped, retyped, duplicated, nested, renamed, or given an unknown neighbour. */
export const mangled = (document: fc.Arbitrary<Json>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      document,
      fc.array(
        fc.tuple(
          fc.constantFrom(...Object.keys(changes)),
          fc.nat(),
          fc.oneof(fc.constantFrom(...misfits), fc.jsonValue()),
          fc.constantFrom(...names),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([original, chosen]) => {
      const root = { document: copyOf(original) }
      for (const [change, place, misfit, name] of chosen) {
        const spots = spotsOf(root.document)
        const spot = spots[place % Math.max(spots.length, 1)] ?? { parent: root, key: 'document' }
        changes[change]?.(spot, isParent(misfit) ? copyOf(misfit) : misfit, name)
      }
      return root.document
    })
