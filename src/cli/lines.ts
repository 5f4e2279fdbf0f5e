/** A line of the input, or the word that it is longer than allowed. */
export type Line = { readonly _tag: 'Line'; readonly octets: Uint8Array } | { readonly _tag: 'TooLong' }

const lineFeed = 10

/** The longest line that is read, in octets. */
export const longestLine = 1_048_576

const joined = (parts: readonly Uint8Array[], size: number): Uint8Array => {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Cuts a stream of octets into lines, in memory bounded by the longest line allowed: the octets of a longer one are let go as they come.
 *
 * A line feed ends a line; what follows the last one is a line if it is not empty.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest: number = longestLine): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  const add = (part: Uint8Array): void => {
    size += part.length
    if (size <= longest) {
      parts.push(part)
    } else {
      parts = []
    }
  }
  const take = (): Line => {
    const line: Line = size > longest ? { _tag: 'TooLong' } : { _tag: 'Line', octets: joined(parts, size) }
    parts = []
    size = 0
    return line
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    // A copy, since the stream may use the chunk again.
    add(chunk.slice(start))
  }
  if (size > 0) {
    yield take()
  }
}
