import { groupBy } from 'fp-ts/lib/NonEmptyArray.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { RequestWithoutPreferences } from '../routing/Question.js'
import { routeWith } from '../routing/route.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import type { ImpactGroup, ImpactReport } from './ImpactReport.js'

/** Text that two decisions share exactly if the same happens, whichever rule it is by and however long do-not-disturb goes on. */
const effectOf = (decision: RoutingDecision): string => {
  const { determinedBy: _, ...effect } = decision
  if (effect._tag !== 'Defer') {
    return JSON.stringify(effect)
  }
  const { until: __, ...plan } = effect.plan
  return JSON.stringify({ ...effect, plan })
}

const outcomeOf = (decision: RoutingDecision): readonly string[] => [
  decision._tag,
  decision._tag === 'Defer' ? decision.reason : '',
  decision.determinedBy.rule === undefined ? '' : JSON.stringify(decision.determinedBy.rule),
]

const withPreferences = (request: RequestWithoutPreferences, preferences: UserPreferences): RoutingRequest => ({
  ...request,
  recipient: { ...request.recipient, preferences },
})

/** Decides about every request twice, and groups the decisions that differ. */
export const compareRequests = (
  before: UserPreferences,
  after: UserPreferences,
  requests: readonly RequestWithoutPreferences[],
  zones: ZoneRules,
): Omit<ImpactReport, 'undecided'> => {
  const route = routeWith(zones)
  const changes = requests.flatMap((request): readonly (readonly [string, ImpactGroup])[] => {
    const witness = withPreferences(request, after)
    const old = route(withPreferences(request, before))
    const decision = route(witness)
    const key = JSON.stringify([...outcomeOf(old), ...outcomeOf(decision)])
    return effectOf(old) === effectOf(decision) ? [] : [[key, { count: 1, witness, before: old, after: decision }]]
  })
  const groups = Object.values(groupBy(([key]: readonly [string, ImpactGroup]) => key)([...changes]))
  return {
    compared: requests.length,
    changed: changes.length,
    groups: groups.map((group) => ({ ...group[0][1], count: group.length })),
  }
}
