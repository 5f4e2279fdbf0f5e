import fc from 'fast-check'
import type { Delivery } from '../../../../src/wire/outgoing/index.js'
import { writeDelivery } from '../../../../src/wire/outgoing/index.js'
import { readSipRequest, standaloneMessageFromSip } from '../../../../src/wire/sip/index.js'
import { address } from '../../../support/builders.js'
import { errorsOf, messageOctets, octets, textOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const service = 'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg'
const ann = 'P-Asserted-Identity: "Ann" <sip:ann@home1.example>'
const accept = 'Accept-Contact: *;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"'
const text = 'Content-Type: text/plain'
const contact = 'sip:u@198.51.100.7:5060;transport=tcp'
const targetAddress = address('sip:+15550100@home2.example;user=phone')
const eve = address('sip:eve@home3.example')

const linesOf = (bytes: Uint8Array, delivery: Delivery = { contact }): readonly string[] =>
  textOf(valueOf(writeDelivery(bytes, delivery))).split('\r\n')

const valuesOf = (lines: readonly string[], name: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim())

const goesOut = (fields: readonly string[], name: string, delivery: Delivery = { contact }): readonly string[] =>
  valuesOf(linesOf(messageOctets(fields), delivery), name)

describe('a message that goes out to a client', () => {
  it('has the contact as Request-URI, one hop less, and all else as it came', () => {
    expect(linesOf(messageOctets([accept, ann, text], 'noon?'), { contact, targetAddress })).toEqual([
      'MESSAGE sip:u@198.51.100.7:5060;transport=tcp SIP/2.0',
      'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
      'From: <sip:anonymous@anonymous.invalid>;tag=a1',
      'To: <sip:+15550100@home2.example;user=phone>',
      'Call-ID: 7a1f@home1.example',
      'CSeq: 1 MESSAGE',
      accept,
      ann,
      text,
      'Max-Forwards: 69',
      'P-Called-Party-ID: <sip:+15550100@home2.example;user=phone>',
      'Content-Length: 5',
      '',
      'noon?',
    ])
  })

  it('has the target address once: never twice, and never missing where it is asked for (TERM-19)', () => {
    const present = 'P-Called-Party-ID: <sip:+15550100@home2.example>'
    expect(goesOut([], 'P-Called-Party-ID', { contact, targetAddress })).toEqual([
      '<sip:+15550100@home2.example;user=phone>',
    ])
    expect(goesOut([present], 'P-Called-Party-ID', { contact, targetAddress })).toEqual([
      '<sip:+15550100@home2.example>',
    ])
    expect(goesOut([present.toLowerCase()], 'p-called-party-id', { contact, targetAddress })).toHaveLength(1)
    expect(goesOut([], 'P-Called-Party-ID')).toEqual([])
    expect(goesOut([], 'P-Called-Party-ID', { forwardTo: eve, targetAddress })).toHaveLength(1)
  })

  it.each([
    'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
    'P-Served-User: <sip:bob@home2.example>;sescase=term',
    'P-Charging-Vector: icid-value=1',
    'P-Charging-Function-Addresses: ccf=192.0.2.1',
    'p-access-network-info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=1',
    'Proxy-Authorization: Digest username="ann"',
  ])('does not have what is not for it: %s', (field) => {
    const name = field.slice(0, field.indexOf(':'))
    expect(goesOut([accept, field], name)).toEqual([])
  })

  it('keeps the network among itself where the message is forwarded, but for what was for this hop', () => {
    expect(goesOut([service], 'P-Asserted-Service', { forwardTo: eve })).toHaveLength(1)
    expect(goesOut(['Proxy-Authorization: Digest username="ann"'], 'Proxy-Authorization', { forwardTo: eve })).toEqual(
      [],
    )
  })

  it('says by Accept-Contact which service it is of, where only the network said so', () => {
    expect(goesOut([service], 'Accept-Contact')).toEqual([
      '*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"',
    ])
    expect(goesOut([service, accept], 'Accept-Contact')).toHaveLength(1)
    expect(goesOut([], 'Accept-Contact')).toEqual([])
  })

  it.each([
    ['id', 0],
    ['header', 0],
    ['user;id', 0],
    ['none', 1],
    ['session', 1],
  ])('names the originator who asks for privacy %s in %d asserted identities', (privacy, count) => {
    expect(goesOut([ann, `Privacy: ${privacy}`], 'P-Asserted-Identity')).toHaveLength(count)
  })

  it('states the length of its body once, whatever was stated before', () => {
    const unstated = octets(
      'MESSAGE sip:bob@home2.example SIP/2.0',
      'v: SIP/2.0/UDP a.example',
      'f: <sip:ann@home1.example>;tag=a1',
      't: <sip:bob@home2.example>',
      'i: 7a1f',
      'CSeq: 1 MESSAGE',
      'Max-Forwards: 1',
      's:',
      'c: text/plain',
      '',
      'noon?\r\n',
    )
    const lines = linesOf(unstated)
    expect(valuesOf(lines, 'Content-Length')).toEqual(['7'])
    expect(lines).toContain('Subject:')
    expect(lines).toContain('Max-Forwards: 0')
    expect(lines.slice(-3)).toEqual(['', 'noon?', ''])
  })

  it('drops octets after the body, with the warning of the reader', () => {
    const longer = octets(textOf(messageOctets([text], 'noon?')) + 'GET / HTTP/1.1\r\n\r\n')
    const written = writeDelivery(longer, { contact })
    expect(warningPathsOf(written)).toEqual(['Content-Length'])
    expect(textOf(valueOf(written))).toMatch(/\r\n\r\nnoon\?$/)
  })
})

describe('a message that is forwarded', () => {
  const historyOf = (...received: readonly string[]): readonly string[] =>
    goesOut(
      received.map((entry) => `History-Info: ${entry}`),
      'History-Info',
      { forwardTo: eve },
    )

  it('goes to the address it is forwarded to', () => {
    expect(linesOf(messageOctets(), { forwardTo: eve })[0]).toBe('MESSAGE sip:eve@home3.example SIP/2.0')
  })

  it('starts the history with the address that forwards it', () => {
    expect(historyOf()).toEqual([
      '<sip:+15550100@home2.example;user=phone>;index=1',
      '<sip:eve@home3.example>;index=1.1;mp=1',
    ])
  })

  it('continues a history that ends where the request is, however that is written', () => {
    const received = ['<sip:ann@a.example>;index=1', '<tel:+1-555-0100?Reason=SIP%3Bcause%3D302>;index=1.2;mp=1']
    expect(historyOf(...received)).toEqual([...received, '<sip:eve@home3.example>;index=1.2.1;mp=1.2'])
  })

  it('marks a gap with the number 0 (RFC 7044, 10.3)', () => {
    const received = ['<sip:ann@a.example>;index=1']
    expect(historyOf(...received)).toEqual([
      ...received,
      '<sip:+15550100@home2.example;user=phone>;index=1.0',
      '<sip:eve@home3.example>;index=1.0.1;mp=1.0',
    ])
  })

  it('finds the last entry by its index, not by its line or as text', () => {
    const received = [
      '<sip:a@a.example>;index=1',
      '<sip:+15550100@home2.example;user=phone>;index=1.10, <sip:b@a.example>;index=1.9.1',
      '<sip:c@a.example>;index=1.9',
    ]
    expect(historyOf(...received).at(-1)).toBe('<sip:eve@home3.example>;index=1.10.1;mp=1.10')
  })

  it('compares what is no address as it is written', () => {
    const received = '<urn:service:sos>;index=1'
    expect(historyOf(received)).toHaveLength(3)
    const tel = octets(textOf(messageOctets([`History-Info: <tel:??>;index=1`])).replace(/sip:\S+/, 'tel:??'))
    expect(valuesOf(linesOf(tel, { forwardTo: eve }), 'History-Info')).toHaveLength(3)
  })

  it('is understood by the next one: whoever forwarded it shows in its history, the recipient does not', () => {
    const written = valueOf(writeDelivery(messageOctets([service, ann, text], 'x'), { forwardTo: eve }))
    const message = valueOf(
      standaloneMessageFromSip(valueOf(readSipRequest(written)), { entryId: 'e-1', receivedAt: 0 }),
    )
    expect(message.recipient.canonical).toBe('sip:eve@home3.example')
    expect(message.history?.map(({ canonical }) => canonical)).toEqual(['tel:+15550100'])
  })

  it.each(['<sip:ann@a.example>', '<sip:ann@a.example>;index=x', 'ann', '<sip:ann@a.example'])(
    'does not continue a history that cannot be read: %s',
    (entry) => {
      const forwarded = writeDelivery(messageOctets([`History-Info: ${entry}`]), { forwardTo: eve })
      expect(errorsOf(forwarded)).toEqual(['malformed History-Info'])
      expect(errorsOf(writeDelivery(messageOctets([`History-Info: ${entry}`]), { contact }))).toEqual([])
    },
  )
})

describe('what cannot go out', () => {
  it('is a request that is none', () => {
    expect(errorsOf(writeDelivery(octets('GET / HTTP/1.1', '', ''), { contact }))).toEqual(['malformed start line'])
    expect(errorsOf(writeDelivery(messageOctets(), { contact }, { octets: 10 }))).toEqual(['tooLarge octet 10'])
  })

  it('is a message whose hops are used up (483)', () => {
    const spent = octets(textOf(messageOctets()).replace('Max-Forwards: 70', 'Max-Forwards: 0'))
    expect(errorsOf(writeDelivery(spent, { contact }))).toEqual(['outOfRange Max-Forwards'])
  })

  it.each([
    'sip:u@a.example SIP/2.0\r\nX: y\r\n\r\n',
    'sip:u@a.example\r\nX: y',
    'sip:u@a.example\nX: y',
    'sip:u@a.example SIP/2.0',
    'sip:u@a.example\u0000',
    '<sip:u@a.example>',
    'sip:u@a.example?Subject=x',
    'http://a.example',
    '',
  ])('is one whose contact could smuggle something in: %j', (bad) => {
    const errors = errorsOf(writeDelivery(messageOctets(), { contact: bad }))
    expect(errors.map((error) => error.split(' ').slice(1).join(' '))).toEqual(['start line'])
  })

  it.each(['sip:a@b.example>\r\nX: y', 'sip:a b@c.example'])('is one whose addresses could: %j', (uri) => {
    const bad = { uri, canonical: uri }
    expect(errorsOf(writeDelivery(messageOctets(), { contact, targetAddress: bad }))).toEqual([
      'malformed P-Called-Party-ID',
    ])
    expect(errorsOf(writeDelivery(messageOctets(), { forwardTo: bad }))).toEqual(['malformed start line'])
  })
})

describe('whatever goes out', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.replace(/\p{Cc}/gu, ''))
  const field = fc.oneof(
    value.map((one) => `Subject: ${one}`),
    value.map((one) => `X-Note: ${one}`),
    fc.constantFrom('Date: Tue, 03 Feb 2026 10:00:00 GMT', 'Expires: 60', 'Conversation-ID: c7', 'Privacy: id'),
    fc.constantFrom(
      ann,
      'P-Served-User: <sip:b@b.example>',
      'X-Folded: a\r\n b',
      'P-Called-Party-ID: <sip:b@b.example>',
    ),
  )
  const fields = fc.uniqueArray(field, { maxLength: 6, selector: (one) => one.split(':', 1)[0] })
  const body = fc.uint8Array({ maxLength: 60 })
  const delivery: fc.Arbitrary<Delivery> = fc.constantFrom(
    { contact },
    { contact, targetAddress },
    { forwardTo: eve },
    { forwardTo: eve, targetAddress },
  )

  it('can be read again, with the same body and the same facts', () => {
    fc.assert(
      fc.property(fields, body, delivery, fc.boolean(), (received, content, to, asserted) => {
        const head = textOf(messageOctets([asserted ? service : accept, text, ...received])).replace(
          'Content-Length: 0',
          `Content-Length: ${content.length}`,
        )
        const bytes = Uint8Array.from([...head].map((one) => one.charCodeAt(0)).concat([...content]))
        const receipt = { entryId: 'e-1', receivedAt: 0 }
        const before = valueOf(readSipRequest(bytes))
        const after = valueOf(readSipRequest(valueOf(writeDelivery(bytes, to))))
        expect(after.body).toEqual(content)
        expect(after.maxForwards).toBe(before.maxForwards - 1)
        const sent = valueOf(standaloneMessageFromSip(before, receipt))
        const read = valueOf(standaloneMessageFromSip(after, receipt))
        expect(read).toEqual({
          ...sent,
          recipient: read.recipient,
          originator: read.originator,
          ...(read.history === undefined ? {} : { history: read.history }),
          ...('targetAddress' in to ? { targetAddressPresent: true } : {}),
        })
        expect(read.originator.undisclosed).toBe(sent.originator.undisclosed)
        expect(read.history?.length ?? 0).toBe('forwardTo' in to ? 1 : 0)
        expect(after.headers.filter(({ name }) => name === 'P-Called-Party-ID').length).toBeLessThan(2)
      }),
    )
  })
})
