import { chain, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { decodeJson, ServiceProviderPolicyCodec, UserPreferencesCodec } from '../wire/documents/index.js'
import type { Decoding } from '../wire/InputError.js'
import { readPolicy } from '../wire/policy/index.js'
import { clientsFromRegistration, mergeReginfo, readReginfo } from '../wire/reginfo/index.js'
import { textOf } from './textOf.js'

const lessThan = '<'.charCodeAt(0)
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf])

const isXml = (octets: Uint8Array): boolean => octets.find((octet) => !blanks.has(octet)) === lessThan

/** Reads octets that are text. */
export const decodeText =
  <A>(read: (text: string) => Decoding<A>) =>
  (octets: Uint8Array): Decoding<A> =>
    pipe(textOf(octets), chain(read))

/** Reads preferences, be they JSON or XML. */
export const decodePreferences = (octets: Uint8Array): Decoding<UserPreferences> =>
  isXml(octets) ? readPolicy(octets) : decodeText(decodeJson(UserPreferencesCodec))(octets)

/** Reads a policy of the provider. */
export const decodePolicy: (octets: Uint8Array) => Decoding<ServiceProviderPolicy> = decodeText(
  decodeJson(ServiceProviderPolicyCodec),
)

/** Reads registration information that comes at an instant. */
export const decodeRegistration =
  (receivedAt: Instant) =>
  (octets: Uint8Array): Decoding<readonly CpmClient[]> =>
    pipe(
      readReginfo(octets),
      map(({ value, warnings }) => ({
        value: clientsFromRegistration(mergeReginfo(undefined, value), { receivedAt }),
        warnings,
      })),
    )
