// Matrix push rules by matrix-js-sdk: override rules in order. They know neither sizes nor times, so this is for the plain work.
import { concluded } from '../decisions/byHand.js'
import { deciding } from '../decisions/contestant.js'
import { factsOf, isExempt } from '../decisions/facts.js'

const conditionsOf = (when) => {
  const is = (key, value) => ({ kind: 'event_property_is', key, value })
  const matches = (key, pattern) => ({ kind: 'event_match', key, pattern })
  const range = when.contentTypes?.[0]
  return [
    when.originator === undefined ? [] : [is('content.hidden', false)],
    when.originator?.one === undefined ? [] : [is('sender', when.originator.one[0].canonical)],
    when.originator?.domains === undefined ? [] : [is('content.domain', when.originator.domains[0])],
    when.undisclosed === undefined ? [] : [is('content.hidden', when.undisclosed)],
    when.kinds === undefined ? [] : [is('type', when.kinds[0])],
    range === undefined ? [] : [is(range.endsWith('/*') ? 'content.range' : 'content.mimetype', range)],
    when.subjectContains === undefined ? [] : [matches('content.subject', `*${when.subjectContains[0]}*`)],
    when.sphere === undefined ? [] : [is('content.sphere', when.sphere[0])],
    when.registered === undefined ? [] : [is('content.registered', when.registered)],
  ].flat()
}

export const contestant = async () => {
  const { default: log } = await import(['loglevel'].join(''))
  log.setLevel('silent')
  const { PushProcessor } = await import(['matrix-js-sdk', 'lib', 'pushprocessor.js'].join('/'))
  const client = { getSafeUserId: () => '@me:x', supportsIntentionalMentions: () => false, getRoom: () => null }
  const processor = new PushProcessor(client)
  return deciding((people) => {
    const known = []
    for (const person of people) {
      const override = person.preferences.rules.map((rule, place) => ({
        rule_id: String(place),
        enabled: true,
        default: false,
        conditions: conditionsOf(rule.when),
        actions: ['notify'],
      }))
      const rules = { global: { override, room: [], sender: [], underride: [] } }
      processor.updateCachedPushRuleKeys(rules)
      known.push({ rules, person })
    }
    return ({ to, message, now }) => {
      const { rules, person } = known[to]
      if (isExempt(message)) {
        return concluded(message, person, now, undefined)
      }
      const facts = factsOf(message, person, now, 'UTC')
      const event = {
        sender: facts.address,
        type: facts.kind,
        room_id: '!r',
        content: {
          domain: facts.domain,
          hidden: facts.undisclosed,
          mimetype: facts.mediaType,
          range: facts.mediaRange,
          subject: facts.subject,
          sphere: facts.sphere,
          registered: facts.registered,
        },
      }
      const asked = {
        event,
        getSender: () => event.sender,
        getType: () => event.type,
        getContent: () => event.content,
      }
      const { rule } = processor.pushActionsForEventAndRulesets(asked, rules)
      return concluded(message, person, now, rule && person.preferences.rules[Number(rule.rule_id)])
    }
  })
}
