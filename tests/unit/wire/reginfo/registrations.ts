import type { Registration, RegistrationContact, RegistrationState } from '../../../../src/wire/reginfo/index.js'

const service = (...names: readonly string[]): string =>
  `"${names.map((name) => `urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.${name}`).join(',')}"`

/** A feature tag that names CPM services. */
export const announces = (...names: readonly string[]): RegistrationContact['parameters'][number] => ({
  name: '+g.3gpp.icsi-ref',
  value: service(...names),
})

export const instance = (urn: string): RegistrationContact['parameters'][number] => ({
  name: '+sip.instance',
  value: `"<${urn}>"`,
})

export const contactOf = (id: string, given: Partial<RegistrationContact> = {}): RegistrationContact => ({
  id,
  state: 'active',
  event: 'registered',
  uri: `sip:${id}@198.51.100.7`,
  parameters: [],
  ...given,
})

export const ended = (id: string, given: Partial<RegistrationContact> = {}): RegistrationContact =>
  contactOf(id, { state: 'terminated', event: 'expired', ...given })

export const registrationOf = (id: string, ...contacts: readonly RegistrationContact[]): Registration => ({
  aor: `sip:${id}@home2.example`,
  id,
  state: 'active',
  contacts,
})

export const stateOf = (...registrations: readonly Registration[]): RegistrationState => ({
  version: 0,
  registrations,
  needsRefresh: false,
})
