import type { CpmAddress } from 'cpm-routing'
import {
  type Ports,
  portsFromPromises,
  type PromisedAnswer,
  type PushEnabler,
  refused,
  type SipIpCore,
} from 'cpm-routing/effects'
import { writeDelivery } from 'cpm-routing/wire/outgoing'
import { createOnceEach } from './createOnceEach.js'
import type { StorageServer } from './createStorageServer.js'
import { portAnswer, type SipCore } from './SipCore.js'
import type { QueueStore } from './storage/queueStore.js'
import type { Records } from './storage/records.js'

export interface PortsOptions {
  readonly core: SipCore
  readonly sipIpCore: SipIpCore<PromisedAnswer>
  readonly pushEnabler: PushEnabler<PromisedAnswer>
  readonly storageServer: StorageServer
  /** Where messages for other services go. */
  readonly interworking: string
  readonly records: Records
  readonly store: QueueStore
  readonly now: () => number
  readonly wake: (recipient: CpmAddress, at: number) => void
}

/** All ports of the library, each action done once. */
export const createPorts = (options: PortsOptions): Ports => {
  const { core, sipIpCore, pushEnabler, storageServer, interworking, records, store, now, wake } = options
  const once = createOnceEach()
  return portsFromPromises({
    sipIpCore: {
      respond: once(sipIpCore.respond),
      send: once(sipIpCore.send),
      deliver: once(sipIpCore.deliver),
      forward: once(sipIpCore.forward),
      notifyInBand: once(sipIpCore.notifyInBand),
      reportResults: once(sipIpCore.reportResults),
      sendDeliveryNotification: once(sipIpCore.sendDeliveryNotification),
      endSession: once(sipIpCore.endSession),
    },
    pushEnabler: { notify: once(pushEnabler.notify) },
    messageStorageServer: {
      store: once(storageServer.port.store),
      updateDoNotDisturb: once(storageServer.port.updateDoNotDisturb),
    },
    interworkingSelectionFunction: {
      interwork: once(async ({ actionId, entryId }, recipient) => {
        const bytes = await records.messageBytes(recipient, entryId)
        const delivery = { contact: interworking, targetAddress: recipient }
        const written = bytes === undefined ? undefined : writeDelivery(bytes, delivery)
        return written?._tag === 'Right'
          ? portAnswer(await core.pass(written.right.value, actionId, recipient))
          : refused({ status: 500, reason: 'the message cannot be sent on' })
      }),
    },
    alarmClock: {
      now,
      wakeAt: async ({ at }, recipient) => {
        wake(recipient, at)
        return undefined
      },
    },
    deferredMessageStore: store,
  })
}
