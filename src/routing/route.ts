import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { conclude } from './conclude.js'
import { decidingRule, delivered, fallbackHandling } from './handlingOf.js'
import { isExempt, questionOf } from './Question.js'

/** {@link route} with zone rules of the caller's own. */
export const routeWith =
  (zones: ZoneRules) =>
  (request: RoutingRequest): RoutingDecision => {
    const question = questionOf(request, request.recipient.preferences, zones)
    if (isExempt(request.message.kind)) {
      return conclude(question, delivered, undefined)
    }
    const rule = decidingRule(question)
    return conclude(question, rule?.then ?? fallbackHandling(question.preferences, question.policy), rule?.id)
  }

/**
 * The one decision about a standalone message: reject, interwork, store, forward, defer or send, and what determined it.
 *
 * ```
 * message ─► rule, otherwise, policy ─► reject │ interwork │ store │ forward
 *                                    └► expired? ─► queue full? ─► defer │ do-not-disturb │ no client │ send
 * ```
 *
 * Total: every request gets a decision and nothing is thrown. The same request always gets the same one.
 *
 * @spec TERM-02 AMB-30
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress, route } from 'cpm-routing'
 *
 * const address = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (address !== undefined) {
 *   const now = Date.parse('2026-02-03T10:00:00Z')
 *   const message = { entryId: 'e-1', kind: 'pager' as const, originator: { address }, recipient: address, receivedAt: now, size: 5 }
 *   const decision = route({ message, recipient: {}, now })
 *   console.log(decision._tag, decision.determinedBy.requirement, decision.response.status)
 * }
 * // => Defer TERM-13 202
 * ```
 */
export const route: (request: RoutingRequest) => RoutingDecision = routeWith(intlZoneRules)
