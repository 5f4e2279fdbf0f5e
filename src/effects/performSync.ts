import type { QueueAction } from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { callPort } from './callPort.js'
import { dueActions } from './dueActions.js'
import { inOrder } from './inOrder.js'
import { performed } from './performed.js'
import type { PerformingSync } from './Performing.js'
import { afterApply, afterAsking, changesNothing } from './persisted.js'
import type { PortsAtOnce, StoreAtOnce } from './PortsAtOnce.js'
import type { StepChanges } from './StepChanges.js'
import type { Performed, StepOutcome } from './StepOutcome.js'

const performAllAtOnce = (ports: PortsAtOnce, recipient: CpmAddress, actions: readonly QueueAction[]): Performed =>
  performed(
    inOrder(actions).map((action) => ({
      action,
      answer: callPort(ports, action, recipient),
      at: ports.alarmClock.now(),
    })),
  )

const persistAtOnce = (store: StoreAtOnce, recipient: CpmAddress, changes: StepChanges): 'act' | StepOutcome => {
  if (changesNothing(changes)) {
    return 'act'
  }
  const after = afterApply(store.apply(recipient, changes))
  return after === 'ask' ? afterAsking(store.outcomeOf(recipient, changes.stepId)) : after
}

/**
 * Performs steps and actions at once, in the same order and with the same outcomes as `performStep`: for simulators and tests.
 *
 * @param ports From `inMemoryPorts`, say; none of them throws.
 */
export const performSync = (ports: PortsAtOnce): PerformingSync => ({
  step: (recipient, { actions, changes }) => {
    const persisted = persistAtOnce(ports.deferredMessageStore, recipient, changes)
    return persisted === 'act' ? performAllAtOnce(ports, recipient, actions) : persisted
  },
  action: (action, recipient) => performAllAtOnce(ports, recipient, [action]),
  pending: (recipient) => {
    const stored = ports.deferredMessageStore.pending(recipient)
    return stored._tag === 'Left'
      ? { _tag: 'NotPerformed', error: stored.left }
      : performAllAtOnce(ports, recipient, dueActions(stored.right))
  },
})
