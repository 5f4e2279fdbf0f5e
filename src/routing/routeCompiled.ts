import type { RoutingDecision } from '../model/RoutingDecision.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import type { CompiledPreferences } from './compile.js'
import type { CompiledRule } from './CompiledRule.js'
import { factsOf } from './CompiledRule.js'
import { firstByOutcome, firstGeneric, firstNaming } from './CompiledRules.js'
import { conclude } from './conclude.js'
import { delivered, fallbackHandling } from './handlingOf.js'
import type { Question, RequestWithoutPreferences } from './Question.js'
import { isExempt, questionOf } from './Question.js'

/** The rule that gives the action: of those about the originator, about the originator's host, and about nobody in particular. */
const decidingRule = (compiled: CompiledPreferences, question: Question): CompiledRule | undefined => {
  const { message, policy } = question
  const facts = factsOf(question, compiled.mediaTypes)
  const address = facts.undisclosed ? undefined : message.originator.address
  const named = address === undefined ? undefined : compiled.byAddress.get(address.canonical)
  const hosted = address?.domain === undefined ? undefined : compiled.byDomain.get(address.domain)
  const generic = (facts.undisclosed ? compiled.undisclosed : compiled.disclosed)[facts.mediaType]
  const byOutcome = policy.interpretations?.['AMB-01'] === 'outcomeOrder'
  const first = byOutcome ? firstByOutcome : firstNaming
  let found = named === undefined ? undefined : first(named, undefined, facts, question)
  found = hosted === undefined ? found : first(hosted, found, facts, question)
  return generic === undefined
    ? found
    : byOutcome
      ? firstByOutcome(generic.rules, found, facts, question)
      : firstGeneric(generic, found, facts, question)
}

/** {@link routeCompiled} with zone rules of the caller's own. */
export const routeCompiledWith =
  (zones: ZoneRules) =>
  (compiled: CompiledPreferences, rest: RequestWithoutPreferences): RoutingDecision => {
    const question = questionOf(rest, compiled.preferences, zones, compiled)
    if (isExempt(question.message.kind)) {
      return conclude(question, delivered, undefined)
    }
    const rule = decidingRule(compiled, question)
    return conclude(question, rule?.handling ?? fallbackHandling(compiled.preferences, question.policy), rule?.id)
  }

/**
 * The decision about a standalone message by compiled preferences: the same as that of `route`, faster where there are many rules.
 *
 * @spec TERM-02 AMB-01 AMB-30
 */
export const routeCompiled: (compiled: CompiledPreferences, rest: RequestWithoutPreferences) => RoutingDecision =
  routeCompiledWith(intlZoneRules)
