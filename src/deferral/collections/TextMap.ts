/**
 * Values by text, never changed: a change gives a new map that shares what stays the same (a hash trie).
 *
 * A small map is one short list; a larger one branches by five bits of a hash at a time.
 */
export type TextMap<A> = Leaf<A> | Fork<A>

interface Leaf<A> {
  readonly _tag: 'Leaf'
  readonly keys: readonly string[]
  readonly values: readonly A[]
}

interface Fork<A> {
  readonly _tag: 'Fork'
  readonly size: number
  readonly children: readonly (TextMap<A> | undefined)[]
}

const bits = 5
const width = 1 << bits
const longestLeaf = 8
const deepest = 30

/** A map without values. */
export const emptyMap: TextMap<never> = { _tag: 'Leaf', keys: [], values: [] }

/** How many values a map has. */
export const sizeOfMap = (map: TextMap<unknown>): number => (map._tag === 'Leaf' ? map.keys.length : map.size)

const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

const slotOf = (hash: number, shift: number): number => (hash >>> shift) & (width - 1)

/** The value of a text. */
export const getFromMap = <A>(map: TextMap<A>, key: string): A | undefined => {
  let node: TextMap<A> | undefined = map
  if (node._tag === 'Fork') {
    const hash = hashOf(key)
    for (let shift = 0; node !== undefined && node._tag === 'Fork'; shift += bits) {
      node = node.children[slotOf(hash, shift)]
    }
  }
  const place = node === undefined ? -1 : node.keys.indexOf(key)
  return place < 0 ? undefined : node?.values[place]
}

const noChildren: readonly undefined[] = new Array<undefined>(width).fill(undefined)

const forkOf = <A>(leaf: Leaf<A>, shift: number): TextMap<A> => {
  let fork: Fork<A> = { _tag: 'Fork', size: 0, children: noChildren }
  for (const [place, value] of leaf.values.entries()) {
    // INVARIANT: a leaf has a key for every value.
    const key = String(leaf.keys[place])
    fork = putInFork(fork, shift, hashOf(key), key, value)
  }
  return fork
}

const withChild = <A>(fork: Fork<A>, slot: number, child: TextMap<A> | undefined): Fork<A> => {
  const children: (TextMap<A> | undefined)[] = fork.children.slice()
  const before = children[slot]
  children[slot] = child
  const size = fork.size - (before === undefined ? 0 : sizeOfMap(before)) + (child === undefined ? 0 : sizeOfMap(child))
  return { _tag: 'Fork', size, children }
}

const putInFork = <A>(fork: Fork<A>, shift: number, hash: number, key: string, value: A): Fork<A> => {
  const slot = slotOf(hash, shift)
  return withChild(fork, slot, putAt(fork.children[slot] ?? emptyMap, shift + bits, hash, key, value))
}

const putAt = <A>(map: TextMap<A>, shift: number, hash: number, key: string, value: A): TextMap<A> => {
  if (map._tag === 'Fork') {
    return putInFork(map, shift, hash, key, value)
  }
  const place = map.keys.indexOf(key)
  if (place >= 0) {
    const values = map.values.slice()
    values[place] = value
    return { _tag: 'Leaf', keys: map.keys, values }
  }
  const leaf: Leaf<A> = { _tag: 'Leaf', keys: [...map.keys, key], values: [...map.values, value] }
  return leaf.keys.length > longestLeaf && shift <= deepest ? forkOf(leaf, shift) : leaf
}

/** The map with a value for a text. */
export const putInMap = <A>(map: TextMap<A>, key: string, value: A): TextMap<A> =>
  putAt(map, 0, map._tag === 'Fork' ? hashOf(key) : 0, key, value)

const without = <A>(items: readonly A[], place: number): readonly A[] => {
  const rest = items.slice()
  rest.splice(place, 1)
  return rest
}

const removeAt = <A>(map: TextMap<A>, shift: number, hash: number, key: string): TextMap<A> => {
  if (map._tag === 'Fork') {
    const slot = slotOf(hash, shift)
    const child = map.children[slot]
    const rest = child === undefined ? undefined : removeAt(child, shift + bits, hash, key)
    const fork = withChild(map, slot, rest === undefined || sizeOfMap(rest) === 0 ? undefined : rest)
    return fork.size === 0 ? emptyMap : fork
  }
  const place = map.keys.indexOf(key)
  return place < 0
    ? map
    : map.keys.length === 1
      ? emptyMap
      : { _tag: 'Leaf', keys: without(map.keys, place), values: without(map.values, place) }
}

/** The map without a text. */
export const removeFromMap = <A>(map: TextMap<A>, key: string): TextMap<A> =>
  removeAt(map, 0, map._tag === 'Fork' ? hashOf(key) : 0, key)

/** All values, in no particular order. */
export const mapValues = <A>(map: TextMap<A>): readonly A[] =>
  map._tag === 'Leaf' ? map.values : map.children.flatMap((child) => (child === undefined ? [] : mapValues(child)))
