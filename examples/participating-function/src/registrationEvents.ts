import type { CpmClient, QueueEvent } from 'cpm-routing'
import {
  type Reginfo,
  type RegistrationContact,
  type RegistrationState,
  registrationChanges,
} from 'cpm-routing/wire/reginfo'
import type { Facts, LearnedParameter } from './Facts.js'
import { headerOf, headersOf, listOf, readSipMessage, type SipMessage, uriOf } from './sip/SipMessage.js'

/** The feature tags of the contacts in a REGISTER. */
export const contactsOf = (register: SipMessage): Facts['learned'] => {
  const learned: Record<string, readonly LearnedParameter[]> = {}
  for (const contact of listOf(headersOf(register, 'Contact'))) {
    const parameters = contact.slice(contact.indexOf('>') + 1).match(/;(?:[^;"]|"[^"]*")+/g) ?? []
    learned[uriOf(contact)] = parameters.map((parameter) => {
      const [name = '', ...value] = parameter.slice(1).split('=')
      return { name: name.trim(), value: value.join('=').trim() }
    })
  }
  return learned
}

/**
 * A third-party REGISTER carries the REGISTER of the client as `message/sip` (TS 24.229). That is where feature tags come from with
 * registrars such as Kamailio, whose registration information has none.
 */
export const registerWithin = (message: SipMessage): SipMessage | undefined =>
  headerOf(message, 'Content-Type').toLowerCase().startsWith('message/sip') ? readSipMessage(message.body) : undefined

const enrich =
  (learned: Facts['learned']) =>
  (contact: RegistrationContact): RegistrationContact =>
    contact.parameters.length > 0 ? contact : { ...contact, parameters: learned[contact.uri] ?? [] }

/** A document with the feature tags that it leaves out. */
export const enriched = <A extends Pick<Reginfo, 'registrations'>>(document: A, learned: Facts['learned']): A => ({
  ...document,
  registrations: document.registrations.map((one) => ({ ...one, contacts: one.contacts.map(enrich(learned)) })),
})

/** What has happened to the clients between two states of the registration. */
export const eventsOf = (
  before: RegistrationState | undefined,
  after: RegistrationState,
  clients: readonly CpmClient[],
  at: number,
): readonly QueueEvent[] => {
  const { registered, changed, deregistered } = registrationChanges(before, after)
  return [
    ...clients.flatMap((client): readonly QueueEvent[] =>
      registered.includes(client.deviceId)
        ? [{ _tag: 'ClientRegistered', at, client }]
        : changed.includes(client.deviceId)
          ? [{ _tag: 'ClientChanged', at, client }]
          : [],
    ),
    ...deregistered.map((deviceId): QueueEvent => ({ _tag: 'ClientDeregistered', at, deviceId })),
  ]
}
