import type { CpmClient } from '../../model/CpmClient.js'
import type { CpmService } from '../../model/CpmService.js'
import { cpmServices } from '../../model/CpmService.js'
import type { Instant } from '../../model/Instant.js'
import type { RegistrationState } from './mergeReginfo.js'
import type { RegisteredDevice } from './RegisteredDevice.js'
import { activeContacts, devicesOf } from './RegisteredDevice.js'
import type { RegistrationContact } from './Reginfo.js'
import { servicesOfContact } from './servicesOfContact.js'

/** What a registration document does not say. */
export interface RegistrationContext {
  /** When the last document arrived; without it `registeredAt` stays unknown. */
  readonly receivedAt?: Instant
  /** The clients known before: what they have beyond registration is kept, and those not named any more are listed as not registered. */
  readonly known?: readonly CpmClient[]
}

/** What is announced on any of the contacts. */
const servicesOf = (contacts: readonly RegistrationContact[]): readonly CpmService[] | undefined => {
  const announced = contacts.flatMap((contact) => {
    const services = servicesOfContact(contact.parameters)
    return services === undefined ? [] : [services]
  })
  const all = new Set(announced.flat())
  return announced.length === 0 ? undefined : cpmServices.filter((service) => all.has(service))
}

/** When the oldest binding began, as far as the registrar says so. */
const registeredSince = (contacts: readonly RegistrationContact[], receivedAt: Instant): Instant | undefined => {
  const durations = contacts.flatMap(({ durationRegistered }) => durationRegistered ?? [])
  const longest = durations.reduce((left, right) => Math.max(left, right), 0)
  return durations.length === 0 ? undefined : receivedAt - longest * 1000
}

/** What stays of a client that is not registered: whatever does not come from its contact. */
const lasting = ({ deviceId, services, connectivity, capabilities, pushAddress }: CpmClient): CpmClient => ({
  deviceId,
  registered: false,
  ...(services === undefined ? {} : { services }),
  ...(connectivity === undefined ? {} : { connectivity }),
  ...(capabilities === undefined ? {} : { capabilities }),
  ...(pushAddress === undefined ? {} : { pushAddress }),
})

const clientOf = (device: RegisteredDevice, context: RegistrationContext, known: CpmClient | undefined): CpmClient => {
  const active = activeContacts(device)
  const [target] = active
  const services = servicesOf(active.length > 0 ? active : device.contacts)
  const since = context.receivedAt === undefined ? undefined : registeredSince(active, context.receivedAt)
  return {
    ...(known === undefined ? {} : lasting(known)),
    deviceId: device.deviceId,
    registered: target !== undefined,
    ...(target === undefined ? {} : { contact: target.pubGruu ?? target.uri }),
    ...(since === undefined ? {} : { registeredAt: since }),
    ...(services === undefined ? {} : { services }),
  }
}

/**
 * The CPM clients of a user, one for each device, from what the registrar has said.
 *
 * A device is its `+sip.instance`, however many addresses of the user it is registered for. It is registered while one of its contacts
 * is bound, whatever happened to that contact last and whatever preference it has. A contact without feature tags leaves the
 * services unknown; one with feature tags of other services alone has none of CPM. The contact is the public GRUU where there is one.
 *
 * @param state - what `mergeReginfo` gave
 * @param context - what the document does not say, in particular which devices are known
 * @returns the devices in the order of the documents, then those known that the state does not name; while the state needs a refresh
 *   these stay as they are
 *
 * @example
 * ```ts
 * import { clientsFromRegistration } from 'cpm-routing/wire'
 *
 * const contact = { id: 'k1', state: 'active', event: 'registered', uri: 'sip:u@198.51.100.7', parameters: [] } as const
 * const registration = { aor: 'sip:u@home2.example', id: 'r1', state: 'active', contacts: [contact] } as const
 *
 * console.log(clientsFromRegistration({ version: 0, registrations: [registration], needsRefresh: false }))
 * // => [
 * //   {
 * //     deviceId: 'sip:u@198.51.100.7',
 * //     registered: true,
 * //     contact: 'sip:u@198.51.100.7'
 * //   }
 * // ]
 * ```
 */
export const clientsFromRegistration = (
  state: RegistrationState,
  context: RegistrationContext = {},
): readonly CpmClient[] => {
  const known = new Map((context.known ?? []).map((client) => [client.deviceId, client]))
  const named = devicesOf(state).map((device) => clientOf(device, context, known.get(device.deviceId)))
  const ids = new Set(named.map((client) => client.deviceId))
  const others = [...known.values()].filter((client) => !ids.has(client.deviceId))
  return [...named, ...(state.needsRefresh ? others : others.map(lasting))]
}
