import type { InputError } from '../../../src/wire/InputError.js'
import { request } from '../../support/builders.js'
import { requestLine } from './documents.js'
import { linesIn, runIn } from './memoryTerminal.js'

const good = requestLine()
const warned = requestLine().replace('{', '{"unheardOf":1,')

const route = (input: string | Uint8Array | readonly (string | Uint8Array)[]) =>
  runIn({ files: { '-': input } }, 'route', '--lines')

describe('route --lines', () => {
  it('gives one line for each line, in order', async () => {
    const rejected = requestLine(request({ policy: { whenNoRuleApplies: 'reject' } }))
    const outcome = await route(`${good}\n${rejected}\n${good}\n`)
    expect(outcome.status).toBe(0)
    expect(linesIn(outcome).map(({ _tag }) => _tag)).toEqual(['Send', 'Reject', 'Send'])
    expect(outcome.messages).toEqual([])
  })

  it('gives an error object for each bad line, and goes on', async () => {
    const outcome = await route(['', 'nonsense\n\n', Uint8Array.of(0xff, 0x0a), `${good}\n{}\n[`])
    expect(outcome.status).toBe(1)
    expect(
      linesIn(outcome).map(({ _tag, line, errors }) => _tag ?? [line, ...errors.map(({ path }: InputError) => path)]),
    ).toEqual([[1, ''], [2, ''], [3, ''], 'Send', [5, '/message', '/recipient', '/now'], [6, '']])
    expect(linesIn(outcome)[0]).toEqual({
      line: 1,
      errors: [
        {
          code: 'malformed',
          path: '',
          expected: 'a JSON text (RFC 8259, without byte order mark)',
          actual: '"n" at character 0',
        },
      ],
    })
  })

  it('reads lines that end with carriage return and line feed, and a last line that ends with nothing', async () => {
    const outcome = await route(`${good}\r\n${good}`)
    expect([outcome.status, linesIn(outcome).length]).toEqual([0, 2])
  })

  it('refuses a byte order mark at the start of the stream', async () => {
    const outcome = await route(`\u{feff}${good}\n${good}\n`)
    expect(linesIn(outcome).map(({ _tag, line }) => _tag ?? line)).toEqual([1, 'Send'])
  })

  it('gives one error for a line over 1 MiB, and goes on', async () => {
    const outcome = await route([...new Array<string>(40).fill(' '.repeat(32_768)), `\n${good}\n`])
    expect(linesIn(outcome)).toMatchObject([
      { line: 1, errors: [{ code: 'tooLarge', path: '', expected: 'a line of at most 1048576 octets' }] },
      { _tag: 'Send' },
    ])
  })

  it('gives nothing for nothing', async () => {
    expect(await route('')).toMatchObject({ status: 0, results: [], messages: [] })
  })

  it('ends with an error where the input cannot be read on', async () => {
    const outcome = await runIn({ files: { '-': `${good}\n{` }, broken: { '-': 'gone' } }, 'route', '--lines')
    expect(outcome.status).toBe(1)
    expect(linesIn(outcome)[1]).toEqual({
      line: 2,
      errors: [{ code: 'missing', path: '', expected: 'input that can be read', actual: 'gone' }],
    })
  })

  it('answers what has come before it waits for more', async () => {
    const outcome = await route([`${good}\n`, `${good}\n${good}\n`])
    expect(outcome.results.map((piece) => piece.split('\n').length - 1)).toEqual([1, 2])
  })

  it('writes the answers to a large piece bit by bit', async () => {
    const outcome = await route('x\n'.repeat(2000))
    expect(outcome.results.length).toBeGreaterThan(2)
    expect(Math.max(...outcome.results.map((piece) => piece.length))).toBeLessThan(66_000)
    expect(linesIn(outcome).map(({ line }) => line)).toEqual(Array.from({ length: 2000 }, (_, at) => at + 1))
  })

  it('reads no further when nobody reads the answers', async () => {
    const world = { files: { '-': [`${good}\n`, 'x\n', `${good}\n`] } }
    const gone = await runIn({ ...world, written: ['readerGone'] }, 'route', '--lines')
    expect(gone).toMatchObject({ status: 0, piecesRead: 1 })
    expect(gone.results).toHaveLength(1)
    const goneLater = await runIn({ ...world, written: ['written', 'readerGone'] }, 'route', '--lines')
    expect(goneLater).toMatchObject({ status: 1, piecesRead: 2 })
  })

  it('fails when the answers cannot be written', async () => {
    const outcome = await runIn({ files: { '-': `${good}\n` }, written: ['failed'] }, 'route', '--lines')
    expect(outcome.status).toBe(1)
  })

  it('tells the person of warnings with their line, a hundred at most', async () => {
    const few = await route(`${good}\n${warned}\n`)
    expect(few.messages).toEqual(['line 2 /unheardOf: is not known here and was dropped\n'])
    expect(few.status).toBe(0)
    const many = await route(`${warned}\n`.repeat(103))
    expect(many.messages).toHaveLength(101)
    expect(many.messages[100]).toBe('There are more warnings; they are not shown.\n')
  })
})

describe('explain --lines and next-change --lines', () => {
  it('answer on one line each', async () => {
    const explained = await runIn({ files: { '-': `${good}\n` } }, 'explain', '--lines')
    expect(linesIn(explained)).toMatchObject([{ decision: { _tag: 'Send' } }])
    const changes = await runIn({ files: { '-': `${good}\nx\n` } }, 'next-change', '--lines')
    expect(linesIn(changes)).toMatchObject([{ at: null }, { line: 2 }])
  })
})
