import type { DeviceConditions, During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import type { RequirementId } from '../requirements.js'
import { doNotDisturbEnds, searchSpan } from '../routing/doNotDisturb.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { nextWindowChange } from '../schedule/windowAt.js'
import { nextAlarm, type Wake } from './nextAlarm.js'
import { preferredOption } from './optionOf.js'
import { mayDifferFromDoNotDisturb, silenceAt } from './silenceAt.js'
import type { Step } from './Step.js'

const noSpans: readonly During[] = []

/** Conditions on time by which a waiting message may find or lose a client. */
const spansOfDevices = ({ recipient, policy }: Step): readonly During[] => {
  const devices = recipient.preferences?.devices
  if (devices === undefined && policy.clients === undefined) {
    return noSpans
  }
  const conditions: readonly DeviceConditions[] = [...Object.values(devices ?? {}), policy.clients ?? {}]
  return conditions.flatMap(({ during }) => during ?? [])
}

/** Conditions on time by which a waiting message may find or lose its silence. */
const spansOfRules = ({ recipient: { preferences } }: Step): readonly During[] =>
  preferences?.rules !== undefined && mayDifferFromDoNotDisturb(preferences)
    ? preferences.rules.flatMap(({ when }) => when?.during ?? [])
    : noSpans

const nextChange = (step: Step, spans: readonly During[]): Instant | undefined => {
  if (spans.length === 0) {
    return undefined
  }
  const windows = spans.flatMap((during) => weeklyWindowsOf(during.schedules ?? []))
  const changes = [
    ...spans.flatMap(({ from, until }) => [from ?? Infinity, until ?? Infinity]),
    ...windows.map((window) => nextWindowChange(window, step.at, step.zones, step.at + searchSpan) ?? Infinity),
  ].filter((instant) => instant > step.at)
  const next = Math.min(...changes)
  return next < Infinity ? next : undefined
}

/** Whom the end of do-not-disturb concerns: messages that wait, or the Message Storage Server where it is told (AMB-22). */
const whoWaitsForTheEnd = ({ queue, policy, recipient }: Step): RequirementId | undefined => {
  if (queue.waiting > 0) {
    return preferredOption(recipient, policy) === 'notify' ? 'NTF-02' : 'PSH-02'
  }
  return queue.toldDoNotDisturb === true && policy.interpretations?.['AMB-22'] === 'update' ? 'AMB-22' : undefined
}

const endOfDoNotDisturb = (step: Step): Wake | undefined => {
  const doNotDisturb = step.recipient.preferences?.doNotDisturb
  const requirement = whoWaitsForTheEnd(step)
  const at =
    doNotDisturb !== undefined && requirement !== undefined && silenceAt(step).inForce
      ? doNotDisturbEnds(doNotDisturb, step.at, step.zones)
      : undefined
  return at === undefined || requirement === undefined ? undefined : { at, requirement }
}

const asWake = (at: Instant | undefined, requirement: RequirementId): Wake | undefined =>
  at === undefined ? undefined : { at, requirement }

const first = (one: Wake | undefined, other: Wake | undefined): Wake | undefined =>
  one === undefined || (other !== undefined && other.at < one.at) ? other : one

/**
 * Asks to come back at the next instant at which something is due, if that is another than before: for an alarm, for the end of
 * do-not-disturb, for a condition on time about the clients or about silence.
 *
 * @spec DEF-03 NTF-02 PSH-02 PSH-08 AMB-04 AMB-05 AMB-11 AMB-14 AMB-22 AMB-28 TERM-14
 */
export const wake = (step: Step): void => {
  const { queue } = step
  const clients = queue.waiting > 0 ? asWake(nextChange(step, spansOfDevices(step)), 'TERM-14') : undefined
  const silence = queue.waiting > 0 ? asWake(nextChange(step, spansOfRules(step)), 'AMB-04') : undefined
  const conditions = first(clients, silence)
  const next = first(first(nextAlarm(step), endOfDoNotDisturb(step)), conditions)
  if (next !== undefined && next.at !== step.before.wakeAt) {
    step.actions.push({
      _tag: 'WakeAt',
      actionId: `WakeAt/${step.before.version + 1}`,
      determinedBy: { requirement: next.requirement },
      at: next.at,
    })
  }
  queue.conditionsChangeAt = conditions?.at
  queue.wakeAt = next?.at
}
