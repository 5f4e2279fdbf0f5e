/**
 * How the time of the XML readers grows with the size of a document, good and hostile: `npx tsx tests/bench/xml.ts`.
 *
 * Each row is a kind of document at an eighth, a quarter, half and the whole of the limit of 64 KiB; the last column is how many times as
 * long the whole takes as the half: about 2 where the work is linear, about 4 where it is quadratic. Exit status 1 from 3 on.
 */
import { utf8Encode } from '../../src/wire/octets/index.js'
import { readPolicy } from '../../src/wire/policy/index.js'
import { readReginfo } from '../../src/wire/reginfo/index.js'
import { readXml } from '../../src/wire/xml/index.js'

interface Kind {
  readonly name: string
  readonly read: (bytes: Uint8Array) => unknown
  readonly documentOf: (octets: number) => string
}

const limit = 65_536
const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }
const asPolicy = (bytes: Uint8Array): unknown => readPolicy(bytes, { owner })

/** As many pieces between two ends as fit. */
const filled = (before: string, piece: (index: number) => string, after: string) => (octets: number) => {
  const pieces: string[] = []
  let length = before.length + after.length
  for (let index = 0; length + piece(index).length <= octets; index += 1) {
    pieces.push(piece(index))
    length += piece(index).length
  }
  return before + pieces.join('') + after
}

const reginfo = '<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">'
const ruleset =
  '<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:p="urn:cpm-routing:preferences:1" xmlns:x="urn:x">'
const services =
  '"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg,urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.deferred"'
const span = '<from>2026-02-03T10:00:00Z</from><until>2026-02-04T10:00:00Z</until>'

const kinds: readonly Kind[] = [
  {
    name: 'registration of many contacts',
    read: readReginfo,
    documentOf: filled(
      `${reginfo}<registration aor="sip:u@h" id="r" state="active">`,
      (index) =>
        `<contact id="k${index}" state="active" event="registered"><uri>sip:u@192.0.2.1:${index}</uri>` +
        `<unknown-param name="+g.3gpp.icsi-ref">${services}</unknown-param></contact>`,
      '</registration></reginfo>',
    ),
  },
  {
    name: 'policy of many rules',
    read: asPolicy,
    documentOf: filled(
      ruleset,
      (index) =>
        `<rule id="r${index}"><conditions><identity><one id="sip:u${index}@h.example"/></identity><validity>${span}</validity>` +
        '</conditions><actions><p:store/></actions></rule>',
      '</ruleset>',
    ),
  },
  {
    name: 'rule of many spans',
    read: asPolicy,
    documentOf: filled(
      `${ruleset}<rule id="r"><conditions><validity>`,
      () => span,
      '</validity></conditions></rule></ruleset>',
    ),
  },
  {
    name: 'rules about others',
    read: asPolicy,
    documentOf: filled(
      ruleset.replace('>', ' xmlns:o="urn:oma:xml:xdm:common-policy">'),
      (index) =>
        index % 2 === 0
          ? `<rule id="r${index}"><conditions><o:other-identity/></conditions></rule>`
          : `<rule id="r${index}"><conditions><identity><one id="tel:+1${index}"/></identity></conditions></rule>`,
      '</ruleset>',
    ),
  },
  {
    name: 'one unknown condition, again and again',
    read: asPolicy,
    documentOf: filled(`${ruleset}<rule id="r"><conditions>`, () => '<x:y/>', '</conditions></rule></ruleset>'),
  },
  {
    name: 'policy of many errors',
    read: asPolicy,
    documentOf: filled(ruleset, () => '<rule><place/></rule>', '</ruleset>'),
  },
  { name: 'elements side by side', read: readXml, documentOf: filled('<a>', () => '<bcde/>', '</a>') },
  { name: 'attributes side by side', read: readXml, documentOf: filled('<a', (index) => ` b${index}=""`, '/>') },
  { name: 'prefixes side by side', read: readXml, documentOf: filled('<a', (index) => ` xmlns:b${index}="c"`, '/>') },
  { name: 'character references', read: readXml, documentOf: filled('<a>', () => '&#65;', '</a>') },
  { name: 'line ends', read: readXml, documentOf: filled('<a>', () => '\r\n', '</a>') },
  { name: 'brackets', read: readXml, documentOf: filled('<a>', () => ']', '</a>') },
  { name: 'elements in one another', read: readXml, documentOf: filled('', () => '<a>', '') },
  { name: 'a name without end', read: readXml, documentOf: filled('<', () => 'a', '') },
  {
    name: 'a document type declaration',
    read: readXml,
    documentOf: filled('<!DOCTYPE a [', () => '<!ENTITY b "b">', ']><a/>'),
  },
]

/** The shortest of many runs: what the machine does beside it only makes a run longer. */
const millisecondsOf = (read: Kind['read'], bytes: Uint8Array): number =>
  Math.min(
    ...Array.from({ length: 40 }, () => {
      const before = process.hrtime.bigint()
      read(bytes)
      return Number(process.hrtime.bigint() - before) / 1e6
    }),
  )

const measured = kinds.map(({ name, read, documentOf }) => {
  const sizes = [limit / 8, limit / 4, limit / 2, limit].map((octets) => utf8Encode(documentOf(octets)))
  for (const bytes of sizes) {
    millisecondsOf(read, bytes)
  }
  const times = sizes.map((bytes) => millisecondsOf(read, bytes))
  const [half = 1, whole = 0] = times.slice(-2)
  return { name, times, growth: whole / half, isSmall: whole < 0.5 }
})

for (const { name, times, growth } of measured) {
  const columns = times.map((time) => `${time.toFixed(2)} ms`.padStart(10)).join('')
  console.log(`${name.padEnd(40)}${columns}   x ${growth.toFixed(1)}`)
}

process.exitCode = measured.some(({ growth, isSmall }) => growth >= 3 && !isSmall) ? 1 : 0
