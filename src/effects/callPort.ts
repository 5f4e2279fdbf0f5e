import type { EffectAction, WakeAt } from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { ActionPorts } from './Ports.js'

/** An action that is done through a port. */
export type PortAction = EffectAction | WakeAt

/** Asks the one port that an action is for; gives its answer as it is. */
export const callPort = <Answer>(ports: ActionPorts<Answer>, action: PortAction, recipient: CpmAddress): Answer => {
  switch (action._tag) {
    case 'Respond':
      return ports.sipIpCore.respond(action, recipient)
    case 'Send':
      return ports.sipIpCore.send(action, recipient)
    case 'Deliver':
      return ports.sipIpCore.deliver(action, recipient)
    case 'Forward':
      return ports.sipIpCore.forward(action, recipient)
    case 'Interwork':
      return ports.interworkingSelectionFunction.interwork(action, recipient)
    case 'StoreMessage':
      return ports.messageStorageServer.store(action, recipient)
    case 'NotifyInBand':
      return ports.sipIpCore.notifyInBand(action, recipient)
    case 'NotifyOutOfBand':
      return ports.pushEnabler.notify(action, recipient)
    case 'ReportResults':
      return ports.sipIpCore.reportResults(action, recipient)
    case 'SendDeliveryNotification':
      return ports.sipIpCore.sendDeliveryNotification(action, recipient)
    case 'UpdateDoNotDisturb':
      return ports.messageStorageServer.updateDoNotDisturb(action, recipient)
    case 'EndSession':
      return ports.sipIpCore.endSession(action, recipient)
    case 'WakeAt':
      return ports.alarmClock.wakeAt(action, recipient)
  }
}
