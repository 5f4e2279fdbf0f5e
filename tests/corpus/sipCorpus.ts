import { fieldValues } from '../../src/wire/mime/HeaderField.js'
import { parameterValue } from '../../src/wire/mime/readParameters.js'
import { listElements } from '../../src/wire/sip/listElements.js'
import { readExpiry } from '../../src/wire/sip/readExpiry.js'
import { readSipRequest } from '../../src/wire/sip/readSipRequest.js'
import type { SipRequest } from '../../src/wire/sip/SipRequest.js'
import { standaloneMessageFromSip } from '../../src/wire/sip/standaloneMessageFromSip.js'
import type { CorpusRow, Judge, Judgement } from './Judgement.js'
import { compareFacts, judgeFacts, judgeRefusal, told, valueOr } from './readings.js'

const receipt = { entryId: 'e-1', receivedAt: Date.parse('2026-02-03T10:00:00Z') }

const numberIn = (sip: SipRequest, name: string): number | null => {
  const [value] = fieldValues(sip.headers, name)
  return value === undefined ? null : Number(value)
}

const factsOf = (sip: SipRequest): Readonly<Record<string, unknown>> => ({
  method: sip.method,
  requestUri: sip.requestUri,
  from: sip.from.uri,
  fromTag: parameterValue(sip.from.parameters, 'tag'),
  to: sip.to.uri,
  maxForwards: sip.maxForwards,
  viaCount: sip.via.length,
  contentLength: numberIn(sip, 'Content-Length'),
  bodyOctets: sip.body.length,
  expires: numberIn(sip, 'Expires'),
  require: valueOr(listElements(sip.headers, 'Require')),
  foldedVia: sip.via.some((via) => via.parameters.length > 0),
})

/** What the words of a row say beside its facts, by the words that say it. */
const wordChecks: readonly (readonly [words: RegExp, check: (sip: SipRequest) => string | undefined])[] = [
  [
    /not CPM/,
    (sip) => {
      const message = standaloneMessageFromSip(sip, receipt)
      return message._tag === 'Left' && told(message.left).includes('Accept-Contact')
        ? undefined
        : 'taken for a CPM message'
    },
  ],
  [
    /X-Custom-Header is ignored but preserved/,
    (sip) => (fieldValues(sip.headers, 'x-custom-header')[0] === 'Hello World' ? undefined : 'X-Custom-Header lost'),
  ],
  [
    /second has received=1\.2\.3\.4/,
    (sip) => (parameterValue(sip.via[1]?.parameters ?? [], 'received') === '1.2.3.4' ? undefined : 'no received'),
  ],
  [
    /never expires/,
    (sip) =>
      'expiresAt' in Object(valueOr(readExpiry(sip.headers, 'Expires', 0))) ? 'an expiry without Expires' : undefined,
  ],
]

const judgeEither = (row: CorpusRow, sip: SipRequest): Judgement => {
  const message = standaloneMessageFromSip(sip, receipt)
  return judgeFacts(
    compareFacts(row.facts, factsOf(sip)),
    `request read, message ${message._tag === 'Left' ? `refused: ${told(message.left)}` : 'read'}`,
  )
}

/** Refused already for its method, a sample has to be refused for what is wrong with it as well. */
const judgeWithOwnMethod = (judged: Judgement, bytes: Uint8Array): Judgement => {
  const method = new TextDecoder().decode(bytes).split(' ', 1)[0] ?? ''
  const read = readSipRequest(bytes, { methods: [method] })
  if (read._tag === 'Left') {
    return { ...judged, found: `${judged.found}; read as ${method}: ${told(read.left)}` }
  }
  return read.right.value.maxForwards === 0
    ? {
        ...judged,
        reason: 'Its form is right; Max-Forwards 0 is refused where the message is made, which alone would pass it on.',
      }
    : { met: false, found: `read as ${method}` }
}

const judgeReadRequest = (row: CorpusRow, sip: SipRequest): Judgement => {
  const wrong = wordChecks.flatMap(([words, check]) => (words.test(row.expected) ? (check(sip) ?? []) : []))
  return row.verdict === 'accept'
    ? judgeFacts([...compareFacts(row.facts, factsOf(sip)), ...wrong], `${sip.method} read`)
    : { met: false, found: 'read as a request' }
}

const judgeRequest: Judge = (row, bytes) => {
  const read = readSipRequest(bytes)
  if (read._tag === 'Right') {
    return row.verdict === 'either' ? judgeEither(row, read.right.value) : judgeReadRequest(row, read.right.value)
  }
  if (row.verdict === 'either') {
    return { met: Object.keys(row.facts).length === 0, found: `refused: ${told(read.left)}` }
  }
  const judged = judgeRefusal(row, read.left)
  const forMethod = read.left.some((error) => error.code === 'unsupported' && error.expected === 'MESSAGE')
  return row.verdict === 'reject' && forMethod ? judgeWithOwnMethod(judged, bytes) : judged
}

interface ExpiryRow {
  readonly expires: number | null
  readonly date: string | null
  readonly receivedAt?: string
  readonly expiry: string
}

const judgeExpiryRow = ({ expires, date, receivedAt, expiry }: ExpiryRow): string | undefined => {
  const headers = [
    ...(expires === null ? [] : [{ name: 'Expires', value: String(expires) }]),
    ...(date === null ? [] : [{ name: 'Date', value: date }]),
  ]
  const read = valueOr(readExpiry(headers, 'Expires', receivedAt === undefined ? 0 : Date.parse(receivedAt)))
  const found = typeof read === 'string' ? read : (read.expiresAt ?? 'never')
  return found === (expiry === 'never' ? 'never' : Date.parse(expiry)) ? undefined : `${expiry}: ${found}`
}

const judgeRules = (text: string): Judgement => {
  const { expiry } = JSON.parse(text) as { readonly expiry: readonly ExpiryRow[] }
  const lowerCase = readSipRequest(new TextEncoder().encode('message sip:a@b.example SIP/2.0\r\n\r\n'))
  const wrong = [
    ...expiry.flatMap((row) => judgeExpiryRow(row) ?? []),
    ...(lowerCase._tag === 'Left' && lowerCase.left[0]?.code === 'unsupported' ? [] : ['method name in any case']),
  ]
  return judgeFacts(wrong, `${expiry.length} rows of expiry, method names by case; the rest is not about a reader`)
}

const filled = (template: string): string =>
  template
    .replace(/\[(?:remote|local)_ip\]/g, '192.0.2.1')
    .replace(/\[(?:remote|local)_port\]/g, '5060')
    .replace(/\[transport\]/g, 'UDP')
    .replace(/\[branch\]/g, 'z9hG4bK-1')
    .replace(/\[peer_tag_param\]/g, ';tag=peer')
    .replace(/\[(?:call_number|cseq)\]/g, '1')
    .replace(/\[call_id\]/g, '1-1@192.0.2.1')

/** The MESSAGE of a SIPp scenario as SIPp would send it: without the indentation, with CR LF, its variables filled in. */
const messageOfScenario = (scenario: string): Uint8Array => {
  const blocks = [...scenario.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, block = '']) => block.trim())
  const template = blocks.find((block) => block.startsWith('MESSAGE')) ?? ''
  return new TextEncoder().encode(
    filled(template)
      .split('\n')
      .map((line) => line.trim())
      .join('\r\n'),
  )
}

const judgeTemplate = (row: CorpusRow, scenario: string): Judgement => {
  const read = readSipRequest(messageOfScenario(scenario))
  if (read._tag === 'Left') {
    return { met: false, found: told(read.left) }
  }
  const sip = read.right.value
  const message = standaloneMessageFromSip(sip, receipt)
  const errors = message._tag === 'Left' ? told(message.left) : ''
  return row.expected.includes('in-dialog')
    ? judgeFacts(errors.includes('notAllowed To') ? [] : [errors], 'read, and no standalone message inside a dialog')
    : judgeFacts(fieldValues(sip.headers, 'X-Custom-Header').length === 1 ? [] : ['header lost'], 'read, header kept')
}

/** Judges a sample of the group sip. */
export const judgeSip: Judge = (row, bytes) => {
  if (row.verdict !== 'data') {
    return judgeRequest(row, bytes)
  }
  const text = new TextDecoder().decode(bytes)
  return row.file.endsWith('.json') ? judgeRules(text) : judgeTemplate(row, text)
}
