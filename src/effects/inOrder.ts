import type { QueueAction } from '../deferral/QueueAction.js'
import type { PortAction } from './callPort.js'
import { isPortAction } from './isPortAction.js'

/** The actions of a step that ask a port, answers to the originator's side first, else in the order given. */
export const inOrder = (actions: readonly QueueAction[]): readonly PortAction[] => {
  const asked = actions.filter(isPortAction)
  return [...asked.filter(({ _tag }) => _tag === 'Respond'), ...asked.filter(({ _tag }) => _tag !== 'Respond')]
}
