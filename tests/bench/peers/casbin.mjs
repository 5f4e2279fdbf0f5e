// casbin: one enforcer a person, the effect "priority", which is the first match, asked without promises.
import { concluded } from '../decisions/byHand.js'
import { deciding } from '../decisions/contestant.js'
import { factsOf, isExempt, isIn, stretchesOf, zoneOf } from '../decisions/facts.js'

const model = `
[request_definition]
r = address, domain, hidden, kind, type, range, size, subject, sphere, registered, minute

[policy_definition]
p = place, address, domain, except, hidden, kind, type, range, larger, smaller, word, sphere, registered, window, eft

[policy_effect]
e = priority(p.eft) || deny

[matchers]
m = (p.address == "*" || p.address == r.address) && (p.domain == "*" || p.domain == r.domain) && p.except != r.address && (p.hidden == "*" || p.hidden == r.hidden) && (p.kind == "*" || p.kind == r.kind) && (p.type == "*" || p.type == r.type) && (p.range == "*" || p.range == r.range) && (p.sphere == "*" || p.sphere == r.sphere) && (p.registered == "*" || p.registered == r.registered) && r.size > p.larger && r.size < p.smaller && (p.word == "*" || contains(r.subject, p.word)) && (p.window == "*" || during(p.window, r.minute))
`

const lineOf = ({ when }, place) => {
  const range = when.contentTypes?.[0]
  const isRange = range?.endsWith('/*') === true
  const hidden = when.undisclosed ?? (when.originator === undefined ? undefined : false)
  return [
    'p',
    place,
    when.originator?.one?.[0].canonical ?? '*',
    when.originator?.domains?.[0] ?? '*',
    when.originator?.except?.[0].canonical ?? '-',
    hidden === undefined ? '*' : String(hidden),
    when.kinds?.[0] ?? '*',
    range !== undefined && !isRange ? range : '*',
    isRange ? range.slice(0, -2) : '*',
    when.largerThan ?? -1,
    when.smallerThan ?? 1e15,
    when.subjectContains?.[0] ?? '*',
    when.sphere?.[0] ?? '*',
    when.registered === undefined ? '*' : String(when.registered),
    when.during === undefined ? '*' : `w${place}`,
    'allow',
  ].join(', ')
}

export const contestant = async () => {
  const { newEnforcer, newModelFromString, StringAdapter } = await import(['casbin'].join(''))
  return deciding(async (people) => {
    const known = []
    for (const person of people) {
      const { rules } = person.preferences
      const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(rules.map(lineOf).join('\n')))
      const windows = new Map(rules.map(({ when }, place) => [`w${place}`, stretchesOf(when)]))
      await enforcer.addFunction('contains', (text, part) => text.includes(part))
      await enforcer.addFunction('during', (window, minute) => isIn(windows.get(window), minute))
      known.push({ enforcer, person, zone: zoneOf(person) })
    }
    return ({ to, message, now }) => {
      const { enforcer, person, zone } = known[to]
      if (isExempt(message)) {
        return concluded(message, person, now, undefined)
      }
      const facts = factsOf(message, person, now, zone)
      const [applies, line] = enforcer.enforceExSync(
        facts.address,
        facts.domain,
        String(facts.undisclosed),
        facts.kind,
        facts.mediaType,
        facts.mediaRange.slice(0, -2),
        facts.size,
        facts.subject,
        facts.sphere,
        String(facts.registered),
        facts.minute,
      )
      return concluded(message, person, now, applies ? person.preferences.rules[Number(line[0])] : undefined)
    }
  })
}
