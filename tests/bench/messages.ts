/**
 * From octets to a decision: a SIP MESSAGE with CPIM in it, and registration information; time against size, of good and of hostile input:
 * `npm run bench -- messages`. The readers by themselves, with more kinds of hostile input: `wire` and `xml`.
 */
import { route } from '../../src/routing/index.js'
import { utf8Encode } from '../../src/wire/octets/index.js'
import { clientsFromRegistration, mergeReginfo, readReginfo } from '../../src/wire/reginfo/index.js'
import { readSipRequest, standaloneMessageFromSip } from '../../src/wire/sip/index.js'
import { now, owner } from '../support/builders.js'
import { report, short, tableText } from './support/figures.js'
import { worked } from './support/race.js'

const sizes = [1, 4, 16, 48].map((kibi) => kibi * 1024)
const receipt = { entryId: 'e-1', receivedAt: now }

const sip = (field: string, cpim: string, content: string): Uint8Array => {
  const body = utf8Encode(
    `From: <sip:anonymous@anonymous.invalid>\r\nTo: <sip:anonymous@anonymous.invalid>\r\nNS: imdn <urn:ietf:params:imdn>\r\n` +
      `imdn.Message-ID: m-1\r\nDateTime: 2026-02-03T10:00:00Z\r\nimdn.Disposition-Notification: positive-delivery\r\n${cpim}\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\n\r\n${content}`,
  )
  const head = utf8Encode(
    'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0\r\nVia: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1\r\n' +
      'Max-Forwards: 69\r\nFrom: <sip:+15550199@home1.example>;tag=1\r\nTo: <sip:+15550100@home2.example>\r\nCall-ID: c-1\r\n' +
      'CSeq: 1 MESSAGE\r\nP-Asserted-Identity: <sip:+15550199@home1.example;user=phone>\r\n' +
      'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg\r\n' +
      'Accept-Contact: *;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"\r\n' +
      `${field}Content-Type: message/cpim\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  const octets = new Uint8Array(head.length + body.length)
  octets.set(head)
  octets.set(body, head.length)
  return octets
}

const registration = (size: number, contact: (place: number) => string): Uint8Array => {
  const before =
    '<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">' +
    `<registration aor="sip:+15550100@home2.example" id="r" state="active">`
  let contacts = ''
  for (let place = 0; contacts.length < size - before.length - 300 || place === 0; place += 1) {
    contacts += contact(place)
  }
  return utf8Encode(`${before}${contacts}</registration></reginfo>`)
}

const phone = (place: number): string =>
  `<contact id="k${place}" state="active" event="registered"><uri>sip:u@198.51.100.7:${place}</uri>` +
  `<unknown-param name="+sip.instance">"&lt;urn:uuid:${place}&gt;"</unknown-param>` +
  '<unknown-param name="+g.3gpp.icsi-ref">"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"</unknown-param></contact>'

/** The message decided for a recipient with one phone, or the refusal. */
const decideMessage = (octets: Uint8Array): string => {
  const request = readSipRequest(octets, { methods: ['MESSAGE'] })
  const message = request._tag === 'Left' ? request : standaloneMessageFromSip(request.right.value, receipt)
  return message._tag === 'Left'
    ? 'refused'
    : route({
        message: message.right.value,
        recipient: { clients: [{ deviceId: 'p', registered: true, services: ['msg'] }] },
        now,
      })._tag
}

/** A short message decided for a recipient with the clients of a registration, or the refusal. */
const decideRegistration = (octets: Uint8Array): string => {
  const reginfo = readReginfo(octets)
  return reginfo._tag === 'Left'
    ? 'refused'
    : route({
        message: {
          entryId: 'e',
          kind: 'pager',
          originator: { undisclosed: true },
          recipient: owner,
          receivedAt: now,
          size: 5,
        },
        recipient: { clients: clientsFromRegistration(mergeReginfo(undefined, reginfo.right.value)) },
        now,
      })._tag
}

interface Kind {
  readonly name: string
  readonly decide: (octets: Uint8Array) => string
  readonly make: (size: number) => Uint8Array
}

const kinds: readonly Kind[] = [
  { name: 'message, content in ASCII', decide: decideMessage, make: (size) => sip('', '', 'a'.repeat(size)) },
  { name: 'message, content of emoji', decide: decideMessage, make: (size) => sip('', '', '😀'.repeat(size / 4)) },
  {
    name: 'message, one long field',
    decide: decideMessage,
    make: (size) => sip(`Subject: ${'a,;"<'.repeat(size / 5)}\r\n`, '', 'a'),
  },
  {
    name: 'message, many CPIM headers',
    decide: decideMessage,
    make: (size) => sip('', 'Subject: a\r\n'.repeat(size / 12), 'a'),
  },
  { name: 'registration of many phones', decide: decideRegistration, make: (size) => registration(size, phone) },
  {
    name: 'registration, nested elements',
    decide: decideRegistration,
    make: (size) => registration(size, () => '<a>'),
  },
]

/** Microseconds for one, the least of several rounds. */
const microseconds = ({ decide }: Kind, octets: Uint8Array): number => {
  const repeat = Math.max(4, Math.round(2_000_000 / octets.length))
  return Math.min(
    ...Array.from({ length: 9 }, () => {
      const start = worked()
      for (let time = 0; time < repeat; time += 1) {
        decide(octets)
      }
      return ((worked() - start) * 1000) / repeat
    }),
  )
}

const rows = kinds.map((kind) => {
  const inputs = sizes.map(kind.make)
  const times = inputs.map((octets) => microseconds(kind, octets))
  const [, , quarter, whole] = times.map((time, index) => time / inputs[index]!.length)
  return { name: kind.name, outcome: inputs.map(kind.decide), times, growth: whole! / quarter! }
})
report(
  'From octets to a decision',
  tableText(
    ['µs for', ...sizes.map((size) => `${size / 1024} KiB`), 'outcome of the largest', 'for one octet, 48 ÷ 16 KiB'],
    rows.map(({ name, times, outcome, growth }) => [name, ...times.map(short), outcome.at(-1)!, short(growth)]),
  ),
  rows,
  [{ what: 'steepest growth for one octet', measured: Math.max(...rows.map(({ growth }) => growth)), bound: 2 }],
)
