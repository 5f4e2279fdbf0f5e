import type { DeviceConditions } from '../model/Conditions.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StudiedDocument } from './Decider.js'
import { isDiversion } from './Decider.js'
import type { LintReport } from './Finding.js'
import { finding, nothingFound, open, together } from './Finding.js'
import type { Condition } from './search/Condition.js'
import { conditionsOfDevice } from './search/conditionsOf.js'
import { reasonsOf, search } from './search/search.js'
import type { Space } from './search/Situation.js'

const unknownIn = (path: string, conditions: readonly Condition[]): LintReport => {
  const proof = conditions.flatMap((condition) =>
    condition._tag === 'Nothing' && !condition.path.endsWith('/deliver') ? [condition.path] : [],
  )
  const message = 'a condition on delivery is not known here, so no message passes'
  return proof.length === 0
    ? nothingFound
    : finding({ code: 'unknownCondition', severity: 'warning', path, message, proof })
}

const unreachable = (path: string, conditions: DeviceConditions, proof: readonly string[]): LintReport =>
  conditions.deliver === false
    ? finding({
        code: 'unreachableDevice',
        severity: 'advice',
        path,
        message: 'no pager or large message is delivered here: delivery is switched off',
        proof: [`${path}/deliver`],
      })
    : finding({
        code: 'unreachableDevice',
        severity: 'warning',
        path,
        message: 'no pager or large message can be delivered here',
        proof,
      })

/** Conditions on delivery that let nothing pass on their own. */
const lintAlone = (
  path: string,
  given: DeviceConditions,
  conditions: readonly Condition[],
  space: Space,
): LintReport => {
  const unknown = unknownIn(path, conditions)
  const answer = search({ holding: conditions, avoided: [] }, space)
  return unknown.findings.length > 0
    ? unknown
    : answer._tag === 'Never'
      ? unreachable(path, given, answer.because)
      : nothingFound
}

const byProvider = (policy: ServiceProviderPolicy, space: Space): readonly Condition[] =>
  conditionsOfDevice(policy.clients ?? {}, '/policy/clients', 'delivery', space)

/** Whether the provider's conditions let any message pass to any client. */
export const lintClients = (policy: ServiceProviderPolicy, space: Space): LintReport =>
  lintAlone('/policy/clients', policy.clients ?? {}, byProvider(policy, space), space)

/** A device that is closed by the rules, or by the provider's conditions, rather than by its own conditions alone. */
const lintWithOthers = (
  path: string,
  given: DeviceConditions,
  own: readonly Condition[],
  document: StudiedDocument,
): LintReport => {
  const conditions = [...own, ...byProvider(document.policy, document.space)]
  // A message may be delivered long after it was decided about, so the two moments do not depend on each other.
  const answers = document.deciders
    .filter(({ handling }) => !isDiversion(handling))
    .map(({ conditions: { all }, before }) =>
      search({ holding: [...all, ...conditions], avoided: before }, document.space),
    )
  const closed = answers.flatMap(reasonsOf)
  const diverting = document.deciders.flatMap(({ path: from, handling, decides }) =>
    isDiversion(handling) && decides._tag !== 'Never' ? [from] : [],
  )
  return answers.some(({ _tag }) => _tag === 'Happens')
    ? nothingFound
    : answers.some(({ _tag }) => _tag === 'Undecided')
      ? open(path, 'whether any message can be delivered here')
      : unreachable(path, given, [...new Set([...closed, ...diverting])])
}

const pointerStep = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * The devices of a document to which no pager or large message can be delivered, now or after a deferral. Notifications and system messages
 * are not counted: no preference keeps them from a device (AMB-30).
 *
 * @spec TERM-14 TERM-16
 */
export const lintDevices = (document: StudiedDocument): LintReport => {
  const { preferences, policy, space } = document
  const isPolicyOpen = lintClients(policy, space) === nothingFound
  return together(
    Object.entries(preferences.devices ?? {}).map(([deviceId, given]) => {
      const path = `${document.path}/devices/${pointerStep(deviceId)}`
      const own = conditionsOfDevice(given, path, 'delivery', space)
      const alone = lintAlone(path, given, own, space)
      return alone === nothingFound && isPolicyOpen ? lintWithOthers(path, given, own, document) : alone
    }),
  )
}
