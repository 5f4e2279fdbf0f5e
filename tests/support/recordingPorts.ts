import { right } from 'fp-ts/lib/Either.js'
import type { PortAction, PortFunction, Ports, TaskAnswer } from '../../src/effects/index.js'
import { inMemoryPorts } from '../../src/effects/index.js'
import { now } from './builders.js'

/** Ports that note which function was asked for which action, and answer as they are told. */
export const recordingPorts = (
  answerOf: (action: PortAction) => TaskAnswer = () => async () => right({}),
): { readonly ports: Ports; readonly calls: readonly string[] } => {
  const calls: string[] = []
  const noting =
    (name: string): PortFunction<PortAction, TaskAnswer> =>
    (action, recipient) => {
      calls.push(`${name} ${action.actionId} ${recipient.canonical}`)
      return answerOf(action)
    }
  const { deferredMessageStore } = inMemoryPorts({ now: () => now }).ports
  return {
    calls,
    ports: {
      sipIpCore: {
        respond: noting('sipIpCore.respond'),
        send: noting('sipIpCore.send'),
        deliver: noting('sipIpCore.deliver'),
        forward: noting('sipIpCore.forward'),
        notifyInBand: noting('sipIpCore.notifyInBand'),
        reportResults: noting('sipIpCore.reportResults'),
        sendDeliveryNotification: noting('sipIpCore.sendDeliveryNotification'),
        endSession: noting('sipIpCore.endSession'),
      },
      pushEnabler: { notify: noting('pushEnabler.notify') },
      messageStorageServer: {
        store: noting('messageStorageServer.store'),
        updateDoNotDisturb: noting('messageStorageServer.updateDoNotDisturb'),
      },
      interworkingSelectionFunction: { interwork: noting('interworkingSelectionFunction.interwork') },
      alarmClock: { now: () => now, wakeAt: noting('alarmClock.wakeAt') },
      deferredMessageStore,
    },
  }
}
