import type { Handling, UserPreferences } from '../model/UserPreferences.js'
import { isDoNotDisturbInForce } from '../routing/doNotDisturb.js'
import { decidingRule, fallbackHandling } from '../routing/handlingOf.js'
import { isExempt } from '../routing/Question.js'
import type { Silence } from './Silence.js'
import { questionAbout, type Step } from './Step.js'

const differs = (handling: Handling): boolean =>
  handling.action === 'deliver' && (handling.breakthrough === true || handling.silence === true)

/** Whether some message may be silenced, or let through, other than do-not-disturb says; any rule may then take a message from the one that does. */
export const mayDifferFromDoNotDisturb = ({ rules, otherwise }: UserPreferences): boolean =>
  (otherwise !== undefined && differs(otherwise)) || (rules?.some(({ then }) => differs(then)) ?? false)

const newSilence = (step: Step): Silence => {
  const { preferences } = step.recipient
  const inForce = isDoNotDisturbInForce(preferences?.doNotDisturb, step.at, step.zones)
  const mayDiffer = preferences !== undefined && mayDifferFromDoNotDisturb(preferences)
  return {
    inForce,
    coversAll: inForce && !mayDiffer,
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

/** The silence at a step. */
export const silenceAt = (step: Step): Silence => {
  step.silence ??= newSilence(step)
  return step.silence
}
