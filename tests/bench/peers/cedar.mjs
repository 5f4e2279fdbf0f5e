// Cedar in WebAssembly: a policy set a person, parsed beforehand. Cedar has no order: all policies that hold come back, and the first counts.
import { concluded } from '../decisions/byHand.js'
import { deciding } from '../decisions/contestant.js'
import { factsOf, isExempt, stretchesOf, zoneOf } from '../decisions/facts.js'

const text = JSON.stringify

const policyOf = ({ when }) => {
  const { originator, undisclosed, kinds, contentTypes, largerThan, smallerThan } = when
  const range = contentTypes?.[0]
  const conditions = [
    originator === undefined ? [] : ['!context.hidden'],
    originator?.domains === undefined ? [] : [`context.domain == ${text(originator.domains[0])}`],
    originator?.except === undefined ? [] : [`principal != Sender::${text(originator.except[0].canonical)}`],
    undisclosed === undefined ? [] : [`context.hidden == ${undisclosed}`],
    kinds === undefined ? [] : [`context.kind == ${text(kinds[0])}`],
    range === undefined ? [] : [`context.${range.endsWith('/*') ? 'range' : 'type'} == ${text(range)}`],
    largerThan === undefined ? [] : [`context.size > ${largerThan}`],
    smallerThan === undefined ? [] : [`context.size < ${smallerThan}`],
    when.subjectContains === undefined ? [] : [`context.subject like ${text(`*${when.subjectContains[0]}*`)}`],
    when.sphere === undefined ? [] : [`context.sphere == ${text(when.sphere[0])}`],
    when.registered === undefined ? [] : [`context.registered == ${when.registered}`],
    when.during === undefined
      ? []
      : [
          `(${stretchesOf(when)
            .map(({ days, from, to }) => {
              const set = [0, 1, 2, 3, 4, 5, 6].filter((day) => ((days >> day) & 1) === 1)
              return `([${set.join(',')}].contains(context.day) && context.time >= ${from} && context.time < ${to})`
            })
            .join(' || ')})`,
        ],
  ].flat()
  const head = originator?.one === undefined ? 'principal' : `principal == Sender::${text(originator.one[0].canonical)}`
  return `permit(${head}, action, resource)${conditions.length === 0 ? '' : ` when { ${conditions.join(' && ')} }`};`
}

export const contestant = async () => {
  const { preparsePolicySet, statefulIsAuthorized } = await import(['@cedar-policy', 'cedar-wasm', 'nodejs'].join('/'))
  return deciding((people) => {
    const known = []
    for (const person of people) {
      const id = `person${known.length}`
      const staticPolicies = Object.fromEntries(
        person.preferences.rules.map((rule, place) => [`p${place}`, policyOf(rule)]),
      )
      const answer = preparsePolicySet(id, { staticPolicies })
      if (answer.type !== 'success') {
        throw new Error(JSON.stringify(answer).slice(0, 500))
      }
      known.push({ id, person, zone: zoneOf(person) })
    }
    return ({ to, message, now }) => {
      const { id, person, zone } = known[to]
      if (isExempt(message)) {
        return concluded(message, person, now, undefined)
      }
      const facts = factsOf(message, person, now, zone)
      const answer = statefulIsAuthorized({
        principal: { type: 'Sender', id: facts.address },
        action: { type: 'Action', id: 'route' },
        resource: { type: 'Recipient', id: 'r' },
        context: {
          domain: facts.domain,
          hidden: facts.undisclosed,
          kind: facts.kind,
          type: facts.mediaType,
          range: facts.mediaRange,
          size: facts.size,
          subject: facts.subject,
          sphere: facts.sphere,
          registered: facts.registered,
          day: Math.floor(facts.minute / 1440),
          time: facts.minute % 1440,
        },
        entities: [],
        preparsedPolicySetId: id,
      })
      if (answer.type !== 'success') {
        throw new Error(JSON.stringify(answer).slice(0, 500))
      }
      const places = answer.response.diagnostics.reason.map((policy) => Number(policy.slice(1)))
      return concluded(message, person, now, person.preferences.rules[Math.min(...places)])
    }
  })
}
