import type { QueueAction } from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { answerOf } from './answerOf.js'
import { inOrder } from './inOrder.js'
import type { Answered } from './performed.js'
import { performed } from './performed.js'
import type { Ports } from './Ports.js'
import type { Performed } from './StepOutcome.js'

/** Performs actions one after the other, each whatever became of those before. */
export const performAll = async (
  ports: Ports,
  recipient: CpmAddress,
  actions: readonly QueueAction[],
): Promise<Performed> => {
  const all: Answered[] = []
  for (const action of inOrder(actions)) {
    const answer = await answerOf(ports, action, recipient)
    all.push({ action, answer, at: ports.alarmClock.now() })
  }
  return performed(all)
}
