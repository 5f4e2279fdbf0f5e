import type { During } from '../model/Conditions.js'
import type { Handling, PreferenceRule } from '../model/UserPreferences.js'
import { conditionWords } from './conditionWords.js'
import { doNotDisturbEnds } from './doNotDisturb.js'
import { isWithinSpan } from './during.js'
import { handlingWords } from './outcomeWords.js'
import { quoted } from './plainText.js'
import type { Question } from './Question.js'
import type { WallClock } from './timeWords.js'
import { duringWords, listWords, momentWords } from './timeWords.js'
import type { FallbackConsidered, RuleConsidered } from './Trace.js'

/** A rule of the preferences with what was found out about it. */
export interface ConsideredRule {
  readonly rule: PreferenceRule
  readonly line: RuleConsidered
}

/** So many rules are named that do not apply; the trace has them all. */
const rulesNamed = 10

/** When a condition on time that holds now no longer does; nothing where that is never, or not known. */
const endOf = (during: During, { now, zones }: Question): number | undefined =>
  during.from !== undefined && during.from > now
    ? undefined
    : doNotDisturbEnds({ ...during, on: isWithinSpan(during, now) }, now, zones)

const clausesOf = ({ rule, line }: ConsideredRule, isHolding: boolean, clock: WallClock): string => {
  const times = duringWords(rule.when?.during ?? {}, clock)
  return listWords(
    line.conditions
      .filter(({ holds }) => (holds === 'true') === isHolding)
      .map((trace) => conditionWords(trace, times)),
  )
}

/** The rule that decides: what it asks for, why it applies, and for how long. */
const decidingWords = (considered: ConsideredRule, question: Question, clock: WallClock): readonly string[] => {
  const { id, when, then } = considered.rule
  const clauses = clausesOf(considered, true, clock)
  const during = when?.during
  const end = during === undefined ? undefined : endOf(during, question)
  return [
    `Your rule ${quoted(id)} asks ${handlingWords(then)}. ${
      clauses === '' ? 'It is for every message.' : `It applies, since ${clauses}.`
    }`,
    ...(end === undefined ? [] : [`It applies until ${momentWords(end, clock)}.`]),
  ]
}

const fallbackWords = (from: FallbackConsidered['from'], handling: Handling): string => {
  switch (from) {
    case 'otherwise':
      return `None of your rules applies, and for that case your preferences ask ${handlingWords(handling)}.`
    case 'policy':
      return `Your preferences do not say what to do with it, and for that case your provider's rule is ${handlingWords(handling)}.`
    case 'exemption':
      return 'Your preferences are not asked about such messages.'
  }
}

const setAsideWords = (considered: ConsideredRule, clock: WallClock): string => {
  const { rule, line } = considered
  const name = `Your rule ${quoted(rule.id)}`
  return line.applies === 'true'
    ? `${name} applies as well, but what the deciding rule asks for comes first.`
    : `${name} ${line.applies === 'false' ? 'does not apply' : 'cannot be used'}: ${clausesOf(considered, false, clock)}.`
}

/** Why the preferences ask for what they ask for: the rule that decides, or what stands in for it. */
export const reasonWords = (
  rules: readonly ConsideredRule[],
  fallback: FallbackConsidered,
  handling: Handling,
  question: Question,
  clock: WallClock,
): readonly string[] => {
  const deciding = rules.find(({ line }) => line.decides)
  return deciding === undefined ? [fallbackWords(fallback.from, handling)] : decidingWords(deciding, question, clock)
}

/** The rules that were passed over on the way to the one that decides, and why. */
export const passedOverWords = (
  rules: readonly ConsideredRule[],
  question: Question,
  clock: WallClock,
): readonly string[] => {
  const place = rules.findIndex(({ line }) => line.decides)
  const isEveryRuleAsked = place < 0 || question.policy.interpretations?.['AMB-01'] === 'outcomeOrder'
  const others = (isEveryRuleAsked ? rules : rules.slice(0, place)).filter(({ line }) => !line.decides)
  const more = others.length - rulesNamed
  return [
    ...others.slice(0, rulesNamed).map((considered) => setAsideWords(considered, clock)),
    ...(more > 0 ? [`The same goes for ${more} more of your rules.`] : []),
  ]
}
