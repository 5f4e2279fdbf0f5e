import type { Handling, PreferenceRule, UserPreferences } from '../model/UserPreferences.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { Question } from './Question.js'
import { ruleApplies } from './ruleApplies.js'

/** The outcomes in the order in which the standard lists them (AMB-01, alternative). */
export const outcomeOrder: readonly Handling['action'][] = [
  'reject',
  'interwork',
  'store',
  'forward',
  'defer',
  'deliver',
]

/** What is done with a message for which no preference is read, and where nothing else is said (AMB-02). */
export const delivered: Handling = { action: 'deliver' }

/**
 * What happens where no rule applies: what the preferences say for that case, else the provider's policy, else delivery.
 *
 * @spec AMB-02
 */
export const fallbackHandling = (preferences: UserPreferences | undefined, policy: ServiceProviderPolicy): Handling =>
  preferences?.otherwise ?? (policy.whenNoRuleApplies === undefined ? delivered : { action: policy.whenNoRuleApplies })

/**
 * The preference rule that gives the action: the first that applies, or (AMB-01, alternative) the one whose outcome the standard lists first.
 *
 * @spec AMB-01
 */
export const decidingRule = (question: Question): PreferenceRule | undefined => {
  const rules = question.preferences?.rules ?? []
  const byOutcome = question.policy.interpretations?.['AMB-01'] === 'outcomeOrder'
  let found: PreferenceRule | undefined
  let best = outcomeOrder.length
  for (const rule of rules) {
    const rank = byOutcome ? outcomeOrder.indexOf(rule.then.action) : 0
    if (rank < best && (rule.when === undefined || ruleApplies(rule.when, question))) {
      found = rule
      best = rank
      if (rank === 0) {
        return found
      }
    }
  }
  return found
}
