import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { Handling, PreferenceRule, UserPreferences } from '../model/UserPreferences.js'
import { fallbackHandling, outcomeOrder } from '../routing/handlingOf.js'
import type { Condition, Conditions } from './search/Condition.js'
import { conditionsOfRule } from './search/conditionsOf.js'
import type { Answer } from './search/search.js'
import { search } from './search/search.js'
import type { Space } from './search/Situation.js'

/** A rule, or what stands where no rule applies, with everything that comes before it. */
export interface Decider {
  readonly path: string
  /** For a person. */
  readonly name: string
  readonly rule: PreferenceRule | undefined
  readonly handling: Handling
  readonly conditions: Conditions
  /** What decides instead, wherever it applies. */
  readonly before: readonly Conditions[]
  /** Whether it decides about any message. */
  readonly decides: Answer
}

/** One document with what is asked of it again and again. */
export interface StudiedDocument {
  readonly preferences: UserPreferences
  readonly policy: ServiceProviderPolicy
  readonly path: string
  /** The recipient, by the place of the document. */
  readonly whose: string
  readonly space: Space
  /** In the order in which they decide. */
  readonly deciders: readonly Decider[]
}

/** Whether do-not-disturb has no effect on a message that is handled so (TERM-09). */
export const isDiversion = ({ action }: Handling): boolean => action !== 'defer' && action !== 'deliver'

/** The rules in the order in which they are asked; by outcome first, where the policy says so (AMB-01, alternative). */
const inOrder = (
  rules: readonly PreferenceRule[],
  policy: ServiceProviderPolicy,
): readonly (readonly [PreferenceRule, number])[] => {
  const numbered = rules.map((rule, place) => [rule, place] as const)
  return policy.interpretations?.['AMB-01'] === 'outcomeOrder'
    ? outcomeOrder.flatMap((action) => numbered.filter(([rule]) => rule.then.action === action))
    : numbered
}

const decidesAny = (all: readonly Condition[], before: readonly Conditions[], space: Space): Answer =>
  search({ holding: all, avoided: before }, space)

/** The rules of a document in the order in which they decide, and the fallback behind them. */
const decidersOf = (
  preferences: UserPreferences,
  policy: ServiceProviderPolicy,
  path: string,
  whose: string,
  space: Space,
): readonly Decider[] => {
  const rules = inOrder(preferences.rules ?? [], policy).map(([rule, place]) => {
    const rulePath = `${path}/rules/${place}`
    const all = conditionsOfRule(rule.when ?? {}, `${rulePath}/when`, whose, space)
    return { path: rulePath, name: `rule "${rule.id}"`, rule, handling: rule.then, conditions: { path: rulePath, all } }
  })
  const isOwn = preferences.otherwise !== undefined
  const fallbackPath = isOwn ? `${path}/otherwise` : '/policy/whenNoRuleApplies'
  const fallback = {
    path: fallbackPath,
    name: isOwn ? 'otherwise' : 'the policy',
    rule: undefined,
    handling: fallbackHandling(preferences, policy),
    conditions: { path: fallbackPath, all: [] },
  }
  return [...rules, fallback].map((decider, place, all) => {
    const before = all.slice(0, place).map(({ conditions }) => conditions)
    return { ...decider, before, decides: decidesAny(decider.conditions.all, before, space) }
  })
}

/** A document made ready for questions. */
export const studyDocument = (
  preferences: UserPreferences,
  policy: ServiceProviderPolicy,
  path: string,
  whose: string,
  space: Space,
): StudiedDocument => ({
  preferences,
  policy,
  path,
  whose,
  space,
  deciders: decidersOf(preferences, policy, path, whose, space),
})
