import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { scanQuoted } from './scanQuoted.js'
import { trimBlanks } from './trimBlanks.js'

/** Where a piece that starts with a quotation mark or an angle bracket ends; -1 if it never does. */
const endOfEnclosed = (text: string, at: number): number =>
  text[at] === '"' ? (scanQuoted(text, at)?.end ?? -1) : text.indexOf('>', at) + 1 || -1

/**
 * The elements of a list, without the blanks around them: separators inside quoted strings and angle brackets do not count.
 *
 * `none` if a quoted string or an angle bracket is not closed.
 */
export const splitList = (text: string, separator: ',' | ';' = ','): Option<readonly string[]> => {
  const elements: string[] = []
  let from = 0
  let at = 0
  while (at < text.length) {
    const character = text[at]
    if (character === separator) {
      elements.push(trimBlanks(text.slice(from, at)))
      from = at + 1
    }
    at = character === '"' || character === '<' ? endOfEnclosed(text, at) : at + 1
    if (at < 0) {
      return none
    }
  }
  elements.push(trimBlanks(text.slice(from)))
  return some(elements)
}
