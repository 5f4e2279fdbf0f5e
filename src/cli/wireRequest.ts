import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, getApplicativeValidation, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import { isSameAddress } from '../model/CpmAddress.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { Decoding } from '../wire/InputError.js'
import { readSipRequest } from '../wire/sip/index.js'
import { decodePreferences, decodeRegistration } from './decodeDocuments.js'
import { messageLine } from './messageLine.js'
import type { DocumentError } from './readDocument.js'
import { readDocument } from './readDocument.js'
import { readPolicyOf } from './readPolicyOf.js'
import { standaloneMessageOf } from './standaloneMessageOf.js'
import type { Terminal } from './Terminal.js'

/** What a routing request is put together from: the names of files, and what the wire does not say. */
export interface WireSources {
  readonly message: string
  readonly preferences?: string
  readonly registration?: string
  readonly policy?: string
  readonly entryId: string
  readonly now: Instant
}

const decodeMessage =
  (entryId: string, receivedAt: Instant) =>
  (octets: Uint8Array): Decoding<StandaloneMessage> =>
    pipe(
      readSipRequest(octets, { methods: ['MESSAGE', 'INVITE'] }),
      chain(({ value, warnings }) =>
        pipe(
          standaloneMessageOf(value, { entryId, receivedAt }),
          map((message) => ({ ...message, warnings: [...warnings, ...message.warnings] })),
        ),
      ),
    )

const allErrors = getApplicativeValidation(getSemigroup<DocumentError>())

/**
 * Puts a routing request together from a SIP message, preferences, a registration and a policy; every error of every file at once.
 *
 * The message is taken to have arrived at the instant of the question.
 */
export const readWireRequest = async (
  terminal: Terminal,
  { message: messageFile, entryId, now, ...files }: WireSources,
): Promise<Either<readonly DocumentError[], RoutingRequest>> => {
  const readIf = <A>(file: string | undefined, decode: (octets: Uint8Array) => Decoding<A>, absent: A) =>
    file === undefined ? Promise.resolve(right(absent)) : readDocument(terminal, file, decode)
  const message = await readDocument(terminal, messageFile, decodeMessage(entryId, now))
  const preferences = await readIf<UserPreferences | undefined>(files.preferences, decodePreferences, undefined)
  const clients = await readIf<readonly CpmClient[]>(files.registration, decodeRegistration(now), [])
  const policy = await readPolicyOf(terminal, files.policy)
  return pipe(
    sequenceS(allErrors)({ message, preferences, clients, policy }),
    map((parts) => {
      const owned = parts.preferences === undefined ? {} : { preferences: parts.preferences }
      if (parts.preferences !== undefined && !isSameAddress(parts.preferences.owner, parts.message.recipient)) {
        const place = ['--preferences', '/owner']
        terminal.writeMessage(messageLine(place, 'is another address than the recipient of the message'))
      }
      return { message: parts.message, recipient: { ...owned, clients: parts.clients }, policy: parts.policy, now }
    }),
  )
}
