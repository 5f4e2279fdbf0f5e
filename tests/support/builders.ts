import { isNone } from 'fp-ts/lib/Option.js'
import type { CpmAddress } from '../../src/model/CpmAddress.js'
import { cpmAddress } from '../../src/model/CpmAddress.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Instant } from '../../src/model/Instant.js'
import type { Recipient, RoutingRequest } from '../../src/model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import type { Handling, PreferenceRule, UserPreferences } from '../../src/model/UserPreferences.js'

/** The address of a text; a test with a wrong one is a wrong test. */
export const address = (uri: string): CpmAddress => {
  const read = cpmAddress(uri)
  if (isNone(read)) {
    throw new Error(`${uri} is no address`)
  }
  return read.value
}

/** The instant of a text with an offset. */
export const at = (text: string): Instant => Date.parse(text)

/** The recipient of every message that names no other. */
export const owner: CpmAddress = address('sip:+15550100@home2.example;user=phone')

/** The moment of every question that names no other: a Tuesday morning. */
export const now: Instant = at('2026-02-03T10:00:00Z')

/** A short text from Ann, as it has just come. */
export const message = (parts: Partial<StandaloneMessage> = {}): StandaloneMessage => ({
  entryId: 'e-1',
  messageId: 'm-1',
  kind: 'pager',
  originator: { address: address('sip:ann@home1.example') },
  recipient: owner,
  receivedAt: now,
  size: 100,
  contentType: 'text/plain',
  ...parts,
})

/** A phone that is registered for every kind of message. */
export const client = (parts: Partial<CpmClient> = {}): CpmClient => ({
  deviceId: 'phone',
  registered: true,
  services: ['msg', 'largemsg', 'systemmsg'],
  ...parts,
})

/** Preferences that say nothing. */
export const preferences = (parts: Partial<UserPreferences> = {}): UserPreferences => ({ owner, ...parts })

/** A rule named after its action. */
export const rule = (then: Handling, when?: PreferenceRule['when'], id: string = then.action): PreferenceRule => ({
  id,
  ...(when === undefined ? {} : { when }),
  then,
})

/** What a question is made of; what is not given is the default. */
export interface Given {
  readonly message?: Partial<StandaloneMessage>
  readonly preferences?: Partial<UserPreferences>
  readonly recipient?: Omit<Recipient, 'preferences'>
  readonly policy?: ServiceProviderPolicy
  readonly now?: Instant
}

/** A question about a short text for a recipient with one registered phone. */
export const request = (given: Given = {}): RoutingRequest => ({
  message: message(given.message),
  recipient: {
    clients: [client()],
    ...(given.preferences === undefined ? {} : { preferences: preferences(given.preferences) }),
    ...given.recipient,
  },
  ...(given.policy === undefined ? {} : { policy: given.policy }),
  now: given.now ?? now,
})
