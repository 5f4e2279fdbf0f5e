import type { CpmAddress } from '../model/CpmAddress.js'
import type { CpmClient } from '../model/CpmClient.js'
import { cpmServices } from '../model/CpmService.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { Situation } from './search/Situation.js'

/** Whom a situation is about: the recipient and what holds there. */
export interface Circumstances {
  readonly preferences: UserPreferences
  readonly policy: ServiceProviderPolicy
  /** The recipient, by the place of the document. */
  readonly whose: string
  /** Who forwarded the message already. */
  readonly history?: readonly CpmAddress[]
  /** The clients of the recipient; absent means one that takes everything, if the situation has one registered. */
  readonly clients?: readonly CpmClient[]
}

/** A client that offers every service, as an example. */
export const exampleClient = (deviceId: string): CpmClient => ({ deviceId, registered: true, services: cpmServices })

/** The request that stands for a situation. */
export const requestOf = (situation: Situation, circumstances: Circumstances): RoutingRequest => {
  const { preferences, policy, whose, history = [] } = circumstances
  const { originator, kind, size, contentType, subject, instants, spheres, registered } = situation
  const sphere = spheres[whose] ?? []
  const isRegistered = registered[whose] ?? true
  return {
    message: {
      entryId: 'witness',
      kind,
      originator,
      recipient: preferences.owner,
      ...(subject === undefined ? {} : { subject }),
      receivedAt: instants.arrival,
      size,
      ...(contentType === undefined ? {} : { contentType }),
      ...(history.length === 0 ? {} : { history }),
    },
    recipient: {
      preferences,
      clients: circumstances.clients ?? (isRegistered ? [exampleClient('witness')] : []),
      ...(sphere.length === 0 ? {} : { sphere }),
    },
    policy,
    now: instants.arrival,
  }
}
