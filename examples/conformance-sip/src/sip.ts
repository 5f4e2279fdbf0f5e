/** A header field. */
export interface Header {
  readonly name: string
  readonly value: string
}

/** A SIP request, or a response where `status` is not 0. */
export interface SipMessage {
  readonly method: string
  readonly uri: string
  readonly status: number
  readonly reason: string
  readonly headers: readonly Header[]
  readonly body: string
}

/** Reads what came in a datagram; undefined for what is no SIP. */
export const readSip = (text: string): SipMessage | undefined => {
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const response = /^SIP\/2\.0 (\d{3}) (.*)$/.exec(start)
  const request = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(start)
  if (response === null && request === null) {
    return undefined
  }
  return {
    method: request?.[1] ?? '',
    uri: request?.[2] ?? '',
    status: Number(response?.[1] ?? 0),
    reason: response?.[2] ?? '',
    headers: lines.map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }
    }),
    body: text.slice(end + 4),
  }
}

export const writeSip = (start: string, headers: readonly Header[], body: string): string =>
  [
    start,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')

export const valuesOf = ({ headers }: SipMessage, name: string): readonly string[] =>
  headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value)

export const valueOf = (message: SipMessage, name: string): string => valuesOf(message, name)[0] ?? ''
