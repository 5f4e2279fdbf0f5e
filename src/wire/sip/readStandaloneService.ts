import { sequenceS } from 'fp-ts/lib/Apply.js'
import { isSome } from 'fp-ts/lib/Option.js'
import type { CpmService } from '../../model/CpmService.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { allErrors, decoded, refusal } from '../octets/decoding.js'
import { cpmServiceOf } from './cpmServiceOf.js'
import { listElements } from './listElements.js'
import { readAcceptContact, serviceIdentifiersOf } from './readAcceptContact.js'

/** The service of a standalone message. */
export type StandaloneService = Extract<CpmService, 'msg' | 'largemsg' | 'deferred' | 'systemmsg'>

/**
 * Which service counts where Accept-Contact names several: what it names is the originator's word, and system messages are exempt from
 * what the recipient wants, so that one counts last.
 */
const standaloneServices: readonly StandaloneService[] = ['msg', 'largemsg', 'deferred', 'systemmsg']

const servicesOf = (identifiers: readonly string[]): readonly CpmService[] =>
  identifiers.map(cpmServiceOf).flatMap((service) => (isSome(service) ? [service.value] : []))

const firstOf = (services: readonly CpmService[]): StandaloneService | undefined =>
  standaloneServices.find((service) => services.includes(service))

/**
 * Reads which service of a standalone message the request belongs to: what the network asserts, else what the originator asks for.
 *
 * Without one the request is not for this function: an `unsupported` error that names TERM-01.
 *
 * @spec TERM-01
 */
export const readStandaloneService = (headers: readonly HeaderField[]): Decoding<StandaloneService> => {
  const parts = sequenceS(allErrors)({
    asserted: listElements(headers, 'P-Asserted-Service'),
    preferences: readAcceptContact(headers),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const asserted = parts.right.asserted.value
  const accepted = serviceIdentifiersOf(parts.right.preferences.value)
  const service = firstOf(servicesOf(asserted)) ?? firstOf(servicesOf(accepted))
  return service === undefined
    ? refusal(
        'unsupported',
        'Accept-Contact',
        'the feature tag of a CPM standalone message (TERM-01)',
        [...asserted, ...accepted].join(', ') || 'none',
      )
    : decoded(service)
}
