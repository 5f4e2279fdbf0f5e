import { readNameAddr, readSipRequest, sipLimits } from '../../../../src/wire/sip/index.js'
import { readVia } from '../../../../src/wire/sip/readVia.js'
import { utf8Encode } from '../../../../src/wire/octets/utf8.js'
import { errorsOf, messageOctets, octets, textOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const startLine = 'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0'
const required: Readonly<Record<string, string>> = {
  Via: 'SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
  From: '<sip:ann@home1.example>;tag=a1',
  To: '<sip:+15550100@home2.example;user=phone>',
  'Call-ID': '7a1f@home1.example',
  CSeq: '1 MESSAGE',
  'Max-Forwards': '70',
}

/** A request with some header fields changed, those that are empty left out, and others added. */
const request = (changed: Readonly<Record<string, string>> = {}, ...added: readonly string[]) => {
  const fields = Object.entries({ ...required, ...changed }).filter(([, value]) => value !== '')
  return readSipRequest(octets(startLine, ...fields.map(([name, value]) => `${name}: ${value}`), ...added, '', ''))
}
const firstLine = (line: string) => readSipRequest(octets(line, '', ''))

describe('a request', () => {
  it('is read with its header fields in order and its body as it stands', () => {
    const sip = valueOf(readSipRequest(messageOctets(['X-Unknown: a,  b'], 'noon\r\n')))
    expect(sip).toMatchObject({
      method: 'MESSAGE',
      requestUri: 'sip:+15550100@home2.example;user=phone',
      from: { uri: 'sip:anonymous@anonymous.invalid', parameters: [{ name: 'tag', value: 'a1' }] },
      to: { uri: 'sip:+15550100@home2.example;user=phone', parameters: [] },
      callId: '7a1f@home1.example',
      sequence: 1,
      maxForwards: 70,
      via: [{ transport: 'UDP', sentBy: 'pcscf.home1.example', parameters: [{ name: 'branch', value: 'z9hG4bK7a1' }] }],
    })
    expect(sip.headers.map(({ name }) => name).slice(6)).toEqual(['X-Unknown', 'Content-Length'])
    expect(sip.headers[6]?.value).toBe('a,  b')
    expect(textOf(sip.body)).toBe('noon\r\n')
  })

  it('may have compact names, names in any case, folded values and empty lines before it', () => {
    const sip = valueOf(
      readSipRequest(
        octets(
          '',
          '',
          startLine,
          'v: SIP / 2.0 / tcp [2001:db8::1] : 5060 ,',
          ' SIP/2.0/UDP b.example;received=2001:db8::2',
          'F : ann <sip:ann@home1.example>',
          '\t;tag=a1',
          't: sip:bob@home2.example',
          'I: 1',
          'cseq: 0009',
          ' MESSAGE',
          'MAX-FORWARDS: 0068',
          's: lunch',
          '',
          '',
        ),
      ),
    )
    expect(sip.via.map(({ transport, sentBy }) => [transport, sentBy])).toEqual([
      ['TCP', '[2001:db8::1]:5060'],
      ['UDP', 'b.example'],
    ])
    expect(sip).toMatchObject({ sequence: 9, maxForwards: 68, from: { displayName: 'ann' } })
    expect(sip.headers.at(-1)).toEqual({ name: 'Subject', value: 'lunch' })
  })

  it('keeps a name of one letter that is no compact name', () => {
    expect(valueOf(request({}, 'z: 1')).headers.at(-1)).toEqual({ name: 'z', value: '1' })
  })
})

describe('the first line', () => {
  it.each([
    ['SIP/2.0 200 OK', 'unsupported'],
    ['message sip:a@b.example SIP/2.0', 'unsupported'],
    ['OPTIONS sip:a@b.example SIP/2.0', 'unsupported'],
    ['MESSAGE sip:a@b.example SIP/7.0', 'unsupported'],
    ['MESSAGE mailto:a@b.example SIP/2.0', 'unsupported'],
    ['MESSAGE a@b.example SIP/2.0', 'malformed'],
    ['MESSAGE <sip:a@b.example> SIP/2.0', 'malformed'],
    ['MESSAGE sip:a@b.example?Subject=x SIP/2.0', 'malformed'],
    ['MESSAGE sip:a@b.example; lr SIP/2.0', 'malformed'],
    ['MESSAGE  sip:a@b.example SIP/2.0', 'malformed'],
    ['MESSAGE sip:a@b.example SIP/2.0 ', 'malformed'],
    ['MESSAGE sip:a@b.example', 'malformed'],
    ['MES(AGE sip:a@b.example SIP/2.0', 'malformed'],
    ['', 'malformed'],
  ])('%s is refused at once', (line, code) => {
    expect(errorsOf(firstLine(line))).toEqual([`${code} start line`])
  })

  it('tells all that is not supported', () => {
    expect(errorsOf(firstLine('OPTIONS soap:x SIP/3.0'))).toHaveLength(3)
  })

  it('may ask for the methods that the caller reads, for a number, and have its version in any case', () => {
    const others = ['Via', 'From', 'To', 'Call-ID', 'Max-Forwards'].map((name) => `${name}: ${required[name]}`)
    const bytes = octets('INVITE tel:+15550100 sip/2.0', ...others, 'CSeq: 1 INVITE', '', '')
    expect(valueOf(readSipRequest(bytes, { methods: ['INVITE'] })).requestUri).toBe('tel:+15550100')
    expect(sipLimits.methods).toEqual(['MESSAGE'])
  })
})

describe('the header fields that a request must have', () => {
  it('are told when they are missing, all at once', () => {
    expect(errorsOf(firstLine(startLine))).toEqual(
      ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards'].map((name) => `missing ${name}`),
    )
  })

  it.each([
    ['Via', 'SIP/2.0/UDP', 'malformed'],
    ['Via', 'SIP/2.0/UDP a.example;branch=', 'malformed'],
    ['Via', 'SIP/2.0/UDP a.example;branch=z9hG4bK', 'malformed'],
    ['Via', 'SIP/2.0/UDP a.example,', 'malformed'],
    ['Via', 'SIP/2.0/UDP a.example;x="', 'malformed'],
    ['From', '<sip:ann@home1.example>', 'missing'],
    ['From', '<sip:ann@home1.example>;tag', 'malformed'],
    ['From', '<sip:ann@home1.example>;tag="a b"', 'malformed'],
    ['To', '<sip:bob@home2.example>;tag=', 'malformed'],
    ['To', 'Bell, Alexander <sip:bob@home2.example>', 'malformed'],
    ['Call-ID', 'a b', 'malformed'],
    ['CSeq', '1', 'malformed'],
    ['CSeq', '1 INVITE', 'contradiction'],
    ['CSeq', '2147483648 MESSAGE', 'outOfRange'],
    ['CSeq', '36893488147419103232 MESSAGE', 'outOfRange'],
    ['CSeq', '-1 MESSAGE', 'malformed'],
    ['Max-Forwards', '256', 'outOfRange'],
    ['Max-Forwards', 'many', 'malformed'],
  ])('%s is refused as %s', (name, value, code) => {
    expect(errorsOf(request({ [name]: value }))).toEqual([`${code} ${name}`])
  })

  it('are in range up to the bound', () => {
    expect(valueOf(request({ CSeq: '2147483647 MESSAGE', 'Max-Forwards': '255' })).sequence).toBe(2_147_483_647)
  })

  it('stand there once where more would contradict', () => {
    expect(errorsOf(request({}, 'subject: a', 'Subject: b', 's: c', 'X: 1', 'X: 2'))).toEqual(['duplicate Subject'])
    expect(errorsOf(request({}, 'from: <sip:eve@home3.example>;tag=e'))).toEqual(['duplicate from'])
  })

  it('may have a branch from before RFC 3261 or none', () => {
    expect(valueOf(readVia('SIP/2.0/UDP a.example:5060')).sentBy).toBe('a.example:5060')
    expect(errorsOf(readVia('SIP/2.0/UDP a.example;branch=1'))).toEqual([])
  })
})

describe('an address', () => {
  const read = (text: string) => readNameAddr('From')(text)

  it.each([
    ['sip:a@b.example;tag=1', { uri: 'sip:a@b.example', parameters: [{ name: 'tag', value: '1' }] }],
    ['sip:a@b.example ;tag=1', { uri: 'sip:a@b.example', parameters: [{ name: 'tag', value: '1' }] }],
    ['<sip:a@b.example;lr>', { uri: 'sip:a@b.example;lr', parameters: [] }],
    ['A. B <sip:a@b.example,c?d>', { displayName: 'A. B', uri: 'sip:a@b.example,c?d', parameters: [] }],
    ['"A \\"<" <sip:a@b.example>', { displayName: 'A "<', uri: 'sip:a@b.example', parameters: [] }],
    ['"" <tel:+15550100>', { uri: 'tel:+15550100', parameters: [] }],
    ['sip:a@b.example;x="<"', { uri: 'sip:a@b.example', parameters: [{ name: 'x', value: '<' }] }],
  ])('%s is read', (text, value) => {
    expect(valueOf(read(text))).toEqual(value)
  })

  it.each([
    '',
    'a@b.example',
    '"A <sip:a@b.example>',
    '"A" b <sip:a@b.example>',
    '"A" sip:a@b.example',
    '<sip:a@b.example',
    '< sip:a@b.example>',
    'sip:a@b.example,c',
    'sip:a@b.example?c',
    '<sip:a@b.example>x',
  ])('%s is none', (text) => {
    expect(errorsOf(read(text))).toEqual(['malformed From'])
  })
})

describe('the body', () => {
  const body = (length: string, text: string) => request({}, `Content-Length: ${length}`, '', text)

  it('is all that is left where nothing states its length', () => {
    expect(
      textOf(valueOf(readSipRequest(octets(textOf(messageOctets()).replace('Content-Length: 0\r\n', ''), 'x'))).body),
    ).toBe('\r\nx')
  })

  it('has exactly the octets that are stated; more are told', () => {
    const read = readSipRequest(octets(textOf(messageOctets([], 'noon')), 'x'))
    expect(textOf(valueOf(read).body)).toBe('noon')
    expect(warningPathsOf(read)).toEqual(['Content-Length'])
  })

  it.each([
    ['99', 'truncated'],
    ['-1', 'malformed'],
    ['...', 'malformed'],
    ['5, 5', 'malformed'],
    ['4294967296', 'outOfRange'],
    ['99999999999999999999999999', 'outOfRange'],
  ])('is refused with a length of %s', (length, code) => {
    expect(errorsOf(body(length, 'noon'))).toEqual([`${code} Content-Length`])
  })

  it('is refused with two lengths, even if they agree', () => {
    expect(errorsOf(request({}, 'l: 0', 'l: 0'))).toEqual(['duplicate Content-Length'])
  })

  it('is missing with the empty line before it', () => {
    expect(
      errorsOf(
        readSipRequest(octets(startLine, ...Object.entries(required).map(([name, value]) => `${name}: ${value}`), '')),
      ),
    ).toEqual(['truncated octet 260'])
  })
})

describe('the limits of a request', () => {
  it('are octets, header fields and the length of each', () => {
    const bytes = messageOctets(['X: 1'])
    expect(errorsOf(readSipRequest(bytes, { octets: bytes.length - 1 }))).toEqual([
      `tooLarge octet ${bytes.length - 1}`,
    ])
    expect(errorsOf(readSipRequest(bytes, { header: { fields: 7, fieldLength: 60 } }))[0]).toMatch(/^tooLarge octet/)
    expect(errorsOf(readSipRequest(bytes, { header: { fields: 8, fieldLength: 50 } }))[0]).toBe('tooLarge octet 56')
  })

  it('count octets, not characters', () => {
    expect(errorsOf(readSipRequest(utf8Encode('é'.repeat(50)), { octets: 99 }))).toEqual(['tooLarge octet 99'])
  })

  it('let a header be no text: an error beside the others', () => {
    expect(errorsOf(readSipRequest(octets(startLine, 'Subject: a\u0001b', '', ''))).slice(0, 2)).toEqual([
      'malformed octet 56',
      'missing Via',
    ])
  })
})
