import type { DeviceConditions, During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import { doNotDisturbEnds, isDoNotDisturbInForce, searchSpan } from '../routing/doNotDisturb.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { nextWindowChange } from '../schedule/windowAt.js'
import { withoutEarliest } from './collections/InstantHeap.js'
import { getFromTrie } from './collections/NumberTrie.js'
import { getFromMap } from './collections/TextMap.js'
import type { Alarm } from './DeferredMessageQueue.js'
import { mayDifferFromDoNotDisturb } from './silence.js'
import type { Step } from './Step.js'

/** Whether an alarm is still about something. */
const isLive = (step: Step, alarm: Alarm): boolean => {
  if (alarm._tag === 'Retry') {
    return getFromMap(step.queue.pending, alarm.actionId)?.retryAt !== undefined
  }
  const entry = getFromTrie(step.queue.entries, alarm.sequence)
  return alarm._tag === 'Answer'
    ? entry !== undefined && !entry.answered
    : entry !== undefined && entry.ending === undefined && (entry.state !== 'storing' || entry.taken !== undefined)
}

const nextAlarm = (step: Step): Instant | undefined => {
  let { alarms } = step.queue
  while (alarms !== undefined && !isLive(step, alarms.value)) {
    alarms = withoutEarliest(alarms)
  }
  step.queue = { ...step.queue, alarms }
  return alarms?.at
}

/** Conditions on time by which a waiting message may find or lose a client, or its silence. */
const spansOf = ({ recipient, policy }: Step): readonly During[] => {
  const { preferences } = recipient
  const devices: readonly DeviceConditions[] = [...Object.values(preferences?.devices ?? {}), policy.clients ?? {}]
  const rules = preferences !== undefined && mayDifferFromDoNotDisturb(preferences) ? (preferences.rules ?? []) : []
  return [...devices.flatMap(({ during }) => during ?? []), ...rules.flatMap(({ when }) => when?.during ?? [])]
}

const nextChangeOfConditions = (step: Step): Instant | undefined => {
  const spans = spansOf(step)
  const windows = spans.flatMap((during) => weeklyWindowsOf(during.schedules ?? []))
  const changes = [
    ...spans.flatMap(({ from, until }) => [from ?? Infinity, until ?? Infinity]),
    ...windows.map((window) => nextWindowChange(window, step.at, step.zones, step.at + searchSpan) ?? Infinity),
  ].filter((instant) => instant > step.at)
  const next = Math.min(...changes)
  return next < Infinity ? next : undefined
}

/** Whether somebody hears of the end of do-not-disturb: a message waits, or the Message Storage Server is told (AMB-22). */
const matters = ({ queue, policy }: Step): boolean =>
  queue.waiting > 0 || (queue.toldDoNotDisturb === true && policy.interpretations?.['AMB-22'] === 'update')

const endOfDoNotDisturb = ({ recipient, at, zones }: Step): Instant | undefined => {
  const doNotDisturb = recipient.preferences?.doNotDisturb
  return doNotDisturb !== undefined && isDoNotDisturbInForce(doNotDisturb, at, zones)
    ? doNotDisturbEnds(doNotDisturb, at, zones)
    : undefined
}

/**
 * Asks to come back at the next instant at which something is due, if that is another than before.
 *
 * @spec DEF-03 NTF-02 PSH-02 AMB-05 AMB-14
 */
export const wake = (step: Step): void => {
  const alarm = nextAlarm(step)
  const conditionsChangeAt = step.queue.waiting > 0 ? nextChangeOfConditions(step) : undefined
  const quietUntil = matters(step) ? endOfDoNotDisturb(step) : undefined
  const next = Math.min(alarm ?? Infinity, conditionsChangeAt ?? Infinity, quietUntil ?? Infinity)
  const wakeAt = next < Infinity ? next : undefined
  if (wakeAt !== undefined && wakeAt !== step.before.wakeAt) {
    step.actions.push({
      _tag: 'WakeAt',
      actionId: `WakeAt/${step.before.version + 1}`,
      determinedBy: { requirement: wakeAt === alarm ? 'DEF-03' : 'AMB-05' },
      at: wakeAt,
    })
  }
  step.queue = { ...step.queue, conditionsChangeAt, wakeAt }
}
