import { answers } from '../../../src/cli/answers.js'
import { decodeForms } from '../../../src/cli/decodeForms.js'
import type { DocumentError } from '../../../src/cli/readDocument.js'
import { longestDocument } from '../../../src/cli/readDocument.js'
import { usage } from '../../../src/cli/usage.js'
import type { TraceLine } from '../../../src/routing/Trace.js'
import { writePolicy } from '../../../src/wire/policy/index.js'
import { utf8Encode } from '../../../src/wire/octets/utf8.js'
import { owner, request } from '../../support/builders.js'
import { registration, rejecting, requestLine, sipInvite, sipMessage } from './documents.js'
import type { World } from './memoryTerminal.js'
import { resultOf, runIn } from './memoryTerminal.js'

const instant = '2026-02-03T10:00:00Z'

const quiet = requestLine(request({ preferences: { doNotDisturb: { on: true, until: Date.UTC(2026, 1, 3, 12) } } }))

const routeIn = (files: World['files'] & {}, ...words: readonly string[]) => runIn({ files }, 'route', ...words)

describe('a routing request in one document', () => {
  it('gets a decision', async () => {
    const outcome = await routeIn({ 'r.json': quiet }, 'r.json')
    expect(outcome).toMatchObject({ status: 0, messages: [] })
    expect(resultOf(outcome)).toEqual({
      _tag: 'Defer',
      reason: 'DoNotDisturb',
      plan: {
        option: 'push',
        onExpiry: 'discard',
        awaits: 'DoNotDisturbEnds',
        until: '2026-02-03T12:00:00Z',
      },
      determinedBy: { requirement: 'TERM-12' },
      record: false,
      response: { status: 202, reason: 'Accepted' },
    })
  })

  it('comes from standard input for a dash, in any number of pieces', async () => {
    const outcome = await routeIn({ '-': [...quiet] }, '-')
    expect(resultOf(outcome)._tag).toBe('Defer')
  })

  it('gets an explanation with instants as text', async () => {
    const outcome = await runIn({ files: { r: quiet } }, 'explain', 'r')
    const { decision, trace, text } = resultOf(outcome)
    expect(decision._tag).toBe('Defer')
    expect(trace.find((line: TraceLine) => line._tag === 'DoNotDisturbConsidered')).toMatchObject({
      until: '2026-02-03T12:00:00Z',
    })
    expect(typeof text).toBe('string')
  })

  it('gets an explanation without an end of do-not-disturb where there is none', () => {
    expect(answers.explain(request())).toMatchObject({ decision: { _tag: 'Send' } })
  })

  it('gets the next change, or null', async () => {
    expect(resultOf(await runIn({ files: { r: quiet } }, 'next-change', 'r'))).toEqual({ at: '2026-02-03T12:00:00Z' })
    expect(resultOf(await runIn({ files: { r: requestLine() } }, 'next-change', 'r'))).toEqual({ at: null })
  })

  it('gets every error at once, for programs and for people', async () => {
    const outcome = await routeIn({ r: '{ "message": 1, "recipient": {} }' }, 'r')
    expect(outcome.status).toBe(1)
    expect(resultOf(outcome)).toMatchObject({
      errors: [
        { file: 'r', code: 'wrongType', path: '/message', actual: '1' },
        { file: 'r', code: 'missing', path: '/now', actual: 'nothing' },
      ],
    })
    expect(outcome.messages[1]).toBe(
      'r /now: expected an instant with an offset, such as 2026-02-03T10:00:00Z, found nothing\n',
    )
  })

  it('gets a warning for what was dropped, and an answer all the same', async () => {
    const outcome = await routeIn({ r: quiet.replace('{', '{"__proto__":{"now":1},"x":1,') }, 'r')
    expect(outcome.status).toBe(0)
    expect(outcome.messages).toEqual([
      'r /__proto__: is not known here and was dropped\n',
      'r /x: is not known here and was dropped\n',
    ])
  })

  it.each([
    ['nothing at all', '', 'malformed', 'an end at character 0'],
    ['what is no UTF-8', Uint8Array.of(0xff), 'malformed', 'octets that are no UTF-8'],
    ['a byte order mark', `\u{feff}${quiet}`, 'malformed', '"\u{feff}" at character 0'],
    ['more than a document may have', new Uint8Array(longestDocument + 1), 'tooLarge', 'a longer one'],
    ['more than a request may have', ' '.repeat(1_048_577), 'tooLarge', '1048577 characters'],
  ])('is refused if it is %s', async (_, document, code, actual) => {
    const outcome = await routeIn({ r: document }, 'r')
    expect(outcome.status).toBe(1)
    expect(resultOf(outcome).errors).toMatchObject([{ file: 'r', code, path: '', actual }])
  })

  it('is refused if it cannot be read', async () => {
    const absent = await routeIn({}, 'r')
    expect(resultOf(absent)).toEqual({
      errors: [{ file: 'r', code: 'missing', path: '', expected: 'a file that can be read', actual: 'no such file' }],
    })
    expect(absent).toMatchObject({ status: 1, messages: ['r: expected a file that can be read, found no such file\n'] })
    const broken = await runIn({ files: { r: quiet }, broken: { r: 'gone' } }, 'route', 'r')
    expect(resultOf(broken).errors).toMatchObject([{ actual: 'gone' }])
  })

  it('ends quietly when nobody reads the answer, and with a failure when it cannot be written', async () => {
    const world = { files: { r: quiet } }
    expect(await runIn({ ...world, written: ['readerGone'] }, 'route', 'r')).toMatchObject({ status: 0, messages: [] })
    expect(await runIn({ ...world, written: ['failed'] }, 'route', 'r')).toMatchObject({ status: 1 })
  })
})

describe('a routing request from what is on the wire', () => {
  it('needs a message and an instant, and gets a decision', async () => {
    const outcome = await routeIn({ m: sipMessage() }, '--message', 'm', '--now', instant)
    expect(outcome.status).toBe(0)
    expect(resultOf(outcome)).toMatchObject({ _tag: 'Defer', determinedBy: { requirement: 'TERM-13' } })
  })

  it('takes the registration, the preferences as JSON or XML, and the policy', async () => {
    const files = {
      m: sipMessage(),
      r: registration,
      'p.json': rejecting,
      'p.xml': writePolicy({ owner, otherwise: { action: 'interwork' } }),
      policy: '{ "rejectStatus": 603 }',
    }
    const wire = ['--message', 'm', '--registration', 'r', '--now', instant]
    expect(resultOf(await routeIn(files, ...wire))).toMatchObject({ _tag: 'Send', to: ['urn:uuid:1'] })
    const rejected = await routeIn(files, ...wire, '--preferences', 'p.json', '--policy=policy')
    expect(resultOf(rejected)).toMatchObject({ _tag: 'Reject', response: { status: 603 } })
    expect(rejected.messages).toEqual([])
    expect(resultOf(await routeIn(files, ...wire, '--preferences', 'p.xml'))).toMatchObject({ _tag: 'Interwork' })
  })

  it('reads preferences in XML after a byte order mark and blanks', async () => {
    const xml = Buffer.concat([Buffer.from('\u{feff}'), writePolicy({ owner, otherwise: { action: 'store' } })])
    const outcome = await routeIn({ m: sipMessage(), p: xml }, '--message=m', '--preferences=p', `--now=${instant}`)
    expect(resultOf(outcome)).toMatchObject({ _tag: 'Store' })
  })

  it('takes an INVITE for the large-mode message that it announces', async () => {
    const explained = await runIn(
      { files: { m: sipInvite, policy: '{ "clients": { "largerThan": 1 } }' } },
      ...['explain', '--message', 'm', '--policy', 'policy', '--now', instant],
    )
    expect(resultOf(explained)).toMatchObject({ decision: { _tag: 'Defer' } })
  })

  it('takes the message to have arrived at the instant of the question', async () => {
    const words = ['--message', 'm', '--now', instant]
    const expiring = await runIn({ files: { m: sipMessage('Expires: 60') } }, 'next-change', ...words)
    expect(resultOf(expiring)).toEqual({ at: '2026-02-03T10:01:00Z' })
  })

  it('reads one of its documents from standard input', async () => {
    const outcome = await routeIn({ '-': sipMessage() }, '--message', '-', '--entry-id', 'e-7', '--now', instant)
    expect(outcome.status).toBe(0)
  })

  it('gets every error of every document at once', async () => {
    const files = { m: 'nonsense', p: '{}', r: '<reginfo/>', policy: '{ "rejectStatus": 200 }' }
    const words = ['--message', 'm', '--preferences', 'p', '--registration', 'r', '--policy', 'policy']
    const outcome = await routeIn(files, ...words, '--now', instant)
    expect(outcome.status).toBe(1)
    const at = resultOf(outcome).errors.map(({ file }: DocumentError) => file)
    expect([...new Set(at)]).toEqual(['m', 'p', 'r', 'policy'])
  })

  it('tells the person that the preferences belong to somebody else', async () => {
    const files = { m: sipMessage(), p: '{ "owner": "tel:+15550199" }' }
    const outcome = await routeIn(files, '--message', 'm', '--preferences', 'p', '--now', instant)
    expect(outcome).toMatchObject({
      status: 0,
      messages: ['--preferences /owner: is another address than the recipient of the message\n'],
    })
  })
})

describe('decode', () => {
  const decode = (form: string, document: string | Uint8Array) =>
    runIn({ files: { d: document } }, 'decode', '--as', form, 'd')

  it('prints a SIP request and what its message says of itself', async () => {
    const outcome = await decode('sip', sipMessage('Date: Tue, 03 Feb 2026 10:00:00 GMT', 'Expires: 60'))
    expect(resultOf(outcome)).toMatchObject({
      request: { method: 'MESSAGE', callId: '7a1f@home1.example', body: { octets: 5, text: 'hello' } },
    })
    expect(resultOf(outcome).message).toMatchObject({
      kind: 'pager',
      originator: { address: 'sip:ann@home1.example' },
      recipient: 'sip:+15550100@home2.example;user=phone',
      date: instant,
      expiresAt: '2026-02-03T10:01:00Z',
      size: 5,
    })
  })

  it('leaves out what only the receiver knows, and an expiry that counts from the receipt', async () => {
    const { message } = resultOf(await decode('sip', sipMessage('Expires: 60')))
    expect(Object.keys(message)).not.toEqual(expect.arrayContaining(['entryId']))
    expect(message).not.toHaveProperty('receivedAt')
    expect(message).not.toHaveProperty('expiresAt')
  })

  it('prints the message that an INVITE announces', async () => {
    expect(resultOf(await decode('sip', sipInvite)).message).toMatchObject({ kind: 'large', size: 40_960 })
  })

  it('prints why a SIP request carries no standalone message', async () => {
    const outcome = await decode('sip', sipMessage().replace(/P-Asserted-Service.*\r\n/, ''))
    expect(outcome.status).toBe(0)
    expect(resultOf(outcome).request.method).toBe('MESSAGE')
    expect(resultOf(outcome).noStandaloneMessage).toHaveLength(1)
  })

  it('refuses a SIP request whose message is broken', async () => {
    const outcome = await decode('sip', sipMessage('Expires: 1', 'Expires: 2'))
    expect(outcome.status).toBe(1)
  })

  it('refuses a SIP request whose content is not in the charset it states', async () => {
    const outcome = await decode(
      'sip',
      Buffer.from(
        sipMessage()
          .replace(/Content-Type: .*\r\n/, 'Content-Type: text/plain; charset=utf-8\r\n')
          .replace(/hello$/, 'h\u00ffllo'),
        'latin1',
      ),
    )
    expect(outcome.status).toBe(1)
  })

  it('prints a CPIM message, a content that is no text as base64', async () => {
    const header = 'DateTime: 2026-02-03T11:00:00+01:00\r\n\r\nContent-Type: image/png\r\n\r\n'
    const image = Buffer.concat([utf8Encode(header), Uint8Array.of(0xff, 0xd8)])
    expect(resultOf(await decode('cpim', image))).toMatchObject({
      dateTime: { text: '2026-02-03T11:00:00+01:00', instant },
      content: { octets: 2, base64: '/9g=' },
    })
    expect(resultOf(await decode('cpim', 'Subject: x\r\n\r\nContent-Type: text/plain\r\n\r\né'))).toMatchObject({
      content: { octets: 2, text: 'é' },
    })
  })

  it('prints a disposition notification', async () => {
    const imdn = (datetime: string): string =>
      '<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>m-1</message-id>' +
      `<datetime>${datetime}</datetime>` +
      '<delivery-notification><status><delivered/></status></delivery-notification></imdn>'
    expect(resultOf(await decode('imdn', imdn('2026-02-03T11:00:00+01:00')))).toMatchObject({
      messageId: 'm-1',
      datetime: '2026-02-03T11:00:00+01:00',
      sentAt: instant,
      disposition: 'delivery',
      status: 'delivered',
    })
    expect(resultOf(await decode('imdn', imdn('yesterday')))).not.toHaveProperty('sentAt')
  })

  it('prints a registration', async () => {
    expect(resultOf(await decode('reginfo', registration))).toMatchObject({
      version: 0,
      registrations: [{ aor: 'sip:+15550100@home2.example', contacts: [{ state: 'active' }] }],
    })
  })

  it('prints preferences in their JSON form', async () => {
    const document = writePolicy({ owner, recordIncoming: true })
    expect(resultOf(await decode('policy', document))).toEqual({ owner: owner.uri, recordIncoming: true, rules: [] })
  })

  it.each([...decodeForms.keys()])('refuses nonsense as %s, and nothing at all', async (form) => {
    for (const nonsense of ['', 'nonsense', Uint8Array.of(0xff, 0xfe, 0x00)]) {
      const outcome = await decode(form, nonsense)
      expect(outcome.status).toBe(1)
      expect(resultOf(outcome).errors[0]).toMatchObject({ file: 'd' })
    }
  })
})

describe('bad usage', () => {
  const oneWay = 'it takes one REQUEST.json, or --lines, or --message and what goes with it'
  const decodes = 'it takes --as with one of sip, cpim, imdn, reginfo, policy, and one FILE'

  it.each([
    ['no command', [], '', 'cpm-routing: it takes a command'],
    ['an unknown command', ['send'], '', 'cpm-routing: send is no command'],
    ['an empty command', [''], '', 'cpm-routing:  is no command'],
    ['a member of every object', ['toString'], '', 'cpm-routing: toString is no command'],
    ['nothing to route', ['route'], 'route', `cpm-routing route: ${oneWay}`],
    ['two documents', ['explain', 'a', 'b'], 'explain', `cpm-routing explain: ${oneWay}`],
    ['a document and lines', ['route', 'a', '--lines'], 'route', `cpm-routing route: ${oneWay}`],
    ['lines and a message', ['route', '--lines', '--message=m'], 'route', `cpm-routing route: ${oneWay}`],
    ['a document and a message', ['route', 'a', '--message=m'], 'route', `cpm-routing route: ${oneWay}`],
    ['no instant', ['route', '--message=m'], 'route', 'cpm-routing route: --message and --now go together'],
    ['no message', ['route', '--now', instant], 'route', 'cpm-routing route: --message and --now go together'],
    ['no value', ['route', '--now'], 'route', 'cpm-routing route: --now needs a value'],
    ['the same option twice', ['route', '--now=1', '--now=1'], 'route', 'cpm-routing route: --now is given twice'],
    [
      'an instant without an offset',
      ['next-change', '--message=m', '--now=2026-02-03T10:00:00'],
      'next-change',
      'cpm-routing next-change: --now takes an instant with an offset, such as 2026-02-03T10:00:00Z, from the year ' +
        '0000 to 9999, not "2026-02-03T10:00:00"',
    ],
    [
      'an empty identity',
      ['route', '--message=m', `--now=${instant}`, '--entry-id='],
      'route',
      'cpm-routing route: --entry-id takes a text of at least one character',
    ],
    [
      'standard input twice',
      ['route', '--message=-', '--policy=-', `--now=${instant}`],
      'route',
      'cpm-routing route: standard input can be read once only',
    ],
    ['no form', ['decode', 'd'], 'decode', `cpm-routing decode: ${decodes}`],
    ['an unknown form', ['decode', '--as', '__proto__', 'd'], 'decode', `cpm-routing decode: ${decodes}`],
    ['no file', ['decode', '--as', 'sip'], 'decode', `cpm-routing decode: ${decodes}`],
    ['two files', ['decode', '--as', 'sip', 'a', 'b'], 'decode', `cpm-routing decode: ${decodes}`],
    [
      'an option of another command',
      ['decode', '--lines'],
      'decode',
      'cpm-routing decode: --lines is no option here; the options are --as, --help',
    ],
  ] as const)('is %s: says so, shows the usage and writes no result', async (_, words, command, why) => {
    expect(await runIn({}, ...words)).toMatchObject({
      status: 2,
      results: [],
      messages: [`${why}\n\n${usage[command]}`],
    })
  })
})

describe('--help', () => {
  it('shows the usage of everything, or of one command, and reads nothing', async () => {
    expect(await runIn({}, '--help')).toMatchObject({ status: 0, results: [], messages: [usage['']] })
    for (const command of ['route', 'explain', 'next-change', 'decode'] as const) {
      expect(await runIn({}, command, 'x', '--help')).toMatchObject({
        status: 0,
        results: [],
        messages: [usage[command]],
        piecesRead: 0,
      })
    }
  })

  it('is a file behind two dashes', async () => {
    const outcome = await routeIn({ '--help': quiet }, '--', '--help')
    expect(resultOf(outcome)._tag).toBe('Defer')
  })
})
