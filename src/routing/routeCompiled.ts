import type { RoutingDecision } from '../model/RoutingDecision.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import type { CompiledPreferences, GenericRules } from './compile.js'
import type { CompiledRule, MessageFacts } from './CompiledRule.js'
import { compiledRuleApplies, factsOf } from './CompiledRule.js'
import { conclude } from './conclude.js'
import { delivered, fallbackHandling } from './handlingOf.js'
import type { Question, RequestWithoutPreferences } from './Question.js'
import { isExempt, questionOf } from './Question.js'

const noRules: readonly CompiledRule[] = []

/** Whether one rule comes before another: by its place, or first by its outcome (AMB-01, alternative). */
const precedes = (rule: CompiledRule, other: CompiledRule, byOutcome: boolean): boolean =>
  byOutcome && rule.outcome !== other.outcome ? rule.outcome < other.outcome : rule.position < other.position

const firstOf = (
  rules: readonly CompiledRule[],
  best: CompiledRule | undefined,
  byOutcome: boolean,
  facts: MessageFacts,
  question: Question,
): CompiledRule | undefined => {
  let found = best
  for (const rule of rules) {
    if (found === undefined || precedes(rule, found, byOutcome)) {
      if (compiledRuleApplies(rule, facts, question)) {
        found = rule
      }
    } else if (!byOutcome) {
      // INVARIANT: a list is in the order of the document, so nothing further on comes before what was found.
      return found
    }
  }
  return found
}

const genericRulesFor = (generic: GenericRules, facts: MessageFacts): readonly CompiledRule[] =>
  generic.byMediaType.get(facts.mediaType) ?? generic.otherwise

/** {@link routeCompiled} with zone rules of the caller's own. */
export const routeCompiledWith =
  (zones: ZoneRules) =>
  (compiled: CompiledPreferences, rest: RequestWithoutPreferences): RoutingDecision => {
    const question = questionOf(rest, compiled.preferences, zones)
    const { message, policy } = question
    if (isExempt(message.kind)) {
      return conclude(question, delivered, undefined)
    }
    const facts = factsOf(message)
    const byOutcome = policy.interpretations?.['AMB-01'] === 'outcomeOrder'
    const address = facts.undisclosed ? undefined : message.originator.address
    let found: CompiledRule | undefined
    if (address !== undefined) {
      found = firstOf(compiled.byAddress.get(address.canonical) ?? noRules, found, byOutcome, facts, question)
      const byDomain = address.domain === undefined ? noRules : (compiled.byDomain.get(address.domain) ?? noRules)
      found = firstOf(byDomain, found, byOutcome, facts, question)
    }
    const generic = genericRulesFor(facts.undisclosed ? compiled.undisclosed : compiled.disclosed, facts)
    found = firstOf(generic, found, byOutcome, facts, question)
    return conclude(question, found?.rule.then ?? fallbackHandling(compiled.preferences, policy), found?.rule.id)
  }

/**
 * The decision about a standalone message by compiled preferences: the same as that of `route`, faster where there are many rules.
 *
 * @spec TERM-02 AMB-01 AMB-30
 */
export const routeCompiled: (compiled: CompiledPreferences, rest: RequestWithoutPreferences) => RoutingDecision =
  routeCompiledWith(intlZoneRules)
