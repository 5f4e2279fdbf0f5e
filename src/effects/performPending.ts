import type { ReaderTask } from 'fp-ts/lib/ReaderTask.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { storeAnswer } from './answerOf.js'
import { dueActions } from './dueActions.js'
import { performAll } from './performAll.js'
import type { Ports } from './Ports.js'
import type { NotPerformed, Performed } from './StepOutcome.js'

/**
 * Does every action again that is stored without outcome: what a server calls for each of `recipientsWithPending` after a restart.
 *
 * Left out are actions that the queue asks for again by itself, and those it holds back: do-not-disturb may be in force by now.
 * Those that had their effect before the crash have none again, since their ids are the same; the events tell the queue of all of them.
 */
export const performPending =
  (recipient: CpmAddress): ReaderTask<Ports, Performed | NotPerformed> =>
  (ports) =>
  async () => {
    const stored = await storeAnswer(() => ports.deferredMessageStore.pending(recipient))
    if (stored._tag === 'Left') {
      return { _tag: 'NotPerformed', error: stored.left }
    }
    return performAll(ports, recipient, dueActions(stored.right))
  }
