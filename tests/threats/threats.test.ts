import { readFileSync } from 'node:fs'
import { readCpim, writeCpim } from '../../src/wire/cpim/index.js'
import { decode, ServiceProviderPolicyCodec, UserPreferencesCodec } from '../../src/wire/documents/index.js'
import { readMultipart } from '../../src/wire/mime/index.js'
import { utf8Encode } from '../../src/wire/octets/index.js'
import {
  imdnFor,
  readDeferredMessageNotification,
  writeDeferredMessageNotification,
} from '../../src/wire/outgoing/index.js'
import { readReginfo } from '../../src/wire/reginfo/index.js'
import { standaloneMessageFromSip, readSipRequest } from '../../src/wire/sip/index.js'
import { address, client, message, now, owner, request, rule } from '../support/builders.js'
import { brief, machine } from '../support/machine.js'
import { decide } from '../support/subject.js'
import { messageOctets, textOf, valueOf } from '../support/wireText.js'

const minute = 60_000
const injected = 'lunch\r\nP-Asserted-Identity: <sip:boss@corp.example>\r\n\r\n--cpm\r\nContent-Type: text/html'
const service = 'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg'

const receivedFrom = (fields: readonly string[], body = '') =>
  valueOf(
    standaloneMessageFromSip(valueOf(readSipRequest(messageOctets([service, ...fields], body))), {
      entryId: 'e-1',
      receivedAt: now,
    }),
  )

describe('header injection', () => {
  const notice = {
    entryId: 'e-1',
    subject: injected,
    displayName: injected,
    originator: 'sip:ann@home1.example',
    date: now,
    size: 5,
  }

  it('adds no header and no part to a notification', () => {
    const { contentType, body } = writeDeferredMessageNotification([notice])
    const parts = valueOf(readMultipart(body, contentType.split('boundary=')[1] ?? ''))
    expect(parts.map(({ headers }) => headers.map(({ name }) => name))).toEqual([['Content-Type'], ['Content-Type']])
    expect(textOf(body)).not.toMatch(/^(P-Asserted-Identity|Content-Type: text\/html)/m)
    expect(valueOf(readDeferredMessageNotification(contentType, body))).toHaveLength(1)
  })

  it('adds no header to a message in common format', () => {
    const written = writeCpim({
      from: { formalName: injected, uri: 'sip:ann@home1.example' },
      to: [{ uri: 'sip:bob@home2.example' }],
      subject: injected,
      contentType: 'text/plain',
      content: utf8Encode('hello'),
    })
    expect(valueOf(readCpim(valueOf(written))).headers.map(({ name }) => name)).toEqual(['From', 'To', 'Subject'])
  })

  it('adds no line to a delivery notification', () => {
    const about = message({
      messageId: `m-1\r\nBcc: eve@home3.example`,
      date: now,
      notificationsRequested: ['positive-delivery'],
    })
    const written = imdnFor(about, 'delivered', { from: owner, messageId: 'n-1' })
    const names = valueOf(readCpim(valueOf(written).body)).headers.map(({ name }) => name)
    expect(names).toEqual(['From', 'To', 'Message-ID'])
  })
})

describe('two originators with one Message-ID', () => {
  it('have two entries, and an answer each', () => {
    const m = machine()
    m.arrives('e-1', { messageId: 'same', originator: { address: address('sip:ann@home1.example') } })
    m.arrives('e-2', { messageId: 'same', originator: { address: address('sip:eve@home3.example') } })
    expect(m.asked('Respond').map(brief)).toEqual(['Respond e-1 202', 'Respond e-2 202'])
    expect(m.queue().waiting).toBe(2)
    expect(m.registers()).toContain('Deliver e-1 phone')
    expect(m.succeeds('Deliver e-1 phone')).toContain('Deliver e-2 phone')
  })

  it('cannot take each other out of the queue', () => {
    const m = machine()
    m.arrives('e-1', { messageId: 'same', originator: { address: address('sip:ann@home1.example') } })
    m.arrives('e-2', { messageId: 'same', originator: { address: address('sip:eve@home3.example') } })
    m.happens({ _tag: 'MessageRevoked', entryId: 'e-2' })
    expect(m.registers()).toContain('Deliver e-1 phone')
  })
})

describe('spoofed identity', () => {
  const preferences = {
    rules: [rule({ action: 'store' }, { originator: { one: [address('sip:boss@corp.example')] } })],
  }

  it('does not meet a condition by From, nor by the From of the wrapper', () => {
    const wrapper =
      'From: <sip:boss@corp.example>\r\nTo: <sip:b@home2.example>\r\n\r\nContent-Type: text/plain\r\n\r\nhi'
    const spoofed = receivedFrom(
      [
        'P-Asserted-Identity: <sip:eve@home3.example>',
        'Reply-To: <sip:boss@corp.example>',
        'Content-Type: message/cpim',
      ],
      wrapper,
    )
    expect(decide(request({ message: spoofed, preferences }))._tag).toBe('Send')
    const asserted = receivedFrom(
      ['P-Asserted-Identity: <sip:boss@corp.example>', 'Content-Type: message/cpim'],
      wrapper,
    )
    expect(decide(request({ message: asserted, preferences }))._tag).toBe('Store')
  })

  it('does not meet it without any asserted identity either: such an originator is undisclosed', () => {
    const unvouched = receivedFrom(['Content-Type: text/plain'], 'hi')
    expect(unvouched.originator.undisclosed).toBe(true)
    expect(decide(request({ message: unvouched, preferences }))._tag).toBe('Send')
  })
})

describe('an undisclosed originator', () => {
  it('is not named to the recipient', () => {
    const m = machine({
      preferences: { deferred: { option: 'notify' }, otherwise: { action: 'defer' } },
      clients: [client()],
    })
    m.arrives('e-1', {
      originator: { address: address('sip:ann@home1.example'), displayName: 'Ann', undisclosed: true },
    })
    expect(m.asked('NotifyInBand').map(({ messages }) => messages[0])).toEqual([
      expect.objectContaining({ originator: 'anonymous' }),
    ])
    expect(JSON.stringify(m.asked('NotifyInBand'))).not.toMatch(/ann@home1|Ann/)
  })
})

describe('a storm of notifications', () => {
  it('does not come from a client that registers over and over', () => {
    const m = machine({ preferences: { deferred: { option: 'notify' }, otherwise: { action: 'defer' } } })
    m.arrives('e-1')
    m.registers()
    for (let times = 0; times < 1000; times += 1) {
      m.waits(1)
      m.registers()
    }
    expect(m.asked('NotifyInBand')).toHaveLength(1)
  })

  it('does not come at the end of do-not-disturb: a thousand messages are one notice', () => {
    const m = machine({
      preferences: { deferred: { option: 'notify' }, doNotDisturb: { on: true } },
      clients: [client()],
    })
    for (let count = 1; count <= 1000; count += 1) {
      m.arrives(`e-${count}`)
    }
    expect(m.asked('NotifyInBand')).toHaveLength(0)
    m.prefers({ doNotDisturb: { on: false } })
    expect(m.asked('NotifyInBand').map(({ messages }) => messages.length)).toEqual([1000])
  })

  it('does not come of a notification: none is sent about one', () => {
    const m = machine()
    m.arrives('e-1', { kind: 'notification', notificationsRequested: ['positive-delivery', 'processing'] })
    m.registers()
    m.succeeds('Deliver e-1 phone')
    expect(m.asked('SendDeliveryNotification')).toEqual([])
    expect(m.asked('NotifyOutOfBand')).toEqual([])
  })
})

describe('a queue that is filled up', () => {
  it('refuses what comes on top, and keeps what was accepted', () => {
    const m = machine({ policy: { longestQueue: 3 } })
    for (const entryId of ['e-1', 'e-2', 'e-3', 'e-4', 'e-5']) {
      m.arrives(entryId)
    }
    expect(m.asked('Respond').map(({ status }) => status)).toEqual([202, 202, 202, 480, 480])
    expect(m.queue().waiting).toBe(3)
  })
})

describe('what an answer gives away', () => {
  const answerTo = (given: Parameters<typeof machine>[0]): unknown => {
    const m = machine(given)
    m.arrives('e-1', { notificationsRequested: ['positive-delivery', 'negative-delivery'] })
    m.waits(minute)
    m.reaches(now + minute)
    const { status, reason } = m.asked('Respond')[0] ?? {}
    return { status, reason, told: m.asked('SendDeliveryNotification').length }
  }

  it('is the same for do-not-disturb, no device, a device that is off, and a wish to defer', () => {
    const answers = [
      answerTo({ preferences: { doNotDisturb: { on: true } }, clients: [client()] }),
      answerTo({}),
      answerTo({ clients: [client({ registered: false })] }),
      answerTo({ preferences: { otherwise: { action: 'defer' } }, clients: [client()] }),
      answerTo({ preferences: { otherwise: { action: 'interwork' } }, clients: [client()] }),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"status":202,"reason":"Accepted","told":0}']),
    )
  })

  it('is the same for every rule that rejects', () => {
    const rejections = [
      { rules: [rule({ action: 'reject' }, { kinds: ['pager'] })] },
      { otherwise: { action: 'reject' as const } },
    ].map((preferences) => {
      const decision = decide(request({ preferences }))
      return decision.response
    })
    expect(rejections[0]).toEqual(rejections[1])
  })
})

describe('a session that is not the client’s own', () => {
  it('gets nothing: not without a session, not under another device, not what is not there', () => {
    const m = machine({
      preferences: { deferred: { option: 'notify' }, otherwise: { action: 'defer' } },
      clients: [client()],
    })
    m.arrives('e-1')
    const selections = [{ entryId: 'e-1', action: 'retrieve' as const }]
    m.happens({ _tag: 'MessagesSelected', sessionId: 's-9', deviceId: 'phone', selections })
    expect(m.asked('Deliver')).toEqual([])
    m.happens({ _tag: 'SessionEstablished', sessionId: 's-1', deviceId: 'phone' })
    m.happens({ _tag: 'MessagesSelected', sessionId: 's-1', deviceId: 'tablet', selections })
    expect(m.asked('Deliver')).toEqual([])
    m.happens({
      _tag: 'MessagesSelected',
      sessionId: 's-1',
      deviceId: 'phone',
      selections: [{ entryId: 'e-of-another-recipient', action: 'discard' }],
    })
    expect(m.asked('ReportResults').map(brief)).toEqual(['ReportResults e-of-another-recipient discard unknown'])
  })
})

describe('a hostile document', () => {
  it('in XML does not grow, reach outside, or nest without end', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><reginfo>&b;</reginfo>'
    const outside = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><reginfo>&f;</reginfo>'
    const deep = `${'<a>'.repeat(40_000)}${'</a>'.repeat(40_000)}`
    for (const text of [bomb, outside, deep]) {
      expect(readReginfo(utf8Encode(text))._tag).toBe('Left')
    }
  })

  it('in JSON does not widen a rule, nor reach the prototype', () => {
    const text = JSON.parse(
      '{"owner":"sip:b@home2.example","rules":[{"id":"r","when":{"moonPhase":"full"},"then":{"action":"reject"}}],"__proto__":{"otherwise":{"action":"reject"}}}',
    ) as never
    const preferences = valueOf(decode(UserPreferencesCodec)(text))
    expect(decide(request({ preferences }))._tag).toBe('Send')
  })

  it('of the provider with a reading that does not exist is refused', () => {
    expect(decode(ServiceProviderPolicyCodec)({ interpretations: { 'AMB-07': 'always' } })._tag).toBe('Left')
  })
})

describe('docs/threats.md', () => {
  it('names every threat that is tested here', () => {
    const tested = [...readFileSync('tests/threats/threats.test.ts', 'utf8').matchAll(/^describe\('([^']+)'/gm)].map(
      ([, name]) => name,
    )
    const page = readFileSync('docs/threats.md', 'utf8').toLowerCase()
    expect(tested.filter((name) => name !== 'docs/threats.md' && !page.includes(`| ${name?.toLowerCase()}`))).toEqual(
      [],
    )
  })
})
