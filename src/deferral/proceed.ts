import type { DeferredOption } from '../model/UserPreferences.js'
import { digestOf } from './digestOf.js'
import { none } from './DeferredMessageQueue.js'
import { countOf, entriesInOrder, entryAt } from './Entries.js'
import type { Entry } from './Entry.js'
import { announce, mayAnnounce } from './notifyAndAwait.js'
import { isFrozen, optionOf, preferredOption } from './optionOf.js'
import { openLines, openLinesFor, pushWhenAvailable } from './pushWhenAvailable.js'
import type { QueueEvent } from './QueueEvent.js'
import { seeClients } from './seeClients.js'
import type { Silence } from './Silence.js'
import { silenceAt } from './silenceAt.js'
import { ask, type Step } from './Step.js'
import { handOver } from './storage.js'

/** Notes what the preferences are now; gives whether they have changed. @spec AMB-07 AMB-12 */
const seePreferences = (step: Step, event: QueueEvent): boolean => {
  if (event._tag !== 'PreferencesChanged' && event._tag !== 'PolicyChanged' && event._tag !== 'SphereChanged') {
    return false
  }
  const { preferences, sphere } = step.recipient
  const preferencesMark = digestOf(JSON.stringify([preferences, sphere, step.policy]))
  const isChanged = preferencesMark !== step.queue.preferencesMark
  step.queue.preferencesMark = preferencesMark
  return isChanged
}

/** Notes whether do-not-disturb is in force; gives whether it has just ended. @spec NTF-02 PSH-02 */
const seeDoNotDisturb = (step: Step, { inForce }: Silence): boolean => {
  const isLifted = step.queue.doNotDisturb && !inForce
  step.queue.doNotDisturb = inForce
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
    step.queue.toldDoNotDisturb = inForce
  }
}

const isIdle = ({ state, flights, taken }: Entry): boolean =>
  state === 'waiting' && flights.length === 0 && taken === undefined

/** Whether all that waits is looked at for a client that has become available: where messages are announced, or take options of their own. */
const announcesToClients = ({ recipient, policy }: Step): boolean =>
  preferredOption(recipient, policy) === 'notify' || isFrozen(policy)

/** Whether none of the messages that wait can be handed over or announced, so that they need not be looked at. */
const isNothingToSay = (step: Step, { coversAll }: Silence): boolean => {
  const option: DeferredOption = preferredOption(step.recipient, step.policy)
  return !isFrozen(step.policy) && option !== 'store' && (coversAll || !mayAnnounce(step, option))
}

/** The messages to look at in this step: all where something changed for all of them, else those that something happened to. */
const examined = (step: Step, isForAll: boolean, silence: Silence): readonly Entry[] => {
  const { queue, toAnnounce } = step
  if (isForAll) {
    return isNothingToSay(step, silence) ? none : entriesInOrder(queue.entries).filter(isIdle)
  }
  return toAnnounce === undefined || isNothingToSay(step, silence)
    ? none
    : toAnnounce.flatMap((sequence) => entryAt(queue.entries, sequence) ?? none)
}

const current = (step: Step, entries: readonly Entry[]): readonly Entry[] =>
  entries.flatMap((entry) => entryAt(step.queue.entries, entry.sequence) ?? [])

/** A new occasion for everything that waits. */
const trigger = (step: Step): void => {
  step.queue.triggers += 1
  if (step.queue.waiting > 0) {
    openLines(step)
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
  if ((isForAll || isAvailable) && countOf(step.queue.entries) > 0) {
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
  for (const sequence of step.late ?? none) {
    openLinesFor(step, sequence)
  }
  const entries = examined(step, isForAll || (isAvailable && announcesToClients(step)), silence)
  for (const entry of preferredOption(step.recipient, step.policy) === 'store' || isFrozen(step.policy)
    ? entries
    : none) {
    if (isIdle(entry) && optionOf(entry, step.recipient, step.policy) === 'store') {
      handOver(step, entry)
    }
  }
  pushWhenAvailable(step, silence)
  if (entries.length > 0) {
    announce(step, current(step, entries), silence)
  }
}
