import type { RequestedAction } from '../model/Selection.js'
import { getFromMap } from './collections/TextMap.js'
import { entryOfId } from './Entries.js'
import type { Entry } from './Entry.js'
import { failed } from './fail.js'
import { respond } from './notify.js'
import type {
  EffectAction,
  NotifyInBand,
  NotifyOutOfBand,
  RemovalCause,
  StoreMessage,
  UpdateDoNotDisturb,
} from './QueueAction.js'
import type { ActionOutcome } from './QueueEvent.js'
import { askAnewLater, entryOf, landed, retryLater } from './retry.js'
import { recordResult } from './session.js'
import { finishEntry, ignore, putEntry, putPending, remove, settleAction, type Step } from './Step.js'
import { handedOver } from './storage.js'

const storeSucceeded = (step: Step, entry: Entry, action: StoreMessage): void => {
  if (entry.by.requirement === 'HND-01') {
    handedOver(step, entry, action.terms?.doNotDisturb ?? step.queue.doNotDisturb)
  } else if (entry.ending === 'expired') {
    remove(step, entry, 'stored', 'DEF-03')
  } else {
    finishEntry(step, entry)
  }
}

/** What becomes of a message when what a client asked for it has been done. */
const causes: Readonly<Record<RequestedAction, RemovalCause>> = {
  retrieve: 'retrieved',
  interwork: 'interworked',
  discard: 'discarded',
  store: 'stored',
}

/** Gives a message its outcome: what was under way for it has come about. */
const succeeded = (step: Step, entry: Entry, action: EffectAction): void => {
  if (entry.taken !== undefined) {
    recordResult(step, entry, entry.taken, 'done')
    remove(step, entry, causes[entry.taken.action], 'NTF-13')
  } else if (action._tag === 'StoreMessage') {
    storeSucceeded(step, entry, action)
  } else if (entry.state === 'sending') {
    finishEntry(step, respond(step, entry, 200, 'OK'))
  } else if (entry.state === 'diverting') {
    finishEntry(step, respond(step, entry, 202, 'Accepted'))
  } else {
    remove(step, entry, 'delivered', 'PSH-09')
  }
}

/** Clients that could not be told of messages are told of them at the next occasion. */
const untold = (step: Step, action: EffectAction, isOf: (deviceId: string) => boolean): void => {
  if (action._tag === 'NotifyInBand') {
    for (const { entryId } of action.messages) {
      const entry = entryOfId(step.queue.entries, entryId)
      if (entry !== undefined) {
        putEntry(step, {
          ...entry,
          notifiedInBand: entry.notifiedInBand.filter((deviceId) => !(action.to.includes(deviceId) && isOf(deviceId))),
        })
      }
    }
  }
}

/** A notification as it is still awaited after the outcome for one of its devices; undefined if it was the last. */
const withoutDevice = (action: NotifyInBand | NotifyOutOfBand, deviceId: string): EffectAction | undefined => {
  if (action._tag === 'NotifyInBand') {
    const to = action.to.filter((known) => known !== deviceId)
    return to.length === 0 ? undefined : { ...action, to }
  }
  const to = action.to.filter((known) => known.deviceId !== deviceId)
  return to.length === 0 ? undefined : { ...action, to }
}

/** Takes in the outcome of a notification for one of its devices; for the others it is awaited still. @spec NTF-06 AMB-08 */
const settleDevice = (step: Step, event: ActionOutcome, action: NotifyInBand | NotifyOutOfBand, of: string): void => {
  const rest = withoutDevice(action, of)
  if (rest === undefined) {
    settleAction(step, event.actionId)
  } else {
    putPending(step, { action: rest, retryAt: undefined, suspended: false })
  }
  if (event._tag === 'ActionFailed') {
    untold(step, action, (deviceId) => deviceId === of)
  }
}

/** Whether an outcome names a device that its action is not, or not any more, asked for. */
const isOfAnother = (action: EffectAction, deviceId: string): boolean =>
  action._tag === 'NotifyInBand'
    ? !action.to.includes(deviceId)
    : action._tag === 'NotifyOutOfBand'
      ? !action.to.some((known) => known.deviceId === deviceId)
      : 'deviceId' in action && action.deviceId !== deviceId

/** Whether an action is asked for only once: it tells somebody something that is of no use late, or its message has its outcome by now. */
const isOnce = ({ _tag }: EffectAction, entry: Entry | undefined): boolean =>
  _tag === 'Respond' ||
  _tag === 'NotifyInBand' ||
  _tag === 'NotifyOutOfBand' ||
  _tag === 'ReportResults' ||
  _tag === 'EndSession' ||
  (entry === undefined && (_tag === 'Send' || _tag === 'Deliver'))

/** Whether an action has to have its effect in the end, however often it takes. */
const isOwed = (action: EffectAction, entry: Entry | undefined): action is StoreMessage | UpdateDoNotDisturb =>
  action._tag === 'UpdateDoNotDisturb' ||
  (action._tag === 'StoreMessage' && (entry?.taken === undefined || action.determinedBy.requirement === 'TERM-18'))

/**
 * Takes in what has become of an action. What is removed is removed here: after the outcome is known, never before.
 *
 * @spec NTF-13 PSH-06 PSH-09 AMB-11 AMB-25 AMB-26 AMB-29
 */
export const settle = (step: Step, event: ActionOutcome): void => {
  const pending = getFromMap(step.queue.pending, event.actionId)
  if (pending === undefined) {
    ignore(step, 'AMB-26', `${event.actionId} is not awaited`)
    return
  }
  const { action } = pending
  if (event.deviceId !== undefined && isOfAnother(action, event.deviceId)) {
    ignore(step, 'AMB-26', `${event.actionId} is not awaited for ${event.deviceId}`)
    return
  }
  if (event.deviceId !== undefined && (action._tag === 'NotifyInBand' || action._tag === 'NotifyOutOfBand')) {
    settleDevice(step, event, action, event.deviceId)
    return
  }
  const entry = entryOf(step, action)
  if (event._tag === 'ActionFailed' && isOwed(action, entry)) {
    askAnewLater(step, action)
    return
  }
  if (event._tag === 'ActionUnknown' && !isOnce(action, entry)) {
    if (pending.retryAt === undefined && !pending.suspended) {
      retryLater(step, action)
    } else {
      ignore(step, 'AMB-26', `${event.actionId} is asked for again already`)
    }
    return
  }
  settleAction(step, event.actionId)
  if (entry === undefined) {
    if (event._tag === 'ActionFailed') {
      untold(step, action, () => true)
    }
    return
  }
  const rest = landed(entry, event.actionId)
  if (event._tag === 'ActionFailed') {
    failed(step, rest, action, event.status)
  } else {
    succeeded(step, rest, action)
  }
}
