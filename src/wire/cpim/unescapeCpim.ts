const escapes: Readonly<Record<string, string>> = {
  '\\b': '\b',
  '\\t': '\t',
  '\\n': '\n',
  '\\r': '\r',
  '\\"': '"',
  "\\'": "'",
  '\\\\': '\\',
}

const escapeSequence = /\\(?:u[0-9A-Fa-f]{4}|.)/gsu
const lengthOfCodeUnit = '\\u0000'.length

/**
 * A header value with its escapes resolved; a backslash that starts no escape stays.
 *
 * The result may hold line ends: whoever writes it into a header has to escape it again.
 */
export const unescapeCpim = (value: string): string =>
  value.replace(escapeSequence, (escape) =>
    escape.length === lengthOfCodeUnit
      ? String.fromCharCode(Number.parseInt(escape.slice(2), 16))
      : (escapes[escape] ?? escape),
  )
