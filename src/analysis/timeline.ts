import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { Recipient, RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { MessageKind, StandaloneMessage } from '../model/StandaloneMessage.js'
import { effectiveExpiry } from '../routing/expiry.js'
import { routeWith } from '../routing/route.js'
import { usersZone } from '../routing/usersZone.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { localDay, startOfDay } from './localDay.js'
import { momentsAfter, timelineMoments } from './timelineMoments.js'

/** A stretch of time during which every message of one kind gets the same answer. */
export interface TimelineStretch {
  readonly from: Instant
  /** The first instant that no longer belongs to the stretch. */
  readonly until: Instant
  /** What happens to a message that arrives meanwhile, and why; without the instant at which it would expire, which is its own. */
  readonly decision: RoutingDecision
}

/** What happens to messages of one kind over some days, whenever they arrive. */
export interface Timeline {
  /** The zone by whose days it counts. */
  readonly zone: string
  readonly from: Instant
  readonly until: Instant
  /** Whether it reaches over all the days that were asked for; else there were too many moments to look at. */
  readonly complete: boolean
  /** In order, each from where the one before ends; two neighbours always differ. */
  readonly stretches: readonly TimelineStretch[]
}

/** The most days that a timeline spans. */
export const mostTimelineDays = 366

/** The most moments that a timeline looks at: where a schedule may start or end, the clocks change, or a span begins or ends. */
export const mostTimelineMoments = 5_000

const somebody: CpmAddress = {
  uri: 'sip:somebody@nowhere.invalid',
  canonical: 'sip:somebody@nowhere.invalid',
  domain: 'nowhere.invalid',
}

const sizes: Readonly<Record<MessageKind, number>> = { pager: 100, large: 10_000, notification: 100, system: 100 }

/** A plain message of a kind, from somebody whom no preference names. */
const plainMessage = (kind: MessageKind, recipient: Recipient, receivedAt: Instant): StandaloneMessage => ({
  entryId: 'e-1',
  kind,
  originator: { address: somebody },
  recipient: recipient.preferences?.owner ?? somebody,
  receivedAt,
  size: sizes[kind],
  contentType: 'text/plain',
})

/**
 * The question about a message that arrives at any time: it never expires on the way, or it has expired by then whenever it comes.
 */
const questionAt = (
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  from: Instant,
  template: StandaloneMessage,
): RoutingRequest => {
  const { expiresAt: _, ...message } = template
  const { longestHolding: __, ...rest } = policy
  const expiry = effectiveExpiry(template, policy)
  const isExpired = expiry !== undefined && expiry <= template.receivedAt
  return {
    message: { ...message, receivedAt: from, ...(isExpired ? { expiresAt: from } : {}) },
    recipient,
    policy: rest,
    now: from,
  }
}

/** {@link timeline} with zone rules of the caller's own. */
export const timelineWith =
  (zones: ZoneRules) =>
  (
    recipient: Recipient,
    policy: ServiceProviderPolicy,
    from: Instant,
    days: number,
    about: StandaloneMessage | MessageKind = 'pager',
    zone: string = usersZone(recipient.preferences, from, zones),
  ): Timeline => {
    const template = typeof about === 'string' ? plainMessage(about, recipient, from) : about
    const asked = questionAt(recipient, policy, from, template)
    const count = Math.min(mostTimelineDays, Math.max(1, Math.floor(days) || 1))
    const until = startOfDay(localDay(from, zone, zones) + count, from, zone, zones)
    const route = routeWith(zones)
    const stretches: TimelineStretch[] = []
    let start = from
    let decision = route(asked)
    let said = JSON.stringify(decision)
    let looked = 0
    for (const now of momentsAfter(timelineMoments(asked), from, until, zones)) {
      if (looked === mostTimelineMoments) {
        stretches.push({ from: start, until: now, decision })
        return { zone, from, until: now, complete: false, stretches }
      }
      looked += 1
      const next = route({ ...asked, now })
      const saysNow = JSON.stringify(next)
      if (saysNow !== said) {
        stretches.push({ from: start, until: now, decision })
        start = now
        decision = next
        said = saysNow
      }
    }
    stretches.push({ from: start, until, decision })
    return { zone, from, until, complete: true, stretches }
  }

/**
 * When messages of one kind would be sent or deferred over the next days, and why: the answers of `route` to a message that arrives at any
 * time from `from` on, with everything else as it is.
 *
 * ```
 * from                                                             until: midnight, by the clock of the zone
 * ├── Send ──┤├── Defer, DoNotDisturb, until 07:00 ──┤├── Send ───┤
 *            22:00                                   07:00
 * ```
 *
 * Each stretch ends where `nextChange` says. A message that arrives is taken to be new: it does not expire before it is answered, unless it
 * has no time to live at all. The work is bounded by {@link mostTimelineMoments} times the size of the preferences.
 *
 * @param recipient All that is true of the recipient, for all the time.
 * @param from The first instant, in milliseconds.
 * @param days How many days of the zone, the one of `from` being the first; 1 to {@link mostTimelineDays}, whatever is asked for.
 * @param about A message, or the kind of a plain one from somebody whom no preference names; a pager-mode message where it is absent.
 * @param zone By whose days; absent, the first zone that the preferences name, or else UTC.
 *
 * @spec TERM-02 AMB-05
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { timeline } from 'cpm-routing/analysis'
 *
 * const owner = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (owner !== undefined) {
 *   const doNotDisturb = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }
 *   const clients = [{ deviceId: 'phone', registered: true, services: ['msg' as const] }]
 *   const { stretches } = timeline({ preferences: { owner, doNotDisturb }, clients }, {}, Date.parse('2026-02-03T12:00:00Z'), 2)
 *   for (const { from, decision } of stretches) {
 *     console.log(new Date(from).toISOString(), decision._tag, decision.determinedBy.requirement)
 *   }
 * }
 * // => 2026-02-03T12:00:00.000Z Send TERM-15
 * // 2026-02-03T21:00:00.000Z Defer TERM-12
 * // 2026-02-04T06:00:00.000Z Send TERM-15
 * // 2026-02-04T21:00:00.000Z Defer TERM-12
 * ```
 */
export const timeline: (
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  from: Instant,
  days: number,
  about?: StandaloneMessage | MessageKind,
  zone?: string,
) => Timeline = timelineWith(intlZoneRules)
