import {
  cpimLimits,
  imdnNamespace,
  readCpim,
  unescapeCpim,
  unmetRequirements,
} from '../../../../src/wire/cpim/index.js'
import { errorsOf, octets, textOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const parties = ['From: Ann <sip:ann@home1.example>', 'To: <sip:+15550100@home2.example>']
const content = ['', 'Content-Type: text/plain;charset=utf-8', '', 'see you at noon']
const message = (...headers: readonly string[]) => readCpim(octets(...parties, ...headers, ...content))
const wholeMessage = (...lines: readonly string[]) => readCpim(octets(...lines))

describe('a message in common format', () => {
  it('names who sent it, to whom, when and about what', () => {
    const read = valueOf(
      message(
        'To: "Bob \\"B\\"" <sip:bob@home2.example>',
        'cc: Eve van Dyk <im:eve@home3.example>',
        'DateTime: 2026-02-03T11:00:00+01:00',
        'Subject: lunch',
        'Subject:;lang=fr déjeuner',
      ),
    )
    expect(read.from).toEqual({ formalName: 'Ann', uri: 'sip:ann@home1.example' })
    expect(read.to).toEqual([
      { uri: 'sip:+15550100@home2.example' },
      { formalName: 'Bob "B"', uri: 'sip:bob@home2.example' },
    ])
    expect(read.cc).toEqual([{ formalName: 'Eve van Dyk', uri: 'im:eve@home3.example' }])
    expect(read.dateTime).toEqual({ text: '2026-02-03T11:00:00+01:00', instant: Date.UTC(2026, 1, 3, 10) })
    expect(read.subjects).toEqual([{ text: 'lunch' }, { text: 'déjeuner', language: 'fr' }])
  })

  it('holds its content octet by octet, with header fields in any case', () => {
    const read = valueOf(wholeMessage(...parties, '', 'content-type: Text/Plain', 'Content-length: 4', '', ' \n', ''))
    expect(textOf(read.content)).toBe(' \n\r\n')
    expect(read.contentType.type).toBe('text/plain')
    expect(read.contentHeaders).toHaveLength(2)
  })

  it('may name nobody in From and To, with a warning, and is then no CPM message', () => {
    const read = wholeMessage('FROM: <sip:ann@home1.example>', ...content)
    expect(warningPathsOf(read)).toEqual(['From', 'To'])
    expect(unmetRequirements(valueOf(read)).map((error) => error.path)).toEqual(['From', 'To'])
    expect(unmetRequirements(valueOf(message()))).toEqual([])
  })
})

describe('a prefix', () => {
  it('means what NS binds it to, whatever it is called', () => {
    const read = valueOf(
      message(
        `NS: n <${imdnNamespace}>`,
        'n.Message-ID: m-0001',
        'n.Disposition-Notification: positive-delivery;x=1, Display,',
        'n.Original-To: <sip:+15550101@home2.example>',
        'n.IMDN-Record-Route: <sip:r1.example>',
        'n.IMDN-Record-Route: <sip:r2.example>',
        'n.IMDN-Route: <sip:r3.example>',
      ),
    )
    expect(read.imdn).toEqual({
      messageId: 'm-0001',
      dispositionNotification: ['positive-delivery', 'display'],
      originalTo: 'sip:+15550101@home2.example',
      recordRoute: ['sip:r1.example', 'sip:r2.example'],
      route: ['sip:r3.example'],
    })
  })

  it('is known only after NS bound it', () => {
    expect(errorsOf(message('imdn.Message-ID: m-0001'))).toEqual(['malformed imdn.Message-ID'])
    expect(errorsOf(message('imdn.Message-ID: m-0001', 'NS: imdn <urn:ietf:params:imdn>'))).toHaveLength(1)
  })

  it('may be bound anew, and so may be the names without one', () => {
    const read = valueOf(
      message(
        'NS: p <urn:x:one>',
        'p.a: 1',
        'NS: p <urn:x:two>',
        'p.a: 2',
        'NS: <urn:x:one>',
        'a: 3',
        'Subject: not of the core',
        'NS: c <urn:ietf:params:cpim-headers:>',
        'c.Subject: lunch',
      ),
    )
    expect(read.headers.slice(2).map(({ namespace, name, value }) => `${namespace} ${name} ${value}`)).toEqual([
      'urn:x:one a 1',
      'urn:x:two a 2',
      'urn:x:one a 3',
      'urn:x:one Subject not of the core',
      'urn:ietf:params:cpim-headers: Subject lunch',
    ])
    expect(read.subjects).toEqual([{ text: 'lunch' }])
  })

  it.each(['NS: p urn:x', 'NS: p <urn:x', 'NS: p.q <urn:x:y>', 'NS: <x>', 'NS: a b <urn:x:y>'])(
    'is not bound by %s',
    (line) => {
      expect(errorsOf(message(line))).toEqual(['malformed NS'])
    },
  )
})

describe('a message header', () => {
  it.each([
    'Subject:lunch',
    'Subject',
    ': lunch',
    ' Subject: lunch',
    'Sub ject: lunch',
    'a.b.c: 1',
    'Subject:;lang lunch',
    'Subject:;lang=" lunch',
    'Subject:;=x lunch',
    'Subject: lunch\u0007',
  ])('is not read as %s', (line) => {
    expect(errorsOf(message(line))).toEqual(['malformed octet 70'])
  })

  it('may have parameters and stays in the list if it is not known', () => {
    expect(valueOf(message('Test:;a=b;c="d e" value')).headers[2]).toEqual({
      namespace: 'urn:ietf:params:cpim-headers:',
      name: 'Test',
      parameters: [
        { name: 'a', value: 'b' },
        { name: 'c', value: 'd e' },
      ],
      value: 'value',
    })
  })

  it.each([
    'cc: sip:eve@home3.example',
    'cc: <sip:eve@home3.example',
    'cc: <eve>',
    'cc: "Eve <sip:eve@home3.example>',
    'cc: "Eve" x <sip:eve@home3.example>',
    'cc: Eve: <sip:eve@home3.example>',
    'cc: Eve<sip:eve@home3.example>',
  ])('names nobody in %s', (line) => {
    expect(errorsOf(message(line))).toEqual(['malformed cc'])
  })

  it('names somebody in quotation marks with one space or none before the bracket', () => {
    expect(valueOf(message('cc: "E"<im:e>', 'cc: "E" <im:e>')).cc).toEqual([
      { formalName: 'E', uri: 'im:e' },
      { formalName: 'E', uri: 'im:e' },
    ])
  })

  it('comes once at most if it is From, DateTime or Message-ID', () => {
    const date = 'DateTime: 2026-02-03T10:00:00Z'
    const lines = [
      'From: <im:x>',
      date,
      date,
      'NS: imdn <urn:ietf:params:imdn>',
      'imdn.Message-ID: 1',
      'imdn.Message-ID: 2',
    ]
    expect(errorsOf(message(...lines))).toEqual(['duplicate From', 'duplicate DateTime', 'duplicate imdn.Message-ID'])
  })

  it('is refused with all others that are wrong', () => {
    const lines = [
      'x',
      'DateTime: today',
      'NS: i <urn:ietf:params:imdn>',
      'i.Message-ID: ',
      'i.IMDN-Route: x',
      'i.Original-To: x',
    ]
    expect(errorsOf(readCpim(octets(...parties, ...lines, '', 'Content-Type: x', '', '')))).toEqual([
      'malformed octet 70',
      'malformed DateTime',
      'malformed imdn.Message-ID',
      'malformed imdn.Original-To',
      'malformed imdn.IMDN-Route',
      'malformed Content-Type',
    ])
  })

  it('has its escapes resolved, and a backslash that starts none kept', () => {
    expect(unescapeCpim('a\\tb\\u00e9\\n\\r\\b\\"\\\'\\\\ C:\\x \\')).toBe('a\tbé\n\r\b"\'\\ C:\\x \\')
    expect(valueOf(message('Subject: \\u00e9t\\u00e9')).subjects).toEqual([{ text: 'été' }])
  })
})

describe('Require', () => {
  it('lists what has to be understood, with its prefix resolved', () => {
    const read = valueOf(
      message('NS: p <urn:x:y>', 'NS: i <urn:ietf:params:imdn>', 'Require: p.a, i.Message-ID,Subject'),
    )
    expect(read.require).toEqual([
      { namespace: 'urn:x:y', name: 'a', text: 'p.a' },
      { namespace: 'urn:ietf:params:imdn', name: 'Message-ID', text: 'i.Message-ID' },
      { namespace: 'urn:ietf:params:cpim-headers:', name: 'Subject', text: 'Subject' },
    ])
    expect(unmetRequirements(read).map(({ code, actual }) => `${code} ${actual}`)).toEqual(['unsupported p.a'])
  })

  it('cannot name what has no meaning', () => {
    expect(errorsOf(message('Require: p.a, a b'))).toEqual(['malformed Require', 'malformed Require'])
  })
})

describe('the content of a message', () => {
  it('has a media type', () => {
    expect(errorsOf(wholeMessage(...parties, '', 'Content-ID: <1>', '', 'x'))).toEqual(['missing Content-Type'])
  })

  it.each([
    ['5', 'truncated'],
    ['3', 'contradiction'],
    ['x', 'malformed'],
    ['-4', 'malformed'],
    ['9999999999', 'malformed'],
  ])('is not %s octets long when it is four', (length, code) => {
    const read = wholeMessage(...parties, '', 'Content-Type: text/plain', `Content-Length: ${length}`, '', 'four')
    expect(errorsOf(read)).toEqual([`${code} Content-Length`])
  })

  it('is cut off where an empty line is missing', () => {
    expect(errorsOf(wholeMessage(...parties, '', 'Content-Type: text/plain', ''))).toEqual(['truncated octet 98'])
    expect(errorsOf(wholeMessage(...parties, ''))).toEqual(['truncated octet 70'])
  })

  it('is refused with the errors of its header fields', () => {
    expect(errorsOf(wholeMessage(...parties, '', 'x', 'Content-Type: text/plain', '', ''))).toEqual([
      'malformed octet 72',
    ])
  })
})

describe('the limits of a message', () => {
  it('are octets, message headers and the length of each', () => {
    const bytes = octets(...parties, ...content)
    expect(cpimLimits.octets).toBe(65_536)
    const header = { fields: 1, fieldLength: 32 }
    expect(errorsOf(readCpim(bytes, { octets: 20 }))).toEqual(['tooLarge octet 20'])
    expect(errorsOf(readCpim(bytes, { header }))).toEqual(['tooLarge octet 0', 'tooLarge octet 0'])
  })
})
