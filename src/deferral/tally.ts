import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'

/** How many entries wait; and of those, how many are notifications or system messages. */
interface Tally {
  waiting: number
  waitingExempt: number
}

const count = (tallied: Tally, entry: Entry | undefined, sign: 1 | -1): void => {
  if (entry?.state === 'waiting') {
    tallied.waiting += sign
    tallied.waitingExempt += isExempt(entry.message.kind) ? sign : 0
  }
}

/** Counts how many entries wait after one took the place of another; absent: there was none, or there is none any more. */
export const tally = (tallied: Tally, before: Entry | undefined, after: Entry | undefined): void => {
  count(tallied, before, -1)
  count(tallied, after, 1)
}
