/** One header field: the name written out, the value on one line. */
export interface Header {
  readonly name: string
  readonly value: string
}

/** A SIP request or response, read as far as transactions and dialogs need it. */
export interface SipMessage {
  /** Of a request; empty in a response. */
  readonly method: string
  readonly requestUri: string
  /** Of a response; 0 in a request. */
  readonly status: number
  readonly reason: string
  readonly headers: readonly Header[]
  readonly body: Buffer
  /** As it came. */
  readonly bytes: Buffer
}

const compactNames: Readonly<Record<string, string>> = {
  a: 'Accept-Contact',
  c: 'Content-Type',
  f: 'From',
  i: 'Call-ID',
  k: 'Supported',
  l: 'Content-Length',
  m: 'Contact',
  o: 'Event',
  s: 'Subject',
  t: 'To',
  v: 'Via',
}

const emptyLine = Buffer.from('\r\n\r\n')

/** Where the header of a message ends, and how long its body is; undefined as long as the header is not complete. */
export const frameOf = (bytes: Buffer): { readonly bodyAt: number; readonly length: number } | undefined => {
  const end = bytes.indexOf(emptyLine)
  if (end < 0) {
    return undefined
  }
  const header = bytes.toString('latin1', 0, end)
  const stated = /^(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,9})[ \t]*$/im.exec(header)?.[1]
  return { bodyAt: end + 4, length: Number(stated ?? 0) }
}

const readHeader = (line: string): Header => {
  const colon = line.indexOf(':')
  const name = line.slice(0, colon).trim()
  return { name: compactNames[name.toLowerCase()] ?? name, value: line.slice(colon + 1).trim() }
}

/** Reads a message; undefined for what is none. The strict reader of the library looks at a MESSAGE again. */
export const readSipMessage = (bytes: Buffer): SipMessage | undefined => {
  const frame = frameOf(bytes)
  if (frame === undefined) {
    return undefined
  }
  const text = bytes.toString('utf8', 0, frame.bodyAt - 4).replace(/\r\n[ \t]+/g, ' ')
  const [start = '', ...lines] = text.split('\r\n')
  const response = /^SIP\/2\.0 ([1-6][0-9]{2}) (.*)$/.exec(start)
  const request = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(start)
  if ((response === null && request === null) || lines.some((line) => line.indexOf(':') < 1)) {
    return undefined
  }
  return {
    method: request?.[1] ?? '',
    requestUri: request?.[2] ?? '',
    status: Number(response?.[1] ?? 0),
    reason: response?.[2] ?? '',
    headers: lines.map(readHeader),
    body: bytes.subarray(frame.bodyAt),
    bytes,
  }
}

/** All values of a header field, in order. */
export const headersOf = ({ headers }: Pick<SipMessage, 'headers'>, name: string): readonly string[] =>
  headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value)

/** The first value of a header field, or an empty text. */
export const headerOf = (message: Pick<SipMessage, 'headers'>, name: string): string =>
  headersOf(message, name)[0] ?? ''

/** A parameter of a header value, such as `tag`; an empty text where it stands without value; undefined where it is not there. */
export const parameterOf = (value: string, name: string): string | undefined => {
  const found = new RegExp(`;[ \\t]*${name}(?:[ \\t]*=[ \\t]*("[^"]*"|[^;,\\s]*))?(?=[;,\\s]|$)`, 'i').exec(value)
  return found === null ? undefined : (found[1] ?? '').replace(/^"|"$/g, '')
}

/** The URI of an address: what stands in angle brackets, or else before the first parameter. */
export const uriOf = (value: string): string => /<([^>]*)>/.exec(value)?.[1] ?? value.split(';')[0]?.trim() ?? ''

/** The values of fields that may stand on one line, such as Route, one by one; commas in brackets and quotation marks do not count. */
export const listOf = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => (value.match(/(?:"[^"]*"|<[^>]*>|[^,"<])+/g) ?? []).map((one) => one.trim()))

/** Writes a message; its Content-Length is that of the body. */
export const writeSipMessage = (startLine: string, headers: readonly Header[], body: Uint8Array): Buffer => {
  const lines = headers
    .filter(({ name }) => name.toLowerCase() !== 'content-length')
    .map(({ name, value }) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`${startLine}\r\n${lines.join('')}Content-Length: ${body.length}\r\n\r\n`), body])
}
