import type { CpmClient } from '../model/CpmClient.js'
import { getFromTrie, trieValues } from './collections/NumberTrie.js'
import { digestOf } from './digestOf.js'
import type { SeenClient } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { announce } from './notifyAndAwait.js'
import { optionOf } from './optionOf.js'
import { openLines, pushWhenAvailable } from './pushWhenAvailable.js'
import type { QueueEvent } from './QueueEvent.js'
import { type Silence, silenceAt } from './silence.js'
import { ask, type Step } from './Step.js'
import { handOver } from './storage.js'

/** Text that changes with what a client can take, and not with a refreshed registration. */
const markOf = ({ services, connectivity, capabilities, contact }: CpmClient): string =>
  JSON.stringify([services, connectivity ?? 'reachable', capabilities, contact])

/** Notes which clients can be reached now; gives whether one has become available. @spec PSH-04 PSH-08 AMB-10 */
const seeClients = (step: Step): boolean => {
  const before = step.queue.seen
  const now = (step.recipient.clients ?? []).flatMap((client): readonly SeenClient[] =>
    client.registered && client.connectivity !== 'unreachable'
      ? [{ deviceId: client.deviceId, mark: markOf(client) }]
      : [],
  )
  const isNew = (client: SeenClient): boolean =>
    !before.some(({ deviceId, mark }) => deviceId === client.deviceId && mark === client.mark)
  const isAvailable = now.some(isNew)
  if (isAvailable || now.length !== before.length) {
    step.queue = { ...step.queue, seen: now }
  }
  return isAvailable
}

/** Notes what the preferences are now; gives whether they have changed. @spec AMB-07 AMB-12 */
const seePreferences = (step: Step, event: QueueEvent): boolean => {
  if (event._tag !== 'PreferencesChanged' && event._tag !== 'PolicyChanged' && event._tag !== 'SphereChanged') {
    return false
  }
  const { preferences, sphere } = step.recipient
  const preferencesMark = digestOf(JSON.stringify([preferences, sphere, step.policy]))
  const isChanged = preferencesMark !== step.queue.preferencesMark
  step.queue = { ...step.queue, preferencesMark }
  return isChanged
}

/** Notes whether do-not-disturb is in force; gives whether it has just ended. @spec NTF-02 PSH-02 */
const seeDoNotDisturb = (step: Step, { inForce }: Silence): boolean => {
  const isLifted = step.queue.doNotDisturb && !inForce
  step.queue = { ...step.queue, doNotDisturb: inForce }
  return isLifted
}

/** Tells the Message Storage Server of a change of do-not-disturb, where the provider reads it so. @spec AMB-22 */
const updateStorage = (step: Step, { inForce }: Silence): void => {
  const { toldDoNotDisturb } = step.queue
  if (
    step.policy.interpretations?.['AMB-22'] === 'update' &&
    toldDoNotDisturb !== undefined &&
    toldDoNotDisturb !== inForce
  ) {
    ask(step, {
      _tag: 'UpdateDoNotDisturb',
      actionId: `UpdateDoNotDisturb/${step.before.version + 1}`,
      determinedBy: { requirement: 'AMB-22' },
      doNotDisturb: inForce,
    })
    step.queue = { ...step.queue, toldDoNotDisturb: inForce }
  }
}

const isIdle = ({ state, flights, taken }: Entry): boolean =>
  state === 'waiting' && flights.length === 0 && taken === undefined

/** Whether all that waits is looked at for a client that has become available: where messages are announced, or take options of their own. */
const announcesToClients = ({ recipient, policy }: Step): boolean =>
  (recipient.preferences?.deferred?.option ?? policy.deferredOption ?? 'push') === 'notify' ||
  policy.interpretations?.['AMB-12'] === 'frozen'

/** The messages to look at in this step: all where something changed for all of them, else those that something happened to. */
const examined = (step: Step, isForAll: boolean): readonly Entry[] =>
  isForAll
    ? trieValues(step.queue.entries).filter(isIdle)
    : step.toAnnounce.flatMap((sequence) => getFromTrie(step.queue.entries, sequence) ?? [])

const current = (step: Step, entries: readonly Entry[]): readonly Entry[] =>
  entries.flatMap((entry) => getFromTrie(step.queue.entries, entry.sequence) ?? [])

/** A new occasion for everything that waits. */
const trigger = (step: Step): void => {
  step.queue = { ...step.queue, triggers: step.queue.triggers + 1 }
  if (step.queue.waiting > 0) {
    openLines(step, 0)
  }
}

/** What is true at a step that was not at the one before. */
export interface Observed {
  readonly silence: Silence
  /** Whether a client has become available. */
  readonly isAvailable: boolean
  /** Whether something has changed for all messages: preferences, do-not-disturb, the time of day. */
  readonly isForAll: boolean
}

/**
 * Looks at the clients, the preferences and do-not-disturb before an event is taken in; what is new is a trigger for all that waits.
 *
 * @spec NTF-02 PSH-02 PSH-04 PSH-08 AMB-07 AMB-10
 */
export const observe = (step: Step, event: QueueEvent): Observed => {
  const silence = silenceAt(step)
  const isAvailable = seeClients(step)
  const isChanged = seePreferences(step, event)
  const isLifted = seeDoNotDisturb(step, silence)
  const { conditionsChangeAt } = step.queue
  const isTimeForClients = conditionsChangeAt !== undefined && step.at >= conditionsChangeAt
  const isForAll = isChanged || isLifted || isTimeForClients
  if ((isForAll || isAvailable) && step.queue.entries.size > 0) {
    trigger(step)
  }
  return { silence, isAvailable, isForAll }
}

/**
 * Goes on with the deferred messages after an event: each by its option, as far as do-not-disturb and the clients allow.
 *
 * @spec DEF-01 DEF-02 NTF-02 PSH-02 PSH-05 HND-01 AMB-08 AMB-12
 */
export const proceed = (step: Step, { silence, isAvailable, isForAll }: Observed): void => {
  updateStorage(step, silence)
  if (step.queue.waiting === 0) {
    return
  }
  if (step.lateFrom !== undefined) {
    openLines(step, step.lateFrom)
  }
  const entries = examined(step, isForAll || (isAvailable && announcesToClients(step)))
  for (const entry of entries) {
    if (isIdle(entry) && optionOf(entry, step.recipient, step.policy) === 'store') {
      handOver(step, entry)
    }
  }
  pushWhenAvailable(step, silence)
  announce(step, current(step, entries), silence)
}
