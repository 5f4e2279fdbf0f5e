import fc from 'fast-check'
import { type InstantHeap, putInHeap, withoutEarliest } from '../../../src/deferral/collections/InstantHeap.js'
import {
  emptyTrie,
  firstKeyFrom,
  getFromTrie,
  type NumberTrie,
  putInTrie,
  removeFromTrie,
  trieValues,
} from '../../../src/deferral/collections/NumberTrie.js'
import {
  emptyMap,
  getFromMap,
  mapValues,
  putInMap,
  removeFromMap,
  sizeOfMap,
  type TextMap,
} from '../../../src/deferral/collections/TextMap.js'

type Change<K> = { readonly put: boolean; readonly key: K; readonly value: number }

const changes = <K>(key: fc.Arbitrary<K>): fc.Arbitrary<Change<K>[]> =>
  fc.array(
    fc.record({
      put: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      key,
      value: fc.nat(),
    }),
    { maxLength: 120, size: 'max' },
  )

const applied = <K>(model: ReadonlyMap<K, number>, { put, key, value }: Change<K>): ReadonlyMap<K, number> =>
  put ? new Map([...model, [key, value]]) : new Map([...model].filter(([known]) => known !== key))

describe('a trie of numbers', () => {
  const keys = fc.oneof(
    fc.nat(40),
    fc.nat(1100),
    fc.constantFrom(31, 32, 1023, 1024, 32_767, 32_768, 2 ** 31, 2 ** 31 - 1, 2 ** 40, Number.MAX_SAFE_INTEGER),
  )
  const put = (trie: NumberTrie<number>, change: Change<number>): NumberTrie<number> =>
    change.put ? putInTrie(trie, change.key, change.value) : removeFromTrie(trie, change.key)
  const inOrder = (model: ReadonlyMap<number, number>): readonly number[] =>
    [...model].sort(([one], [other]) => one - other).map(([, value]) => value)

  it('holds what a map holds, in the order of the numbers', () => {
    fc.assert(
      fc.property(changes(keys), fc.array(keys, { maxLength: 10 }), (steps, probes) => {
        let trie: NumberTrie<number> = emptyTrie
        let model: ReadonlyMap<number, number> = new Map()
        for (const step of steps) {
          trie = put(trie, step)
          model = applied(model, step)
        }
        expect(trie.size).toBe(model.size)
        expect(trieValues(trie)).toEqual(inOrder(model))
        for (const probe of [...probes, ...steps.map(({ key }) => key)]) {
          const after = [...model.keys()].filter((key) => key >= probe)
          expect(getFromTrie(trie, probe)).toBe(model.get(probe))
          expect(firstKeyFrom(trie, probe)).toBe(after.length === 0 ? undefined : Math.min(...after))
        }
      }),
    )
  })

  it('leaves every earlier version as it was', () => {
    fc.assert(
      fc.property(changes(keys), (steps) => {
        const versions: (readonly [NumberTrie<number>, ReadonlyMap<number, number>])[] = [[emptyTrie, new Map()]]
        for (const step of steps) {
          const [trie, model] = versions.at(-1) ?? [emptyTrie, new Map<number, number>()]
          versions.push([put(trie, step), applied(model, step)])
        }
        for (const [trie, model] of versions) {
          expect(trieValues(trie)).toEqual(inOrder(model))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is the same trie where a number is taken away that has no value', () => {
    const trie = putInTrie(emptyTrie, 7, 'seven')
    expect(removeFromTrie(trie, 8)).toBe(trie)
    expect(removeFromTrie(trie, 7000)).toBe(trie)
  })

  it('keeps no branch without values', () => {
    expect(removeFromTrie(putInTrie(emptyTrie, 5000, 'x'), 5000).root).toBeUndefined()
  })
})

const prime = 0x01000193
const after = (state: number, code: number): number => Math.imul(state ^ code, prime)

/** Two pairs of characters that take 32-bit FNV-1a from one state to the same other: found among states that agree in their high half. */
const fork = (state: number): readonly [pairs: readonly [string, string], next: number] => {
  const byHigh = new Map<number, number>()
  for (let code = 0; ; code += 1) {
    const high = after(state, code) >>> 16
    const known = byHigh.get(high)
    if (known !== undefined) {
      const pair = (first: number): string => String.fromCharCode(first, (after(state, first) & 0xffff) ^ 0x41)
      return [[pair(known), pair(code)], after((high << 16) | 0x41, 0)]
    }
    byHigh.set(high, code)
  }
}

/** Texts whose hashes are the same, 2 to the power of the number of forks. */
const collidingTexts = (forks: number): readonly string[] => {
  let texts: readonly string[] = ['']
  let state = 0x811c9dc5
  for (let done = 0; done < forks; done += 1) {
    const [pairs, next] = fork(state)
    texts = texts.flatMap((text) => pairs.map((pair) => text + pair))
    state = next
  }
  return texts
}

describe('a map of texts', () => {
  const colliding = collidingTexts(5)
  const keys = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.nat(60).map((number) => `entry-${number}`),
    fc.constantFrom('__proto__', 'constructor', '', ...colliding.slice(0, 12)),
  )
  const put = (map: TextMap<number>, change: Change<string>): TextMap<number> =>
    change.put ? putInMap(map, change.key, change.value) : removeFromMap(map, change.key)
  const sorted = (values: Iterable<number>): readonly number[] => [...values].sort((one, other) => one - other)

  it('holds what a map holds', () => {
    fc.assert(
      fc.property(changes(keys), fc.array(keys, { maxLength: 10 }), (steps, probes) => {
        let map: TextMap<number> = emptyMap
        let model: ReadonlyMap<string, number> = new Map()
        for (const step of steps) {
          map = put(map, step)
          model = applied(model, step)
        }
        expect(sizeOfMap(map)).toBe(model.size)
        expect(sorted(mapValues(map))).toEqual(sorted(model.values()))
        for (const probe of [...probes, ...steps.map(({ key }) => key)]) {
          expect(getFromMap(map, probe)).toBe(model.get(probe))
        }
      }),
    )
  })

  it('leaves every earlier version as it was', () => {
    fc.assert(
      fc.property(changes(keys), (steps) => {
        const versions: (readonly [TextMap<number>, ReadonlyMap<string, number>])[] = [[emptyMap, new Map()]]
        for (const step of steps) {
          const [map, model] = versions.at(-1) ?? [emptyMap, new Map<string, number>()]
          versions.push([put(map, step), applied(model, step)])
        }
        for (const [map, model] of versions) {
          expect(sorted(mapValues(map))).toEqual(sorted(model.values()))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('keeps texts apart whose hashes are the same', () => {
    const texts = colliding
    let map: TextMap<number> = emptyMap
    for (const [place, text] of texts.entries()) {
      map = putInMap(map, text, place)
    }
    expect(texts.map((text) => getFromMap(map, text))).toEqual(texts.map((_, place) => place))
    expect(new Set(texts).size).toBe(32)
    map = putInMap(map, texts[3] ?? '', -1)
    expect(getFromMap(map, texts[3] ?? '')).toBe(-1)
    for (const text of texts) {
      map = removeFromMap(map, text)
      expect(getFromMap(map, text)).toBeUndefined()
    }
    expect(map).toBe(emptyMap)
  })

  it('stays the same in what it holds where a text is taken away that has no value', () => {
    let map: TextMap<number> = emptyMap
    for (let number = 0; number < 20; number += 1) {
      map = putInMap(map, `e-${number}`, number)
    }
    expect(sizeOfMap(removeFromMap(map, 'other'))).toBe(20)
    expect(sizeOfMap(removeFromMap(map, 'another'))).toBe(20)
    expect(getFromMap(map, 'other')).toBeUndefined()
  })
})

describe('a heap of instants', () => {
  const drained = (heap: InstantHeap<number>): readonly (readonly [number, number])[] => {
    const all: (readonly [number, number])[] = []
    for (let rest = heap; rest !== undefined; rest = withoutEarliest(rest)) {
      all.push([rest.at, rest.value])
    }
    return all
  }
  const byInstant = (items: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] =>
    [...items].sort(([one, a], [other, b]) => one - other || a - b)

  it('gives everything back, the earliest first, and at one instant in the order of the texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(9)), { maxLength: 100, size: 'max' }),
        (items) => {
          const heap = items.reduce<InstantHeap<number>>(
            (rest, [at, value]) => putInHeap(rest, at, String(value), value),
            undefined,
          )
          const given = drained(heap)
          expect(given).toEqual(byInstant(items))
          // Once more: taking the earliest away has changed nothing.
          expect(drained(heap)).toEqual(given)
        },
      ),
    )
  })

  it('has nothing before the first', () => {
    expect(withoutEarliest(undefined)).toBeUndefined()
  })

  it('does not run out of stack, in whatever order things come', () => {
    for (const instant of [(n: number) => n, (n: number) => -n, (n: number) => (n * 7919) % 10_007]) {
      let heap: InstantHeap<number> = undefined
      for (let number = 0; number < 10_000; number += 1) {
        heap = putInHeap(heap, instant(number), '', number)
      }
      expect(drained(heap)).toHaveLength(10_000)
    }
  })
})
