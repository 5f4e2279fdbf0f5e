import type { CompiledRule, MessageFacts } from './CompiledRule.js'
import { compiledRuleApplies } from './CompiledRule.js'
import type { Question } from './Question.js'

/**
 * Rules in the order of the document, with the numbers by which nearly all are ruled out side by side in one list, so that the rules
 * themselves need not be fetched from memory.
 *
 * ```
 * filter   [ place, refused bits, larger than, smaller than,   place, refused bits, … ]
 * rules    [ rule,                                             rule,                … ]
 * ```
 */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[]
  readonly filter: readonly number[]
}

const width = 4

/** Rules in the order of the document, made ready for looking through. */
export const compileRules = (rules: readonly CompiledRule[]): CompiledRules => {
  const filter: number[] = []
  for (const { position, refused, largerThan, smallerThan } of rules) {
    filter.push(position, refused, largerThan, smallerThan)
  }
  return { rules, filter }
}

/** The first of the rules about an originator that applies and comes before one that was found elsewhere; else that one. */
export const firstNaming = (
  rules: readonly CompiledRule[],
  best: CompiledRule | undefined,
  facts: MessageFacts,
  question: Question,
): CompiledRule | undefined => {
  const end = best === undefined ? Infinity : best.position
  for (const rule of rules) {
    if (rule.position > end) {
      return best
    }
    if (compiledRuleApplies(rule, facts, question)) {
      return rule
    }
  }
  return best
}

/** The first of the rules about nobody in particular that applies and comes before one that was found elsewhere; else that one. */
export const firstGeneric = (
  { rules, filter }: CompiledRules,
  best: CompiledRule | undefined,
  facts: MessageFacts,
  question: Question,
): CompiledRule | undefined => {
  const { size } = question.message
  const end = best === undefined ? Infinity : best.position
  for (let index = 0, at = 0; index < rules.length; index += 1, at += width) {
    // INVARIANT: the filter has four numbers for each rule, so none of these is undefined.
    if ((filter[at] ?? 0) > end) {
      return best
    }
    if (((filter[at + 1] ?? 0) & facts.bits) === 0 && size > (filter[at + 2] ?? 0) && size < (filter[at + 3] ?? 0)) {
      const rule = rules[index]
      if (rule !== undefined && compiledRuleApplies(rule, facts, question)) {
        return rule
      }
    }
  }
  return best
}

/** The applying rule whose outcome the standard lists first, and of those the first in the document (AMB-01, alternative). */
export const firstByOutcome = (
  rules: readonly CompiledRule[],
  best: CompiledRule | undefined,
  facts: MessageFacts,
  question: Question,
): CompiledRule | undefined => {
  let found = best
  for (const rule of rules) {
    const isBefore =
      found === undefined ||
      rule.outcome < found.outcome ||
      (rule.outcome === found.outcome && rule.position < found.position)
    if (isBefore && compiledRuleApplies(rule, facts, question)) {
      found = rule
    }
  }
  return found
}
