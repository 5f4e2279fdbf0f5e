/** What is still to come, by its instant; of one instant, what was put first comes first. */
export interface Agenda<A> {
  readonly put: (at: number, what: A) => void
  readonly nextAt: () => number | undefined
  readonly take: () => A | undefined
}

interface Item<A> {
  readonly at: number
  readonly order: number
  readonly what: A
}

const isBefore = <A>(one: Item<A>, other: Item<A>): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

/** The timer queue of the simulation, a binary heap. */
export const createAgenda = <A>(): Agenda<A> => {
  const heap: Item<A>[] = []
  let order = 0

  const put = (at: number, what: A): void => {
    const item = { at, order, what }
    order += 1
    let place = heap.length
    heap.push(item)
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !isBefore(item, parent)) {
        break
      }
      heap[place] = parent
      place = above
    }
    heap[place] = item
  }

  const sink = (item: Item<A>): void => {
    let place = 0
    for (;;) {
      const below = 2 * place + 1
      const left = heap[below]
      const right = heap[below + 1]
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left
      if (child === undefined || !isBefore(child, item)) {
        break
      }
      heap[place] = child
      place = child === right ? below + 1 : below
    }
    heap[place] = item
  }

  const take = (): A | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (heap.length > 0 && last !== undefined) {
      sink(last)
    }
    return first?.what
  }

  return { put, nextAt: () => heap[0]?.at, take }
}
