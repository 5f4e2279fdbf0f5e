import type { CompiledRule, MessageFacts } from './CompiledRule.js'
import { compiledRuleApplies } from './CompiledRule.js'
import type { Question } from './Question.js'

/**
 * Rules in the order of the document, with the numbers by which nearly all are ruled out side by side in one list, so that the rules
 * themselves need not be fetched from memory; and what all of them ask for, so that mostly not even the list is.
 *
 * ```
 *            of all rules together                         of the first rule
 * filter   [ 0, refused bits, larger than, smaller than,   place, refused bits, larger than, smaller than,   … ]
 * rules    [                                               rule,                                             … ]
 * ```
 */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[]
  readonly filter: readonly number[]
}

const width = 4

/** Rules in the order of the document, made ready for looking through; undefined where there is none. */
export const compileRules = (rules: readonly CompiledRule[]): CompiledRules | undefined => {
  if (rules.length === 0) {
    return undefined
  }
  const ofRules: number[] = []
  let refusedByAll = -1
  let least = Infinity
  let most = -Infinity
  for (const { position, refused, largerThan = -Infinity, smallerThan = Infinity } of rules) {
    ofRules.push(position, refused, largerThan, smallerThan)
    refusedByAll &= refused
    least = Math.min(least, largerThan)
    most = Math.max(most, smallerThan)
  }
  // Lists that grew have room to grow on; copies have not.
  return { rules: rules.slice(), filter: [0, refusedByAll, least, most].concat(ofRules) }
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
  for (let at = 0; at < filter.length; at += width) {
    const position = filter[at]
    const refused = filter[at + 1]
    const largerThan = filter[at + 2]
    const smallerThan = filter[at + 3]
    // INVARIANT: the filter has four numbers for each rule, so none of these is undefined.
    if (
      position === undefined ||
      refused === undefined ||
      largerThan === undefined ||
      smallerThan === undefined ||
      position > end
    ) {
      return best
    }
    const isPossible = (refused & facts.bits) === 0 && size > largerThan && size < smallerThan
    // The numbers of all rules together come first.
    if (at === 0) {
      if (!isPossible) {
        return best
      }
    } else if (isPossible) {
      const rule = rules[at / width - 1]
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
