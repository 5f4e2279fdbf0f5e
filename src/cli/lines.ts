import type { Either } from 'fp-ts/lib/Either.js'

/** A line of the input, the word that it is longer than allowed, or why nothing more can be read. */
export type Line =
  | { readonly _tag: 'Line'; readonly octets: Uint8Array }
  | { readonly _tag: 'TooLong' }
  | { readonly _tag: 'Unreadable'; readonly why: string }

/** The start of a line whose end is still to come. */
interface OpenLine {
  readonly isEmpty: () => boolean
  readonly add: (octets: Uint8Array) => void
  /** The line that ends with these octets; valid until more is added. */
  readonly endWith: (octets: Uint8Array) => Line
}

const lineFeed = 10

/** The longest line that is read, in octets. */
export const longestLine = 1_048_576

const newOpenLine = (longest: number): OpenLine => {
  let held = new Uint8Array(0)
  let size = 0
  const add = (octets: Uint8Array): void => {
    const start = size
    size += octets.length
    if (size > longest) {
      held = new Uint8Array(0)
      return
    }
    if (size > held.length) {
      const larger = new Uint8Array(Math.min(longest, 2 * size))
      larger.set(held.subarray(0, start))
      held = larger
    }
    held.set(octets, start)
  }
  return {
    isEmpty: () => size === 0,
    add,
    endWith: (octets) => {
      const isWhole = size === 0 && octets.length <= longest
      if (!isWhole) {
        add(octets)
      }
      const line: Line =
        size > longest ? { _tag: 'TooLong' } : { _tag: 'Line', octets: isWhole ? octets : held.subarray(0, size) }
      size = 0
      return line
    },
  }
}

/**
 * Cuts a stream of octets into lines, all lines that a piece completes at once, in memory bounded by the longest line allowed and the
 * largest piece: the octets of a longer line are let go as they come.
 *
 * ```
 * pieces   {"a":1}\n{"b"  :2}\n  {"c":3}
 * lines    {"a":1}        {"b":2}        {"c":3}
 * ```
 *
 * A line feed ends a line; what follows the last one is a line if it is not empty. The octets of a line are valid until the next lines are
 * asked for.
 */
export async function* linesOf(
  pieces: AsyncIterable<Either<string, Uint8Array>>,
  longest: number = longestLine,
): AsyncGenerator<readonly Line[]> {
  const open = newOpenLine(longest)
  for await (const piece of pieces) {
    if (piece._tag === 'Left') {
      yield [{ _tag: 'Unreadable', why: piece.left }]
      return
    }
    const octets = piece.right
    const lines: Line[] = []
    let start = 0
    for (let end = octets.indexOf(lineFeed); end >= 0; end = octets.indexOf(lineFeed, start)) {
      lines.push(open.endWith(octets.subarray(start, end)))
      start = end + 1
    }
    yield lines
    open.add(octets.subarray(start))
  }
  if (!open.isEmpty()) {
    yield [open.endWith(new Uint8Array(0))]
  }
}
