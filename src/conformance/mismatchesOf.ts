import { assign } from './assign.js'
import { isSameInstant } from './isSameInstant.js'
import type { Json, JsonObject } from './Json.js'
import { isJsonList, isJsonObject, memberOf } from './Json.js'

/** Where a value is not as expected; `came` is absent where nothing came. */
export interface Mismatch {
  /** A JSON Pointer (RFC 6901) into what was answered. */
  readonly path: string
  readonly expected: Json
  readonly came?: Json
}

/** What is compared. */
export interface Comparison {
  /** Whether `determinedBy` is. */
  readonly reasons: boolean
}

const mismatch = (path: string, expected: Json, came: Json | undefined): Mismatch =>
  came === undefined ? { path, expected } : { path, expected, came }

const below = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Ids of actions are made by every implementation in its own way. */
const isCompared = (name: string, { reasons }: Comparison): boolean =>
  name !== 'actionId' && (reasons || name !== 'determinedBy')

/** Whether a pattern asks for what is not compared: it can then not be said that something must not be like it. */
const isUndecidable = (pattern: Json, comparison: Comparison): boolean =>
  isJsonList(pattern)
    ? pattern.some((entry) => isUndecidable(entry, comparison))
    : isJsonObject(pattern) &&
      Object.entries(pattern).some(
        ([name, member]) => !isCompared(name, comparison) || isUndecidable(member, comparison),
      )

/** Whether a value is like a pattern. */
export const isLike = (pattern: Json, value: Json | undefined, comparison: Comparison): boolean =>
  mismatchesOf(pattern, value, '', comparison).length === 0

/** Whether a value is what a pattern forbids. */
export const isForbidden = (pattern: Json, value: Json, comparison: Comparison): boolean =>
  !isUndecidable(pattern, comparison) && isLike(pattern, value, comparison)

const contained = (patterns: Json, value: Json | undefined, comparison: Comparison): boolean =>
  isJsonList(patterns) &&
  isJsonList(value) &&
  assign(patterns, value, (pattern, entry) => isLike(pattern, entry, comparison)).patterns.length === 0

type Operator = (operand: Json, value: Json | undefined, comparison: Comparison) => boolean

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$absent', (_, value) => value === undefined],
  ['$present', (_, value) => value !== undefined],
  ['$contains', contained],
  [
    '$lacks',
    (pattern, value, comparison) =>
      isJsonList(value) && !value.some((entry) => isForbidden(pattern, entry, comparison)),
  ],
])

const operatorsIn = (pattern: JsonObject): readonly (readonly [string, Json])[] =>
  Object.entries(pattern).filter(([name]) => operators.has(name))

const mismatchesOfObject = (
  pattern: JsonObject,
  value: Json | undefined,
  path: string,
  comparison: Comparison,
): readonly Mismatch[] => {
  const asked = operatorsIn(pattern)
  if (asked.length > 0) {
    return asked.every(([name, operand]) => operators.get(name)?.(operand, value, comparison) === true)
      ? []
      : [mismatch(path, pattern, value)]
  }
  return isJsonObject(value)
    ? Object.entries(pattern)
        .filter(([name]) => isCompared(name, comparison))
        .flatMap(([name, member]) => mismatchesOf(member, memberOf(value, name), below(path, name), comparison))
    : [mismatch(path, pattern, value)]
}

/**
 * The entries of two lists that have no counterpart; where one is left on either side, what tells those two apart.
 */
export const mismatchesOfList = (
  patterns: readonly Json[],
  values: readonly Json[],
  path: string,
  comparison: Comparison,
): readonly Mismatch[] => {
  const left = assign(patterns, values, (pattern, value) => isLike(pattern, value, comparison))
  const [pattern, ...morePatterns] = left.patterns
  const [value, ...moreValues] = left.values
  if (pattern === undefined && value === undefined) {
    return []
  }
  return pattern === undefined || value === undefined || morePatterns.length + moreValues.length > 0
    ? [mismatch(path, patterns, values)]
    : mismatchesOf(pattern, value, below(path, values.indexOf(value)), comparison)
}

/**
 * Where a value is not like a pattern; empty if it is.
 *
 * An object is like a pattern if each member that is written there is, a list if it has as many entries and each is like one of its own, in any
 * order. Texts that name the same instant are equal. It never throws.
 *
 * @param pattern what is expected
 * @param value what came
 * @param path where both stand
 * @param comparison what is compared
 */
export const mismatchesOf = (
  pattern: Json,
  value: Json | undefined,
  path: string,
  comparison: Comparison,
): readonly Mismatch[] => {
  if (isJsonObject(pattern)) {
    return mismatchesOfObject(pattern, value, path, comparison)
  }
  if (isJsonList(pattern)) {
    return isJsonList(value) ? mismatchesOfList(pattern, value, path, comparison) : [mismatch(path, pattern, value)]
  }
  return pattern === value || isSameInstant(pattern, value) ? [] : [mismatch(path, pattern, value)]
}
