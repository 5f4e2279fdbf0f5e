import type { DeviceConditions, During, RuleConditions } from '../../model/Conditions.js'
import type { DoNotDisturb } from '../../model/UserPreferences.js'
import { weeklyWindowsOf } from '../../schedule/WeeklyWindow.js'
import type { Condition, Moment, TimeAsked } from './Condition.js'
import type { Space } from './Situation.js'
import { latest, reference } from './Situation.js'

/** Whether a time zone is known; one that is not makes its condition unknown (AMB-03). */
export const isZoneKnown = (zone: string, space: Space): boolean =>
  space.zones.spanAt(zone, reference(space)) !== undefined

const duringCondition = (during: During, path: string, moment: Moment, space: Space): Condition => {
  const { from, until, schedules = [] } = during
  const dimension = `time at ${moment}`
  if (!schedules.every(({ zone }) => isZoneKnown(zone, space))) {
    return { _tag: 'Nothing', path, dimension: 'nothing' }
  }
  const stretches: TimeAsked['stretches'] =
    from === undefined && until === undefined ? [] : [[from ?? -Infinity, until ?? latest]]
  return { _tag: 'Time', path, dimension, moment, stretches, windows: weeklyWindowsOf(schedules) }
}

/** The condition that do-not-disturb is in force when a message arrives. */
export const doNotDisturbCondition = (doNotDisturb: DoNotDisturb, path: string, space: Space): Condition => ({
  _tag: 'Time',
  path,
  dimension: 'time at arrival',
  moment: 'arrival',
  stretches: doNotDisturb.on === true ? [[-Infinity, doNotDisturb.until ?? latest]] : [],
  windows: weeklyWindowsOf((doNotDisturb.schedules ?? []).filter(({ zone }) => isZoneKnown(zone, space))),
})

/** What a rule and a device can both ask for. */
const commonConditions = (
  when: RuleConditions | DeviceConditions,
  path: string,
  moment: Moment,
  space: Space,
): readonly Condition[] => {
  const { contentTypes, largerThan, smallerThan, kinds, during, unknownConditions = [] } = when
  const size = { _tag: 'Size', dimension: 'size', least: 0, most: Number.MAX_SAFE_INTEGER } as const
  return [
    ...(unknownConditions.length === 0
      ? []
      : [{ _tag: 'Nothing', path: `${path}/unknownConditions`, dimension: 'nothing' } as const]),
    ...(contentTypes === undefined
      ? []
      : [
          {
            _tag: 'ContentType',
            path: `${path}/contentTypes`,
            dimension: 'content type',
            ranges: contentTypes,
          } as const,
        ]),
    ...(largerThan === undefined ? [] : [{ ...size, path: `${path}/largerThan`, least: largerThan + 1 }]),
    ...(smallerThan === undefined ? [] : [{ ...size, path: `${path}/smallerThan`, most: smallerThan - 1 }]),
    ...(kinds === undefined ? [] : [{ _tag: 'Kind', path: `${path}/kinds`, dimension: 'kind', kinds } as const]),
    ...(during === undefined ? [] : [duringCondition(during, `${path}/during`, moment, space)]),
  ]
}

const lowerCase = (texts: readonly string[]): readonly string[] => texts.map((text) => text.toLowerCase())

/** The conditions of a preference rule of a recipient, those that most messages evade first. */
export const conditionsOfRule = (
  when: RuleConditions,
  path: string,
  whose: string,
  space: Space,
): readonly Condition[] => {
  const { originator, undisclosed, subjectContains, sphere, registered } = when
  return [
    ...(originator === undefined
      ? []
      : [{ _tag: 'Originator', path: `${path}/originator`, dimension: 'originator', wanted: originator } as const]),
    ...(undisclosed === undefined
      ? []
      : [{ _tag: 'Undisclosed', path: `${path}/undisclosed`, dimension: 'originator', wanted: undisclosed } as const]),
    ...(subjectContains === undefined
      ? []
      : [
          {
            _tag: 'Subject',
            path: `${path}/subjectContains`,
            dimension: 'subject',
            texts: lowerCase(subjectContains),
          } as const,
        ]),
    ...(sphere === undefined
      ? []
      : [
          {
            _tag: 'Sphere',
            path: `${path}/sphere`,
            dimension: `sphere of ${whose}`,
            whose,
            texts: lowerCase(sphere),
          } as const,
        ]),
    ...(registered === undefined
      ? []
      : [
          {
            _tag: 'Registered',
            path: `${path}/registered`,
            dimension: `registration of ${whose}`,
            whose,
            wanted: registered,
          } as const,
        ]),
    ...commonConditions(when, path, 'arrival', space),
  ]
}

/** The conditions on delivery to a device. */
export const conditionsOfDevice = (
  conditions: DeviceConditions,
  path: string,
  moment: Moment,
  space: Space,
): readonly Condition[] => [
  ...(conditions.deliver === false
    ? [{ _tag: 'Nothing', path: `${path}/deliver`, dimension: 'nothing' } as const]
    : []),
  ...commonConditions(conditions, path, moment, space),
]
