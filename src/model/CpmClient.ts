import type { CpmService } from './CpmService.js'
import type { Instant } from './Instant.js'

/** How well a device can be reached at the moment. */
export type Connectivity = 'reachable' | 'limited' | 'unreachable'

/** Every {@link Connectivity}. */
export const connectivities: readonly Connectivity[] = ['reachable', 'limited', 'unreachable']

/** What a device can take; an absent member does not restrict. */
export interface Capabilities {
  /** Media ranges. */
  readonly contentTypes?: readonly string[]
  /** In octets, the bound itself included. */
  readonly maxSize?: number
}

/** The CPM client of one device of the recipient; a known device that is not registered is listed too. */
export interface CpmClient {
  /** The `+sip.instance`, else the contact. */
  readonly deviceId: string
  readonly contact?: string
  readonly registered: boolean
  readonly registeredAt?: Instant
  /** From its feature tags; absent means unknown, and the provider's policy decides. */
  readonly services?: readonly CpmService[]
  /** Absent means reachable. */
  readonly connectivity?: Connectivity
  readonly capabilities?: Capabilities
  /** Where the Push Enabler reaches the device. */
  readonly pushAddress?: string
}
