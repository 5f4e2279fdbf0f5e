import type { ReaderTask } from 'fp-ts/lib/ReaderTask.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { storeAnswer } from './answerOf.js'
import { performAll } from './performAll.js'
import { afterApply, afterAsking, changesNothing } from './persisted.js'
import type { Ports } from './Ports.js'
import type { StepChanges } from './StepChanges.js'
import type { StepOutcome, StepToPerform } from './StepOutcome.js'

const persist = async (
  { deferredMessageStore: store }: Ports,
  recipient: CpmAddress,
  changes: StepChanges,
): Promise<'act' | StepOutcome> => {
  if (changesNothing(changes)) {
    return 'act'
  }
  const after = afterApply(await storeAnswer(() => store.apply(recipient, changes)))
  return after === 'ask' ? afterAsking(await storeAnswer(() => store.outcomeOf(recipient, changes.stepId))) : after
}

/**
 * One step stored and then done: persist, answer, notify.
 *
 * ```
 * changes ─► store ──┬─ stored ───► Respond ─► the other actions, in their order ─► events for transition
 *                    ├─ conflict ─► nothing is done: load again, give the event to transition again
 *                    └─ unknown ──► asked for the step's id ─► as stored, or nothing is done
 * ```
 *
 * A crash in between loses nothing: the actions are stored with the queue, and `performPending` does them again after a restart.
 * A step that changes nothing is not stored. The task never rejects.
 *
 * Actions are done one after the other. A server that wants to send to many clients at once stores the changes itself and starts
 * `perform` for each action.
 *
 * @param step What `transition` gave: `const [queue, actions, changes] = transition(…)`.
 */
export const performStep =
  (recipient: CpmAddress, { actions, changes }: StepToPerform): ReaderTask<Ports, StepOutcome> =>
  (ports) =>
  async () => {
    const persisted = await persist(ports, recipient, changes)
    return persisted === 'act' ? performAll(ports, recipient, actions) : persisted
  }
