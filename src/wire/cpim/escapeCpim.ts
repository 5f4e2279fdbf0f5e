const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

const special = /["\\\p{Cc}]/gu

/** A text as a header value can carry it, on one line: the inverse of `unescapeCpim`. */
export const escapeCpim = (text: string): string =>
  text.replace(
    special,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
