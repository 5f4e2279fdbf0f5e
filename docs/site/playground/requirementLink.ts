import type { RequirementId } from 'cpm-routing/requirements'
import { requirements } from 'cpm-routing/requirements'
import { element } from './element.js'

/** What a requirement says, in a sentence. */
export const gistOf = (id: RequirementId): string => requirements.find((each) => each.id === id)?.gist ?? id

/** A link to a requirement in the matrix of the site. */
export const requirementLink = (id: RequirementId): HTMLElement =>
  element('a', { href: `requirements.html#${id.toLowerCase()}`, title: gistOf(id) }, id)
