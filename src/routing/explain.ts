import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { Handling, PreferenceRule } from '../model/UserPreferences.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import type { Considered } from './considerations.js'
import { considerations, sent } from './considerations.js'
import { doNotDisturbEnds, isDoNotDisturbInForce } from './doNotDisturb.js'
import { explainClient } from './explainClient.js'
import { allHold, explainRuleConditions } from './explainConditions.js'
import { explanationText } from './explanationText.js'
import { outcomeOrder } from './handlingOf.js'
import type { Question } from './Question.js'
import { isExempt, questionOf } from './Question.js'
import type { DoNotDisturbConsidered, Explanation, FallbackConsidered, RuleConsidered, StepTaken } from './Trace.js'

const explainRule = (rule: PreferenceRule, question: Question): RuleConsidered => {
  const conditions = explainRuleConditions(rule.when ?? {}, question)
  const applies = allHold(conditions.map(({ holds }) => holds))
  return { _tag: 'RuleConsidered', rule: rule.id, action: rule.then.action, conditions, applies, decides: false }
}

/** The place in the document of the rule that decides; -1 if none applies. */
const decidingPlace = (rules: readonly RuleConsidered[], byOutcome: boolean): number => {
  const applying = rules.flatMap((rule, place) => (rule.applies === 'true' ? [{ place, action: rule.action }] : []))
  const inOrder = byOutcome
    ? outcomeOrder.flatMap((action) => applying.filter((rule) => rule.action === action))
    : applying
  return inOrder[0]?.place ?? -1
}

const explainFallback = (question: Question, isNeeded: boolean): FallbackConsidered & { readonly then: Handling } => {
  const { preferences, policy } = question
  const [from, then]: readonly [FallbackConsidered['from'], Handling] = isExempt(question.message.kind)
    ? ['exemption', { action: 'deliver' }]
    : preferences?.otherwise === undefined
      ? ['policy', { action: policy.whenNoRuleApplies ?? 'deliver' }]
      : ['otherwise', preferences.otherwise]
  return { _tag: 'FallbackConsidered', from, action: then.action, decides: isNeeded, then }
}

const explainDoNotDisturb = (handling: Handling, question: Question): DoNotDisturbConsidered => {
  const doNotDisturb = question.preferences?.doNotDisturb ?? {}
  const inForceForRecipient = isDoNotDisturbInForce(doNotDisturb, question.now, question.zones)
  const rule =
    handling.action === 'deliver' && handling.silence === true
      ? 'silence'
      : handling.action === 'deliver' && handling.breakthrough === true
        ? 'breakthrough'
        : 'none'
  const until = inForceForRecipient ? doNotDisturbEnds(doNotDisturb, question.now, question.zones) : undefined
  return {
    _tag: 'DoNotDisturbConsidered',
    inForceForRecipient,
    inForceForMessage: rule === 'silence' || (rule === 'none' && inForceForRecipient),
    rule,
    ...(until === undefined ? {} : { until }),
  }
}

/** {@link explain} with zone rules of the caller's own. */
export const explainWith =
  (zones: ZoneRules) =>
  (request: RoutingRequest): Explanation => {
    const question = questionOf(request, request.recipient.preferences, zones)
    const documentRules = question.preferences?.rules ?? []
    const considered = documentRules.map((rule) => ({ rule, line: explainRule(rule, question) }))
    const lines = considered.map(({ line }) => line)
    const place = decidingPlace(lines, question.policy.interpretations?.['AMB-01'] === 'outcomeOrder')
    const rules = considered.map(({ rule, line }, index) => ({ rule, line: { ...line, decides: index === place } }))
    const { then, ...fallback } = explainFallback(question, place < 0)
    const decidingRule = documentRules[place]
    const handling = decidingRule?.then ?? then
    const doNotDisturb = explainDoNotDisturb(handling, question)
    const clients = question.clients.map((client) => explainClient(client, question))
    const facts: Considered = { question, handling, rule: decidingRule?.id, doNotDisturb, clients }
    const decisions = considerations.map((consideration) => consideration.decision(facts))
    const settled = decisions.findIndex((decision) => decision !== undefined)
    const decision = decisions[settled] ?? sent(facts)
    const asked = settled < 0 ? considerations : considerations.slice(0, settled + 1)
    const steps = asked.map(
      ({ requirement, question: text, seen }, index): StepTaken => ({
        _tag: 'StepTaken',
        requirement,
        question: text,
        seen: seen(facts),
        settles: index === settled,
      }),
    )
    const trace = [...rules.map(({ line }) => line), fallback, doNotDisturb, ...clients, ...steps]
    return { decision, trace, text: explanationText({ decision, facts, rules, fallback }) }
  }

/**
 * The decision about a standalone message with everything that was looked at on the way: each rule and condition with the value seen, each
 * client with the factor that ruled it out, each question in order.
 *
 * The slow and obvious version of `route`, and its oracle: the decision is always the same.
 *
 * @spec TERM-02 TERM-04 TERM-14 AMB-01 AMB-02 AMB-03
 */
export const explain: (request: RoutingRequest) => Explanation = explainWith(intlZoneRules)
