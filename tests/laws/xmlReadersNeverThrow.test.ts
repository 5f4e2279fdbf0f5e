import fc from 'fast-check'
import type { Decoding } from '../../src/wire/InputError.js'
import { readImdn } from '../../src/wire/imdn/index.js'
import { utf8Encode } from '../../src/wire/octets/index.js'
import { readPolicy } from '../../src/wire/policy/index.js'
import {
  clientsFromRegistration,
  mergeReginfo,
  readReginfo,
  registrationChanges,
} from '../../src/wire/reginfo/index.js'
import { readXml } from '../../src/wire/xml/index.js'
import { runs, seed } from '../support/campaign.js'

const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }

const readers: readonly ((bytes: Uint8Array) => Decoding<unknown>)[] = [
  readXml,
  readReginfo,
  readImdn,
  (bytes) => readPolicy(bytes, { owner }),
]

const documents: readonly string[] = [
  `<?xml version="1.0" encoding="UTF-8"?>
<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="4" state="partial"><registration aor="sip:u@h" id="r1" state="active">
<contact id="k1" state="active" event="registered" expires="3600" q="0.8"><uri>sip:u@198.51.100.7:5060</uri>
<unknown-param name="+sip.instance">"&lt;urn:uuid:1&gt;"</unknown-param></contact></registration></reginfo>`,
  `<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>m</message-id><datetime>2026-02-03T10:00:00Z</datetime>
<delivery-notification><status><failed/></status></delivery-notification></imdn>`,
  `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:p="urn:cpm-routing:preferences:1"><rule id="a"><conditions>
<identity><one id="sip:b@h"/><many domain="h"><except id="sip:c@h"/></many></identity><sphere value="work"/>
<validity><from>2026-02-03T10:00:00Z</from><until>2026-02-04T10:00:00Z</until></validity><p:kinds>pager</p:kinds></conditions>
<actions><p:deliver><p:silence>true</p:silence></p:deliver></actions></rule><p:preferences><p:devices>
<p:device id="d"><p:deliver>false</p:deliver></p:device></p:devices></p:preferences></ruleset>`,
]

const pieces: readonly string[] = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    '=',
    ':',
    ' ',
    '\n',
    ']]>',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?',
    '?>',
    '<!DOCTYPE a [',
    '&#0;',
  ],
  ...[
    '&lt;',
    '&x;',
    'xmlns=""',
    'xmlns:p="urn:p"',
    '__proto__',
    'constructor',
    '\u0000',
    '\ufffe',
    '\ud800',
    '😀',
    '\ufeff',
  ],
  ...[
    '<a>',
    '</a>',
    '<contact/>',
    '<uri/>',
    '<rule/>',
    '<conditions/>',
    '<actions/>',
    '<identity/>',
    '<validity/>',
    'id="a"',
  ],
]

/** A document with pieces put in, cut out and doubled. */
const mangled = fc
  .record({
    document: fc.constantFrom(...documents),
    changes: fc.array(fc.tuple(fc.nat(1000), fc.nat(60), fc.constantFrom(...pieces)), { minLength: 1, maxLength: 6 }),
  })
  .map(({ document, changes }) =>
    changes.reduce((text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length), document),
  )

const isAnswer = (bytes: Uint8Array): boolean =>
  readers.every((read) => {
    const outcome = read(bytes)
    return outcome._tag === 'Right' || outcome.left.length > 0
  })

const billionLaughs = `<!DOCTYPE a [<!ENTITY b0 "ha">${Array.from(
  { length: 30 },
  (_, index) => `<!ENTITY b${index + 1} "&b${index};&b${index};">`,
).join('')}]><a>&b30;</a>`

describe('XML readers never throw', () => {
  it('at random octets', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), isAnswer), { numRuns: runs(500), seed: seed(20_260_203) })
  })

  it('at random text made of markup', () => {
    const markup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(markup, (text) => isAnswer(utf8Encode(text))),
      { numRuns: runs(1000), seed: seed(20_260_203) },
    )
  })

  it('at documents that were mangled', () => {
    fc.assert(
      fc.property(mangled, (text) => isAnswer(utf8Encode(text))),
      { numRuns: runs(2000), seed: seed(20_260_203) },
    )
  })

  it('and whatever was read can be used', () => {
    fc.assert(
      fc.property(mangled, mangled, (first, second) => {
        const states = [first, second].map((text) => {
          const read = readReginfo(utf8Encode(text))
          return read._tag === 'Right' ? mergeReginfo(undefined, read.right.value) : undefined
        })
        const [before, after] = states
        return (
          after === undefined ||
          (Array.isArray(clientsFromRegistration(after)) && registrationChanges(before, after).registered.length >= 0)
        )
      }),
      { numRuns: runs(500), seed: seed(20_260_203) },
    )
  })

  it.each([
    ['a bomb of entities', billionLaughs],
    ['an entity that names itself', '<!DOCTYPE a [<!ENTITY b "&b;">]><a>&b;</a>'],
    ['elements in one another', '<a>'.repeat(20_000)],
    ['elements in one another, each with a namespace', '<a xmlns:b="urn:b">'.repeat(3_000)],
    ['attributes side by side', `<a ${Array.from({ length: 5_000 }, (_, index) => `b${index}="1"`).join(' ')}/>`],
    ['a name without end', `<${'a'.repeat(60_000)}`],
    ['character references', `<a>${'&#x41;'.repeat(10_000)}</a>`],
    ['a long namespace on many elements', `<a xmlns="urn:${'x'.repeat(30_000)}">${'<b/>'.repeat(8_000)}</a>`],
    [
      'a long namespace on many conditions',
      `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule id="a"><conditions xmlns:x="urn:${'x'.repeat(30_000)}">${'<x:b/>'.repeat(5_000)}</conditions></rule></ruleset>`,
    ],
  ])('at %s, and answers soon', (_what, text) => {
    const bytes = utf8Encode(text)
    const before = process.hrtime.bigint()
    expect(isAnswer(bytes)).toBe(true)
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(2000)
  })
})
