import type { IO } from 'fp-ts/lib/IO.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import type { ActionPorts, PortFunction } from './Ports.js'

/**
 * Ports that are all one function: for a server that puts every action into one outbox, for a simulator, for a recording.
 *
 * @param ask Does the action; which port it is for can be told from its `_tag`.
 * @param now The present instant.
 */
export const portsThrough = <Answer>(ask: PortFunction<PortAction, Answer>, now: IO<Instant>): ActionPorts<Answer> => ({
  sipIpCore: {
    respond: ask,
    send: ask,
    deliver: ask,
    forward: ask,
    notifyInBand: ask,
    reportResults: ask,
    sendDeliveryNotification: ask,
    endSession: ask,
  },
  pushEnabler: { notify: ask },
  messageStorageServer: { store: ask, updateDoNotDisturb: ask },
  interworkingSelectionFunction: { interwork: ask },
  alarmClock: { now, wakeAt: ask },
})
