/** A request of about two thousand characters, as a person would have it. */
export const documentOf = (index: number) => ({
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

/** The same with one thing wrong. */
export const spoilt = (index: number): unknown => {
  const document = JSON.parse(JSON.stringify(documentOf(index)))
  const spoils: readonly (() => unknown)[] = [
    () => (document.message.size = -1),
    () => (document.message.recipient = 'nobody'),
    () => delete document.now,
    () => (document.recipient.preferences.rules[2].then.action = 'burn'),
    () => (document.recipient.clients[0].registeredAt = '2026-02-30T10:00:00Z'),
    () => (document.message.subject = null),
  ]
  spoils[index % spoils.length]!()
  return document
}
