import type { CpmAddress } from 'cpm-routing'
import { type DeferredMessageQueue, emptyQueue, restore } from 'cpm-routing/deferral'
import type { DeferredMessageStore } from 'cpm-routing/effects'

/** The queues of recipients: those that were last in use are in memory, the others are read when they are asked for. */
export interface Queues {
  /** Rejects where the queue cannot be read, such as one that a later version wrote. */
  readonly load: (recipient: CpmAddress) => Promise<DeferredMessageQueue>
  readonly remember: (recipient: CpmAddress, queue: DeferredMessageQueue) => void
  /** Has the queue read again. */
  readonly forget: (recipient: CpmAddress) => void
}

/** How many queues are held in memory. */
const mostQueues = 10_000

/** @param isAlone Whether no other process writes to the store, so that a queue in memory is the one that is stored. */
export const createQueues = (store: DeferredMessageStore, isAlone: boolean): Queues => {
  const queues = new Map<string, DeferredMessageQueue>()
  return {
    load: async (recipient) => {
      const held = queues.get(recipient.canonical)
      if (held !== undefined) {
        return held
      }
      const stored = await store.load(recipient)()
      if (stored._tag === 'Left') {
        throw new Error(stored.left.reason ?? stored.left._tag)
      }
      const restored = stored.right === undefined ? undefined : restore(stored.right)
      if (restored?._tag === 'Left') {
        throw new Error(`expected ${restored.left.expected}, found ${restored.left.actual}`)
      }
      return restored?.right ?? emptyQueue
    },
    remember: ({ canonical }, queue) => {
      if (isAlone) {
        queues.delete(canonical)
        queues.set(canonical, queue)
        const [oldest] = queues.keys()
        if (queues.size > mostQueues && oldest !== undefined) {
          queues.delete(oldest)
        }
      }
    },
    forget: ({ canonical }) => void queues.delete(canonical),
  }
}
