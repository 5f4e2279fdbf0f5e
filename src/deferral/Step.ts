import type { Instant } from '../model/Instant.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import type { Recipient } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { RequirementId } from '../requirements.js'
import { type Question, questionOf } from '../routing/Question.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { type Alarm, alarmsOf, withAlarm } from './Alarm.js'
import { getFromMap, putInMap, removeFromMap } from './collections/TextMap.js'
import type { DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import { entryAt, isMany, withEntry, withoutEntry } from './Entries.js'
import type { Entry } from './Entry.js'
import { releaseLine } from './lines.js'
import type { AboutMessage, EffectAction, QueueAction, RemovalCause } from './QueueAction.js'
import type { Silence } from './Silence.js'
import { tally } from './tally.js'

/** The queue as it will be: its members are replaced, and what they hold is never changed in place. */
type Draft = { -readonly [Member in keyof DeferredMessageQueue]: DeferredMessageQueue[Member] }

/**
 * One step under way: the queue as it will be, and what is to be done.
 *
 * It is changed in place while `transition` works and never leaves it; the queue does when the step is done.
 */
export interface Step {
  readonly before: DeferredMessageQueue
  readonly queue: Draft
  readonly at: Instant
  readonly recipient: Recipient
  readonly policy: ServiceProviderPolicy
  readonly zones: ZoneRules
  readonly actions: QueueAction[]
  /** Sequences of the entries that were put or taken away; some may be there twice. */
  touched: number[] | undefined
  /** Ids of the actions that were asked for or put off; some may be there twice. */
  asked: string[] | undefined
  settled: string[] | undefined
  /** Messages, by sequence, that the recipient's clients may have to be told of: newly deferred, or just failed to arrive. */
  toAnnounce: number[] | undefined
  /** Messages that expired in this step. */
  expired: string[] | undefined
  /** Messages, by sequence, that came to wait though the client that they wait for may be there by now. */
  late: number[] | undefined
  /** Whom nobody may tell of what at this step, once that was asked for. */
  silence: Silence | undefined
}

/** The longest memory of entries that have their outcome. */
const rememberedOutcomes = 64

const draftOf = (queue: DeferredMessageQueue): Draft => ({
  version: queue.version,
  lastAt: queue.lastAt,
  nextSequence: queue.nextSequence,
  triggers: queue.triggers,
  entries: queue.entries,
  pending: queue.pending,
  alarms: queue.alarms,
  waiting: queue.waiting,
  waitingExempt: queue.waitingExempt,
  lines: queue.lines,
  sessions: queue.sessions,
  repeats: queue.repeats,
  seen: queue.seen,
  doNotDisturb: queue.doNotDisturb,
  preferencesMark: queue.preferencesMark,
  toldDoNotDisturb: queue.toldDoNotDisturb,
  conditionsChangeAt: queue.conditionsChangeAt,
  wakeAt: queue.wakeAt,
  finished: queue.finished,
  recipientRemoved: queue.recipientRemoved,
})

/** A list of a step with one more in it. Most steps need few of their lists, and an empty one takes room for sixteen when it gets its first. */
export const added = <A>(list: A[] | undefined, item: A): A[] => {
  if (list === undefined) {
    return [item]
  }
  list.push(item)
  return list
}

/** Begins a step. */
export const newStep = (
  before: DeferredMessageQueue,
  at: Instant,
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  zones: ZoneRules,
): Step => ({
  before,
  queue: draftOf(before),
  at,
  recipient,
  policy,
  zones,
  actions: [],
  touched: undefined,
  asked: undefined,
  settled: undefined,
  toAnnounce: undefined,
  expired: undefined,
  late: undefined,
  silence: undefined,
})

/** The routing question that a message asks at this step. */
export const questionAbout = (step: Step, message: StandaloneMessage): Question =>
  questionOf(
    { message, recipient: step.recipient, policy: step.policy, now: step.at },
    step.recipient.preferences,
    step.zones,
  )

/** Has something looked at again at an instant. */
export const setAlarm = (step: Step, at: Instant | undefined, alarm: Alarm): void => {
  step.queue.alarms = withAlarm(step.queue.alarms, at, alarm)
}

const touch = (step: Step, sequence: number): void => {
  const { touched } = step
  if (touched === undefined || touched[touched.length - 1] !== sequence) {
    step.touched = added(touched, sequence)
  }
}

/** Puts an entry in place of what it was, or as the latest. */
export const putEntry = (step: Step, entry: Entry): void => {
  const { queue } = step
  const { sequence } = entry
  const before = entryAt(queue.entries, sequence)
  const wasMany = isMany(queue.entries)
  queue.entries = withEntry(queue.entries, entry)
  tally(queue, before, entry)
  touch(step, sequence)
  if (before === undefined) {
    queue.nextSequence = sequence + 1
    if (wasMany) {
      setAlarm(step, entry.expiresAt, { _tag: 'Expiry', sequence })
      setAlarm(step, entry.answerBy, { _tag: 'Answer', sequence })
    } else if (isMany(queue.entries)) {
      queue.alarms = alarmsOf(queue)
    }
  }
}

/** Asks no more for what was to be asked for again: its outcome is of no use any more, and its client may have something else. */
export const giveUpRetries = (step: Step, entry: Entry): Entry => {
  if (entry.flights.length === 0 && entry.suspended.length === 0) {
    return entry
  }
  const isUnderWay = (actionId: string): boolean => {
    const pending = getFromMap(step.queue.pending, actionId)
    return pending !== undefined && pending.retryAt === undefined && !pending.suspended
  }
  for (const actionId of [...entry.flights, ...entry.suspended]) {
    if (!isUnderWay(actionId)) {
      settleAction(step, actionId)
    }
  }
  return { ...entry, flights: entry.flights.filter(isUnderWay), suspended: [] }
}

/** Takes an entry away: it has its outcome. */
export const finishEntry = (step: Step, entry: Entry): void => {
  giveUpRetries(step, entry)
  const { queue } = step
  const wasMany = isMany(queue.entries)
  tally(queue, entryAt(queue.entries, entry.sequence), undefined)
  queue.entries = withoutEntry(queue.entries, entry)
  if (wasMany && !isMany(queue.entries)) {
    queue.alarms = alarmsOf(queue)
  }
  rememberOutcome(step, entry.message.entryId)
  touch(step, entry.sequence)
}

/** Remembers that a message has its outcome. */
export const rememberOutcome = (step: Step, entryId: string): void => {
  const { finished } = step.queue
  step.queue.finished = finished.length < rememberedOutcomes ? [...finished, entryId] : [...finished.slice(1), entryId]
}

/** Notes what is known of an action whose outcome is awaited. */
export const putPending = (step: Step, pending: PendingAction): void => {
  const { actionId } = pending.action
  step.asked = added(step.asked, actionId)
  step.queue.pending = putInMap(step.queue.pending, actionId, pending)
}

/** Asks for an action whose outcome is awaited; once more, if it was asked for before. */
export const ask = (step: Step, action: EffectAction): void => {
  step.actions.push(action)
  putPending(step, { action, retryAt: undefined, suspended: false })
}

/** Takes an action off the list of those whose outcome is awaited; the client that it kept busy may have something else. */
export const settleAction = (step: Step, actionId: string): void => {
  step.queue.pending = removeFromMap(step.queue.pending, actionId)
  step.queue.lines = releaseLine(step.queue.lines, actionId)
  step.settled = added(step.settled, actionId)
}

/** What every action about a message says of it. */
export const about = <Tag extends QueueAction['_tag']>(
  { message }: { readonly message: Pick<StandaloneMessage, 'entryId' | 'correlation'> },
  _tag: Tag,
  occasion: string,
  determinedBy: DeterminedBy,
): AboutMessage & { readonly _tag: Tag } => {
  const { entryId, correlation } = message
  const actionId = `${entryId}/${_tag}/${occasion}`
  return correlation === undefined
    ? { _tag, actionId, entryId, determinedBy }
    : { _tag, actionId, entryId, correlation, determinedBy }
}

/** States that a deferred message leaves the queue, because what was asked for has been done. */
export const remove = (step: Step, entry: Entry, cause: RemovalCause, requirement: RequirementId): void => {
  const { entryId, correlation } = entry.message
  const actionId = `${entryId}/Remove/${cause}`
  const determinedBy = { requirement }
  step.actions.push(
    correlation === undefined
      ? { _tag: 'Remove', actionId, entryId, determinedBy, cause }
      : { _tag: 'Remove', actionId, entryId, correlation, determinedBy, cause },
  )
  finishEntry(step, entry)
}

/** States that an event does not fit, and why. */
export const ignore = (step: Step, requirement: RequirementId, reason: string): void => {
  step.actions.push({
    _tag: 'Ignored',
    actionId: `Ignored/${step.before.version}`,
    determinedBy: { requirement },
    reason,
  })
}
