// How long decoding takes beside JSON.parse of the same text, in one run: npx tsx tests/bench/documents.mjs
import { decode, decodeJson, RoutingRequestCodec } from '../../src/wire/documents/index.ts'

const documentOf = (index) => ({
  message: {
    entryId: `e-${index}`,
    messageId: `m-${index}`,
    correlation: `9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f0${index}`,
    kind: ['pager', 'large'][index % 2],
    conversationId: `c${index * 7919}`,
    contributionId: `a${index * 104729}`,
    originator: {
      address: `sip:+1555${1000000 + index}@home1.example;user=phone`,
      displayName: 'Ann Example of the Night Shift',
    },
    recipient: 'sip:+15550100@home2.example',
    subject: `lunch on the terrace at noon, table ${index}, as every Tuesday`,
    date: '2026-02-03T10:00:00Z',
    receivedAt: '2026-02-03T11:00:01.250+01:00',
    expiresAt: '2026-02-04T10:00:00Z',
    size: 800 + index,
    contentType: 'text/plain',
    notificationsRequested: ['positive-delivery', 'display'],
  },
  recipient: {
    preferences: {
      owner: 'sip:+15550100@home2.example',
      rules: [
        {
          id: 'boss',
          when: { originator: { one: [`sip:boss${index}@corp.example`], domains: ['corp.example'] }, kinds: ['pager'] },
          // biome-ignore lint/suspicious/noThenProperty: the form has this name
          then: { action: 'deliver', breakthrough: true },
        },
        { id: 'spam', when: { undisclosed: true }, then: { action: 'reject' } },
        { id: 'large', when: { contentTypes: ['image/*', 'video/*'], largerThan: 100000 }, then: { action: 'store' } },
        {
          id: 'night-shift',
          when: {
            subjectContains: ['rota', 'handover'],
            during: { schedules: [{ zone: 'America/New_York', days: ['sat', 'sun'], from: '08:00', to: '20:00' }] },
            registered: true,
          },
          then: { action: 'defer' },
        },
        { id: 'away', when: { sphere: ['travel'] }, then: { action: 'forward', to: 'tel:+15550111' } },
      ],
      otherwise: { action: 'deliver' },
      doNotDisturb: {
        on: false,
        schedules: [{ zone: 'Europe/Paris', days: ['mon', 'tue', 'wed'], from: '22:00', to: '07:00' }],
      },
      recordIncoming: true,
      devices: { 'urn:gsma:imei:35622410-483840-0': { deliver: true, contentTypes: ['text/*'], smallerThan: 100000 } },
      deferred: { option: 'push', onExpiry: 'discard' },
    },
    clients: [
      {
        deviceId: 'urn:gsma:imei:35622410-483840-0',
        contact: 'sip:u@198.51.100.7:5060',
        registered: true,
        registeredAt: '2026-02-03T09:00:00Z',
        services: ['msg', 'largemsg', 'deferred'],
        capabilities: { contentTypes: ['text/*', 'image/jpeg'], maxSize: 1048576 },
      },
    ],
    sphere: ['work', 'meeting'],
    waiting: 3,
  },
  now: '2026-02-03T10:00:01Z',
})

const spoilt = (index) => {
  const document = documentOf(index)
  const spoils = [
    () => (document.message.size = -1),
    () => (document.message.recipient = 'nobody'),
    () => delete document.now,
    () => (document.recipient.preferences.rules[2].then.action = 'burn'),
    () => (document.recipient.clients[0].registeredAt = '2026-02-30T10:00:00Z'),
    () => (document.message.subject = null),
  ]
  spoils[index % spoils.length]()
  return document
}

const texts = Array.from({ length: 256 }, (_, index) => JSON.stringify(documentOf(index)))
const spoiltTexts = Array.from({ length: 256 }, (_, index) => JSON.stringify(spoilt(index)))
const parsed = texts.map((text) => JSON.parse(text))
const spoiltParsed = spoiltTexts.map((text) => JSON.parse(text))
const decodeRequest = decode(RoutingRequestCodec)
const decodeText = decodeJson(RoutingRequestCodec)

let sink = 0
const rounds = 21
const timeOf = (work) => {
  const start = process.hrtime.bigint()
  for (let index = 0; index < 2048; index += 1) {
    sink += work(index % 256)
  }
  return Number(process.hrtime.bigint() - start) / 2048
}
const median = (numbers) => numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)]
const size = (decoding) => decoding._tag.length

const works = {
  'JSON.parse': (index) => JSON.parse(texts[index]).now.length,
  'JSON.parse and decode, accepting': (index) => size(decodeText(texts[index])),
  'decode alone, accepting': (index) => size(decodeRequest(parsed[index])),
  'JSON.parse and decode, refusing': (index) => size(decodeText(spoiltTexts[index])),
  'decode alone, refusing': (index) => size(decodeRequest(spoiltParsed[index])),
}
// All works in every round, so that a slow moment of the machine slows them all.
const times = Array.from({ length: rounds }, () => Object.values(works).map(timeOf)).slice(5)
const ratio = (above, below) => median(times.map((round) => round[above] / round[below])).toFixed(2)

console.log(`a request of ${texts[0].length} characters${sink === 0 ? '!' : ''}`)
Object.keys(works).forEach((name, index) => {
  const time = Math.round(median(times.map((round) => round[index])))
  console.log(`${name.padEnd(34)} ${String(time).padStart(7)} ns  ${ratio(index, 0).padStart(6)} x JSON.parse`)
})
console.log(`refusing ${ratio(3, 1)} x accepting, ${ratio(4, 2)} x without JSON.parse`)
