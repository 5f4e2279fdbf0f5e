import type { StoreMessage } from './QueueAction.js'
import { getFromMap } from './collections/TextMap.js'
import { deferEntry } from './defer.js'
import type { PendingAction } from './DeferredMessageQueue.js'
import { entryWithId } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { endEntry } from './expire.js'
import { notifyOriginator, respond } from './notify.js'
import { releaseLine } from './pushWhenAvailable.js'
import type { EffectAction } from './QueueAction.js'
import type { ActionFailed, ActionOutcome } from './QueueEvent.js'
import { recordResult } from './session.js'
import { finishEntry, ignore, putEntry, putPending, remove, setAlarm, settleAction, type Step } from './Step.js'
import { handedOver } from './storage.js'

/** How long an action whose outcome is unknown waits before it is asked for again where the policy does not say, in milliseconds. */
const retryAfter = 30_000

/** Statuses by which a client says that it cannot take this message (AMB-11). */
const refusals: ReadonlySet<number> = new Set([413, 415, 488])

const entryOf = (step: Step, action: EffectAction): Entry | undefined => {
  const entry = 'entryId' in action ? entryWithId(step.queue, action.entryId) : undefined
  return entry?.flights.includes(action.actionId) === true ? entry : undefined
}

const landed = (entry: Entry, actionId: string): Entry => ({
  ...entry,
  flights: entry.flights.filter((flight) => flight !== actionId),
})

/** Asks for the same action again later; its id stays. */
const retryLater = (step: Step, { action }: PendingAction): void => {
  const retryAt = step.at + (step.policy.retryAfter ?? retryAfter)
  putPending(step, { action, retryAt, suspended: false })
  setAlarm(step, retryAt, { _tag: 'Retry', actionId: action.actionId })
}

const storeSucceeded = (step: Step, entry: Entry, action: StoreMessage): void => {
  if (entry.taken !== undefined) {
    recordResult(step, entry, 'done')
    remove(step, entry, 'stored', 'NTF-13')
  } else if (action.terms !== undefined) {
    handedOver(step, entry, action.terms.doNotDisturb)
  } else if (entry.ending === 'expired') {
    remove(step, entry, 'stored', 'DEF-03')
  } else {
    finishEntry(step, entry)
  }
}

const succeeded = (step: Step, entry: Entry, action: EffectAction): void => {
  switch (action._tag) {
    case 'Send':
      finishEntry(step, respond(step, entry, 200, 'OK'))
      return
    case 'Deliver':
      if (entry.taken === undefined) {
        remove(step, entry, 'delivered', 'PSH-09')
      } else {
        recordResult(step, entry, 'done')
        remove(step, entry, 'retrieved', 'NTF-13')
      }
      return
    case 'Forward':
    case 'Interwork':
      if (entry.taken === undefined) {
        finishEntry(step, respond(step, entry, 202, 'Accepted'))
      } else {
        recordResult(step, entry, 'done')
        remove(step, entry, 'interworked', 'NTF-13')
      }
      return
    case 'StoreMessage':
      storeSucceeded(step, entry, action)
      return
    case 'Respond':
    case 'NotifyInBand':
    case 'NotifyOutOfBand':
    case 'ReportResults':
    case 'SendDeliveryNotification':
    case 'UpdateDoNotDisturb':
    case 'EndSession':
  }
}

/** A client did not get the message: it is tried again at the next trigger, unless the client cannot take it at all. @spec AMB-11 */
const clientFailed = (step: Step, entry: Entry, deviceId: string, status: number | undefined): void => {
  const refusedBy =
    status !== undefined && refusals.has(status) && !entry.refusedBy.includes(deviceId)
      ? [...entry.refusedBy, deviceId]
      : entry.refusedBy
  const left = { ...entry, refusedBy }
  if (left.flights.length > 0) {
    putEntry(step, left)
  } else if (left.state === 'sending') {
    deferEntry(step, left, { requirement: 'AMB-11' })
  } else if (left.ending === undefined) {
    putEntry(step, left)
    step.toAnnounce.push(left.sequence)
  } else {
    endEntry(step, left, left.ending)
  }
}

/** What a client asked for in its session did not come about: the message is as it was before. @spec AMB-25 */
const selectionFailed = (step: Step, entry: Entry): void => {
  recordResult(step, entry, 'failed')
  const free: Entry = { ...entry, state: 'waiting', taken: undefined }
  if (free.ending === undefined) {
    putEntry(step, free)
  } else {
    endEntry(step, free, free.ending)
  }
}

/** The message could not be forwarded or interworked. @spec AMB-29 */
const diversionFailed = (step: Step, entry: Entry, { status = 480 }: ActionFailed): void => {
  if (step.policy.interpretations?.['AMB-29'] === 'defer' && entry.decision._tag === 'Interwork') {
    deferEntry(step, entry, { requirement: 'AMB-29' })
    return
  }
  if (entry.answered) {
    notifyOriginator(step, entry, 'failed')
  } else {
    respond(step, { ...entry, by: { requirement: 'AMB-29' } }, status, 'Temporarily Unavailable')
  }
  finishEntry(step, entry)
}

const failed = (step: Step, entry: Entry, pending: PendingAction, event: ActionFailed): void => {
  const { action } = pending
  if (entry.taken !== undefined) {
    selectionFailed(step, entry)
  } else if (action._tag === 'Send' || action._tag === 'Deliver') {
    clientFailed(step, entry, action.deviceId, event.status)
  } else {
    diversionFailed(step, entry, event)
  }
}

/** A client that could not be told of messages is told of them at the next occasion. */
const untold = (step: Step, action: EffectAction): void => {
  if (action._tag === 'NotifyInBand') {
    for (const { entryId } of action.messages) {
      const entry = entryWithId(step.queue, entryId)
      if (entry !== undefined) {
        putEntry(step, {
          ...entry,
          notifiedInBand: entry.notifiedInBand.filter((deviceId) => !action.to.includes(deviceId)),
        })
      }
    }
  }
}

/** Whether an action is asked for only once: it tells somebody something that is of no use late, or that the next occasion says again. */
const isOnce = ({ _tag }: EffectAction): boolean =>
  _tag === 'Respond' ||
  _tag === 'NotifyInBand' ||
  _tag === 'NotifyOutOfBand' ||
  _tag === 'ReportResults' ||
  _tag === 'EndSession'

/** Whether an action has to have its effect in the end, however often it takes. */
const isOwed = (action: EffectAction, entry: Entry | undefined): boolean =>
  action._tag === 'UpdateDoNotDisturb' || (action._tag === 'StoreMessage' && entry?.taken === undefined)

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
  const entry = entryOf(step, action)
  const isAgain =
    (event._tag === 'ActionUnknown' && !isOnce(action)) || (event._tag === 'ActionFailed' && isOwed(action, entry))
  if (isAgain) {
    if (pending.retryAt === undefined && !pending.suspended) {
      retryLater(step, pending)
    } else {
      ignore(step, 'AMB-26', `${event.actionId} is asked for again already`)
    }
    return
  }
  settleAction(step, event.actionId)
  if (entry === undefined) {
    if (event._tag === 'ActionFailed') {
      untold(step, action)
    }
  } else {
    const rest = landed(entry, event.actionId)
    putEntry(step, rest)
    if (event._tag === 'ActionFailed') {
      failed(step, rest, pending, event)
    } else {
      succeeded(step, rest, action)
    }
  }
  releaseLine(step, event.actionId)
}
