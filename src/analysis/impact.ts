import type { UserPreferences } from '../model/UserPreferences.js'
import type { RequestWithoutPreferences } from '../routing/Question.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { compareRequests } from './compareRequests.js'
import type { ImpactReport } from './ImpactReport.js'

/** {@link impact} with zone rules of the caller's own. */
export const impactWith =
  (zones: ZoneRules) =>
  (before: UserPreferences, after: UserPreferences, requests: readonly RequestWithoutPreferences[]): ImpactReport => ({
    ...compareRequests(before, after, requests, zones),
    undecided: 0,
  })

/**
 * What a change of preferences would have changed for messages that are known, such as those of last week.
 *
 * Each request is decided about by the old and by the new preferences; preferences of its own do not count. A decision changes if
 * something else happens to the message; another rule alone is no change, nor is another end of do-not-disturb, which the messages between
 * the two ends show. Takes two decisions for each request. Nothing is thrown.
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { impact } from 'cpm-routing/analysis'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * const address = Option.toUndefined(cpmAddress('sip:ann@home1.example'))
 * if (owner !== undefined && address !== undefined) {
 *   const now = Date.parse('2026-02-03T10:00:00Z')
 *   const message = { entryId: 'e-1', kind: 'pager' as const, originator: { address }, recipient: owner, receivedAt: now, size: 5 }
 *   const quiet = { owner, doNotDisturb: { on: true }, rules: [{ id: 'spam', when: { undisclosed: true }, then: { action: 'reject' as const } }] }
 *   const strict = { ...quiet, otherwise: { action: 'reject' as const } }
 *   const { changed, groups } = impact(quiet, strict, [{ message, recipient: {}, now }])
 *   console.log(changed, groups.map(({ before, after, count }) => `${before._tag} → ${after._tag}: ${count}`))
 * }
 * // => 1 [ 'Defer → Reject: 1' ]
 * ```
 */
export const impact: (
  before: UserPreferences,
  after: UserPreferences,
  requests: readonly RequestWithoutPreferences[],
) => ImpactReport = impactWith(intlZoneRules)
