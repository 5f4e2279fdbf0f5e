import { alarmsOf } from '../../src/deferral/Alarm.js'
import type { DeferredMessageQueue } from '../../src/deferral/DeferredMessageQueue.js'
import { entriesInOrder, entriesOf } from '../../src/deferral/Entries.js'
import { save } from '../../src/deferral/SavedQueue.js'
import { transition } from '../../src/deferral/transition.js'
import { itHolds } from '../support/law.js'

/** The same queue as if it were long: its messages are found by indexes, its alarms in a heap. */
const asIfLong = (queue: DeferredMessageQueue): DeferredMessageQueue => {
  const entries = entriesOf(entriesInOrder(queue.entries), -1)
  return { ...queue, entries, alarms: alarmsOf({ ...queue, entries }) }
}

describe('indexesChangeNothing: a long queue does what a short one does', () => {
  itHolds(({ before, event, recipient, result: [queue, actions, changes] }) => {
    const [long, asked, written] = transition(asIfLong(before.queue), event, recipient, before.policy)
    return JSON.stringify([save(long), asked, written]) === JSON.stringify([save(queue), actions, changes])
      ? undefined
      : `${JSON.stringify(asked)} in place of ${JSON.stringify(actions)}`
  })
})
