import type { PreferenceRule, UserPreferences } from '../model/UserPreferences.js'
import type { CompiledMediaTypes } from './CompiledMediaTypes.js'
import { compileMediaTypes } from './CompiledMediaTypes.js'
import type { CompiledRule } from './CompiledRule.js'
import { compileRule, coversMediaType } from './CompiledRule.js'
import type { CompiledRules } from './CompiledRules.js'
import { compileRules } from './CompiledRules.js'
import { compileDoNotDisturb } from './doNotDisturb.js'
import type { Prepared } from './Question.js'

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
export interface CompiledPreferences extends Prepared {
  readonly preferences: UserPreferences
  readonly byAddress: ReadonlyMap<string, readonly CompiledRule[]>
  readonly byDomain: ReadonlyMap<string, readonly CompiledRule[]>
  /** The media types that the rules tell apart; undefined where each rule looks for itself. */
  readonly mediaTypes: CompiledMediaTypes | undefined
  /** The rules that ask for neither address nor host, by the number of the media type; undefined where there is none. */
  readonly disclosed: readonly (CompiledRules | undefined)[]
  readonly undisclosed: readonly (CompiledRules | undefined)[]
}

/** So few rules are looked through faster than they are sorted, and take less memory. */
const fewRules = 4

const add = (lists: Map<string, CompiledRule[]>, key: string, rule: CompiledRule): void => {
  const list = lists.get(key)
  if (list === undefined) {
    lists.set(key, [rule])
  } else if (list.at(-1) !== rule) {
    list.push(rule)
  }
}

/** The rules for each media type; one list serves all where that saves more than it costs. */
const byMediaType = (
  rules: readonly CompiledRule[],
  mediaTypes: CompiledMediaTypes | undefined,
): readonly (CompiledRules | undefined)[] => {
  const all = compileRules(rules)
  const lists: (CompiledRules | undefined)[] = []
  for (let mediaType = 0; mediaType < (mediaTypes?.count ?? 1); mediaType += 1) {
    lists.push(rules.length <= fewRules ? all : compileRules(rules.filter((rule) => coversMediaType(rule, mediaType))))
  }
  return lists
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
  const rules = preferences.rules ?? []
  const mediaTypes = compileMediaTypes(rules)
  for (const [position, rule] of rules.entries()) {
    if (canApply(rule)) {
      const compiled = compileRule(rule, position, mediaTypes)
      const originator = rule.when?.originator
      if (originator === undefined && rule.when?.undisclosed !== false) {
        undisclosed.push(compiled)
      }
      if (originator?.one === undefined && originator?.domains === undefined && rule.when?.undisclosed !== true) {
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
    devices: new Map(Object.entries(preferences.devices ?? {})),
    silence: compileDoNotDisturb(preferences.doNotDisturb ?? {}),
    byAddress,
    byDomain,
    mediaTypes,
    disclosed: byMediaType(disclosed, mediaTypes),
    undisclosed: byMediaType(undisclosed, mediaTypes),
  }
}
