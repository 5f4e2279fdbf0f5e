import type { UserPreferences } from '../model/UserPreferences.js'
import { isDoNotDisturbInForce } from '../routing/doNotDisturb.js'
import { decidingRule, fallbackHandling } from '../routing/handlingOf.js'
import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'
import { questionAbout, type Step } from './Step.js'

const isLetThrough = ({ rules, otherwise }: UserPreferences): boolean =>
  [...(rules ?? []).map(({ then }) => then), ...(otherwise === undefined ? [] : [otherwise])].some(
    (handling) => handling.action === 'deliver' && handling.breakthrough === true,
  )

const isSilenced = ({ rules, otherwise }: UserPreferences): boolean =>
  [...(rules ?? []).map(({ then }) => then), ...(otherwise === undefined ? [] : [otherwise])].some(
    (handling) => handling.action === 'deliver' && handling.silence === true,
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
  const mayDiffer =
    preferences !== undefined &&
    (inForce ? isLetThrough(preferences) || isSilenced(preferences) : isSilenced(preferences))
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
