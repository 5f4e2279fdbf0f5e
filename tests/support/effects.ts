import type { EffectAction, QueueAction, WakeAt } from '../../src/deferral/QueueAction.js'
import type { PortAction } from '../../src/effects/index.js'
import { message, now, owner } from './builders.js'

const about = { entryId: 'e-1' }

/** One action of every kind that asks a port, each with its kind as its id. */
export const portActions: readonly PortAction[] = [
  {
    _tag: 'Respond',
    actionId: 'Respond',
    ...about,
    determinedBy: { requirement: 'AMB-28' },
    status: 202,
    reason: 'OK',
  },
  {
    _tag: 'Send',
    actionId: 'Send',
    ...about,
    determinedBy: { requirement: 'TERM-15' },
    deviceId: 'phone',
    via: 'core',
    insertTargetAddress: true,
    message: message(),
  },
  {
    _tag: 'Deliver',
    actionId: 'Deliver',
    ...about,
    determinedBy: { requirement: 'PSH-05' },
    deviceId: 'tablet',
    via: 'core',
    insertTargetAddress: false,
    message: message(),
  },
  {
    _tag: 'Forward',
    actionId: 'Forward',
    ...about,
    determinedBy: { requirement: 'TERM-08' },
    to: owner,
    insertTargetAddress: false,
    message: message(),
  },
  { _tag: 'Interwork', actionId: 'Interwork', ...about, determinedBy: { requirement: 'TERM-05' }, message: message() },
  {
    _tag: 'StoreMessage',
    actionId: 'StoreMessage',
    ...about,
    determinedBy: { requirement: 'TERM-06' },
    record: false,
    message: message(),
  },
  {
    _tag: 'NotifyInBand',
    actionId: 'NotifyInBand',
    determinedBy: { requirement: 'NTF-06' },
    to: ['phone'],
    messages: [],
  },
  {
    _tag: 'NotifyOutOfBand',
    actionId: 'NotifyOutOfBand',
    determinedBy: { requirement: 'NTF-04' },
    to: [{ deviceId: 'phone', pushAddress: 'p' }],
    form: 'summary',
    count: 1,
  },
  {
    _tag: 'ReportResults',
    actionId: 'ReportResults',
    determinedBy: { requirement: 'AMB-25' },
    sessionId: 's-1',
    deviceId: 'phone',
    results: [],
  },
  {
    _tag: 'SendDeliveryNotification',
    actionId: 'SendDeliveryNotification',
    ...about,
    determinedBy: { requirement: 'HND-02' },
    status: 'delivered',
    message: message(),
  },
  {
    _tag: 'UpdateDoNotDisturb',
    actionId: 'UpdateDoNotDisturb',
    determinedBy: { requirement: 'AMB-22' },
    doNotDisturb: false,
  },
  { _tag: 'EndSession', actionId: 'EndSession', determinedBy: { requirement: 'NTF-11' }, sessionId: 's-1' },
  { _tag: 'WakeAt', actionId: 'WakeAt', determinedBy: { requirement: 'DEF-03' }, at: now + 1000 },
]

/** Those with an outcome. */
export const effectActions: readonly EffectAction[] = portActions.filter(
  (action): action is Exclude<PortAction, WakeAt> => action._tag !== 'WakeAt',
)

/** Actions that say something and ask for nothing. */
export const remarks: readonly QueueAction[] = [
  { _tag: 'Discard', actionId: 'Discard', ...about, determinedBy: { requirement: 'DEF-03' }, cause: 'expired' },
  { _tag: 'Remove', actionId: 'Remove', ...about, determinedBy: { requirement: 'PSH-09' }, cause: 'delivered' },
  { _tag: 'Ignored', actionId: 'Ignored', determinedBy: { requirement: 'AMB-26' }, reason: 'late' },
]

/** The port and function that each kind of action is for. */
export const portOf: Readonly<Record<PortAction['_tag'], string>> = {
  Respond: 'sipIpCore.respond',
  Send: 'sipIpCore.send',
  Deliver: 'sipIpCore.deliver',
  Forward: 'sipIpCore.forward',
  Interwork: 'interworkingSelectionFunction.interwork',
  StoreMessage: 'messageStorageServer.store',
  NotifyInBand: 'sipIpCore.notifyInBand',
  NotifyOutOfBand: 'pushEnabler.notify',
  ReportResults: 'sipIpCore.reportResults',
  SendDeliveryNotification: 'sipIpCore.sendDeliveryNotification',
  UpdateDoNotDisturb: 'messageStorageServer.updateDoNotDisturb',
  EndSession: 'sipIpCore.endSession',
  WakeAt: 'alarmClock.wakeAt',
}
