import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { nodeTerminal } from '../../../src/cli/nodeTerminal.js'
import { resultOf, runIn } from './memoryTerminal.js'

const scenario = (expected?: readonly object[]): string =>
  JSON.stringify({
    title: 'One message',
    requirements: ['TERM-15'],
    start: '2026-02-03T10:00:00Z',
    recipient: { clients: [{ deviceId: 'phone', registered: true, services: ['msg'] }] },
    steps: [
      {
        happens: 'MessageArrives',
        message: {
          entryId: 'e-1',
          kind: 'pager',
          originator: { address: 'sip:ann@home1.example' },
          recipient: 'sip:bob@home2.example',
          receivedAt: '2026-02-03T10:00:00Z',
          size: 12,
        },
        ...(expected === undefined ? {} : { expect: expected }),
      },
    ],
  })

describe('cpm-routing simulate', () => {
  it('prints the transcript, and tells it to the person', async () => {
    const outcome = await runIn({ files: { 's.json': scenario() } }, 'simulate', 's.json')
    expect(outcome.status).toBe(0)
    expect(resultOf(outcome)).toMatchObject({ title: 'One message', failures: [], end: '2026-02-03T10:00:00.120Z' })
    expect(outcome.messages.join('')).toContain('everything was as expected')
    expect(outcome.filesWritten).toEqual({})
  })

  it('draws what happened, as SVG or for Mermaid', async () => {
    const files = { 's.json': scenario() }
    const svg = await runIn({ files }, 'simulate', 's.json', '--diagram', 'out.svg')
    expect(svg.filesWritten['out.svg']).toMatch(/^<svg /)
    const mermaid = await runIn({ files }, 'simulate', 's.json', '--diagram=out.mmd')
    expect(mermaid.filesWritten['out.mmd']).toMatch(/^sequenceDiagram\n/)
  })

  it('ends with 3 where a scenario does not go as it expects', async () => {
    const outcome = await runIn({ files: { '-': scenario([]) } }, 'simulate', '-')
    expect(outcome.status).toBe(3)
    expect(resultOf(outcome).failures).toHaveLength(1)
    expect(outcome.messages.join('')).toContain('not as expected')
  })

  it('ends with 1 and every error where the scenario is none', async () => {
    const outcome = await runIn({ files: { 's.json': '{}' } }, 'simulate', 's.json')
    expect(outcome.status).toBe(1)
    expect(resultOf(outcome).errors.map(({ path }: { path: string }) => path)).toEqual([
      '/title',
      '/requirements',
      '/start',
      '/recipient',
      '/steps',
    ])
  })

  it('ends with 1 where the diagram or the result cannot be written', async () => {
    const files = { 's.json': scenario() }
    const noFile = await runIn({ files, unwritable: 'the disk is full' }, 'simulate', 's.json', '--diagram', 'out.svg')
    expect(noFile.status).toBe(1)
    expect(noFile.messages.join('')).toContain('out.svg: the diagram cannot be written: the disk is full')
    expect((await runIn({ files, written: ['failed'] }, 'simulate', 's.json')).status).toBe(1)
    expect((await runIn({ files, written: ['readerGone'] }, 'simulate', 's.json')).status).toBe(0)
  })

  it.each([[[]], [['a.json', 'b.json']], [['a.json', '--diagram', 'out.png']], [['a.json', '--lines']]])(
    'ends with 2 for the words %j',
    async (words) => {
      const outcome = await runIn({}, 'simulate', ...words)
      expect(outcome.status).toBe(2)
      expect(outcome.messages.join('')).toContain('cpm-routing simulate SCENARIO.json')
    },
  )
})

describe('a file', () => {
  it('is written, or there is a reason why not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cpm-routing-'))
    const terminal = nodeTerminal({ stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() })
    expect(await terminal.writeFile(join(folder, 'out.svg'), '<svg/>')).toBeUndefined()
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toBe('<svg/>')
    expect(await terminal.writeFile(join(folder, 'none', 'out.svg'), '<svg/>')).toBe('no such file or directory')
    rmSync(folder, { recursive: true })
  })
})
