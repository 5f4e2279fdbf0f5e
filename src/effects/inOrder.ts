import type { QueueAction } from '../deferral/QueueAction.js'
import type { PortAction } from './callPort.js'
import { isPortAction } from './isPortAction.js'

/** The actions of a step that ask a port, answers to the originator's side first, else in the order given. */
export const inOrder = (actions: readonly QueueAction[]): readonly PortAction[] => {
  const answers: PortAction[] = []
  const others: PortAction[] = []
  for (const action of actions) {
    if (action._tag === 'Respond') {
      answers.push(action)
    } else if (isPortAction(action)) {
      others.push(action)
    }
  }
  return answers.length === 0 ? others : answers.concat(others)
}
