import type { Flow } from './openTransport.js'
import { type Header, parameterOf, type SipMessage } from './SipMessage.js'

/** What an answer repeats of its request, in lower case. */
const repeated = ['via', 'record-route', 'from', 'to', 'call-id', 'cseq']

/** Where an answer goes: back the way it came, for UDP to the port that the Via names unless it asks for the source port (RFC 3581). */
export const answerFlow = (via: string, flow: Flow): Flow => {
  if (flow.protocol === 'TCP' || parameterOf(via, 'rport') !== undefined) {
    return flow
  }
  const port = /^SIP\/2\.0\/\w+\s+(?:\[[^\]]*\]|[^:;\s]+)(?::([0-9]+))?/i.exec(via)?.[1]
  return { ...flow, port: Number(port ?? 5060) }
}

/** The header fields of every answer to a request. */
export const answerHeaders = ({ headers }: SipMessage, { address, port }: Flow, tag: string): readonly Header[] => {
  const first = headers.find(({ name }) => name.toLowerCase() === 'via')
  return headers
    .filter(({ name }) => repeated.includes(name.toLowerCase()))
    .map((header) => {
      if (header === first) {
        const value = header.value.replace(/;rport(?==|;|,|\s|$)(=[0-9]*)?/i, `;received=${address};rport=${port}`)
        return { name: header.name, value }
      }
      return header.name.toLowerCase() === 'to' && parameterOf(header.value, 'tag') === undefined
        ? { name: 'To', value: `${header.value};tag=${tag}` }
        : header
    })
}
