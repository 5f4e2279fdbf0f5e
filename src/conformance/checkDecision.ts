import type { Findings } from './Findings.js'
import { asExpected, join, notAsExpected, oneOf } from './Findings.js'
import type { Json } from './Json.js'
import type { Comparison } from './mismatchesOf.js'
import { isForbidden, mismatchesOf } from './mismatchesOf.js'
import type { DecisionExpectation } from './Vector.js'

const path = '/decision'

/** Compares a decision with what it has to be. */
export const checkDecision = (expected: DecisionExpectation, came: Json, comparison: Comparison): Findings => {
  if ('decision' in expected) {
    return notAsExpected(...mismatchesOf(expected.decision, came, path, comparison))
  }
  if ('not' in expected) {
    return isForbidden(expected.not, came, comparison) ? notAsExpected({ path, expected, came }) : asExpected
  }
  return 'oneOf' in expected
    ? oneOf(expected.oneOf, path, came, (way) => checkDecision(way, came, comparison))
    : expected.all.map((part) => checkDecision(part, came, comparison)).reduce(join, asExpected)
}
