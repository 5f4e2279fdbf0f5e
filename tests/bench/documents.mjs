// How long decoding takes beside JSON.parse of the same text, in one run: npx tsx tests/bench/documents.mjs
import { decode, decodeJson, RoutingRequestCodec } from '../../src/wire/documents/index.ts'

const documentOf = (index) => ({
  message: {
    entryId: `e-${index}`,
    messageId: `m-${index}`,
    kind: ['pager', 'large'][index % 2],
    conversationId: `c${index * 7919}`,
    contributionId: `a${index * 104729}`,
    originator: { address: `sip:+1555${1000000 + index}@home1.example;user=phone`, displayName: 'Ann' },
    recipient: 'sip:+15550100@home2.example',
    subject: `lunch ${index}`,
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
        { id: 'away', when: { sphere: ['travel'] }, then: { action: 'forward', to: 'tel:+15550111' } },
      ],
      otherwise: { action: 'deliver' },
      doNotDisturb: {
        on: false,
        schedules: [{ zone: 'Europe/Paris', days: ['mon', 'tue', 'wed'], from: '22:00', to: '07:00' }],
      },
      recordIncoming: true,
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
const rounds = 15
const nanoseconds = (work) => {
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    const start = process.hrtime.bigint()
    for (let index = 0; index < 8192; index += 1) {
      sink += work(index % 256)
    }
    times.push(Number(process.hrtime.bigint() - start) / 8192)
  }
  return times.sort((left, right) => left - right)[Math.floor(rounds / 2)]
}
const size = (decoding) => decoding._tag.length

const works = {
  'JSON.parse': (index) => JSON.parse(texts[index]).now.length,
  'JSON.parse and decode, accepting': (index) => size(decodeText(texts[index])),
  'decode alone, accepting': (index) => size(decodeRequest(parsed[index])),
  'JSON.parse and decode, refusing': (index) => size(decodeText(spoiltTexts[index])),
  'decode alone, refusing': (index) => size(decodeRequest(spoiltParsed[index])),
}
const results = Object.fromEntries(
  Object.entries(works).map(([name, work]) => [name, (nanoseconds(work), nanoseconds(work))]),
)
const base = results['JSON.parse']
console.log(`a request of ${texts[0].length} characters (${sink % 2 === 0 ? 'warm' : 'hot'})`)
for (const [name, time] of Object.entries(results)) {
  console.log(
    `${name.padEnd(34)} ${Math.round(time).toString().padStart(7)} ns ${(time / base).toFixed(2).padStart(6)} x JSON.parse`,
  )
}
const ratio = results['JSON.parse and decode, refusing'] / results['JSON.parse and decode, accepting']
console.log(`refusing ${ratio.toFixed(2)} x accepting`)
