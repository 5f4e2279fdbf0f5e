import type { Handling, UserPreferences } from '../model/UserPreferences.js'
import { isDoNotDisturbInForce } from '../routing/doNotDisturb.js'
import { decidingRule, fallbackHandling } from '../routing/handlingOf.js'
import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'
import { questionAbout, type Step } from './Step.js'

const handlingsOf = ({ rules = [], otherwise }: UserPreferences): readonly Handling[] => [
  ...rules.map(({ then }) => then),
  ...(otherwise === undefined ? [] : [otherwise]),
]

/** Whether some message may be silenced, or let through, other than do-not-disturb says; any rule may then take a message from the one that does. */
export const mayDifferFromDoNotDisturb = (preferences: UserPreferences): boolean =>
  handlingsOf(preferences).some(
    (handling) => handling.action === 'deliver' && (handling.breakthrough === true || handling.silence === true),
  )

/**
 * Which waiting messages nobody may hear of at a step: while do-not-disturb is in force all but those that break through, and those that
 * a rule silences at any time.
 *
 * @spec NTF-01 PSH-01 AMB-04 AMB-06 AMB-30
 */
export interface Silence {
  readonly inForce: boolean
  readonly covers: (entry: Entry) => boolean
}

/** The silence at a step. */
export const silenceAt = (step: Step): Silence => {
  const { preferences } = step.recipient
  const inForce = isDoNotDisturbInForce(preferences?.doNotDisturb, step.at, step.zones)
  const mayDiffer = preferences !== undefined && mayDifferFromDoNotDisturb(preferences)
  return {
    inForce,
    covers: ({ message }) => {
      if (isExempt(message.kind)) {
        return false
      }
      if (!mayDiffer) {
        return inForce
      }
      const question = questionAbout(step, message)
      const handling = decidingRule(question)?.then ?? fallbackHandling(preferences, step.policy)
      // A message once deferred stays so: of a rule of another action only do-not-disturb counts (AMB-12).
      return handling.action === 'deliver'
        ? handling.silence === true || (inForce && handling.breakthrough !== true)
        : inForce
    },
  }
}
