import { chain, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Instant } from '../model/Instant.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { CpimMessage } from '../wire/cpim/index.js'
import { readCpim } from '../wire/cpim/index.js'
import { encode, InstantCodec, StandaloneMessageCodec, UserPreferencesCodec } from '../wire/documents/index.js'
import type { ImdnBody } from '../wire/imdn/index.js'
import { readImdn } from '../wire/imdn/index.js'
import type { Decoding, InputError } from '../wire/InputError.js'
import { readPolicy } from '../wire/policy/index.js'
import { readReginfo } from '../wire/reginfo/index.js'
import type { SipRequest } from '../wire/sip/index.js'
import { readSipRequest } from '../wire/sip/index.js'
import { standaloneMessageOf } from './standaloneMessageOf.js'
import { textOf } from './textOf.js'

/** Reads octets of one form, and gives what they say as JSON. */
type DecodeForm = (octets: Uint8Array) => Decoding<unknown>

/** Octets as JSON: their number, and the text they are, or else base64. */
const octetsForm = (octets: Uint8Array): unknown => {
  const text = textOf(octets)
  return text._tag === 'Right'
    ? { octets: octets.length, text: text.right }
    : { octets: octets.length, base64: Buffer.from(octets).toString('base64') }
}

const instantForm = encode(InstantCodec)

/** Later than the Date of any message: seconds of Expires count from Date, and from the receipt where that is earlier. */
const afterAll: Instant = Date.UTC(9999, 11, 31)

/** What only the receiver of a message knows, and what counts from it: an expiry after all others. */
const isOfReceipt = (name: string, value: unknown): boolean =>
  name === 'entryId' || name === 'receivedAt' || (name === 'expiresAt' && Number(value) >= afterAll)

/** What a message says of itself. */
const carriedForm = (message: StandaloneMessage): unknown => {
  const ofReceipt = Object.entries(message).flatMap(([name, value]) => (isOfReceipt(name, value) ? [name] : []))
  const written = [encode(StandaloneMessageCodec)(message)].filter((form) => form !== null)
  return Object.fromEntries(
    written.flatMap((form) => Object.entries(form)).filter(([name]) => !ofReceipt.includes(name)),
  )
}

const sipForm = (request: SipRequest): unknown => ({ ...request, body: octetsForm(request.body) })

/** Whether a request is sound and merely no standalone message of CPM (TERM-01). */
const isOtherService = (errors: readonly InputError[]): boolean => errors.every(({ code }) => code === 'unsupported')

/** A SIP request and the standalone message in it, or why it carries none. */
const decodeSip: DecodeForm = (octets) =>
  pipe(
    readSipRequest(octets, { methods: ['MESSAGE', 'INVITE'] }),
    chain(({ value: request, warnings }): Decoding<unknown> => {
      const message = standaloneMessageOf(request, { entryId: 'e-1', receivedAt: afterAll })
      if (message._tag === 'Right') {
        const value = { request: sipForm(request), message: carriedForm(message.right.value) }
        return right({ value, warnings: [...warnings, ...message.right.warnings] })
      }
      return isOtherService(message.left)
        ? right({ value: { request: sipForm(request), noStandaloneMessage: message.left }, warnings })
        : message
    }),
  )

const cpimForm = ({ content, dateTime, ...message }: CpimMessage): unknown => ({
  ...message,
  ...(dateTime === undefined ? {} : { dateTime: { ...dateTime, instant: instantForm(dateTime.instant) } }),
  content: octetsForm(content),
})

const imdnForm = ({ sentAt, ...body }: ImdnBody): unknown => ({
  ...body,
  ...(sentAt === undefined ? {} : { sentAt: instantForm(sentAt) }),
})

const as =
  <A>(read: (octets: Uint8Array) => Decoding<A>, form: (value: A) => unknown): DecodeForm =>
  (octets) =>
    pipe(
      read(octets),
      map(({ value, warnings }) => ({ value: form(value), warnings })),
    )

/** What `decode --as` reads, by the name of the form. */
export const decodeForms: ReadonlyMap<string, DecodeForm> = new Map<string, DecodeForm>([
  ['sip', decodeSip],
  ['cpim', as(readCpim, cpimForm)],
  ['imdn', as(readImdn, imdnForm)],
  ['reginfo', as(readReginfo, (reginfo) => reginfo)],
  ['policy', as(readPolicy, encode(UserPreferencesCodec))],
])
