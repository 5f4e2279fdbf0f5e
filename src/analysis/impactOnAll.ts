import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { compareRequests } from './compareRequests.js'
import type { Decider } from './Decider.js'
import { isDiversion, studyDocument } from './Decider.js'
import type { ImpactReport } from './ImpactReport.js'
import type { LintOptions } from './lint.js'
import type { Representatives } from './representatives.js'
import { representativesOf } from './representatives.js'
import { canHoldTogether } from './search/search.js'
import { newSpace } from './search/Situation.js'

const alike = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Whether nothing can differ about the messages that two rules decide, whatever the circumstances. */
const isSame = (old: Decider, now: Decider, before: UserPreferences, after: UserPreferences): boolean => {
  const { rules: _, otherwise: __, ...rest } = before
  const { rules: ___, otherwise: ____, ...restAfter } = after
  return (
    alike(old.handling, now.handling) &&
    (isDiversion(old.handling) ? before.recordIncoming === after.recordIncoming : alike(rest, restAfter))
  )
}

/** {@link impactOnAll} with zone rules of the caller's own. */
export const impactOnAllWith =
  (zones: ZoneRules) =>
  (
    before: UserPreferences,
    after: UserPreferences,
    policy: ServiceProviderPolicy = {},
    options: LintOptions = {},
  ): ImpactReport => {
    const mostSteps = Math.min(options.mostSteps ?? 1000, 1000)
    const space = newSpace({ before, after, policy }, zones, mostSteps, options.now)
    const old = studyDocument(before, policy, '/before', 'recipient', space)
    const now = studyDocument(after, policy, '/after', 'recipient', space)
    const found = old.deciders.flatMap((first) =>
      now.deciders
        .filter(
          (second) =>
            !isSame(first, second, before, after) &&
            canHoldTogether([...first.conditions.all, ...second.conditions.all], space),
        )
        .map(
          (second): Representatives =>
            representativesOf({ document: old, decider: first }, { document: now, decider: second }),
        ),
    )
    const requests = found.flatMap((representatives) => representatives.requests)
    return {
      ...compareRequests(before, after, requests, zones),
      undecided: found.reduce((sum, { undecided }) => sum + undecided, 0),
    }
  }

/**
 * What a change of preferences changes at all: every pair of an old and a new outcome that some message can meet, each with a witness.
 *
 * Compares a representative of every class of messages: for each pair of rules that can decide about one message, with and without
 * do-not-disturb by either document, with no client, one that cannot take the message, one that can, and each device that is named on its own
 * and beside another, expired or not, with an empty or a full queue, and forwarded already or not. The counts are those of
 * representatives and say nothing about how many messages will come. `undecided` counts the classes that the bounds of the search left open
 * (see `docs/lint.md`); if it is 0, no other group is possible.
 *
 * @param before - The old preferences.
 * @param after - The new preferences, of the same recipient.
 * @param policy - The provider's policy, the same for both.
 * @param options - From which instant on, and how long to search.
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { impactOnAll } from 'cpm-routing/analysis'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (owner !== undefined) {
 *   const large = { id: 'large', when: { largerThan: 1000 }, then: { action: 'store' as const } }
 *   const { groups } = impactOnAll({ owner, rules: [large] }, { owner, rules: [{ ...large, when: { largerThan: 500 } }] })
 *   for (const { before, after, witness } of groups) {
 *     console.log(before._tag, '→', after._tag, witness.message.size)
 *   }
 * }
 * // => Send → Store 501
 * // => Reject → Store 501
 * // => Defer → Store 501
 * ```
 */
export const impactOnAll: (
  before: UserPreferences,
  after: UserPreferences,
  policy?: ServiceProviderPolicy,
  options?: LintOptions,
) => ImpactReport = impactOnAllWith(intlZoneRules)
