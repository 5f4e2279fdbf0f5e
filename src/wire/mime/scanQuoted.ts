/** The content of a quoted string without its escapes, and where the text goes on after it. */
export interface Quoted {
  readonly content: string
  readonly end: number
}

/** Reads the quoted string that starts at a quotation mark; absent if it never ends. */
export const scanQuoted = (text: string, start: number): Quoted | undefined => {
  const pieces: string[] = []
  let from = start + 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') {
      pieces.push(text.slice(from, at))
      return { content: pieces.join(''), end: at + 1 }
    }
    if (text[at] === '\\') {
      pieces.push(text.slice(from, at))
      from = at + 1
      at += 1
    }
  }
  return undefined
}
