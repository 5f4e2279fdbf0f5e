import type { RegistrationState } from './mergeReginfo.js'
import { percentDecode } from './percentDecode.js'
import type { RegistrationContact } from './Reginfo.js'
import { unquote } from './servicesOfContact.js'

/** One device with its contacts in all registrations of the user. */
export interface RegisteredDevice {
  readonly deviceId: string
  /** In order of the documents: a number may be registered beside the address, with the same contact. */
  readonly contacts: readonly RegistrationContact[]
}

/** The `+sip.instance` of a contact without quotation marks and angle brackets; without one, its URI. */
const deviceIdOf = (contact: RegistrationContact): string => {
  const instance = contact.parameters.find(({ name }) => name.toLowerCase() === '+sip.instance')?.value ?? ''
  const id = percentDecode(unquote(instance)).trim().replace(/^</, '').replace(/>$/, '')
  return id === '' ? contact.uri : id
}

/** The devices of a user, each once, in the order in which they are first named. */
export const devicesOf = (state: RegistrationState | undefined): readonly RegisteredDevice[] => {
  const devices = new Map<string, RegistrationContact[]>()
  for (const contact of (state?.registrations ?? []).flatMap((registration) => registration.contacts)) {
    const deviceId = deviceIdOf(contact)
    const contacts = devices.get(deviceId)
    if (contacts === undefined) {
      devices.set(deviceId, [contact])
    } else {
      contacts.push(contact)
    }
  }
  return [...devices].map(([deviceId, contacts]) => ({ deviceId, contacts }))
}

/** The contacts of a device that are bound. */
export const activeContacts = (device: RegisteredDevice): readonly RegistrationContact[] =>
  device.contacts.filter((contact) => contact.state === 'active')
