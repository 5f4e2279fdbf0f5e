import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { right } from 'fp-ts/lib/Either.js'
import type { Child } from '../../../src/cli/conformance/Child.js'
import { serve } from '../../../src/cli/conformance/serve.js'
import { ownImplementation } from '../../../src/cli/conformance/ownImplementation.js'
import type { Vector } from '../../../src/conformance/index.js'
import { decisionVector, introduction, scenarioVector, step } from '../conformance/vectors.js'
import type { World } from './memoryTerminal.js'
import { linesIn, memoryTerminal, resultOf, runIn } from './memoryTerminal.js'

const folder = 'package/src/conformance/vectors'
const request = {
  message: {
    entryId: 'e-1',
    kind: 'pager',
    originator: { address: 'sip:ann@home1.example' },
    recipient: 'sip:bob@home2.example',
    receivedAt: '2030-01-01T10:00:00Z',
    size: 12,
  },
  recipient: {},
  now: '2030-01-01T10:00:00Z',
}
const vectors: readonly Vector[] = [
  decisionVector({ id: 'TERM-13/1', requirements: ['TERM-13'], given: request }),
  decisionVector({ given: request, expect: { decision: { _tag: 'Send' } } }),
]
const file = JSON.stringify({ requirement: 'TERM-13', vectors })
const digest = createHash('sha256').update(file).digest('hex')
const kit = {
  [`${folder}/a.json`]: file,
  [`${folder}/index.json`]: JSON.stringify({ version: '1.0.0', counts: {}, digest, files: ['a.json'] }),
  'package/package.json': '{"version":"0.1.0"}',
}

/** A program that answers with the decision Defer, or with whatever is given. */
const childThatSays = (answer: object = { decision: { _tag: 'Defer' } }, name = 'it'): Child => {
  const output = new PassThrough()
  let end = (_how: string): void => undefined
  return {
    output: (async function* () {
      for await (const piece of output) {
        yield right(new Uint8Array(piece))
      }
    })(),
    write: (text) => {
      const { cmd, seq } = JSON.parse(text)
      if (cmd === 'stop') {
        output.end()
        end('it ended with status 0')
      } else {
        const said = cmd === 'start' ? { protocol: 1, ...introduction, implementation: { name, version: '1' } } : answer
        output.write(`${JSON.stringify({ seq, ...said })}\n`)
      }
    },
    ended: new Promise((resolve) => {
      end = resolve
    }),
    kill: () => undefined,
  }
}
const world = (change: World = {}): World => ({
  ...change,
  files: { ...kit, ...change.files },
  startChild: change.startChild ?? (() => childThatSays()),
})
const conformance = (where: World, ...words: readonly string[]) => runIn(where, 'conformance', ...words)
const run = (where: World, ...words: readonly string[]) => conformance(where, 'run', '--target', 'it', ...words)

describe('cpm-routing conformance run', () => {
  it('judges a program, and ends with 3 where it fails', async () => {
    const outcome = await run(world(), '--format', 'json')
    expect(resultOf(outcome)).toMatchObject({
      kit: { version: '1.0.0', digest },
      summary: { line: '1 of 2 requirements, 1 not met (TERM-12), kit 1.0.0' },
      records: [{ verdict: 'Pass' }, { verdict: 'Fail' }],
    })
    expect(outcome.messages).toEqual([
      'TERM-12/1: is Fail, and not listed\n',
      'it: 1 of 2 requirements, 1 not met (TERM-12), kit 1.0.0\n',
    ])
    expect(outcome.status).toBe(3)
  })

  it('ends with 0 where it does not', async () => {
    const outcome = await run(world(), '--only', 'TERM-13')
    expect(outcome.status).toBe(0)
    expect(outcome.results.join('')).toContain('1 of 1 requirements, kit 1.0.0\n')
  })

  it.each([
    ['text', 'it 1, by kit 1.0.0'],
    ['junit', '<?xml'],
    ['html', '<!doctype html>'],
  ])('writes %s into a file', async (format, start) => {
    const outcome = await run(world(), '--only', 'TERM-13/1', '--format', format, '--out', 'r')
    expect(outcome.filesWritten['r']?.startsWith(start)).toBe(true)
    expect(outcome.results).toEqual([])
  })

  it('asks for what is named after --only, with commas or without', async () => {
    const outcome = await run(world(), '--only', 'TERM-13/1,TERM-12', 'TERM-12/1', '--format', 'json')
    expect(resultOf(outcome).records).toHaveLength(2)
    const unknown = await run(world(), '--only', 'TERM-99')
    expect([unknown.status, unknown.messages.join('')]).toEqual([2, expect.stringContaining('TERM-99')])
  })

  it('takes what is known to fail as such, and nothing else', async () => {
    const list = (...expected: readonly object[]) => ({ files: { 'x.json': JSON.stringify({ expected }) } })
    const known = { vector: 'TERM-12/1', verdict: 'Fail', because: 'it always defers' }
    const words = ['--expected-failures', 'x.json'] as const
    expect((await run(world(list(known)), ...words)).status).toBe(0)
    expect((await run(world(list({ ...known, vector: 'TERM-13/1' })), ...words)).status).toBe(3)
    const stale = await run(world(list({ ...known, vector: 'NTF-06/1' })), ...words)
    expect([stale.status, stale.messages]).toEqual([1, ['NTF-06/1: is listed, and stands for no vector\n']])
    const none = await run(world({ files: { 'x.json': '[]' } }), ...words)
    expect([none.status, resultOf(none).errors[0].file]).toEqual([1, 'x.json'])
  })

  it('says why a program cannot be examined', async () => {
    const outcome = await run({ files: kit })
    expect([outcome.status, outcome.messages]).toEqual([3, ['it: cannot be examined: none\n']])
  })

  it('has no answer where the output cannot be read', async () => {
    const breaking = (): Child => ({
      ...childThatSays(),
      output: (async function* () {
        yield { _tag: 'Left', left: 'pipe broken' } as const
      })(),
    })
    const outcome = await run(world({ startChild: breaking }))
    expect(outcome.messages).toEqual(['it: cannot be examined: its output cannot be read: pipe broken\n'])
  })

  it('ends with 1 where the result cannot be written', async () => {
    expect((await run(world({ written: ['failed'] }))).status).toBe(1)
    const outcome = await run(world({ unwritable: 'disk full' }), '--out', 'r')
    expect([outcome.status, outcome.messages[0]]).toEqual([1, 'r: cannot be written: disk full\n'])
  })

  it('refuses vectors that are not those of the index', async () => {
    const outcome = await run(world({ files: { [`${folder}/a.json`]: `${file} ` } }))
    expect([outcome.status, resultOf(outcome).errors[0].path]).toEqual([1, '/digest'])
  })

  it.each([
    [`${folder}/index.json`, '{}', 'an index of vectors'],
    [`${folder}/a.json`, '{}', 'a file of vectors'],
    [`${folder}/a.json`, '{', 'a JSON text'],
  ])('refuses %s that is none', async (name, text, expected) => {
    const outcome = await run(world({ files: { [name]: text } }))
    expect([outcome.status, resultOf(outcome).errors[0].expected]).toEqual([1, expected])
  })

  it.each([
    [['run'], 'it takes --target'],
    [['run', '--target', ''], 'it takes --target'],
    [['run', '--target', 'it', '--format', 'pdf'], '--format takes one of text, json, junit, html'],
    [['run', '--target', 'it', '--timeout', 'soon'], '--timeout takes a number of seconds'],
    [['run', '--target', 'it', 'TERM-12'], 'ids go after --only'],
    [['serve', 'x'], 'it takes run with --target'],
    [['serve', '--out', 'x'], 'it takes run with --target'],
    [['report'], 'it takes run with --target'],
    [['report', 'r.json', '--target', 'x'], 'it takes run with --target'],
    [[], 'it takes run with --target'],
  ])('is not understood as %j', async (words, why) => {
    const outcome = await conformance(world(), ...words)
    expect([outcome.status, outcome.messages.join('')]).toEqual([2, expect.stringContaining(why)])
  })

  it('waits as long as it is told', async () => {
    const silent = (): Child => ({ ...childThatSays(), write: () => undefined })
    const outcome = await run(world({ startChild: silent }), '--timeout', '0.05')
    expect(outcome.messages).toEqual(['it: cannot be examined: no answer within 0.05 s\n'])
  })
})

describe('cpm-routing conformance report', () => {
  it('makes one page of several results', async () => {
    const results = await Promise.all(
      ['one', 'two'].map(async (name) =>
        (await run(world({ startChild: () => childThatSays(undefined, name) }), '--format', 'json')).results.join(''),
      ),
    )
    const files = { '1.json': results[0] ?? '', '2.json': results[1] ?? '' }
    const outcome = await conformance(world({ files }), 'report', '1.json', '2.json', '--out', 'p.html')
    expect(outcome.status).toBe(0)
    expect(outcome.filesWritten['p.html']).toMatch(/one 1<br>.*two 1<br>/)
    const unwritten = await conformance(world({ files, unwritable: 'disk full' }), 'report', '1.json', '--out', 'p')
    expect(unwritten.status).toBe(1)
  })

  it('refuses what is no result, and a kit that is none', async () => {
    const outcome = await conformance(world({ files: { 'r.json': '{}' } }), 'report', 'r.json')
    expect([outcome.status, resultOf(outcome).errors[0].file]).toEqual([1, 'r.json'])
    expect((await conformance({}, 'report', 'r.json')).status).toBe(1)
  })
})

const served = async (...lines: readonly (object | string)[]) => {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
  const outcome = await conformance(world({ files: { '-': text } }), 'serve')
  return { status: outcome.status, answers: linesIn(outcome) }
}

describe('cpm-routing conformance serve', () => {
  it('introduces this library', async () => {
    const { answers, status } = await served(
      { cmd: 'start', seq: 0, protocol: 1 },
      { cmd: 'stop', seq: 1 },
      'never read',
    )
    expect([status, answers]).toEqual([
      0,
      [
        {
          seq: 0,
          protocol: 1,
          implementation: { name: 'cpm-routing', version: '0.1.0', language: 'TypeScript' },
          capabilities: introduction.capabilities,
          unsupported: [],
        },
      ],
    ])
  })

  it('decides, and says what is wrong with a request', async () => {
    const { answers } = await served({ cmd: 'decide', seq: 1, given: request }, { cmd: 'decide', seq: 2, given: {} })
    expect(answers[0]).toMatchObject({ seq: 1, decision: { _tag: 'Defer', determinedBy: { requirement: 'TERM-13' } } })
    expect(answers[1]).toMatchObject({ seq: 2, errored: expect.stringContaining('/given/message: expected') })
  })

  it('plays the Participating Function', async () => {
    const { message } = request
    const client = { deviceId: 'phone', registered: true, services: ['msg'] }
    const preferences = { owner: 'sip:bob@home2.example', deferred: { option: 'push' } }
    const decision = {
      _tag: 'Defer',
      determinedBy: { requirement: 'TERM-13' },
      record: false,
      response: { status: 202, reason: 'Accepted' },
      reason: 'NoApplicableClient',
      plan: { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' },
    }
    const { answers } = await served(
      { cmd: 'begin', seq: 1, role: 'PF', given: {} },
      {
        cmd: 'step',
        seq: 2,
        event: { _tag: 'MessageRouted', at: '2030-01-01T10:00:00Z', message, decision },
        recipient: { preferences },
      },
      {
        cmd: 'step',
        seq: 3,
        event: { _tag: 'ClientRegistered', at: '2030-01-01T10:01:00Z', client },
        recipient: { preferences, clients: [client] },
        policy: {},
      },
      { cmd: 'step', seq: 4, event: { _tag: 'Nothing' } },
      { cmd: 'end', seq: 5 },
    )
    expect(answers).toMatchObject([
      { seq: 1, ready: true },
      { seq: 2, actions: [{ _tag: 'Respond', status: 202 }] },
      { seq: 3, actions: [{ _tag: 'Deliver', deviceId: 'phone', message }] },
      { seq: 4, errored: expect.stringContaining('/event/_tag: expected one of MessageRouted') },
      { seq: 5, held: ['e-1'] },
    ])
  })

  it('plays the Message Storage Server and the CPM client', async () => {
    const terms = { doNotDisturb: true, onExpiry: 'store', expiresAt: '2030-01-02T10:00:00Z' }
    const at = '2030-01-01T10:00:00Z'
    const notice = { entryId: 'e-1', originator: 'anonymous', date: at, size: 12 }
    const { answers } = await served(
      { cmd: 'begin', seq: 1, role: 'MSS', given: {} },
      { cmd: 'step', seq: 2, event: { _tag: 'DeferredMessageStored', at, message: { entryId: 'e-1' }, terms } },
      { cmd: 'step', seq: 3, event: { _tag: 'DeferredMessageStored' } },
      { cmd: 'end', seq: 4 },
      { cmd: 'begin', seq: 5, role: 'Client', given: {} },
      {
        cmd: 'step',
        seq: 6,
        event: { _tag: 'NotificationReceived', at, notificationId: 'n', via: 'in-band', messages: [notice] },
      },
      { cmd: 'step', seq: 7, event: {} },
      { cmd: 'end', seq: 8 },
    )
    expect(answers).toMatchObject([
      {},
      {
        actions: [
          { _tag: 'KeepTemporarily', terms },
          { _tag: 'WakeAt', at: terms.expiresAt },
        ],
      },
      { errored: expect.stringContaining('/event/terms') },
      { held: ['e-1'] },
      {},
      { actions: [{ _tag: 'RespondSuccessfully' }, { _tag: 'PresentDeferredMessages', messages: [notice] }] },
      { errored: expect.stringContaining('/event/_tag') },
      { held: [] },
    ])
  })

  it('forwards to the address as it is written', async () => {
    const decision = {
      _tag: 'Forward',
      to: 'tel:+1-555-0111',
      determinedBy: { requirement: 'TERM-08' },
      record: false,
      response: { status: 202, reason: 'Accepted' },
    }
    const event = { _tag: 'MessageRouted', at: '2030-01-01T10:00:00Z', message: request.message, decision }
    const { answers } = await served({ cmd: 'begin', seq: 1, role: 'PF', given: {} }, { cmd: 'step', seq: 2, event })
    expect(answers[1].actions).toContainEqual(expect.objectContaining({ _tag: 'Forward', to: 'tel:+1-555-0111' }))
  })

  it.each([
    ['[]', null, 'a line is a JSON object in UTF-8'],
    ['{', null, 'a line is a JSON object in UTF-8'],
    ['{"cmd":"fly"}', null, 'cmd is one of start, decide, begin, step, end and stop'],
    ['{"cmd":"fly","seq":1}', 1, 'cmd is one of start, decide, begin, step, end and stop'],
    ['{"cmd":"start","seq":1}', 1, 'start is of protocol 1 here'],
    ['{"cmd":"decide","seq":1}', 1, 'decide has given, an object'],
    ['{"cmd":"begin","seq":1,"role":"PF"}', 1, 'begin has a role, PF, MSS or Client, and given, an object'],
    ['{"cmd":"begin","seq":1,"given":{}}', 1, 'begin has a role, PF, MSS or Client, and given, an object'],
    [
      '{"cmd":"step","seq":1,"event":{},"policy":1}',
      1,
      'step has an event, and may have recipient and policy, each an object',
    ],
    ['{"cmd":"step","seq":1}', 1, 'step has an event, and may have recipient and policy, each an object'],
    [
      '{"cmd":"step","seq":1,"event":{},"recipient":1}',
      1,
      'step has an event, and may have recipient and policy, each an object',
    ],
    ['{"cmd":"end","seq":1}', 1, 'no scenario was begun'],
    [`"${'x'.repeat(1_048_577)}"`, null, 'a line has at most 1048576 octets'],
  ])('says what is wrong with a line, and goes on: %#', async (line, seq, errored) => {
    const { answers, status } = await served(line, { cmd: 'start', seq: 9, protocol: 1 })
    expect([status, answers[0], answers[1]]).toEqual([0, { seq, errored }, expect.objectContaining({ seq: 9 })])
  })

  it('says what is wrong with a line that is not UTF-8, and why nothing more can be read', async () => {
    const octets = new Uint8Array([0xff, 10])
    const outcome = await conformance(world({ files: { '-': octets }, broken: { '-': 'unplugged' } }), 'serve')
    expect(linesIn(outcome)).toEqual([
      { seq: null, errored: 'a line is a JSON object in UTF-8' },
      { seq: null, errored: 'unplugged' },
    ])
  })

  it('ends where nobody reads on, or the answer cannot be written', async () => {
    const line = '{"cmd":"end","seq":1}\n{"cmd":"end","seq":2}\n'
    const gone = await conformance(world({ files: { '-': line }, written: ['readerGone'] }), 'serve')
    expect([gone.status, gone.results.length]).toEqual([0, 1])
    expect((await conformance(world({ files: { '-': line }, written: ['failed'] }), 'serve')).status).toBe(1)
  })

  it('answers for an implementation that throws, and begins anew', async () => {
    const { terminal, behind } = memoryTerminal({ files: { '-': '{"cmd":"decide","seq":1,"given":{}}\n' } })
    const throwing = {
      ...ownImplementation('1'),
      decide: () => {
        throw new Error('out of order')
      },
    }
    await serve(terminal, throwing)
    expect(behind.results).toEqual(['{"seq":1,"errored":"out of order"}\n'])
  })

  it('needs to know its version', async () => {
    const outcome = await conformance(world({ files: { 'package/package.json': '{}' } }), 'serve')
    expect([outcome.status, resultOf(outcome).errors[0].expected]).toEqual([1, 'a manifest with a version'])
  })
})

it('a scenario of the tests is a vector', () => {
  expect(scenarioVector([step()]).steps).toHaveLength(1)
})
