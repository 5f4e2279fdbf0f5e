import fc from 'fast-check'
import { readCpim, unmetRequirements } from '../../src/wire/cpim/index.js'
import type { Decoding } from '../../src/wire/InputError.js'
import { findMimePart, readMediaType, readMultipart } from '../../src/wire/mime/index.js'
import { utf8Decode, utf8Encode } from '../../src/wire/octets/index.js'
import {
  readNameAddr,
  readSipRequest,
  standaloneMessageFromInvite,
  standaloneMessageFromSip,
} from '../../src/wire/sip/index.js'
import { messageOctets } from '../support/wireText.js'
import { runs, seed } from '../support/campaign.js'

const receipt = { entryId: 'e-1', receivedAt: 1_770_112_801_000 }

const wrapper = [
  'From: "Ann" <sip:anonymous@anonymous.invalid>',
  'To: <sip:anonymous@anonymous.invalid>',
  'NS: imdn <urn:ietf:params:imdn>',
  'imdn.Message-ID: m-0001',
  'DateTime: 2026-02-03T09:00:00Z',
  'Subject:;lang=fr d\\u00e9jeuner',
  'Require: imdn.Message-ID',
  'imdn.Disposition-Notification: display, positive-delivery',
  '',
  'Content-Type: text/plain;charset=utf-8',
  'Content-Length: 6',
  '',
  'midi ?',
].join('\r\n')

const body = [
  '--b',
  'Content-Type: application/sdp',
  '',
  'a=file-selector:size:9',
  '--b',
  'Content-Type: message/cpim',
  '',
  wrapper,
  '--b--',
].join('\r\n')

const whole = messageOctets(
  [
    'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
    'Accept-Contact: *;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.largemsg"',
    'P-Asserted-Identity: "Ann \\"A\\"" <sip:ann@home1.example>, <tel:+15550199>',
    'Privacy: none',
    'P-Called-Party-ID: <sip:+15550100@home2.example;user=phone>',
    'Date: Tue, 03 Feb 2026 10:00:00 GMT',
    'Expires: 86400',
    'History-Info: <sip:bob@home2.example?Reason=SIP>;index=1',
    'Content-Type: multipart/mixed;boundary="b"',
  ],
  body,
)

/** Pieces that mean something to one of the readers. */
const pieces = [
  '\r\n',
  '\n',
  '\r',
  ':',
  ';',
  ',',
  '"',
  '\\',
  '<',
  '>',
  '=',
  ' ',
  '\t',
  '--b',
  '--b--',
  '%',
  '\\ud800',
  '\0',
  'é',
  '999999999999',
  'NS: ',
  'l: 1',
  '@',
  '[',
  '.',
]

const piece = fc.constantFrom(...pieces).map(utf8Encode)

interface Change {
  readonly at: number
  readonly length: number
  readonly insert: Uint8Array
}

const change = fc.record({
  at: fc.nat({ max: whole.length }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 200 })),
  insert: fc.oneof(
    piece,
    fc.uint8Array({ maxLength: 4 }),
    fc.array(piece, { maxLength: 8 }).map((all) => Uint8Array.from(all.flatMap((one) => [...one]))),
  ),
})

const changed = (bytes: Uint8Array, { at, length, insert }: Change): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + length)])

const mangled = (source: Uint8Array) =>
  fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce(changed, source))

/** What was refused says why, and what was read is plain data. */
const isAnswer = (decoding: Decoding<unknown>): boolean =>
  decoding._tag === 'Right' ? typeof JSON.stringify(decoding.right) === 'string' : decoding.left.length > 0

const answers = (bytes: Uint8Array): readonly Decoding<unknown>[] => {
  const sip = readSipRequest(bytes, { methods: ['MESSAGE', 'INVITE'] })
  const messages =
    sip._tag === 'Left'
      ? []
      : [
          standaloneMessageFromSip(sip.right.value, receipt),
          standaloneMessageFromInvite({ ...sip.right.value, method: 'INVITE' }, { ...receipt, size: 1 }),
          findMimePart({ headers: sip.right.value.headers, content: sip.right.value.body }, 'message/cpim'),
        ]
  return [sip, ...messages, readCpim(bytes), readMultipart(bytes, 'b')]
}

describe('raw readers never throw', () => {
  it('on any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => answers(bytes).every(isAnswer)),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })

  it('on a request that is nearly right', () => {
    fc.assert(
      fc.property(mangled(whole), (bytes) => answers(bytes).every(isAnswer)),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })

  it('on a message in common format that is nearly right', () => {
    fc.assert(
      fc.property(mangled(utf8Encode(wrapper)), (bytes) => {
        const read = readCpim(bytes)
        return isAnswer(read) && (read._tag === 'Left' || Array.isArray(unmetRequirements(read.right.value)))
      }),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })

  it('on any text of a header field', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces, 'sip:a@b.example', 'tag'), fc.string()), { maxLength: 8 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, (value) => isAnswer(readNameAddr('From')(value)) && '_tag' in readMediaType(value)),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })
})

describe('a request that was cut off', () => {
  it('is never read', () => {
    const read = Array.from(whole.keys()).filter((length) => readSipRequest(whole.subarray(0, length))._tag === 'Right')
    expect(read).toEqual([])
    expect(readSipRequest(whole)._tag).toBe('Right')
  })
})

describe('UTF-8', () => {
  it('is read as everywhere, or refused', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const reference = (bytes: Uint8Array): string | undefined => {
      try {
        return strict.decode(bytes)
      } catch {
        return undefined
      }
    }
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: 'binary' }).map(utf8Encode))
    fc.assert(
      fc.property(bytes, (any) => {
        const read = utf8Decode(any)
        return (read._tag === 'Some' ? read.value : undefined) === reference(any)
      }),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })
})
