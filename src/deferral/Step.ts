import type { Instant } from '../model/Instant.js'
import type { Recipient } from '../model/RoutingRequest.js'
import type { RequirementId } from '../requirements.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { Question } from '../routing/Question.js'
import { questionOf } from '../routing/Question.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { putInHeap } from './collections/InstantHeap.js'
import { getFromTrie, putInTrie, removeFromTrie } from './collections/NumberTrie.js'
import { getFromMap, putInMap, removeFromMap } from './collections/TextMap.js'
import type { Alarm, DeferredMessageQueue, PendingAction } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { identityOf } from './identityOf.js'
import { releaseLine } from './lines.js'
import type { AboutMessage, EffectAction, QueueAction, RemovalCause } from './QueueAction.js'

/**
 * One step under way: the queue as it will be, and what is to be done.
 *
 * It is changed in place while `transition` works and never leaves it; what it holds is never changed in place.
 */
export interface Step {
  readonly before: DeferredMessageQueue
  readonly at: Instant
  readonly recipient: Recipient
  readonly policy: ServiceProviderPolicy
  readonly zones: ZoneRules
  readonly actions: QueueAction[]
  /** Entries that were put or taken away, by sequence. */
  readonly touched: Map<number, string>
  readonly asked: Map<string, EffectAction>
  readonly settled: string[]
  /** Messages, by sequence, that the recipient's clients may have to be told of: newly deferred, or just failed to arrive. */
  readonly toAnnounce: number[]
  /** Messages that expired in this step. */
  readonly expired: string[]
  /** The first message, by sequence, that was deferred though the client that it waits for may be there by now. */
  lateFrom: number | undefined
  queue: DeferredMessageQueue
}

/** The longest memory of entries that have their outcome. */
const rememberedOutcomes = 64

/** Begins a step. */
export const newStep = (
  before: DeferredMessageQueue,
  at: Instant,
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  zones: ZoneRules,
): Step => ({
  before,
  at,
  recipient,
  policy,
  zones,
  actions: [],
  touched: new Map(),
  asked: new Map(),
  settled: [],
  toAnnounce: [],
  expired: [],
  lateFrom: undefined,
  queue: before,
})

/** The routing question that a message asks at this step. */
export const questionAbout = (step: Step, message: StandaloneMessage): Question =>
  questionOf(
    { message, recipient: step.recipient, policy: step.policy, now: step.at },
    step.recipient.preferences,
    step.zones,
  )

/** Puts an entry in place of what it was. */
export const putEntry = (step: Step, entry: Entry): void => {
  const { queue } = step
  const before = getFromTrie(queue.entries, entry.sequence)
  const wasWaiting = before?.state === 'waiting' ? 1 : 0
  step.queue = {
    ...queue,
    entries: putInTrie(queue.entries, entry.sequence, entry),
    waiting: queue.waiting - wasWaiting + (entry.state === 'waiting' ? 1 : 0),
  }
  step.touched.set(entry.sequence, entry.message.entryId)
}

/** Asks no more for what was to be asked for again: its outcome is of no use any more, and its client may have something else. */
export const giveUpRetries = (step: Step, entry: Entry): Entry => {
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
  const { entryId } = entry.message
  const identity = identityOf(entry.message)
  const isIdentified = identity !== undefined && getFromMap(queue.identities, identity) === entryId
  step.queue = {
    ...queue,
    entries: removeFromTrie(queue.entries, entry.sequence),
    sequences: removeFromMap(queue.sequences, entryId),
    identities: isIdentified ? removeFromMap(queue.identities, identity) : queue.identities,
    waiting: queue.waiting - (entry.state === 'waiting' ? 1 : 0),
    finished: rememberOutcome(queue.finished, entryId),
  }
  step.touched.set(entry.sequence, entryId)
}

/** The memory of outcomes with one more. */
export const rememberOutcome = (finished: readonly string[], entryId: string): readonly string[] =>
  finished.length < rememberedOutcomes ? [...finished, entryId] : [...finished.slice(1), entryId]

/** Has something looked at again at an instant. */
export const setAlarm = (step: Step, at: Instant, alarm: Alarm): void => {
  step.queue = { ...step.queue, alarms: putInHeap(step.queue.alarms, at, alarm) }
}

/** Asks for an action whose outcome is awaited. */
export const ask = (step: Step, action: EffectAction): void => {
  step.actions.push(action)
  step.asked.set(action.actionId, action)
  step.queue = {
    ...step.queue,
    pending: putInMap(step.queue.pending, action.actionId, { action, retryAt: undefined, suspended: false }),
  }
}

/** Notes when an action whose outcome is unknown is asked for again. */
export const putPending = (step: Step, pending: PendingAction): void => {
  step.asked.set(pending.action.actionId, pending.action)
  step.queue = { ...step.queue, pending: putInMap(step.queue.pending, pending.action.actionId, pending) }
}

/** Asks for an action once more; its id stays. */
export const askAgain = (step: Step, { action }: PendingAction): void => {
  putPending(step, { action, retryAt: undefined, suspended: false })
  step.actions.push(action)
}

/** Takes an action off the list of those whose outcome is awaited; the client that it kept busy may have something else. */
export const settleAction = (step: Step, actionId: string): void => {
  step.queue = {
    ...step.queue,
    pending: removeFromMap(step.queue.pending, actionId),
    lines: releaseLine(step.queue.lines, actionId),
  }
  step.settled.push(actionId)
}

/** What every action about a message says of it. */
export const about = (
  { message }: Pick<Entry, 'message'>,
  kind: QueueAction['_tag'],
  occasion: string,
  requirement: RequirementId,
): AboutMessage => ({
  actionId: `${message.entryId}/${kind}/${occasion}`,
  entryId: message.entryId,
  ...(message.correlation === undefined ? {} : { correlation: message.correlation }),
  determinedBy: { requirement },
})

/** States that a deferred message leaves the queue, because what was asked for has been done. */
export const remove = (step: Step, entry: Entry, cause: RemovalCause, requirement: RequirementId): void => {
  step.actions.push({ _tag: 'Remove', ...about(entry, 'Remove', cause, requirement), cause })
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
