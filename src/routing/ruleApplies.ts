import type { OriginatorCondition, RuleConditions } from '../model/Conditions.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { Originator } from '../model/StandaloneMessage.js'
import { holdsDuring } from './during.js'
import { matchesAnyMediaRange } from './matchesMediaRange.js'
import type { Question } from './Question.js'
import { servicesOf } from './servicesOf.js'

/** Whether one of the entries is the address, or the host it is written with. */
export const namesAddress = (entries: readonly (CpmAddress | string)[], address: CpmAddress | undefined): boolean => {
  if (address !== undefined) {
    for (const entry of entries) {
      if (typeof entry === 'string' ? entry.toLowerCase() === address.domain : entry.canonical === address.canonical) {
        return true
      }
    }
  }
  return false
}

/**
 * Whether the originator is undisclosed: the message says so, or no identity is asserted.
 *
 * @spec AMB-31
 */
export const isUndisclosed = (originator: Originator): boolean =>
  originator.undisclosed === true || originator.address === undefined

/**
 * Whether a condition on the originator holds; never for an undisclosed one.
 *
 * @spec TERM-04 AMB-31
 */
export const holdsForOriginator = (condition: OriginatorCondition, originator: Originator): boolean => {
  const address = originator.address
  if (originator.undisclosed === true || address === undefined) {
    return false
  }
  const { one, domains, except } = condition
  const isNamed =
    (one === undefined && domains === undefined) ||
    (one !== undefined && namesAddress(one, address)) ||
    (domains !== undefined && namesAddress(domains, address))
  return isNamed && (except === undefined || !namesAddress(except, address))
}

/** Whether some client of the recipient is registered with at least one CPM service, whichever message it is about. */
export const isAnyClientRegistered = (clients: readonly CpmClient[], policy: ServiceProviderPolicy): boolean => {
  for (const client of clients) {
    if (client.registered && servicesOf(client, policy).length > 0) {
      return true
    }
  }
  return false
}

/** Whether any of the texts stands in the subject, whatever the case; no subject holds nothing. */
export const isInSubject = (texts: readonly string[], subject: string | undefined): boolean => {
  const lower = subject?.toLowerCase()
  return lower !== undefined && texts.some((text) => lower.includes(text.toLowerCase()))
}

/** Whether the recipient is in one of the spheres, whatever the case. */
export const isInSphere = (wanted: readonly string[], sphere: readonly string[]): boolean =>
  sphere.some((present) => wanted.some((name) => name.toLowerCase() === present.toLowerCase()))

/**
 * Whether all conditions of a preference rule hold; a rule with an unknown condition never applies.
 *
 * @spec TERM-04 AMB-03
 */
export const ruleApplies = (when: RuleConditions, question: Question): boolean => {
  const { message } = question
  return (
    // Most rules name an originator, and most of them another one.
    (when.originator === undefined || holdsForOriginator(when.originator, message.originator)) &&
    (when.unknownConditions === undefined || when.unknownConditions.length === 0) &&
    (when.kinds === undefined || when.kinds.includes(message.kind)) &&
    (when.undisclosed === undefined || when.undisclosed === isUndisclosed(message.originator)) &&
    (when.largerThan === undefined || message.size > when.largerThan) &&
    (when.smallerThan === undefined || message.size < when.smallerThan) &&
    (when.contentTypes === undefined || matchesAnyMediaRange(when.contentTypes, message.contentType)) &&
    (when.subjectContains === undefined || isInSubject(when.subjectContains, message.subject)) &&
    (when.sphere === undefined || isInSphere(when.sphere, question.sphere)) &&
    (when.registered === undefined || when.registered === isAnyClientRegistered(question.clients, question.policy)) &&
    (when.during === undefined || holdsDuring(when.during, question.now, question.zones))
  )
}
