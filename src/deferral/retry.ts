import { isApplicable } from '../routing/isApplicable.js'
import { isExpired } from '../routing/expiry.js'
import { getFromMap } from './collections/TextMap.js'
import { none, type PendingAction } from './DeferredMessageQueue.js'
import { entryOfId } from './Entries.js'
import { draftOfEntry, type Entry } from './Entry.js'
import { failed, missClient } from './fail.js'
import type { Deliver, EffectAction, SendToClient, StoreMessage, UpdateDoNotDisturb } from './QueueAction.js'
import { releaseLine } from './lines.js'
import { silenceAt } from './silenceAt.js'
import { about, ask, putEntry, putPending, questionAbout, setAlarm, settleAction, type Step } from './Step.js'
import { copyIdOf } from './storage.js'

/** How long an action whose outcome is unknown waits before it is asked for again where the policy does not say, in milliseconds. */
const retryAfter = 30_000

/** The entry to which an action can give its outcome. */
export const entryOf = (step: Step, action: EffectAction): Entry | undefined => {
  const entry = 'entryId' in action ? entryOfId(step.queue.entries, action.entryId) : undefined
  const { actionId } = action
  return entry?.flights.includes(actionId) === true || entry?.suspended.includes(actionId) === true ? entry : undefined
}

const without = (list: readonly string[], item: string): readonly string[] =>
  list.length === 0 || (list.length === 1 && list[0] === item) ? none : list.filter((known) => known !== item)

/** An entry without an action. */
export const landed = (entry: Entry, actionId: string): Entry => {
  const rest = draftOfEntry(entry)
  rest.flights = without(entry.flights, actionId)
  rest.suspended = without(entry.suspended, actionId)
  return rest
}

/** Asks for the same action again later; its id stays. */
export const retryLater = (step: Step, action: EffectAction): void => {
  const retryAt = step.at + (step.policy.retryAfter ?? retryAfter)
  putPending(step, { action, retryAt, suspended: false })
  setAlarm(step, retryAt, { _tag: 'Retry', actionId: action.actionId })
}

const withFlight = (entry: Entry, before: string, after: string): Entry => ({
  ...entry,
  // INVARIANT: on the way to storage nothing else is under way.
  flights: entry.flights.includes(before) ? [after] : entry.flights,
  copyId: before === copyIdOf(entry) ? after : entry.copyId,
})

/**
 * Asks later for what has to have its effect in the end, though it was refused: under another id, since who is asked for the same again gives
 * the same answer.
 */
export const askAnewLater = (step: Step, action: StoreMessage | UpdateDoNotDisturb): void => {
  const occasion = step.before.version + 1
  settleAction(step, action.actionId)
  if (action._tag === 'UpdateDoNotDisturb') {
    retryLater(step, { ...action, actionId: `UpdateDoNotDisturb/again/${occasion}` })
    return
  }
  const { actionId } = about(
    { message: action.message },
    'StoreMessage',
    `${action.determinedBy.requirement === 'TERM-18' ? 'copy' : 'again'}/${occasion}`,
    action.determinedBy,
  )
  const entry = entryOfId(step.queue.entries, action.entryId)
  if (entry !== undefined) {
    putEntry(step, withFlight(entry, action.actionId, actionId))
  }
  retryLater(step, { ...action, actionId })
}

/**
 * Whether a client may have a message that it may have already: it is there, and the message is neither over nor silenced nor kept from it.
 *
 * @spec PSH-01
 */
const mayHave = (step: Step, entry: Entry, { deviceId }: Deliver | SendToClient): boolean => {
  const client = step.recipient.clients?.find((known) => known.deviceId === deviceId)
  return (
    entry.ending === undefined &&
    client !== undefined &&
    isApplicable(client, questionAbout(step, entry.message)) &&
    !silenceAt(step).covers(entry)
  )
}

/** Does without the outcome of a push: it is asked for again when its client may have the message. */
const suspend = (step: Step, entry: Entry, pending: PendingAction): void => {
  const { action } = pending
  putPending(step, { action, retryAt: undefined, suspended: true })
  step.queue.lines = releaseLine(step.queue.lines, action.actionId)
  const rest = landed(entry, action.actionId)
  missClient(step, { ...rest, suspended: [...rest.suspended, action.actionId] })
}

const giveUp = (step: Step, entry: Entry, action: EffectAction): void => {
  settleAction(step, action.actionId)
  failed(step, landed(entry, action.actionId), action)
}

const isOver = (step: Step, entry: Entry): boolean => entry.ending !== undefined || isExpired(entry.expiresAt, step.at)

/** Whether what a client asked for in its session is of no use any more: the session is over, or the message has come to its end. */
const isForsaken = (step: Step, entry: Entry, action: EffectAction): boolean =>
  (action._tag === 'Interwork' && entry.taken !== undefined && entry.ending !== undefined) ||
  (action._tag === 'Deliver' &&
    action.via === 'session' &&
    (entry.ending !== undefined || !step.queue.sessions.some(({ sessionId }) => sessionId === action.sessionId)))

/**
 * Asks again for an action whose outcome is unknown, when its time has come and it is still wanted. Nothing that has come to its end is sent
 * again; a push waits for the next trigger if the client may not be disturbed or is gone.
 *
 * @spec PSH-01 DEF-03 AMB-26
 */
export const retry = (step: Step, actionId: string): void => {
  const pending = getFromMap(step.queue.pending, actionId)
  if (pending?.retryAt === undefined) {
    return
  }
  const { action } = pending
  const entry = entryOf(step, action)
  const isPush = action._tag === 'Send' || (action._tag === 'Deliver' && action.via === 'core')
  const ended: Entry | undefined =
    entry !== undefined && isOver(step, entry) ? { ...entry, ending: entry.ending ?? 'expired' } : entry
  if (ended !== undefined && isPush && !mayHave(step, ended, action)) {
    suspend(step, ended, pending)
  } else if (ended !== undefined && isForsaken(step, ended, action)) {
    giveUp(step, ended, action)
  } else if (action._tag === 'UpdateDoNotDisturb' && action.doNotDisturb !== step.queue.toldDoNotDisturb) {
    settleAction(step, actionId)
  } else {
    ask(step, action)
  }
}
