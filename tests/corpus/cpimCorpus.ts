import type { CpimMessage } from '../../src/wire/cpim/CpimMessage.js'
import { headerValues } from '../../src/wire/cpim/headerValues.js'
import { readCpim } from '../../src/wire/cpim/readCpim.js'
import { unmetRequirements } from '../../src/wire/cpim/unmetRequirements.js'
import { fieldValues } from '../../src/wire/mime/HeaderField.js'
import { readLines } from '../../src/wire/mime/readLines.js'
import { readMultipart } from '../../src/wire/mime/readMultipart.js'
import type { CorpusRow, Judge, Judgement } from './Judgement.js'
import { compareFacts, judgeFacts, judgeRefusal, told } from './readings.js'

const factsOf = (cpim: CpimMessage): Readonly<Record<string, unknown>> => ({
  from: cpim.from?.uri,
  to: cpim.to.map((party) => party.uri),
  subject: cpim.subjects[0]?.text,
  dateTime: cpim.dateTime?.text,
  dateTimeUtc: cpim.dateTime === undefined ? null : new Date(cpim.dateTime.instant).toISOString(),
  imdnMessageId: cpim.imdn.messageId,
  dispositions: cpim.imdn.dispositionNotification,
  require: cpim.require.map((header) => header.text),
  innerContentType: fieldValues(cpim.contentHeaders, 'Content-Type')[0],
  innerContentLength: cpim.content.length,
})

type Check = (cpim: CpimMessage) => boolean

/** What the words of a row say beside its facts, by the words that say it. */
const wordChecks: readonly (readonly [words: RegExp, check: Check])[] = [
  [/Iñaki Baz Castillo/, (cpim) => cpim.from?.formalName === 'Iñaki Baz Castillo'],
  [
    /\{urn:cpim:test\}foo = Foo1,Foo2,Foo3/,
    (cpim) => headerValues(cpim.headers, 'urn:cpim:test', 'foo').join() === 'Foo1,Foo2,Foo3',
  ],
  [/\{urn:cpim:test2\}foo = Bar/, (cpim) => headerValues(cpim.headers, 'urn:cpim:test2', 'foo').join() === 'Bar'],
  [/inner text "HELLO"/, (cpim) => new TextDecoder().decode(cpim.content) === 'HELLO'],
  [/body "Hello Bob!" runs to the end/, (cpim) => new TextDecoder().decode(cpim.content) === 'Hello Bob!'],
  [/text "Bonjour"/, (cpim) => new TextDecoder().decode(cpim.content) === 'Bonjour'],
  [/inner body is two spaces/, (cpim) => new TextDecoder().decode(cpim.content) === '  '],
  [
    /must parse \(value "CheckMe"/,
    (cpim) =>
      JSON.stringify(cpim.headers.find(({ name }) => name === 'Test')) ===
      JSON.stringify({
        namespace: 'urn:ietf:params:cpim-headers:',
        name: 'Test',
        parameters: [
          { name: 'aaa', value: 'bbb' },
          { name: 'yes', value: 'no' },
        ],
        value: 'CheckMe',
      }),
  ],
  [/To is missing/, (cpim) => unmetRequirements(cpim).some((error) => error.path === 'To')],
  [/processing refused/, (cpim) => unmetRequirements(cpim).some((error) => error.path === 'Require')],
  [/From\/To missing/, (cpim) => unmetRequirements(cpim).length === 2],
  [/never unwrapped twice/, (cpim) => cpim.contentType.type === 'text/plain'],
]

const judgeMessage: Judge = (row, bytes) => {
  const read = readCpim(bytes)
  if (read._tag === 'Left') {
    return judgeRefusal(row, read.left)
  }
  const cpim = read.right.value
  const wrong = wordChecks
    .filter(([words, check]) => words.test(row.expected) && !check(cpim))
    .map(([words]) => `not so: ${words.source}`)
  const unmet = told(unmetRequirements(cpim))
  const judged = judgeFacts(
    [...compareFacts(row.facts, factsOf(cpim)), ...wrong],
    unmet === '' ? 'read' : `read, and no CPM message: ${unmet}`,
  )
  return row.verdict === 'accept' || row.verdict === 'either' ? judged : { met: false, found: 'read as a message' }
}

const partyHeaders: Readonly<Record<string, string>> = { From: '', To: '' }

/** A whole message around one header, so that nothing but its value is in question. */
const around = (name: string, value: string): Uint8Array => {
  const others = Object.keys(partyHeaders)
    .filter((other) => other !== name)
    .map((other) => `${other}: <im:ann@home1.example>`)
  return new TextEncoder().encode([...others, `${name}: ${value}`, '', 'Content-Type: text/plain', '', ''].join('\r\n'))
}

const judgeTable = (text: string): Judgement => {
  const table = JSON.parse(text) as Readonly<Record<string, readonly (readonly [value: string, valid: boolean])[]>>
  const rows = Object.entries(table).flatMap(([name, values]) =>
    values.map(([value, valid]) => ({ name, value, valid })),
  )
  const wrong = rows.filter(({ name, value, valid }) => (readCpim(around(name, value))._tag === 'Right') !== valid)
  return judgeFacts(
    wrong.map(({ name, value, valid }) => `${name}: ${value} ${valid ? 'refused' : 'accepted'}`),
    `${rows.length} values`,
  )
}

const judgeMultipart = (row: CorpusRow, bytes: Uint8Array): Judgement => {
  const boundary = /boundary "([^"]+)"/.exec(row.expected)?.[1] ?? ''
  const parts = readMultipart(bytes, boundary)
  const part = parts._tag === 'Right' ? parts.right.value[1] : undefined
  if (part === undefined) {
    return { met: false, found: parts._tag === 'Left' ? told(parts.left) : 'no second part' }
  }
  const read = readCpim(part.content)
  if (read._tag === 'Left') {
    return { met: false, found: told(read.left) }
  }
  const wanted = {
    contentType: ['message/cpim'],
    innerContentLength: 3,
    dispositions: ['positive-delivery', 'display'],
  }
  const found = { ...factsOf(read.right.value), contentType: fieldValues(part.headers, 'Content-Type') }
  return judgeFacts(compareFacts(wanted, found), 'second part read as message/cpim')
}

/** What a stored object holds, without the header of the store. */
const storedBody = (bytes: Uint8Array): Uint8Array => bytes.subarray(readLines(bytes, 0).end)

/** Judges a sample of the group cpim. */
export const judgeCpim: Judge = (row, bytes) => {
  if (row.verdict !== 'data') {
    return judgeMessage(row, row.file.endsWith('.eml') ? storedBody(bytes) : bytes)
  }
  return row.file.endsWith('.json') ? judgeTable(new TextDecoder().decode(bytes)) : judgeMultipart(row, bytes)
}
