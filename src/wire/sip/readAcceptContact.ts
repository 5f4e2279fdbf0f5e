import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import type { Parameter } from '../mime/readParameters.js'
import { parameterValue, readParameters } from '../mime/readParameters.js'
import { decoded, refusal } from '../octets/decoding.js'
import { readElementsOf } from './listElements.js'

/** One preference about the contacts that a request may go to (RFC 3841). */
export interface ContactPreference {
  /** Feature tags, names in lower case. */
  readonly features: readonly Parameter[]
  /** Contacts that do not match are left out. */
  readonly require: boolean
  /** Contacts match only by features they state. */
  readonly explicit: boolean
}

const readPreference = (element: string): Decoding<ContactPreference> => {
  const parameters = readParameters(element, 1)
  return !element.startsWith('*') || parameters._tag === 'None'
    ? refusal('malformed', 'Accept-Contact', '*;feature;feature="value"', element)
    : decoded({
        features: parameters.value.filter(({ name }) => name !== 'require' && name !== 'explicit'),
        require: parameters.value.some(({ name }) => name === 'require'),
        explicit: parameters.value.some(({ name }) => name === 'explicit'),
      })
}

/** Reads Accept-Contact: what kind of client the originator wants to reach. */
export const readAcceptContact = (headers: readonly HeaderField[]): Decoding<readonly ContactPreference[]> =>
  readElementsOf(headers, 'Accept-Contact', readPreference)

/** The service identifiers that these preferences name, as they were written. */
export const serviceIdentifiersOf = (preferences: readonly ContactPreference[]): readonly string[] =>
  preferences
    .flatMap(({ features }) => (parameterValue(features, '+g.3gpp.icsi-ref') ?? '').split(','))
    .map((identifier) => identifier.trim())
    .filter((identifier) => identifier !== '')
