import { chain, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { encode, InstantCodec, StandaloneMessageCodec, UserPreferencesCodec } from '../wire/documents/index.js'
import type { Decoding } from '../wire/InputError.js'
import { readCpim } from '../wire/cpim/index.js'
import { readImdn } from '../wire/imdn/index.js'
import { utf8Decode } from '../wire/octets/index.js'
import { readPolicy } from '../wire/policy/index.js'
import { readReginfo } from '../wire/reginfo/index.js'
import { readSipRequest, standaloneMessageFromInvite, standaloneMessageFromSip } from '../wire/sip/index.js'

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')

/** Octets as JSON: their number, and the text they are, or else base64. */
const octetsForm = (octets: Uint8Array): unknown => {
  const text = utf8Decode(octets)
  return text._tag === 'Some'
    ? { octets: octets.length, text: text.value }
    : { octets: octets.length, base64: base64(octets) }
}

/** Plain data as JSON: octets and instants in a form that can be read. */
const jsonForm = (value: unknown, name = ''): unknown => {
  if (value instanceof Uint8Array) {
    return octetsForm(value)
  }
  if (Array.isArray(value)) {
    return value.map((member) => jsonForm(member))
  }
  if (typeof value === 'number' && (name === 'instant' || name === 'sentAt')) {
    return encode(InstantCodec)(value)
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([member, of]) => [member, jsonForm(of, member)]))
    : value
}

const asJson = <A>(decoding: Decoding<A>): Decoding<unknown> =>
  pipe(
    decoding,
    map(({ value, warnings }) => ({ value: jsonForm(value), warnings })),
  )

/** A SIP request and the standalone message in it, or why it carries none. */
const decodeSip = (octets: Uint8Array): Decoding<unknown> =>
  pipe(
    readSipRequest(octets, { methods: ['MESSAGE', 'INVITE'] }),
    chain(({ value: request, warnings }) => {
      // Without a receiver the message is one that has just come at the epoch.
      const receipt = { entryId: 'e-1', receivedAt: 0 }
      const message =
        request.method === 'INVITE'
          ? standaloneMessageFromInvite(request, receipt)
          : standaloneMessageFromSip(request, receipt)
      const standalone =
        message._tag === 'Right'
          ? { message: encode(StandaloneMessageCodec)(message.right.value) }
          : { noStandaloneMessage: message.left }
      return right({
        value: { request: jsonForm(request), ...standalone },
        warnings: message._tag === 'Right' ? [...warnings, ...message.right.warnings] : warnings,
      })
    }),
  )

/** What `decode --as` reads, by the name of the form. */
export const decodeForms: Readonly<Record<string, (octets: Uint8Array) => Decoding<unknown>>> = {
  sip: decodeSip,
  cpim: (octets) => asJson(readCpim(octets)),
  imdn: (octets) => asJson(readImdn(octets)),
  reginfo: (octets) => asJson(readReginfo(octets)),
  policy: (octets) =>
    pipe(
      readPolicy(octets),
      map(({ value, warnings }) => ({ value: encode(UserPreferencesCodec)(value), warnings })),
    ),
}
