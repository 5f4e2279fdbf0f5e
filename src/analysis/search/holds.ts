import { matchesAnyMediaRange } from '../../routing/matchesMediaRange.js'
import { holdsForOriginator, isUndisclosed } from '../../routing/ruleApplies.js'
import type { ZoneRules } from '../../schedule/ZoneRules.js'
import { isWindowInForce } from '../../schedule/windowAt.js'
import type { Condition, Conditions, TimeAsked } from './Condition.js'
import type { Situation } from './Situation.js'

const holdsAt = ({ moment, stretches, windows }: TimeAsked, situation: Situation, zones: ZoneRules): boolean => {
  const at = situation.instants[moment]
  return (
    stretches.some(([from, until]) => from <= at && at < until) ||
    windows.some((window) => isWindowInForce(window, at, zones) === true)
  )
}

/** Whether a condition holds in a situation. */
export const holds = (condition: Condition, situation: Situation, zones: ZoneRules): boolean => {
  switch (condition._tag) {
    case 'Originator':
      return holdsForOriginator(condition.wanted, situation.originator)
    case 'Undisclosed':
      return condition.wanted === isUndisclosed(situation.originator)
    case 'Kind':
      return condition.kinds.includes(situation.kind)
    case 'Size':
      return condition.least <= situation.size && situation.size <= condition.most
    case 'ContentType':
      return matchesAnyMediaRange(condition.ranges, situation.contentType)
    case 'Subject': {
      const subject = situation.subject?.toLowerCase()
      return subject !== undefined && condition.texts.some((text) => subject.includes(text))
    }
    case 'Sphere': {
      const spheres = situation.spheres[condition.whose]
      return spheres !== undefined && condition.texts.some((text) => spheres.includes(text))
    }
    case 'Registered':
      return condition.wanted === (situation.registered[condition.whose] ?? true)
    case 'Time':
      return holdsAt(condition, situation, zones)
    case 'Nothing':
      return false
  }
}

/** Whether all conditions that belong together hold in a situation. */
export const allHold = ({ all }: Conditions, situation: Situation, zones: ZoneRules): boolean =>
  all.every((condition) => holds(condition, situation, zones))
