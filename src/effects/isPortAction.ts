import type { QueueAction } from '../deferral/QueueAction.js'
import type { PortAction } from './callPort.js'

/** Whether an action is done through a port; the others are remarks, and what they say is in the changes of their step. */
export const isPortAction = (action: QueueAction): action is PortAction =>
  action._tag !== 'Discard' && action._tag !== 'Remove' && action._tag !== 'Ignored'
