/**
 * Time against size of the raw readers: `npx tsx tests/bench/wire.ts`. Exit status 1 if some reader is not linear.
 *
 * Limits are lifted, so that hostile messages are read to their end; a reader whose time for one octet grows with the size would show a
 * rising line. The best of several rounds counts: the machine may be shared.
 */
import { readCpim } from '../../src/wire/cpim/index.js'
import { readMultipart } from '../../src/wire/mime/index.js'
import { utf8Decode, utf8Encode } from '../../src/wire/octets/index.js'
import { readSipRequest, standaloneMessageFromSip } from '../../src/wire/sip/index.js'

const sizes: readonly number[] = [1, 10, 100, 1000].map((kibi) => kibi * 1024)
const header = { fields: 10_000_000, fieldLength: 100_000_000 }
const octets = 100_000_000
const methods = ['MESSAGE']
const receipt = { entryId: 'e-1', receivedAt: 1_770_112_801_000 }

const filled = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))

const sip = (fields: string, body = ''): string =>
  [
    'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0',
    'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
    'From: <sip:anonymous@anonymous.invalid>;tag=a1',
    'To: <sip:+15550100@home2.example;user=phone>',
    'Call-ID: 7a1f@home1.example',
    'CSeq: 1 MESSAGE',
    'Max-Forwards: 70',
    'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
    `${fields}Content-Length: ${utf8Encode(body).length}`,
    '',
    body,
  ].join('\r\n')

const cpim = (headers: string, content = ''): string =>
  `From: <im:a>\r\nTo: <im:b>\r\n${headers}\r\nContent-Type: text/plain\r\n\r\n${content}`

/** Reads the request and makes a message of it. */
const message = (bytes: Uint8Array): unknown => {
  const read = readSipRequest(bytes, { octets, header, methods })
  return read._tag === 'Left'
    ? read
    : standaloneMessageFromSip(read.right.value, receipt, {
        cpim: { octets, header },
        multipart: { parts: 10_000_000, depth: 4, header },
      })
}
const wrapped = (bytes: Uint8Array): unknown => readCpim(bytes, { octets, header })
const parts = (bytes: Uint8Array): unknown => readMultipart(bytes, 'b', { parts: 10_000_000, header })

interface Shape {
  readonly name: string
  readonly read: (bytes: Uint8Array) => unknown
  readonly make: (size: number) => string
}

const field = (name: string, value: string): string => `${name}: ${value}\r\n`
const typed = (type: string): string => field('Content-Type', type)

const shapes: readonly Shape[] = [
  { name: 'MESSAGE, plain text', read: message, make: (size) => sip(typed('text/plain'), filled('a', size)) },
  { name: 'MESSAGE, CPIM', read: message, make: (size) => sip(typed('message/cpim'), cpim('', filled('é', size / 2))) },
  {
    name: 'MESSAGE, multipart CPIM',
    read: message,
    make: (size) =>
      sip(
        typed('multipart/mixed;boundary=b'),
        `--b\r\nContent-Type: message/cpim\r\n\r\n${cpim('', filled('a\n', size))}\r\n--b--`,
      ),
  },
  { name: 'many header fields', read: message, make: (size) => sip(filled('X: 1\r\n', size)) },
  { name: 'many duplicates', read: message, make: (size) => sip(filled('s: 1\r\n', size)) },
  { name: 'many bad header fields', read: message, make: (size) => sip(filled('x\r\n', size)) },
  { name: 'deep folding', read: message, make: (size) => sip(field('Subject', filled('a\r\n ', size))) },
  { name: 'blanks only', read: message, make: (size) => sip(field('Subject', `a${filled(' ', size)}b`)) },
  { name: 'folds of blanks', read: message, make: (size) => sip(field('Subject', filled('\r\n  ', size))) },
  { name: 'many commas', read: message, make: (size) => sip(field('P-Asserted-Identity', filled('<tel:+1>,', size))) },
  { name: 'commas alone', read: message, make: (size) => sip(field('History-Info', filled(',', size))) },
  {
    name: 'many history entries',
    read: message,
    make: (size) => sip(field('History-Info', `${filled('<sip:a@b>;index=1.1,', size)}<sip:a@b>;index=1`)),
  },
  {
    name: 'one long index',
    read: message,
    make: (size) => sip(field('History-Info', `<sip:a@b>;index=${filled('1.', size)}1`)),
  },
  {
    name: 'quotes, open',
    read: message,
    make: (size) => sip(field('P-Asserted-Identity', `${filled('"a" ', size)}"`)),
  },
  {
    name: 'quotes, escaped',
    read: message,
    make: (size) => sip(field('P-Asserted-Identity', `"${filled('\\"', size)}" <sip:a@b.example>`)),
  },
  { name: 'angle brackets, open', read: message, make: (size) => sip(field('P-Asserted-Identity', filled('<', size))) },
  { name: 'many parameters', read: message, make: (size) => sip(field('Accept-Contact', `*${filled(';a', size)}`)) },
  { name: 'long digits', read: message, make: (size) => sip(field('Expires', `${filled('0', size)}x`)) },
  { name: 'many Via', read: message, make: (size) => sip(filled('v: SIP/2.0/UDP a;branch=z9hG4bK1\r\n', size)) },
  { name: 'CPIM, many headers', read: wrapped, make: (size) => cpim(filled('To: <im:b>\r\n', size)) },
  { name: 'CPIM, many prefixes', read: wrapped, make: (size) => cpim(filled('NS: p <urn:x:y>\r\np.a: 1\r\n', size)) },
  { name: 'CPIM, many escapes', read: wrapped, make: (size) => cpim(field('Subject', filled('\\u00e9', size))) },
  { name: 'CPIM, long Require', read: wrapped, make: (size) => cpim(field('Require', filled('To,', size))) },
  { name: 'CPIM, quotes', read: wrapped, make: (size) => cpim(`cc:;${filled('a="', size)} x\r\n`) },
  { name: 'CPIM, many words', read: wrapped, make: (size) => cpim(field('cc', `${filled('a ', size)}<im:x`)) },
  { name: 'multipart, many parts', read: parts, make: (size) => `${filled('--b\r\n\r\n', size)}--b--` },
  {
    name: 'multipart, near boundaries',
    read: parts,
    make: (size) => `--b\r\n\r\n${filled('\r\n--bb', size)}\r\n--b--`,
  },
  { name: 'multipart, blanks after boundary', read: parts, make: (size) => `--b${filled(' ', size)}x\r\n--b--` },
  { name: 'multipart, line feeds alone', read: parts, make: (size) => `--b\r\n\r\n${filled('\n--b', size)}\r\n--b--` },
  { name: 'multipart, never closed', read: parts, make: (size) => filled('--b\r\n\r\n', size) },
  { name: 'UTF-8, ASCII', read: utf8Decode, make: (size) => filled('a', size) },
  { name: 'UTF-8, four octets', read: utf8Decode, make: (size) => filled('😀', size / 4) },
]

/** Milliseconds of the best of several rounds. */
const best = (read: Shape['read'], bytes: Uint8Array): number => {
  const rounds = bytes.length > 500_000 ? 5 : 30
  return Math.min(
    ...Array.from({ length: rounds }, () => {
      const start = performance.now()
      read(bytes)
      return performance.now() - start
    }),
  )
}

const rows = shapes.map(({ name, read, make }) => {
  const times = sizes.map((size) => {
    const bytes = utf8Encode(make(size))
    return { octets: bytes.length, milliseconds: best(read, bytes) }
  })
  const [, , hundred, thousand] = times.map(({ octets: length, milliseconds }) => milliseconds / length)
  return { name, times, growth: (thousand ?? 0) / (hundred ?? 1) }
})

console.log(
  `${'milliseconds for'.padEnd(36)}${sizes.map((size) => `${size / 1024} KiB`.padStart(11)).join('')}   1000 KiB / 100 KiB, for one octet`,
)
for (const { name, times, growth } of rows) {
  const figures = times.map(({ milliseconds }) => milliseconds.toFixed(3).padStart(11)).join('')
  console.log(`${name.padEnd(36)}${figures}   ${growth.toFixed(2)}`)
}

/** A quadratic reader would need ten times as long for one octet. */
const steepest = 5
process.exitCode = rows.some(({ growth }) => growth > steepest) ? 1 : 0
