import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, getApplicativeValidation, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import {
  decode,
  decodeJson,
  InstantCodec,
  ServiceProviderPolicyCodec,
  UserPreferencesCodec,
} from '../wire/documents/index.js'
import type { Decoding } from '../wire/InputError.js'
import { readPolicy } from '../wire/policy/index.js'
import { clientsFromRegistration, mergeReginfo, readReginfo } from '../wire/reginfo/index.js'
import { readSipRequest, standaloneMessageFromInvite, standaloneMessageFromSip } from '../wire/sip/index.js'
import type { DocumentError } from './readDocument.js'
import { readDocument, textOf } from './readDocument.js'
import type { Terminal } from './Terminal.js'

/** The options by which a request is put together from what is on the wire. */
export const wireOptions: readonly string[] = ['message', 'preferences', 'registration', 'policy', 'entry-id', 'now']

const lessThan = '<'.charCodeAt(0)
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf])

const isXml = (octets: Uint8Array): boolean => octets.find((octet) => !blanks.has(octet)) === lessThan

const decodeText =
  <A>(read: (text: string) => Decoding<A>) =>
  (octets: Uint8Array): Decoding<A> =>
    pipe(textOf(octets), chain(read))

const decodePreferences = (octets: Uint8Array): Decoding<UserPreferences> =>
  isXml(octets) ? readPolicy(octets) : decodeText(decodeJson(UserPreferencesCodec))(octets)

const decodeMessage =
  (entryId: string, receivedAt: Instant) =>
  (octets: Uint8Array): Decoding<StandaloneMessage> =>
    pipe(
      readSipRequest(octets, { methods: ['MESSAGE', 'INVITE'] }),
      chain(({ value, warnings }) =>
        pipe(
          value.method === 'INVITE'
            ? standaloneMessageFromInvite(value, { entryId, receivedAt })
            : standaloneMessageFromSip(value, { entryId, receivedAt }),
          map((message) => ({ ...message, warnings: [...warnings, ...message.warnings] })),
        ),
      ),
    )

const decodeRegistration =
  (receivedAt: Instant) =>
  (octets: Uint8Array): Decoding<readonly CpmClient[]> =>
    pipe(
      readReginfo(octets),
      map(({ value, warnings }) => ({
        value: clientsFromRegistration(mergeReginfo(undefined, value), { receivedAt }),
        warnings,
      })),
    )

const allErrors = getApplicativeValidation(getSemigroup<DocumentError>())

/**
 * Puts a routing request together from a SIP message, preferences and a registration; every error of every file at once.
 *
 * The message is taken to have arrived at `--now`.
 */
export const readWireRequest = async (
  terminal: Terminal,
  options: Readonly<Record<string, string>>,
): Promise<Either<readonly DocumentError[], RoutingRequest>> => {
  const instant = decode(InstantCodec)(options['now'])
  if (isLeft(instant)) {
    return left(instant.left.map((error) => ({ file: '--now', ...error })))
  }
  const now = instant.right.value
  const readIf = <A>(name: string, decodeFile: (octets: Uint8Array) => Decoding<A>, absent: A) => {
    const file = options[name]
    return file === undefined ? Promise.resolve(right(absent)) : readDocument(terminal, file, decodeFile)
  }
  const message = await readDocument(
    terminal,
    options['message'] ?? '-',
    decodeMessage(options['entry-id'] ?? 'e-1', now),
  )
  const preferences = await readIf<UserPreferences | undefined>('preferences', decodePreferences, undefined)
  const clients = await readIf<readonly CpmClient[]>('registration', decodeRegistration(now), [])
  const policy = await readIf('policy', decodeText(decodeJson(ServiceProviderPolicyCodec)), {})
  return pipe(
    sequenceS(allErrors)({ message, preferences, clients, policy }),
    map((parts) => ({
      message: parts.message,
      recipient: {
        ...(parts.preferences === undefined ? {} : { preferences: parts.preferences }),
        clients: parts.clients,
      },
      policy: parts.policy,
      now,
    })),
  )
}
