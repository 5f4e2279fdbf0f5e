import type { StoreMessage } from 'cpm-routing'
import type { Books } from './createBooks.js'
import type { Chance } from './createChance.js'
import { type Day, hour, minute } from './Day.js'
import { isUnknown, type Reply, succeeds } from './Reply.js'

/** The Message Storage Server, which is away for ten minutes of the day. */
export interface Storage {
  readonly store: (action: StoreMessage, at: number) => Reply
  readonly holds: (entryId: string) => boolean
}

export const createStorage = (day: Day, books: Books, by: Chance): Storage => {
  const held = new Set<string>()
  const from = day.start + 14 * hour
  const until = from + 10 * minute
  return {
    store: ({ entryId, determinedBy }, at) => {
      if (at >= from && at < until) {
        return isUnknown(5000)
      }
      held.add(entryId)
      // A recorded copy is not where a message goes.
      if (determinedBy.requirement !== 'TERM-18') {
        books.ends(entryId, 'stored', at)
      }
      return by.is(0.002) ? isUnknown(5000) : succeeds(by.lognormal(15, 0.7))
    },
    holds: (entryId) => held.has(entryId),
  }
}
