import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress } from '../../model/CpmAddress.js'
import type { Originator } from '../../model/StandaloneMessage.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { decoded, refusal } from '../octets/decoding.js'
import { readElementsOf } from './listElements.js'
import { asksForPrivacy, privacyOf } from './privacyOf.js'
import { readNameAddr } from './readNameAddr.js'

/** Someone whom the network vouches for. */
interface AssertedIdentity {
  readonly address: CpmAddress
  readonly displayName?: string
}

const name = 'P-Asserted-Identity'

const readIdentity = (element: string): Decoding<AssertedIdentity> => {
  const read = readNameAddr(name)(element)
  if (read._tag === 'Left') {
    return read
  }
  const { displayName, uri } = read.right.value
  const address = cpmAddress(uri)
  return address._tag === 'Some'
    ? decoded({ address: address.value, ...(displayName === undefined ? {} : { displayName }) })
    : refusal('malformed', name, 'a sip:, sips: or tel: URI', uri)
}

const isAnonymous = ({ address }: AssertedIdentity): boolean => address.domain === 'anonymous.invalid'

/** The SIP identity where there is one, else the telephone number. */
const preferred = (identities: readonly AssertedIdentity[]): AssertedIdentity | undefined =>
  identities.find(({ address }) => address.domain !== undefined) ?? identities[0]

/**
 * Reads who sent the request, as the network asserts it: never from From, and never from the message inside.
 *
 * An originator is undisclosed who asks for privacy, whom nobody vouches for, or who is anonymous; the name is then left out, and the
 * address kept where there is one.
 */
export const readOriginator = (headers: readonly HeaderField[]): Decoding<Originator> => {
  const identities = readElementsOf(headers, name, readIdentity)
  if (identities._tag === 'Left') {
    return identities
  }
  const { value } = identities.right
  const withDomain = value.filter(({ address }) => address.domain !== undefined).length
  if (withDomain > 1 || value.length - withDomain > 1) {
    return refusal('notAllowed', name, 'one SIP URI and one telephone number at most', `${value.length} identities`)
  }
  const identity = preferred(value)
  if (identity === undefined) {
    return decoded({ undisclosed: true })
  }
  return asksForPrivacy(privacyOf(headers)) || isAnonymous(identity)
    ? decoded({ address: identity.address, undisclosed: true })
    : decoded(identity)
}
