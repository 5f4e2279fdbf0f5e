import { readFileSync } from 'node:fs'
import { run } from '../../../src/cli/run.js'
import { usage } from '../../../src/cli/usage.js'
import { encode, StandaloneMessageCodec, UserPreferencesCodec } from '../../../src/wire/documents/index.js'
import { writePolicy } from '../../../src/wire/policy/index.js'
import { address, message, now, owner, preferences, request, rule } from '../../support/builders.js'
import { registration, requestLine } from './documents.js'
import type { World } from './memoryTerminal.js'
import { memoryTerminal, resultOf, runIn } from './memoryTerminal.js'

const instant = '2026-02-03T10:00:00Z'
const night = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }

const document = (parts: Parameters<typeof preferences>[0]): string =>
  JSON.stringify(encode(UserPreferencesCodec)(preferences(parts)))

const quiet = document({ doNotDisturb: { schedules: [night] } })
const plain = document({})
const dead = document({
  rules: [rule({ action: 'reject' }, { largerThan: 1000, smallerThan: 500 }, 'dead'), rule({ action: 'deliver' })],
})

const runWith = (files: World['files'] & {}, ...words: readonly string[]) => runIn({ files }, ...words)

describe('lint', () => {
  it('finds nothing in sound preferences', async () => {
    expect(await runWith({ p: quiet }, 'lint', 'p')).toMatchObject({ status: 0, messages: [] })
    expect(resultOf(await runWith({ p: quiet }, 'lint', 'p'))).toEqual({ findings: [] })
  })

  it('prints each finding with its proof, tells the person, and ends with 3 for an error', async () => {
    const outcome = await runWith({ 'p.json': dead }, 'lint', 'p.json')
    expect(outcome.status).toBe(3)
    expect(resultOf(outcome).findings[0]).toMatchObject({
      code: 'deadRule',
      severity: 'error',
      path: '/documents/0/rules/0',
      proof: ['/documents/0/rules/0/when/largerThan', '/documents/0/rules/0/when/smallerThan'],
    })
    expect(outcome.messages[0]).toMatch(/^p\.json \/rules\/0: error deadRule: /)
  })

  it('prints a witness as a routing request that can be routed', async () => {
    const to = { action: 'forward', to: address('sip:bob@home3.example') } as const
    const files = {
      a: document({ otherwise: to }),
      b: writePolicy({ owner: to.to, otherwise: { action: 'forward', to: owner } }),
    }
    const outcome = await runWith(files, 'lint', 'a', 'b')
    const { witness } = resultOf(outcome).findings.find(({ code }: { code: string }) => code === 'forwardLoop')
    const routed = await runWith({ r: JSON.stringify(witness) }, 'route', 'r')
    expect(resultOf(routed)).toMatchObject({ _tag: 'Reject', response: { status: 482 } })
  })

  it('reads the policy, and names it in what it says', async () => {
    const policy = '{ "clients": { "kinds": [] } }'
    const outcome = await runWith({ p: plain, policy }, 'lint', 'p', '--policy', 'policy')
    expect(outcome.messages.join('')).toContain('--policy /clients: ')
  })

  it('says what it cannot decide', async () => {
    const at = (zone: string, from: string, to: string) => ({ during: { schedules: [{ zone, from, to }] } })
    const rules = [
      rule({ action: 'reject' }, at('Europe/Paris', '22:00', '23:00'), 'a'),
      rule({ action: 'store' }, at('Europe/Berlin', '21:00', '22:00'), 'b'),
    ]
    const outcome = await runWith({ p: document({ rules }) }, 'lint', 'p')
    expect(resultOf(outcome).undecided).toMatchObject([{ path: '/documents/0/rules/1' }])
    expect(outcome.messages.join('')).toContain('p /rules/1: not decided: whether rule "a" and rule "b" contradict')
  })

  it('gives every error of every document at once', async () => {
    const outcome = await runWith({ p: '{}', q: '[]', policy: '[]' }, 'lint', 'p', 'q', '--policy=policy')
    expect(outcome.status).toBe(1)
    expect(resultOf(outcome).errors.map(({ file }: { file: string }) => file)).toEqual(['p', 'q', 'policy'])
  })

  it('fails when the findings cannot be written', async () => {
    expect(await runIn({ files: { p: quiet }, written: ['failed'] }, 'lint', 'p')).toMatchObject({ status: 1 })
  })

  it.each([
    [['lint'], 'it takes one PREFERENCES.json or more'],
    [['lint', '-', '-'], 'standard input can be read once only'],
  ])('is misused as %p', async (words, why) => {
    expect(await runIn({}, ...words)).toMatchObject({
      status: 2,
      messages: [`cpm-routing lint: ${why}\n\n${usage.lint}`],
    })
  })
})

describe('impact', () => {
  const atNight = { ...message(), entryId: 'e-2', receivedAt: now + 12 * 3_600_000 }
  const lines = [message(), atNight].map((entry) => JSON.stringify(encode(StandaloneMessageCodec)(entry)))

  it('compares the decisions about messages in lines, or in a list, or about one', async () => {
    const files = {
      old: plain,
      new: quiet,
      m: `${lines.join('\n\r\n')}\n`,
      list: `[${lines.join(',')}]`,
      one: lines[1] ?? '',
    }
    const outcome = await runWith(files, 'impact', 'old', 'new', 'm')
    expect(outcome.status).toBe(0)
    expect(resultOf(outcome)).toMatchObject({
      compared: 2,
      changed: 1,
      undecided: 0,
      groups: [
        { count: 1, before: { _tag: 'Send' }, after: { _tag: 'Defer' }, witness: { message: { entryId: 'e-2' } } },
      ],
    })
    expect(outcome.messages).toEqual([
      '1 of 2 decisions change\n',
      '1: Send (TERM-15) becomes Defer (TERM-12), such as e-2\n',
    ])
    expect(resultOf(await runWith(files, 'impact', 'old', 'new', 'list'))).toEqual(resultOf(outcome))
    expect(resultOf(await runWith(files, 'impact', 'old', 'new', 'one'))).toMatchObject({ compared: 1, changed: 1 })
  })

  it('takes requests with what was true of their recipient, and the policy where they have none', async () => {
    const asked = requestLine(request({ recipient: { clients: [] } }))
    const files = {
      old: document({ rules: [rule({ action: 'deliver' }, {}, 'a')] }),
      new: document({ rules: [rule({ action: 'store' }, {}, 'b')] }),
      m: asked,
      policy: '{ "longestQueue": 0 }',
    }
    const decisions = async (...more: readonly string[]) => {
      const [group] = resultOf(await runWith(files, 'impact', 'old', 'new', 'm', ...more)).groups
      return [group.before.determinedBy, group.after.determinedBy]
    }
    expect(await decisions()).toEqual([
      { requirement: 'TERM-13', rule: 'a' },
      { requirement: 'TERM-06', rule: 'b' },
    ])
    expect((await decisions('--policy', 'policy'))[0]).toEqual({ requirement: 'AMB-33', rule: 'a' })
    const told = await runWith(files, 'impact', 'old', 'new', 'm')
    expect(told.messages[1]).toBe('1: Defer (TERM-13, rule a) becomes Store (TERM-06, rule b), such as e-1\n')
  })

  it('compares a representative of every class of messages where none is given', async () => {
    const outcome = await runWith({ old: plain, new: quiet }, 'impact', 'old', 'new')
    expect(outcome.status).toBe(0)
    expect(resultOf(outcome).groups.map(({ after }: { after: { _tag: string } }) => after._tag)).toContain('Defer')
  })

  it('says how many classes were left open', async () => {
    const at = (zone: string, from: string, to: string) => ({ during: { schedules: [{ zone, from, to }] } })
    const files = {
      old: document({
        rules: [rule({ action: 'store' }, at('Europe/Paris', '09:00', '10:00'))],
        otherwise: { action: 'reject' },
      }),
      new: document({ rules: [rule({ action: 'reject' }, at('Europe/Berlin', '10:00', '11:00'))] }),
    }
    const outcome = await runWith(files, 'impact', 'old', 'new')
    expect(resultOf(outcome).undecided).toBeGreaterThan(0)
    expect(outcome.messages.at(-1)).toMatch(/^[0-9]+ classes of messages are not decided\n$/)
  })

  it('gives every error with its place', async () => {
    const files = {
      old: '{}',
      new: plain,
      m: `{"entryId":1}\nnonsense\n${lines[0] ?? ''}\n`,
      list: `[${lines[0] ?? ''},3]`,
    }
    const outcome = await runWith(files, 'impact', 'old', 'new', 'm')
    expect(outcome.status).toBe(1)
    const places = resultOf(outcome).errors.map(({ file, path }: { file: string; path: string }) => `${file} ${path}`)
    expect(places).toEqual(expect.arrayContaining(['old /owner', 'm line 1 /entryId', 'm line 2 ']))
    expect(resultOf(await runWith(files, 'impact', 'new', 'new', 'list')).errors).toMatchObject([
      { file: 'list', path: '/1' },
    ])
  })

  it('tells of what was dropped in a message', async () => {
    const warned = (lines[0] ?? '').replace('{', '{"unheardOf":1,')
    const outcome = await runWith({ old: plain, new: plain, m: `${warned}\n${warned}` }, 'impact', 'old', 'new', 'm')
    expect(outcome.messages).toEqual([
      'm line 1 /unheardOf: is not known here and was dropped\n',
      'm line 2 /unheardOf: is not known here and was dropped\n',
      '0 of 2 decisions change\n',
    ])
  })

  const usageOf = 'it takes OLD.json and NEW.json, and MESSAGES.jsonl where there are some'
  it.each([
    [['impact'], usageOf],
    [['impact', 'a'], usageOf],
    [['impact', 'a', 'b', 'c', 'd'], usageOf],
    [['impact', '-', '-'], 'standard input can be read once only'],
  ])('is misused as %p', async (words, why) => {
    expect(await runIn({}, ...words)).toMatchObject({
      status: 2,
      messages: [`cpm-routing impact: ${why}\n\n${usage.impact}`],
    })
  })
})

describe('timeline', () => {
  it('is about the message of a request, from its instant on, for a week', async () => {
    const outcome = await runWith({ r: requestLine() }, 'timeline', 'r')
    expect(outcome).toMatchObject({ status: 0, messages: [] })
    expect(resultOf(outcome)).toEqual({
      zone: 'UTC',
      from: instant,
      until: '2026-02-10T00:00:00Z',
      complete: true,
      stretches: [
        {
          from: instant,
          until: '2026-02-10T00:00:00Z',
          decision: expect.objectContaining({ _tag: 'Send', to: ['phone'] }),
        },
      ],
    })
    const policy = { whenNoRuleApplies: 'reject' } as const
    const rejected = await runWith(
      { r: requestLine(request({ policy })) },
      'timeline',
      'r',
      '--kind',
      'large',
      '--days',
      '1',
    )
    expect(resultOf(rejected)).toMatchObject({
      until: '2026-02-04T00:00:00Z',
      stretches: [{ decision: { _tag: 'Reject' } }],
    })
  })

  it('takes every device for registered where it is not told which are', async () => {
    const files = {
      p: document({ devices: { watch: {} } }),
      r: registration,
      policy: '{ "whenNoRuleApplies": "store" }',
    }
    const words = ['timeline', '--preferences', 'p', '--now', instant, '--days=1']
    const [sent] = resultOf(await runWith(files, ...words)).stretches
    expect(sent.decision.to).toEqual(['watch', 'any other device'])
    const [registered] = resultOf(await runWith(files, ...words, '--registration', 'r')).stretches
    expect(registered.decision.to).toEqual(['urn:uuid:1'])
    const [stored] = resultOf(await runWith(files, ...words, '--policy', 'policy')).stretches
    expect(stored.decision._tag).toBe('Store')
    const exempt = await runWith({ ...files, p: quiet }, ...words, '--kind', 'system', '--zone', 'Asia/Tokyo')
    expect(resultOf(exempt)).toMatchObject({ zone: 'Asia/Tokyo', until: '2026-02-03T15:00:00Z' })
  })

  it('draws into a file', async () => {
    const words = ['timeline', '--preferences', 'p', '--now', instant, '--diagram']
    const outcome = await runWith({ p: quiet }, ...words, 'week.svg')
    expect(outcome.status).toBe(0)
    expect(outcome.filesWritten['week.svg']).toContain('waits: do not disturb')
    const failed = await runIn({ files: { p: quiet }, unwritable: 'a directory' }, ...words, 'x.svg')
    expect(failed).toMatchObject({ status: 1, messages: ['x.svg: the diagram cannot be written: a directory\n'] })
    expect(resultOf(failed).stretches).toHaveLength(14)
  })

  it('gives the errors of its documents', async () => {
    expect(await runWith({ r: '{}' }, 'timeline', 'r', '--diagram', 'x.svg')).toMatchObject({
      status: 1,
      filesWritten: {},
    })
    const words = ['--preferences', 'p', '--registration', 'r', '--policy', 'policy', '--now', instant]
    const outcome = await runWith({ p: '[]', r: '', policy: '[]' }, 'timeline', ...words)
    const files = resultOf(outcome).errors.map(({ file }: { file: string }) => file)
    expect([...new Set(files)]).toEqual(['p', 'r', 'policy'])
  })

  const oneWay = 'it takes one REQUEST.json, or --preferences and --now with an instant such as 2026-02-03T10:00:00Z'
  it.each([
    [['timeline'], oneWay],
    [['timeline', 'a', 'b'], oneWay],
    [['timeline', 'a', '--now', instant], oneWay],
    [['timeline', '--preferences', 'p', '--now', 'today'], oneWay],
    [['timeline', '--preferences', 'p'], oneWay],
    [['timeline', '--now', instant], oneWay],
    [['timeline', '--preferences=-', '--policy=-', '--now', instant], 'standard input can be read once only'],
    [['timeline', 'a', '--kind', 'sms'], '--kind takes one of pager, large, notification, system'],
    [['timeline', 'a', '--days', '0'], '--days takes a number from 1 to 366'],
    [['timeline', 'a', '--days', '367'], '--days takes a number from 1 to 366'],
    [['timeline', 'a', '--days', '1e1'], '--days takes a number from 1 to 366'],
    [['timeline', 'a', '--zone', 'Paris'], '--zone takes a time zone such as Europe/Paris'],
    [['timeline', 'a', '--diagram', 'x.png'], '--diagram takes a file that ends in .svg'],
  ])('is misused as %p', async (words, why) => {
    expect(await runIn({}, ...words)).toMatchObject({
      status: 2,
      messages: [`cpm-routing timeline: ${why}\n\n${usage.timeline}`],
    })
  })
})

describe('the example of --help', () => {
  it.each(['lint', 'impact', 'timeline'] as const)(
    'of %s runs as it is written, and draws what the documentation shows',
    async (command) => {
      const [, example = ''] = /^ {2}cpm-routing (.*)$/m.exec(usage[command]) ?? []
      const words = example.split(' ')
      const files = Object.fromEntries(
        words.filter((word) => word.startsWith('examples/')).map((file) => [file, readFileSync(file, 'utf8')]),
      )
      const { terminal, behind } = memoryTerminal({ files })
      expect(await run(words, terminal)).toBe(0)
      expect(behind.results).toHaveLength(1)
      expect(behind.filesWritten).toEqual(
        command === 'timeline' ? { 'week.svg': readFileSync('docs/diagrams/week.svg', 'utf8') } : {},
      )
    },
  )
})
