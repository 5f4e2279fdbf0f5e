import { assign } from './assign.js'
import type { Findings } from './Findings.js'
import { asExpected, notAsExpected, oneOf } from './Findings.js'
import type { Json, JsonObject } from './Json.js'
import { isJsonObject } from './Json.js'
import type { Comparison, Mismatch } from './mismatchesOf.js'
import { isForbidden, isLike, mismatchesOf, mismatchesOfList } from './mismatchesOf.js'
import type { ActionsExpectation } from './Vector.js'

/** How the actions of a step are compared. */
export interface ActionsComparison extends Comparison {
  /** Where the actions stand. */
  readonly path: string
  readonly ordered: boolean
}

const tagOf = (value: Json): Json | undefined => (isJsonObject(value) ? value['_tag'] : undefined)

/** Remarks, which an implementation may make or not. */
const remarks: readonly (Json | undefined)[] = ['WakeAt', 'Ignored']

const mismatchesInOrder = (
  patterns: readonly Json[],
  actions: readonly Json[],
  comparison: ActionsComparison,
): readonly Mismatch[] =>
  patterns.length === actions.length
    ? patterns.flatMap((pattern, at) => mismatchesOf(pattern, actions[at], `${comparison.path}/${at}`, comparison))
    : [{ path: comparison.path, expected: patterns, came: actions }]

const checkAll = (
  patterns: readonly Json[],
  actions: readonly JsonObject[],
  comparison: ActionsComparison,
): readonly Mismatch[] => {
  const written = new Set(patterns.map(tagOf))
  const counted = actions.filter(({ _tag }) => !remarks.includes(_tag) || written.has(_tag))
  return comparison.ordered
    ? mismatchesInOrder(patterns, counted, comparison)
    : mismatchesOfList(patterns, counted, comparison.path, comparison)
}

const checkSome = (
  includes: readonly Json[],
  excludes: readonly Json[],
  actions: readonly JsonObject[],
  comparison: ActionsComparison,
): readonly Mismatch[] => {
  const { path } = comparison
  const missing = assign(includes, actions, (pattern, action) => isLike(pattern, action, comparison)).patterns
  const unwanted = excludes.filter((pattern) => actions.some((action) => isForbidden(pattern, action, comparison)))
  return [
    ...missing.map((pattern): Mismatch => ({ path, expected: { includes: [pattern] }, came: actions })),
    ...unwanted.map((pattern): Mismatch => ({ path, expected: { excludes: [pattern] }, came: actions })),
  ]
}

/** Compares the actions of a step with what they have to be. */
export const checkActions = (
  expected: ActionsExpectation,
  actions: readonly JsonObject[],
  comparison: ActionsComparison,
): Findings => {
  if ('oneOf' in expected) {
    return oneOf(expected.oneOf, comparison.path, actions, (way) => checkActions(way, actions, comparison))
  }
  if ('actions' in expected) {
    return notAsExpected(...checkAll(expected.actions, actions, comparison))
  }
  const { includes = [], excludes = [] } = expected
  return includes.length + excludes.length === 0
    ? asExpected
    : notAsExpected(...checkSome(includes, excludes, actions, comparison))
}
