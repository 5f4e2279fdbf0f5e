import type { HeaderField } from '../mime/HeaderField.js'
import { asksForPrivacy, privacyOf } from '../sip/privacyOf.js'
import { readStandaloneService } from '../sip/readStandaloneService.js'

/** What the network says to itself, in lower case: no client gets it. */
const forTheNetwork: readonly string[] = [
  'p-access-network-info',
  'p-asserted-service',
  'p-profile-key',
  'p-served-user',
  'p-user-database',
  'p-visited-network-id',
]

const isForTheNetwork = ({ name }: HeaderField): boolean => {
  const lower = name.toLowerCase()
  return forTheNetwork.includes(lower) || lower.startsWith('p-charging-')
}

/** The header field by which a client knows the service, where only what the network says to itself named it. */
const serviceFields = (received: readonly HeaderField[], kept: readonly HeaderField[]): readonly HeaderField[] => {
  const service = readStandaloneService(received)
  return service._tag === 'Left' || readStandaloneService(kept)._tag === 'Right'
    ? []
    : [
        {
          name: 'Accept-Contact',
          value: `*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.${service.right.value}"`,
        },
      ]
}

/**
 * The header fields that a client of the recipient may see.
 *
 * What the network says to itself stays in it, and so does the asserted identity of an originator who asks for privacy. A service that
 * was named only there goes into Accept-Contact, so that the client still knows what has come.
 */
export const headersForClient = (received: readonly HeaderField[]): readonly HeaderField[] => {
  const hidden = asksForPrivacy(privacyOf(received))
  const kept = received.filter(
    (field) => !isForTheNetwork(field) && !(hidden && field.name.toLowerCase() === 'p-asserted-identity'),
  )
  return [...kept, ...serviceFields(received, kept)]
}
