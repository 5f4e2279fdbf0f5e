// json-rules-engine: one engine a person; the rule that comes first has the highest priority, and the first success stops it.
import { concluded } from '../decisions/byHand.js'
import { deciding } from '../decisions/contestant.js'
import { factsOf, isExempt, isIn, stretchesOf, zoneOf } from '../decisions/facts.js'

const conditionsOf = (when) => {
  const all = []
  const add = (fact, operator, value) => all.push({ fact, operator, value })
  if (when.originator !== undefined) {
    add('undisclosed', 'equal', false)
  }
  if (when.originator?.one !== undefined) {
    add('address', 'equal', when.originator.one[0].canonical)
  }
  if (when.originator?.domains !== undefined) {
    add('domain', 'equal', when.originator.domains[0])
  }
  if (when.originator?.except !== undefined) {
    add('address', 'notEqual', when.originator.except[0].canonical)
  }
  if (when.undisclosed !== undefined) {
    add('undisclosed', 'equal', when.undisclosed)
  }
  if (when.kinds !== undefined) {
    add('kind', 'in', when.kinds)
  }
  if (when.contentTypes !== undefined) {
    const [range] = when.contentTypes
    add(range.endsWith('/*') ? 'mediaRange' : 'mediaType', 'equal', range)
  }
  if (when.largerThan !== undefined) {
    add('size', 'greaterThan', when.largerThan)
  }
  if (when.smallerThan !== undefined) {
    add('size', 'lessThan', when.smallerThan)
  }
  if (when.subjectContains !== undefined) {
    add('subject', 'containsText', when.subjectContains[0])
  }
  if (when.sphere !== undefined) {
    add('sphere', 'in', when.sphere)
  }
  if (when.registered !== undefined) {
    add('registered', 'equal', when.registered)
  }
  if (when.during !== undefined) {
    add('minute', 'during', stretchesOf(when))
  }
  return { all }
}

export const contestant = async () => {
  const { Engine, Rule } = await import(['json-rules-engine'].join(''))
  return deciding((people) => {
    const known = []
    for (const person of people) {
      const engine = new Engine([], { allowUndefinedFacts: true })
      engine.addOperator('containsText', (text, part) => text.includes(part))
      engine.addOperator('during', (minute, stretches) => isIn(stretches, minute))
      const { rules } = person.preferences
      rules.forEach((rule, place) => {
        engine.addRule(
          new Rule({
            conditions: conditionsOf(rule.when),
            priority: rules.length - place,
            event: { type: 'applies', params: { place } },
          }),
        )
      })
      engine.on('success', () => engine.stop())
      known.push({ engine, person, zone: zoneOf(person) })
    }
    return async ({ to, message, now }) => {
      const { engine, person, zone } = known[to]
      if (isExempt(message)) {
        return concluded(message, person, now, undefined)
      }
      const { events } = await engine.run(factsOf(message, person, now, zone))
      return concluded(message, person, now, person.preferences.rules[events[0]?.params.place])
    }
  }, true)
}
