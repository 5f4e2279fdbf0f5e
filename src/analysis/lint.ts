import type { Instant } from '../model/Instant.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { studyDocument } from './Decider.js'
import type { LintReport } from './Finding.js'
import { together } from './Finding.js'
import { lintClients, lintDevices } from './lintDevices.js'
import { lintDoNotDisturb } from './lintDoNotDisturb.js'
import { lintForwarding } from './lintForwarding.js'
import { lintOptions } from './lintOptions.js'
import { lintRules } from './lintRules.js'
import { newSpace } from './search/Situation.js'

/** What a caller may choose about linting. */
export interface LintOptions {
  /** Only what can happen from this instant on counts; absent means any time, past or future. */
  readonly now?: Instant
  /** How many situations are looked at for one question before it is left open; absent means 1000. */
  readonly mostSteps?: number
}

/** {@link lint} with zone rules of the caller's own. */
export const lintWith =
  (zones: ZoneRules) =>
  (
    documents: readonly UserPreferences[],
    policy: ServiceProviderPolicy = {},
    options: LintOptions = {},
  ): LintReport => {
    const mostSteps = Math.min(options.mostSteps ?? 1000, 1000)
    const space = newSpace({ documents, policy }, zones, mostSteps, options.now)
    const studied = documents.map((preferences, place) =>
      studyDocument(preferences, policy, `/documents/${place}`, `${place}`, space),
    )
    return together([
      ...studied.flatMap((document) => [
        lintRules(document),
        lintDoNotDisturb(document),
        lintOptions(document),
        lintDevices(document),
      ]),
      lintForwarding(studied, mostSteps),
      lintClients(policy, space),
    ])
  }

/**
 * What is wrong with preferences, or worth knowing: rules that never apply, rules that contradict each other, messages forwarded in a
 * circle, options without effect, devices that no message can reach.
 *
 * Each finding has either a witness, a request that shows it when it is routed, or a proof, the places that together make something
 * impossible. Rules, devices and do-not-disturb are looked at for pager and large messages, since notifications and system messages are
 * exempt (AMB-30). What is decided exactly and where a bound applies is said in `docs/lint.md`; what the bounds leave open is listed
 * in `undecided`, and no claim is made about it. Every input gets an answer and nothing is thrown.
 *
 * @param documents - The preferences of one or more recipients; forwarding loops are sought among all of them.
 * @param policy - The provider's policy, by which AMB-01 and every default is read.
 * @param options - From which instant on, and how long to search.
 *
 * @spec TERM-10 AMB-01 AMB-03 AMB-27
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { lint } from 'cpm-routing/analysis'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (owner !== undefined) {
 *   const { findings } = lint([{
 *     owner,
 *     rules: [
 *       { id: 'large', when: { largerThan: 1000, smallerThan: 500 }, then: { action: 'store' } },
 *       { id: 'all', then: { action: 'reject' } },
 *     ],
 *     doNotDisturb: { on: true },
 *   }])
 *   for (const finding of findings) {
 *     console.log(finding.severity, finding.code, finding.path, 'proof' in finding ? finding.proof.join(' ') : '')
 *   }
 * }
 * // => error deadRule /documents/0/rules/0 /documents/0/rules/0/when/largerThan /documents/0/rules/0/when/smallerThan
 * // => advice doNotDisturbWithoutEffect /documents/0/doNotDisturb /documents/0/rules/1
 * ```
 */
export const lint: (
  documents: readonly UserPreferences[],
  policy?: ServiceProviderPolicy,
  options?: LintOptions,
) => LintReport = lintWith(intlZoneRules)
