import type { PreferenceRule, UserPreferences } from '../model/UserPreferences.js'
import type { CompiledRule } from './CompiledRule.js'
import { compileRule } from './CompiledRule.js'

/** Rules that do not ask for an address or a domain, by the media type they ask for. */
export interface GenericRules {
  /** For a message with none of the listed media types. */
  readonly otherwise: readonly CompiledRule[]
  /** For a message with a media type that some rule asks for. */
  readonly byMediaType: ReadonlyMap<string, readonly CompiledRule[]>
}

/**
 * Preferences made ready for many decisions: the rules that can concern a message are found by its originator, not by reading all.
 *
 * ```
 * originator's address ─► rules that name it        ┐
 * originator's host    ─► rules that name it        ├─► the first in the document that applies
 * media type           ─► rules that name neither   ┘
 * ```
 *
 * Opaque: made by {@link compile}, read by `routeCompiled`, not to be stored.
 */
export interface CompiledPreferences {
  readonly preferences: UserPreferences
  readonly byAddress: ReadonlyMap<string, readonly CompiledRule[]>
  readonly byDomain: ReadonlyMap<string, readonly CompiledRule[]>
  readonly disclosed: GenericRules
  readonly undisclosed: GenericRules
}

/** With more media types than this a list for each would cost more than it saves. */
const mostMediaTypes = 32

const add = (lists: Map<string, CompiledRule[]>, key: string, rule: CompiledRule): void => {
  const list = lists.get(key)
  if (list === undefined) {
    lists.set(key, [rule])
  } else if (list.at(-1) !== rule) {
    list.push(rule)
  }
}

const coversMediaType = (rule: CompiledRule, mediaType: string): boolean =>
  rule.mediaRanges === undefined ||
  rule.mediaRanges.has(mediaType) ||
  rule.mediaRanges.has(`${mediaType.slice(0, mediaType.indexOf('/') + 1)}*`) ||
  rule.mediaRanges.has('*/*')

const isExact = (range: string): boolean => !range.endsWith('/*')

const genericRules = (rules: readonly CompiledRule[]): GenericRules => {
  const mediaTypes = new Set(rules.flatMap((rule) => [...(rule.mediaRanges ?? [])].filter(isExact)))
  if (mediaTypes.size > mostMediaTypes) {
    return { otherwise: rules, byMediaType: new Map() }
  }
  return {
    otherwise: rules.filter((rule) => rule.mediaRanges === undefined || ![...rule.mediaRanges].every(isExact)),
    byMediaType: new Map(
      [...mediaTypes].map((mediaType) => [mediaType, rules.filter((rule) => coversMediaType(rule, mediaType))]),
    ),
  }
}

const canApply = (rule: PreferenceRule): boolean => (rule.when?.unknownConditions ?? []).length === 0

/**
 * Makes preferences ready for many decisions.
 *
 * Takes time and memory in proportion to the document; the answers of `routeCompiled` are those of `route`.
 *
 * @spec AMB-01 AMB-03
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { compile, cpmAddress, routeCompiled } from 'cpm-routing'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (owner !== undefined) {
 *   const compiled = compile({ owner, otherwise: { action: 'store' } })
 *   const now = Date.parse('2026-02-03T10:00:00Z')
 *   const message = { entryId: 'e-1', kind: 'pager' as const, originator: { address: owner }, recipient: owner, receivedAt: now, size: 5 }
 *   console.log(routeCompiled(compiled, { message, recipient: {}, now })._tag)
 * }
 * // => Store
 * ```
 */
export const compile = (preferences: UserPreferences): CompiledPreferences => {
  const byAddress = new Map<string, CompiledRule[]>()
  const byDomain = new Map<string, CompiledRule[]>()
  const disclosed: CompiledRule[] = []
  const undisclosed: CompiledRule[] = []
  for (const [position, rule] of (preferences.rules ?? []).entries()) {
    if (canApply(rule)) {
      const compiled = compileRule(rule, position)
      const originator = rule.when?.originator
      if (originator === undefined) {
        undisclosed.push(compiled)
      }
      if (originator?.one === undefined && originator?.domains === undefined) {
        disclosed.push(compiled)
      }
      for (const address of originator?.one ?? []) {
        add(byAddress, address.canonical, compiled)
      }
      for (const domain of originator?.domains ?? []) {
        add(byDomain, domain.toLowerCase(), compiled)
      }
    }
  }
  return {
    preferences,
    byAddress,
    byDomain,
    disclosed: genericRules(disclosed),
    undisclosed: genericRules(undisclosed),
  }
}
