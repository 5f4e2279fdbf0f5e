import type { DeviceConditions } from '../model/Conditions.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { Recipient, RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { MessageKind, StandaloneMessage } from '../model/StandaloneMessage.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import type { CompiledDoNotDisturb } from './doNotDisturb.js'

/** What of the preferences was made ready beforehand. */
export interface Prepared {
  readonly devices: ReadonlyMap<string, DeviceConditions>
  /** Undefined where do-not-disturb is never in force. */
  readonly silence: CompiledDoNotDisturb | undefined
}

/** A routing request with what is absent filled in, and the zone rules to answer it by. */
export interface Question {
  readonly message: StandaloneMessage
  readonly preferences: UserPreferences | undefined
  /** Where the preferences are compiled. */
  readonly prepared: Prepared | undefined
  readonly clients: readonly CpmClient[]
  readonly sphere: readonly string[]
  readonly waiting: number
  readonly policy: ServiceProviderPolicy
  readonly now: Instant
  readonly zones: ZoneRules
}

const noClients: readonly CpmClient[] = []
const noSphere: readonly string[] = []
const noPolicy: ServiceProviderPolicy = {}

/** A routing request without the preferences. */
export interface RequestWithoutPreferences extends Omit<RoutingRequest, 'recipient'> {
  readonly recipient: Omit<Recipient, 'preferences'>
}

/** Whether a message is a disposition notification or a system message, for which no preference is read (AMB-30). */
export const isExempt = (kind: MessageKind): boolean => kind === 'notification' || kind === 'system'

/**
 * The question that a request asks; for a notification or a system message it is one about a recipient without preferences.
 *
 * @spec AMB-30
 */
export const questionOf = (
  request: RequestWithoutPreferences,
  preferences: UserPreferences | undefined,
  zones: ZoneRules,
  prepared?: Prepared,
): Question => ({
  message: request.message,
  preferences: isExempt(request.message.kind) ? undefined : preferences,
  prepared: isExempt(request.message.kind) ? undefined : prepared,
  clients: request.recipient.clients ?? noClients,
  sphere: request.recipient.sphere ?? noSphere,
  waiting: request.recipient.waiting ?? 0,
  policy: request.policy ?? noPolicy,
  now: request.now,
  zones,
})
