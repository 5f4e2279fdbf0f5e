import type { QueueAction } from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { answerOf } from './answerOf.js'
import type { Gathering } from './Gathering.js'
import { gather } from './Gathering.js'
import { inOrder } from './inOrder.js'
import type { Ports } from './Ports.js'
import type { Performed } from './StepOutcome.js'

/** Performs actions one after the other, each whatever became of those before. */
export const performAll = async (
  ports: Ports,
  recipient: CpmAddress,
  actions: readonly QueueAction[],
): Promise<Performed> => {
  const gathering: Gathering = { events: [], failures: [] }
  for (const action of inOrder(actions)) {
    gather(gathering, action, await answerOf(ports, action, recipient), ports.alarmClock.now)
  }
  return { _tag: 'Performed', ...gathering }
}
