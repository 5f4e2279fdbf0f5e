import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { linesOf } from '../../../src/cli/lines.js'
import { utf8Encode } from '../../../src/wire/octets/utf8.js'

async function* stream(pieces: readonly Either<string, string>[]): AsyncGenerator<Either<string, Uint8Array>> {
  for (const piece of pieces) {
    yield await Promise.resolve(piece._tag === 'Left' ? piece : right(utf8Encode(piece.right)))
  }
}

const linesFrom = async (pieces: readonly Either<string, string>[], longest?: number): Promise<readonly string[][]> => {
  const batches: string[][] = []
  for await (const lines of linesOf(stream(pieces), longest)) {
    batches.push(
      lines.map((line) =>
        line._tag === 'Line'
          ? Buffer.from(line.octets).toString('latin1')
          : line._tag === 'TooLong'
            ? '(too long)'
            : `(${line.why})`,
      ),
    )
  }
  return batches
}

/** The lines of pieces that come one after the other. */
const linesIn = async (pieces: readonly string[], longest?: number): Promise<readonly string[]> =>
  (await linesFrom(pieces.map(right), longest)).flat()

describe('linesOf', () => {
  it('gives each line as soon as its line feed has come', async () => {
    expect(await linesFrom([right('a\nb'), right('c\n'), right('d\ne\n')])).toEqual([['a'], ['bc'], ['d', 'e']])
  })

  it('gives the same lines however the input is cut', async () => {
    const text = 'one\n\ntwo, longer\n\r\nthree'
    const whole = await linesIn([text])
    expect(whole).toEqual(['one', '', 'two, longer', '\r', 'three'])
    for (let at = 0; at <= text.length; at += 1) {
      expect(await linesIn([text.slice(0, at), text.slice(at)])).toEqual(whole)
    }
    expect(await linesIn([...text])).toEqual(whole)
  })

  it('takes what follows the last line feed for a line, unless it is empty', async () => {
    expect(await linesIn(['a\nb'])).toEqual(['a', 'b'])
    expect(await linesIn(['a\n'])).toEqual(['a'])
    expect(await linesIn([])).toEqual([])
    expect(await linesIn(['', '\n', ''])).toEqual([''])
  })

  it('lets go of lines that are too long, and goes on with the next', async () => {
    expect(await linesIn(['abcd\nabcde\nab\n'], 4)).toEqual(['abcd', '(too long)', 'ab'])
    expect(await linesIn(['ab', 'cd', '\nab', 'cd', 'e', 'fgh\nx\n'], 4)).toEqual(['abcd', '(too long)', 'x'])
    expect(await linesIn(['abcde'], 4)).toEqual(['(too long)'])
    expect(await linesIn(['ab', 'cd'], 4)).toEqual(['abcd'])
  })

  it('holds a line of up to 1 MiB', async () => {
    const longest = 'x'.repeat(1_048_576)
    expect(await linesIn([longest, `\n${longest}x\n`])).toEqual([longest, '(too long)'])
  })

  it('ends with why the input cannot be read on, and drops the line that was open', async () => {
    expect(await linesFrom([right('a\nb'), left('gone')])).toEqual([['a'], ['(gone)']])
  })
})
