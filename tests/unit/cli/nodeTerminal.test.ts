import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { left, right } from 'fp-ts/lib/Either.js'
import { nodeTerminal } from '../../../src/cli/nodeTerminal.js'

/** A place to write that takes nothing, for a reason of the system. */
const failing = (code: string): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: no`), { code })),
  })

const streams = (parts: Partial<Parameters<typeof nodeTerminal>[0]> = {}) => ({
  stdin: Readable.from([Buffer.from('in')]),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  ...parts,
})

const piecesOf = async (pieces: AsyncIterable<unknown>): Promise<readonly unknown[]> => {
  const all: unknown[] = []
  for await (const piece of pieces) {
    all.push(piece)
  }
  return all
}

describe('nodeTerminal', () => {
  it('reads a file, and standard input for a dash', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cpm-routing-'))
    await writeFile(join(folder, 'file'), 'hello')
    const terminal = nodeTerminal(streams())
    expect(await piecesOf(terminal.read(join(folder, 'file')))).toEqual([right(Buffer.from('hello'))])
    expect(await piecesOf(terminal.read('-'))).toEqual([right(Buffer.from('in'))])
    await rm(folder, { recursive: true })
  })

  it('says why a file cannot be read', async () => {
    const { read } = nodeTerminal(streams())
    expect(await piecesOf(read(tmpdir()))).toEqual([left('a directory')])
    expect(await piecesOf(read('no/such/file'))).toEqual([left('no such file or directory')])
    expect(await piecesOf(read('package.json/x'))).toEqual([left('a path through what is no directory')])
    expect(await piecesOf(read('a\0b'))).toEqual([left(expect.stringContaining('null bytes'))])
  })

  it('says why standard input breaks off, after what has come', async () => {
    const stdin = Readable.from(
      (async function* () {
        yield await Promise.resolve(Buffer.from('a'))
        throw new Error('gone')
      })(),
    )
    expect(await piecesOf(nodeTerminal(streams({ stdin })).read('-'))).toEqual([right(Buffer.from('a')), left('gone')])
  })

  it('closes what it reads when nobody wants more', async () => {
    const stdin = Readable.from([Buffer.from('a'), Buffer.from('b')])
    for await (const _ of nodeTerminal(streams({ stdin })).read('-')) {
      break
    }
    expect(stdin.destroyed).toBe(true)
  })

  it('writes results and messages apart', async () => {
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    const terminal = nodeTerminal(streams({ stdout, stderr }))
    expect(await terminal.writeResult('{}\n')).toBe('written')
    terminal.writeMessage('hello\n')
    expect([String(stdout.read()), String(stderr.read())]).toEqual(['{}\n', 'hello\n'])
  })

  it('waits until a slow reader has taken the text', async () => {
    const taken: (() => void)[] = []
    const stdout = new Writable({ write: (_chunk, _encoding, done) => void taken.push(done) })
    let written = false
    const writing = nodeTerminal(streams({ stdout }))
      .writeResult('{}\n')
      .then(() => {
        written = true
      })
    await new Promise((resolve) => setImmediate(resolve))
    expect(written).toBe(false)
    taken[0]?.()
    await writing
    expect(written).toBe(true)
  })

  it('tells quietly that the reader has gone, the next time too', async () => {
    const stderr = new PassThrough()
    const terminal = nodeTerminal(streams({ stdout: failing('EPIPE'), stderr }))
    expect(await terminal.writeResult('{}\n')).toBe('readerGone')
    expect(await terminal.writeResult('{}\n')).toBe('readerGone')
    expect(stderr.read()).toBeNull()
  })

  it('tells the person of any other failure', async () => {
    const stderr = new PassThrough()
    const withCode = nodeTerminal(streams({ stdout: failing('ENOSPC'), stderr }))
    expect(await withCode.writeResult('{}\n')).toBe('failed')
    expect(String(stderr.read())).toBe('cpm-routing: the result cannot be written: ENOSPC: no\n')
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no')) })
    expect(await nodeTerminal(streams({ stdout })).writeResult('{}\n')).toBe('failed')
  })

  it('survives that nobody reads the messages', async () => {
    const stderr = failing('EPIPE')
    nodeTerminal(streams({ stderr })).writeMessage('hello\n')
    await new Promise((resolve) => stderr.on('close', resolve))
    expect(stderr.destroyed).toBe(true)
  })
})
