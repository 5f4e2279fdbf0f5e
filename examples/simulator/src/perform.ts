import type { EffectAction } from 'cpm-routing'
import type { Auditor } from './createAuditor.js'
import type { Books } from './createBooks.js'
import type { Chance } from './createChance.js'
import type { Device } from './createDevice.js'
import type { Storage } from './createStorage.js'
import { fails, isUnknown, type Reply, succeeds } from './Reply.js'
import type { Counter } from './Totals.js'

/** Everybody on the other side. */
export interface Parties {
  readonly devices: readonly Device[]
  readonly storage: Storage
  readonly books: Books
  readonly auditor: Auditor
  readonly counter: Counter
  readonly by: Chance
}

/** Has an action take effect with whom it concerns; gives the answer. */
export const perform = (parties: Parties, action: EffectAction, at: number): Reply => {
  const { devices, storage, books, auditor, counter, by } = parties
  const named = (deviceId: string): Device | undefined => devices.find((device) => device.deviceId === deviceId)
  switch (action._tag) {
    case 'Respond':
      books.answered(action.entryId, action.status, at)
      return succeeds(0)
    case 'Send':
    case 'Deliver':
      if (action._tag === 'Send' || action.via === 'core') {
        auditor.sees(action.entryId, at)
      }
      return named(action.deviceId)?.take(action, at) ?? fails(0, 404)
    case 'Forward':
    case 'Interwork':
      if (by.is(0.02)) {
        return fails(by.lognormal(200, 0.5), 480)
      }
      books.ends(action.entryId, action._tag === 'Forward' ? 'forwarded' : 'interworked', at)
      return succeeds(by.lognormal(200, 0.5), 202)
    case 'StoreMessage':
      return storage.store(action, at)
    case 'NotifyInBand':
      auditor.seesNotices(action.messages, at)
      for (const deviceId of action.to) {
        counter.mark('inBand', at)
        named(deviceId)?.note(action.messages)
      }
      return succeeds(by.lognormal(120, 0.8))
    case 'NotifyOutOfBand':
      auditor.seesSummary(at)
      for (const _ of action.to) {
        counter.mark('outOfBand', at)
      }
      return by.is(0.01) ? isUnknown(5000) : succeeds(by.lognormal(300, 0.5))
    case 'SendDeliveryNotification':
      counter.count(`originator told: ${action.status}`)
      if (action.status === 'failed') {
        books.ends(action.entryId, 'failed', at)
      }
      return succeeds(by.lognormal(60, 0.5))
    case 'ReportResults':
    case 'EndSession':
    case 'UpdateDoNotDisturb':
      return succeeds(by.lognormal(60, 0.5))
  }
}
