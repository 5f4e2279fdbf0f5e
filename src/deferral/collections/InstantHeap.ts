import type { Instant } from '../../model/Instant.js'

/**
 * Things to be done by their instants, the earliest first, and at one instant in the order of a text; never changed, a change gives a new
 * heap (a leftist heap).
 */
export type InstantHeap<A> = HeapNode<A> | undefined

interface HeapNode<A> {
  readonly at: Instant
  readonly order: string
  readonly value: A
  /** How far it is to a missing child on the right. */
  readonly rank: number
  readonly left: InstantHeap<A>
  readonly right: InstantHeap<A>
}

const rankOf = (heap: InstantHeap<unknown>): number => heap?.rank ?? 0

const join = <A>({ at, order, value }: HeapNode<A>, one: InstantHeap<A>, other: InstantHeap<A>): HeapNode<A> =>
  rankOf(one) >= rankOf(other)
    ? { at, order, value, rank: rankOf(other) + 1, left: one, right: other }
    : { at, order, value, rank: rankOf(one) + 1, left: other, right: one }

const isFirst = (one: HeapNode<unknown>, other: HeapNode<unknown>): boolean =>
  one.at < other.at || (one.at === other.at && one.order <= other.order)

const merge = <A>(one: InstantHeap<A>, other: InstantHeap<A>): InstantHeap<A> => {
  if (one === undefined || other === undefined) {
    return one ?? other
  }
  return isFirst(one, other)
    ? join(one, one.left, merge(one.right, other))
    : join(other, other.left, merge(one, other.right))
}

/** The heap with one more thing to be done. */
export const putInHeap = <A>(heap: InstantHeap<A>, at: Instant, order: string, value: A): InstantHeap<A> =>
  merge(heap, { at, order, value, rank: 1, left: undefined, right: undefined })

/** The heap without its earliest. */
export const withoutEarliest = <A>(heap: InstantHeap<A>): InstantHeap<A> =>
  heap === undefined ? undefined : merge(heap.left, heap.right)
