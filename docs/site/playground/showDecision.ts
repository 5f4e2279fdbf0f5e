import type { Explanation, RoutingDecision } from 'cpm-routing'
import { encode, RoutingDecisionCodec } from 'cpm-routing/wire'
import { element } from './element.js'
import { jsonText } from './jsonText.js'
import { gistOf, requirementLink } from './requirementLink.js'

/** A decision in a few words. */
export const headlineOf = (decision: RoutingDecision): string => {
  switch (decision._tag) {
    case 'Send':
      return `Send to ${decision.to.join(', ')}`
    case 'Forward':
      return `Forward to ${decision.to.uri}`
    case 'Defer':
      return `Defer: ${decision.reason}`
    case 'Store':
    case 'Interwork':
    case 'Reject':
      return decision._tag
  }
}

/** Shows a decision: its name, the requirement that determined it, the reason in words, and the document. */
export const showDecision = (place: HTMLElement, { decision, text }: Explanation): void => {
  const { requirement, rule } = decision.determinedBy
  const { status, reason } = decision.response
  place.replaceChildren(
    element(
      'p',
      {},
      requirementLink(requirement),
      ` ${gistOf(requirement)}`,
      ...(rule === undefined ? [] : [` Rule “${rule}”.`]),
      ` The originator’s network gets ${status} ${reason}.`,
    ),
    element('h3', {}, 'In words'),
    ...text.split('\n').map((line) => element('p', { class: 'words' }, line)),
    element(
      'details',
      {},
      element('summary', {}, 'The decision as JSON'),
      element('pre', { tabindex: '0' }, element('code', {}, jsonText(encode(RoutingDecisionCodec)(decision)))),
    ),
  )
}
