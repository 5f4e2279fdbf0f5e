import type { InputError } from '../InputError.js'
import { inputError } from '../octets/decoding.js'
import { utf8Decode } from '../octets/utf8.js'

/** One line of a header block, without its end. */
export interface Line {
  readonly text: string
  /** Where it starts: octets from the start of the message. */
  readonly octet: number
}

/** The lines up to an empty one. */
export interface LineBlock {
  readonly lines: readonly Line[]
  /** Where what follows the empty line starts; if `closed` is false, where the last line that has no end starts. */
  readonly end: number
  /** Whether an empty line ended the block. */
  readonly closed: boolean
  readonly errors: readonly InputError[]
}

const carriageReturn = 0x0d
const lineFeed = 0x0a
const controlCharacter = /[^\P{Cc}\t]/u

const textError = (text: string | undefined, octet: number): InputError | undefined =>
  text === undefined
    ? inputError('malformed', `octet ${octet}`, 'a line in UTF-8', 'other octets')
    : controlCharacter.test(text)
      ? inputError('malformed', `octet ${octet}`, 'a line without control characters', JSON.stringify(text))
      : undefined

const bareLineFeed = (octet: number): InputError =>
  inputError('malformed', `octet ${octet}`, 'a line that ends in CR LF', 'LF alone')

/**
 * Reads the lines of a header block, from `start` to the empty line that ends it.
 *
 * Every line ends in CR LF. A line feed alone ends a line as well, so that all else that is wrong can be told, but it is an error: what
 * one reader takes for the end of a line, another takes for a part of it. Only the first bad line end and the first bad line are told.
 */
export const readLines = (bytes: Uint8Array, start: number): LineBlock => {
  const lines: Line[] = []
  let lineEnds: InputError | undefined
  let texts: InputError | undefined
  let from = start
  for (let at = bytes.indexOf(lineFeed, start); at >= 0; at = bytes.indexOf(lineFeed, from)) {
    const bare = at === from || bytes[at - 1] !== carriageReturn
    const end = bare ? at : at - 1
    lineEnds = lineEnds ?? (bare ? bareLineFeed(at) : undefined)
    if (end === from) {
      return { lines, end: at + 1, closed: true, errors: [lineEnds, texts].filter((error) => error !== undefined) }
    }
    const decodedLine = utf8Decode(bytes.subarray(from, end))
    const text = decodedLine._tag === 'Some' ? decodedLine.value : undefined
    texts = texts ?? textError(text, from)
    lines.push({ text: text ?? '', octet: from })
    from = at + 1
  }
  return { lines, end: from, closed: false, errors: [lineEnds, texts].filter((error) => error !== undefined) }
}
