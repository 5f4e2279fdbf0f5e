/**
 * Values by whole number, never changed: a change gives a new trie that shares what stays the same.
 *
 * ```
 * shift 5      ┌────┬────┬── … 32 slots
 *              │    └─ 32 … 63
 * shift 0      └─ 0 … 31
 * ```
 *
 * Finding, putting and removing cost one step for each five bits of the largest number; empty branches are dropped.
 */
export interface NumberTrie<A> {
  readonly size: number
  /** Bits below the root's own five. */
  readonly shift: number
  readonly root: Branch<A> | undefined
}

interface Branch<A> {
  readonly slots: readonly (Branch<A> | A | undefined)[]
  readonly count: number
}

const bits = 5
const width = 1 << bits

/** A trie without values. */
export const emptyTrie: NumberTrie<never> = { size: 0, shift: 0, root: undefined }

const slotOf = (key: number, shift: number): number => Math.floor(key / 2 ** shift) % width

const noSlots: readonly undefined[] = new Array<undefined>(width).fill(undefined)

const withSlot = <A>(branch: Branch<A> | undefined, slot: number, child: Branch<A> | A | undefined): Branch<A> => {
  const slots: (Branch<A> | A | undefined)[] = (branch?.slots ?? noSlots).slice()
  const before = slots[slot]
  slots[slot] = child
  return {
    slots,
    count: (branch?.count ?? 0) + (before === undefined ? 0 : -1) + (child === undefined ? 0 : 1),
  }
}

const putIn = <A>(branch: Branch<A> | undefined, shift: number, key: number, value: A): Branch<A> => {
  const slot = slotOf(key, shift)
  return withSlot(branch, slot, shift === 0 ? value : putIn(childOf(branch, slot), shift - bits, key, value))
}

// INVARIANT: above shift 0 every slot holds a branch or nothing, at shift 0 a value or nothing.
const childOf = <A>(branch: Branch<A> | undefined, slot: number): Branch<A> | undefined =>
  branch?.slots[slot] as Branch<A> | undefined

const valueOf = <A>(branch: Branch<A> | undefined, slot: number): A | undefined => branch?.slots[slot] as A | undefined

const removeIn = <A>(branch: Branch<A> | undefined, shift: number, key: number): Branch<A> | undefined => {
  const slot = slotOf(key, shift)
  const rest = shift === 0 ? undefined : removeIn(childOf(branch, slot), shift - bits, key)
  const changed = withSlot(branch, slot, rest)
  return changed.count === 0 ? undefined : changed
}

const holds = (trie: NumberTrie<unknown>, key: number): boolean => key < 2 ** (trie.shift + bits)

/** The value of a number. */
export const getFromTrie = <A>(trie: NumberTrie<A>, key: number): A | undefined => {
  let branch = holds(trie, key) ? trie.root : undefined
  for (let shift = trie.shift; shift > 0; shift -= bits) {
    branch = childOf(branch, slotOf(key, shift))
  }
  return valueOf(branch, slotOf(key, 0))
}

/** The trie with a value for a number. */
export const putInTrie = <A>(trie: NumberTrie<A>, key: number, value: A): NumberTrie<A> => {
  const size = getFromTrie(trie, key) === undefined ? trie.size + 1 : trie.size
  let { root, shift } = trie
  while (key >= 2 ** (shift + bits)) {
    shift += bits
    root = root === undefined ? undefined : withSlot(undefined, 0, root)
  }
  return { size, shift, root: putIn(root, shift, key, value) }
}

/** The trie without a number. */
export const removeFromTrie = <A>(trie: NumberTrie<A>, key: number): NumberTrie<A> =>
  getFromTrie(trie, key) === undefined
    ? trie
    : { size: trie.size - 1, shift: trie.shift, root: removeIn(trie.root, trie.shift, key) }

const firstIn = <A>(branch: Branch<A> | undefined, shift: number, from: number, base: number): number | undefined => {
  if (branch === undefined) {
    return undefined
  }
  const span = 2 ** shift
  for (let slot = Math.max(0, Math.floor((from - base) / span)); slot < width; slot += 1) {
    if (branch.slots[slot] !== undefined) {
      const start = base + slot * span
      const found = shift === 0 ? start : firstIn(childOf(branch, slot), shift - bits, Math.max(from, start), start)
      if (found !== undefined) {
        return found
      }
    }
  }
  return undefined
}

/** The first number from `from` on that has a value. */
export const firstKeyFrom = (trie: NumberTrie<unknown>, from: number): number | undefined =>
  firstIn(trie.root, trie.shift, from, 0)

/** All values in the order of their numbers. */
export const trieValues = <A>(trie: NumberTrie<A>): readonly A[] => {
  const values: A[] = []
  const visit = (branch: Branch<A> | undefined, shift: number): void => {
    for (let slot = 0; branch !== undefined && slot < width; slot += 1) {
      if (shift > 0) {
        visit(childOf(branch, slot), shift - bits)
      } else {
        const value = valueOf(branch, slot)
        if (value !== undefined) {
          values.push(value)
        }
      }
    }
  }
  visit(trie.root, trie.shift)
  return values
}
