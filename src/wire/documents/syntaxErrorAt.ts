const whole = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![0-9A-Za-z.+-])/y
const blank = /[ \t\n\r]*/y
const escape = /["\\/bfnrt]|u[0-9A-Fa-f]{4}/y

const endOf = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** The end of the string that starts at a quotation mark, or -1. */
const endOfString = (text: string, from: number): number => {
  let at = from + 1
  while (at >= 0 && at < text.length && text.charCodeAt(at) >= 0x20) {
    const character = text.charAt(at)
    if (character === '"') {
      return at + 1
    }
    at = character === '\\' ? endOf(escape, text, at + 1) : at + 1
  }
  return -1
}

const endOfScalar = (text: string, from: number): number =>
  text.charAt(from) === '"' ? endOfString(text, from) : endOf(whole, text, from)

type Awaited = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd'

/**
 * Where a text stops being JSON: the offset in characters of the first token that does not fit, or the length where the text ends too soon.
 *
 * It names the place on every JavaScript engine alike, and is asked only about a text that the engine refused.
 */
export const syntaxErrorAt = (text: string): number => {
  const open: string[] = []
  let awaited: Awaited = 'value'
  let at = endOf(blank, text, 0)
  while (at < text.length) {
    const character = text.charAt(at)
    const closing = open.at(-1)
    let end = at + 1
    if (character === closing && (awaited === 'commaOrEnd' || awaited === 'valueOrEnd' || awaited === 'nameOrEnd')) {
      open.pop()
      awaited = 'commaOrEnd'
    } else if (awaited === 'colon' && character === ':') {
      awaited = 'value'
    } else if (awaited === 'commaOrEnd' && character === ',' && closing !== undefined) {
      awaited = closing === '}' ? 'name' : 'value'
    } else if ((awaited === 'name' || awaited === 'nameOrEnd') && character === '"') {
      end = endOfString(text, at)
      awaited = 'colon'
    } else if ((awaited === 'value' || awaited === 'valueOrEnd') && (character === '{' || character === '[')) {
      open.push(character === '{' ? '}' : ']')
      awaited = character === '{' ? 'nameOrEnd' : 'valueOrEnd'
    } else if (awaited === 'value' || awaited === 'valueOrEnd') {
      end = endOfScalar(text, at)
      awaited = 'commaOrEnd'
    } else {
      end = -1
    }
    if (end < 0) {
      return at
    }
    at = endOf(blank, text, end)
  }
  return text.length
}
