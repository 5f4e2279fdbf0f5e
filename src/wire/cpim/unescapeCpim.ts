const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
}

const escapeSequence = /\\(?:u([0-9A-Fa-f]{4})|(.))/gsu

/**
 * A header value with its escapes resolved; a backslash that starts no escape stays.
 *
 * The result may hold line ends: whoever writes it into a header has to escape it again.
 */
export const unescapeCpim = (value: string): string =>
  value.includes('\\')
    ? value.replace(escapeSequence, (whole: string, hex: string | undefined, character: string | undefined) =>
        hex === undefined ? (escapes[character ?? ''] ?? whole) : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : value
