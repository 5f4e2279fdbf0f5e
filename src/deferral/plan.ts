import type { Instant } from '../model/Instant.js'
import type { Recipient } from '../model/RoutingRequest.js'
import type { Awaited } from '../model/RoutingDecision.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { ActionUponExpiration, DeferredOption } from '../model/UserPreferences.js'
import { doNotDisturbEnds, isDoNotDisturbInForce } from '../routing/doNotDisturb.js'
import { isApplicable } from '../routing/isApplicable.js'
import { intlZoneRules } from '../schedule/intlZoneRules.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { mapValues } from './collections/TextMap.js'
import type { DeferredMessageQueue } from './DeferredMessageQueue.js'
import { entriesInOrder } from './Entries.js'
import type { Entry } from './Entry.js'
import { expirationOf, optionOf } from './optionOf.js'
import { silenceAt } from './silenceAt.js'
import { newStep, questionAbout, type Step } from './Step.js'

/** What comes next for one message that has no outcome yet. */
export interface MessagePlan {
  readonly entryId: string
  /** In flight for the first time, on its way to storage, or deferred. */
  readonly state: Entry['state']
  readonly option: DeferredOption
  readonly expiresAt?: Instant
  readonly onExpiry: ActionUponExpiration
  /** `Outcome` where an action is under way. */
  readonly awaits: Awaited | 'Outcome'
  /** The instant until which do-not-disturb holds it back, if that is known. */
  readonly until?: Instant
  /** Ids of the actions under way. */
  readonly underWay: readonly string[]
  /** Devices that are registered and applicable for it now. */
  readonly applicable: readonly string[]
}

/** What is awaited for one recipient, until when, and what comes next: plain data that a person can read. */
export interface DeferredDeliveryPlan {
  readonly doNotDisturb: { readonly inForce: boolean; readonly until?: Instant }
  /** The next instant at which something is due. */
  readonly wakeAt?: Instant
  /** In order of arrival. */
  readonly messages: readonly MessagePlan[]
  /** Ids of all actions whose outcome is awaited. */
  readonly underWay: readonly string[]
}

const awaitedFor = (
  entry: Entry,
  option: DeferredOption,
  isSilenced: boolean,
  isAnyApplicable: boolean,
): MessagePlan['awaits'] => {
  if (entry.state !== 'waiting' || entry.flights.length > 0) {
    return 'Outcome'
  }
  return option === 'store'
    ? 'Nothing'
    : isSilenced
      ? 'DoNotDisturbEnds'
      : option === 'push' || !isAnyApplicable
        ? 'ClientRegisters'
        : 'ClientActs'
}

const planMessage = (step: Step, until: Instant | undefined, isSilenced: boolean, entry: Entry): MessagePlan => {
  const { recipient, policy } = step
  const option = optionOf(entry, recipient, policy)
  const question = questionAbout(step, entry.message)
  const applicable = (recipient.clients ?? [])
    .filter((client) => !entry.refusedBy.includes(client.deviceId) && isApplicable(client, question))
    .map(({ deviceId }) => deviceId)
  const awaits = awaitedFor(entry, option, isSilenced, applicable.length > 0)
  return {
    entryId: entry.message.entryId,
    state: entry.state,
    option,
    ...(entry.expiresAt === undefined ? {} : { expiresAt: entry.expiresAt }),
    onExpiry: expirationOf(entry, recipient, policy),
    awaits,
    ...(awaits === 'DoNotDisturbEnds' && until !== undefined ? { until } : {}),
    underWay: entry.flights,
    applicable,
  }
}

/** {@link plan} with zone rules of the caller's own. */
export const planWith =
  (zones: ZoneRules) =>
  (
    queue: DeferredMessageQueue,
    recipient: Recipient,
    policy: ServiceProviderPolicy,
    now: Instant,
  ): DeferredDeliveryPlan => {
    const step = newStep(queue, now, recipient, policy, zones)
    const silence = silenceAt(step)
    const doNotDisturb = recipient.preferences?.doNotDisturb ?? {}
    const inForce = isDoNotDisturbInForce(doNotDisturb, now, zones)
    const until = inForce ? doNotDisturbEnds(doNotDisturb, now, zones) : undefined
    return {
      doNotDisturb: { inForce, ...(until === undefined ? {} : { until }) },
      ...(queue.wakeAt === undefined ? {} : { wakeAt: queue.wakeAt }),
      messages: entriesInOrder(queue.entries).map((entry) => planMessage(step, until, silence.covers(entry), entry)),
      underWay: mapValues(queue.pending).map(({ action }) => action.actionId),
    }
  }

/**
 * What is awaited for each message of a recipient at a moment, and what comes next.
 *
 * @spec DEF-01 DEF-02 DEF-03 AMB-05
 */
export const plan: (
  queue: DeferredMessageQueue,
  recipient: Recipient,
  policy: ServiceProviderPolicy,
  now: Instant,
) => DeferredDeliveryPlan = planWith(intlZoneRules)
