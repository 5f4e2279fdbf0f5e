import type { DeviceConditions, During } from '../model/Conditions.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { WeeklyWindow } from '../schedule/WeeklyWindow.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { nextWindowChange } from '../schedule/windowAt.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { searchSpan } from './doNotDisturb.js'
import { effectiveExpiry } from './expiry.js'
import { routeWith } from './route.js'

/** Everything in a request that can make the answer change while only time passes. */
interface Moments {
  readonly instants: readonly Instant[]
  readonly windows: readonly WeeklyWindow[]
}

const momentsOf = (request: RoutingRequest): Moments => {
  const { message, recipient, policy = {} } = request
  const { preferences } = recipient
  const devices: readonly DeviceConditions[] = [...Object.values(preferences?.devices ?? {}), policy.clients ?? {}]
  const spans: readonly During[] = [
    ...(preferences?.rules ?? []).flatMap((rule) => rule.when?.during ?? []),
    ...devices.flatMap((conditions) => conditions.during ?? []),
  ]
  const schedules = [
    ...spans.flatMap((during) => during.schedules ?? []),
    ...(preferences?.doNotDisturb?.schedules ?? []),
  ]
  const instants = [
    effectiveExpiry(message, policy),
    preferences?.doNotDisturb?.until,
    ...spans.flatMap((during) => [during.from, during.until]),
  ].flatMap((instant) => instant ?? [])
  return { instants, windows: schedules.flatMap((schedule) => weeklyWindowsOf([schedule])) }
}

/** Text that two answers share exactly when they are the same. */
const fingerprint = (decision: RoutingDecision): string => JSON.stringify(decision)

/** So many moments are looked at: one small request cannot ask for hours of work. */
const mostMoments = 20_000

const firstAfter = (moment: Instant, instants: readonly Instant[]): Instant => {
  let first = Infinity
  for (const instant of instants) {
    if (instant > moment && instant < first) {
      first = instant
    }
  }
  return first
}

/** {@link nextChange} with zone rules of the caller's own. */
export const nextChangeWith =
  (zones: ZoneRules) =>
  (request: RoutingRequest): Instant | undefined => {
    const route = routeWith(zones)
    const { instants, windows } = momentsOf(request)
    const now = fingerprint(route(request))
    const edgesAfter = (moment: Instant, horizon: Instant): Instant[] =>
      windows.map((window) => nextWindowChange(window, moment, zones, horizon) ?? Infinity)
    let horizon = request.now + searchSpan
    let edges = edgesAfter(request.now, horizon)
    let moment = request.now
    for (let looked = 0; looked < mostMoments; looked += 1) {
      const instant = firstAfter(moment, instants)
      moment = edges.reduce((first, edge) => Math.min(first, edge), instant)
      if (moment === Infinity) {
        return undefined
      }
      if (fingerprint(route({ ...request, now: moment })) !== now) {
        return moment
      }
      if (moment === instant) {
        horizon = moment + searchSpan
        edges = edgesAfter(moment, horizon)
      } else {
        for (const [index, window] of windows.entries()) {
          if (edges[index] === moment) {
            edges[index] = nextWindowChange(window, moment, zones, horizon) ?? Infinity
          }
        }
      }
    }
    return undefined
  }

/**
 * The next instant, to the millisecond, at which the answer to a request differs if only time passes; undefined if there is none.
 *
 * The whole answer counts, the plan of a deferral included. Looks two years ahead of now and of each
 * instant that the request names, at 20,000 moments at most.
 *
 * @spec AMB-05 AMB-14
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress, nextChange } from 'cpm-routing'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (owner !== undefined) {
 *   const now = Date.parse('2026-02-03T23:00:00Z')
 *   const message = { entryId: 'e-1', kind: 'pager' as const, originator: { address: owner }, recipient: owner, receivedAt: now, size: 5 }
 *   const doNotDisturb = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }
 *   const at = nextChange({ message, recipient: { preferences: { owner, doNotDisturb } }, now })
 *   console.log(at === undefined ? 'never' : new Date(at).toISOString())
 * }
 * // => 2026-02-04T06:00:00.000Z
 * ```
 */
export const nextChange: (request: RoutingRequest) => Instant | undefined = nextChangeWith(intlZoneRules)
