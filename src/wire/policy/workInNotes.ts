import type { OriginatorCondition } from '../../model/Conditions.js'
import type { PreferenceRule } from '../../model/UserPreferences.js'
import { omaPolicyNamespace } from './policyNamespaces.js'
import type { RuleNotes } from './RuleNotes.js'
import { noNotes } from './RuleNotes.js'

/** Everybody whom no rule names: all but the named, or nobody where some rule names everybody. */
const othersThan = (named: readonly OriginatorCondition[]): OriginatorCondition => {
  if (named.some(({ one, domains }) => one === undefined && domains === undefined)) {
    return { one: [] }
  }
  const except = named.flatMap(({ one = [], domains = [] }) => [...one, ...domains])
  return except.length === 0 ? {} : { except }
}

const undecided = {
  name: `{${omaPolicyNamespace}}other-identity`,
  value: '"some rule names people by a list elsewhere"',
}

const aboutOthers = (rule: PreferenceRule, others: OriginatorCondition | undefined): PreferenceRule => ({
  ...rule,
  when:
    others === undefined
      ? { ...rule.when, unknownConditions: [...(rule.when?.unknownConditions ?? []), undecided] }
      : { ...rule.when, originator: others },
})

/** A rule for each of its spans, since a rule has one; the further ones are numbered: `night`, `night~2`, `night~3`. */
const withFurtherSpans = (rule: PreferenceRule, notes: RuleNotes, ids: Set<string>): readonly PreferenceRule[] => {
  let number = 1
  const further = notes.furtherSpans.map((during) => {
    do {
      number += 1
    } while (ids.has(`${rule.id}~${number}`))
    return { ...rule, id: `${rule.id}~${number}`, when: { ...rule.when, during } }
  })
  for (const { id } of further) {
    ids.add(id)
  }
  return [rule, ...further]
}

/** The rules with what their JSON form has no place for. */
export const workInNotes = (
  notes: readonly RuleNotes[],
  rules: readonly PreferenceRule[] = [],
): readonly PreferenceRule[] => {
  const noted = rules.map((rule, index) => ({ rule, note: notes[index] ?? noNotes }))
  const named = noted.flatMap(({ rule, note }) => (note.otherIdentity ? [] : (rule.when?.originator ?? [])))
  const others = noted.some(({ note }) => note.namesUnknown) ? undefined : othersThan(named)
  const ids = new Set(rules.map((rule) => rule.id))
  return noted.flatMap(({ rule, note }) =>
    withFurtherSpans(note.otherIdentity ? aboutOthers(rule, others) : rule, note, ids),
  )
}
