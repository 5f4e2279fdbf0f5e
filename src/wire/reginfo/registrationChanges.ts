import type { RegistrationState } from './mergeReginfo.js'
import type { RegisteredDevice } from './RegisteredDevice.js'
import { activeContacts, devicesOf } from './RegisteredDevice.js'
import { servicesOfContact } from './servicesOfContact.js'

/** Devices, by id, whose registration is another than before. */
export interface RegistrationChanges {
  /** Newly registered: what a deferred message may wait for (AMB-10). */
  readonly registered: readonly string[]
  /** Still registered, under another contact or with other services. */
  readonly changed: readonly string[]
  readonly deregistered: readonly string[]
}

const newBindings: readonly string[] = ['registered', 'created']

/** What of a device's registration makes a difference, as text that is equal only if that is. */
const appearance = (device: RegisteredDevice): string =>
  JSON.stringify(
    activeContacts(device).map(({ uri, pubGruu, parameters }) => [uri, pubGruu, servicesOfContact(parameters)]),
  )

/** Whether a contact was bound that was not bound before, by a registration and not by its refreshment. */
const hasNewBinding = (before: RegisteredDevice, after: RegisteredDevice): boolean => {
  const bound = new Set(activeContacts(before).map((contact) => contact.uri))
  return activeContacts(after).some((contact) => newBindings.includes(contact.event) && !bound.has(contact.uri))
}

/**
 * What has become of a user's devices between two states.
 *
 * A device is newly registered if none of its contacts was bound before, or if a registration has bound another one. A refreshed or shortened
 * binding is not new, nor is one that a registrar reports again as registered.
 *
 * @param before - what was known; `undefined` at first
 * @param after - what `mergeReginfo` made of it
 *
 * @example
 * ```ts
 * import { registrationChanges } from 'cpm-routing/wire'
 *
 * const contact = { id: 'k1', state: 'active', event: 'registered', uri: 'sip:u@198.51.100.7', parameters: [] } as const
 * const registration = { aor: 'sip:u@home2.example', id: 'r1', state: 'active', contacts: [contact] } as const
 * const state = { version: 0, registrations: [registration], needsRefresh: false }
 *
 * console.log(registrationChanges(undefined, state))
 * // => { registered: [ 'sip:u@198.51.100.7' ], changed: [], deregistered: [] }
 * console.log(registrationChanges(state, state))
 * // => { registered: [], changed: [], deregistered: [] }
 * ```
 */
export const registrationChanges = (
  before: RegistrationState | undefined,
  after: RegistrationState,
): RegistrationChanges => {
  const isRegistered = (device: RegisteredDevice): boolean => activeContacts(device).length > 0
  const held = new Map(
    devicesOf(before)
      .filter(isRegistered)
      .map((device) => [device.deviceId, device]),
  )
  const current = devicesOf(after).filter(isRegistered)
  const ids = new Set(current.map((device) => device.deviceId))
  const isNew = (device: RegisteredDevice): boolean => {
    const earlier = held.get(device.deviceId)
    return earlier === undefined || hasNewBinding(earlier, device)
  }
  const isChanged = (device: RegisteredDevice): boolean => {
    const earlier = held.get(device.deviceId)
    return earlier !== undefined && !hasNewBinding(earlier, device) && appearance(earlier) !== appearance(device)
  }
  return {
    registered: current.filter(isNew).map((device) => device.deviceId),
    changed: current.filter(isChanged).map((device) => device.deviceId),
    deregistered: [...held.keys()].filter((deviceId) => !ids.has(deviceId)),
  }
}
