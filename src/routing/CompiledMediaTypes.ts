import type { PreferenceRule } from '../model/UserPreferences.js'
import { bareMediaType } from './matchesMediaRange.js'

/**
 * The media types that the rules of a document tell apart, as numbers: each type that is named, the rest of each range that is named, and
 * all others. Two types with one number are the same to every rule.
 *
 * ```
 * text/plain, text/*  ─►  text/plain 0 │ other text 1 │ all others 2 │ no media type 3
 * ```
 */
export interface CompiledMediaTypes {
  /** A named type or range, and its number. */
  readonly byName: ReadonlyMap<string, number>
  /** How many numbers there are, with those of all others and of no media type, which are the last two. */
  readonly count: number
}

/** With more of them the bits of a rule would not fit into one word. */
const mostNames = 22

const isOneRange = (name: string): boolean => name.indexOf('/') >= 0 && name.indexOf('/') === name.lastIndexOf('/')

const rangeOf = (name: string): string => `${name.slice(0, name.indexOf('/') + 1)}*`

/** The media types that rules tell apart; undefined where they are too many, or where one is none. */
export const compileMediaTypes = (rules: readonly PreferenceRule[]): CompiledMediaTypes | undefined => {
  const byName = new Map<string, number>()
  for (const rule of rules) {
    for (const range of rule.when?.contentTypes ?? []) {
      const name = bareMediaType(range)
      if (!isOneRange(name) || byName.size > mostNames) {
        return undefined
      }
      if (name !== '*/*' && !byName.has(name)) {
        byName.set(name, byName.size)
      }
    }
  }
  return { byName, count: byName.size + 2 }
}

/** The number of a media type. */
export const mediaTypeNumber = ({ byName, count }: CompiledMediaTypes, contentType: string | undefined): number => {
  if (contentType === undefined || byName.size === 0) {
    return contentType === undefined ? count - 1 : count - 2
  }
  // Nearly every media type is written as it is named.
  const known = byName.get(contentType)
  if (known !== undefined) {
    return known
  }
  const name = bareMediaType(contentType)
  return byName.get(name) ?? (name.includes('/') ? byName.get(rangeOf(name)) : undefined) ?? count - 2
}

/** One bit for each number that lies in none of the ranges. */
export const refusedMediaTypes = ({ byName, count }: CompiledMediaTypes, ranges: readonly string[]): number => {
  const wanted = new Set(ranges.map(bareMediaType))
  const isAny = wanted.has('*/*')
  let refused = (1 << count) - 1
  for (const [name, number] of byName) {
    if (isAny || wanted.has(name) || wanted.has(rangeOf(name))) {
      refused &= ~(1 << number)
    }
  }
  return isAny ? refused & ~(1 << (count - 2)) : refused
}
