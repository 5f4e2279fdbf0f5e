import { cpmAddress } from '../../../../src/model/CpmAddress.js'
import { utf8Encode } from '../../../../src/wire/octets/utf8.js'
import {
  messageLimits,
  readSipRequest,
  standaloneMessageFromInvite,
  standaloneMessageFromSip,
} from '../../../../src/wire/sip/index.js'
import { errorsOf, messageOctets, textOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const service = (name: string) => `P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.${name}`
const pager = [service('msg'), 'P-Asserted-Identity: "Ann" <sip:ann@home1.example>']
const receipt = { entryId: 'e-1', receivedAt: Date.UTC(2026, 1, 3, 10, 0, 1) }
const addressOf = (uri: string) => {
  const address = cpmAddress(uri)
  return address._tag === 'Some' ? address.value : undefined
}

const message = (
  fields: readonly string[],
  body = '',
  given: Parameters<typeof standaloneMessageFromSip>[1] = receipt,
) => standaloneMessageFromSip(valueOf(readSipRequest(messageOctets(fields, body))), given)

const cpim = (headers: readonly string[], content: readonly string[]) =>
  [
    'From: <sip:anonymous@anonymous.invalid>',
    'To: <sip:anonymous@anonymous.invalid>',
    'NS: imdn <urn:ietf:params:imdn>',
    ...headers,
    '',
    ...content,
  ].join('\r\n')
const text = ['Content-Type: text/plain;charset=utf-8', '', 'see you at noon']
const wrapped = (headers: readonly string[], content: readonly string[] = text, fields: readonly string[] = pager) =>
  message([...fields, 'Content-Type: message/cpim'], cpim(headers, content))

describe('a standalone message from a MESSAGE', () => {
  it('has all that the header and the wrapper say', () => {
    const read = message(
      [
        ...pager,
        'Conversation-ID: c7f1',
        'Contribution-ID: a93e',
        'InReplyTo-Contribution-ID: 8d2c',
        'P-Called-Party-ID: <sip:+15550100@home2.example;user=phone>',
        'Subject: lunch',
        'Date: Tue, 03 Feb 2026 10:00:00 GMT',
        'Expires: 86400',
        'Require: pref',
        'History-Info: <sip:bob@home2.example>;index=1',
        'Content-Type: message/cpim',
      ],
      cpim(
        [
          'imdn.Message-ID: m-0001',
          'DateTime: 2026-02-03T09:00:00Z',
          'Subject: dinner',
          'imdn.Disposition-Notification: display, positive-delivery, interworking, display',
        ],
        text,
      ),
      { ...receipt, messageId: 'minted', correlation: 'x-1' },
    )
    expect(valueOf(read)).toEqual({
      entryId: 'e-1',
      correlation: 'x-1',
      messageId: 'm-0001',
      kind: 'pager',
      conversationId: 'c7f1',
      contributionId: 'a93e',
      inReplyToContributionId: '8d2c',
      originator: { address: addressOf('sip:ann@home1.example'), displayName: 'Ann' },
      recipient: addressOf('sip:+15550100@home2.example;user=phone'),
      targetAddressPresent: true,
      subject: 'lunch',
      date: Date.UTC(2026, 1, 3, 10),
      receivedAt: receipt.receivedAt,
      expiresAt: Date.UTC(2026, 1, 4, 10),
      size: 15,
      contentType: 'text/plain',
      notificationsRequested: ['positive-delivery', 'display'],
      history: [addressOf('sip:bob@home2.example')],
    })
    expect(warningPathsOf(read)).toEqual([])
  })

  it('has no more than the least that a request says', () => {
    expect(valueOf(message([service('msg'), 'Subject:', 'Conversation-ID:']))).toEqual({
      entryId: 'e-1',
      kind: 'pager',
      originator: { undisclosed: true },
      recipient: addressOf('sip:+15550100@home2.example;user=phone'),
      receivedAt: receipt.receivedAt,
      size: 0,
    })
  })

  it('takes subject, date and identity from the wrapper where the header is silent', () => {
    const read = valueOf(
      wrapped(['Subject:;lang=fr déjeuner', 'DateTime: 2026-02-03T09:00:00Z', 'imdn.Message-ID: m-1']),
    )
    expect(read).toMatchObject({ subject: 'déjeuner', date: Date.UTC(2026, 1, 3, 9), messageId: 'm-1' })
    expect(valueOf(wrapped(['Subject: '])).subject).toBeUndefined()
  })

  it('has the identity of the receiver where it brings none', () => {
    expect(valueOf(message(pager, '', { ...receipt, messageId: 'minted' })).messageId).toBe('minted')
  })

  it('never has its originator or expiry from the wrapper', () => {
    const read = valueOf(wrapped(['DateTime: 2026-02-03T09:00:00Z'], text, [...pager, 'Expires: 60']))
    expect(read.originator.undisclosed).toBeUndefined()
    expect(read.expiresAt).toBe(receipt.receivedAt + 60_000)
  })

  it.each([
    ['msg', 'pager'],
    ['deferred', 'pager'],
    ['largemsg', 'large'],
    ['systemmsg', 'system'],
  ])('of the service %s is of kind %s', (name, kind) => {
    expect(valueOf(message([service(name)])).kind).toBe(kind)
  })

  it('is of the content inside: its size and media type', () => {
    expect(valueOf(message([...pager, 'Content-Type: Text/Plain;charset=utf-8'], 'é'))).toMatchObject({
      size: 2,
      contentType: 'text/plain',
    })
    const body = [
      '--b',
      'Content-Type: application/sdp',
      '',
      'v=0',
      '--b',
      'Content-Type: message/cpim',
      '',
      cpim([], text),
      '--b--',
    ]
    expect(valueOf(message([...pager, 'Content-Type: multipart/mixed;boundary=b'], body.join('\r\n')))).toMatchObject({
      size: 15,
      contentType: 'text/plain',
    })
  })
})

describe('a disposition notification', () => {
  const imdn = (...fields: readonly string[]) => ['Content-type: message/imdn+xml', ...fields, '', '<imdn/>']

  it('is of kind notification, whatever the service', () => {
    const disposed = imdn('Content-Disposition: Notification;handling=optional')
    expect(valueOf(wrapped([], disposed)).kind).toBe('notification')
    expect(valueOf(wrapped([], disposed, [service('systemmsg')])).kind).toBe('notification')
  })

  it('is one only if it says so', () => {
    expect(valueOf(wrapped([], imdn())).kind).toBe('pager')
    expect(valueOf(wrapped([], imdn('Content-Disposition: render'))).kind).toBe('pager')
  })

  it('asks for none itself', () => {
    const read = wrapped(
      ['imdn.Message-ID: 1', 'imdn.Disposition-Notification: display'],
      imdn('Content-Disposition: notification'),
    )
    expect(valueOf(read).notificationsRequested).toBeUndefined()
    expect(warningPathsOf(read)).toEqual(['imdn.Disposition-Notification'])
  })

  it('cannot be asked for without an identity, or by a name that is not known', () => {
    const nameless = wrapped(['imdn.Disposition-Notification: display'])
    expect(valueOf(nameless).notificationsRequested).toBeUndefined()
    expect(warningPathsOf(nameless)).toEqual(['imdn.Disposition-Notification'])
    const unknown = wrapped(['imdn.Message-ID: 1', 'imdn.Disposition-Notification: seen, processing'])
    expect(valueOf(unknown).notificationsRequested).toEqual(['processing'])
    expect(warningPathsOf(unknown)).toEqual(['imdn.Disposition-Notification'])
  })
})

describe('a request that is no standalone message', () => {
  it('is refused with all that is wrong', () => {
    const sip = valueOf(
      readSipRequest(
        messageOctets(['Require: x', 'Date: today', 'Content-Encoding: gzip', 'P-Called-Party-ID: x'], 'x'),
      ),
    )
    const inDialog = {
      ...sip,
      maxForwards: 0,
      to: { ...sip.to, parameters: [{ name: 'tag', value: 't1' }] },
      requestUri: 'sip:@',
    }
    expect(errorsOf(standaloneMessageFromSip(inDialog, receipt))).toEqual([
      'unsupported Accept-Contact',
      'outOfRange Max-Forwards',
      'notAllowed To',
      'unsupported Require',
      'malformed start line',
      'malformed P-Called-Party-ID',
      'malformed Date',
      'unsupported Content-Encoding',
      'missing Content-Type',
    ])
  })

  it('is refused at once for its method', () => {
    const sip = valueOf(readSipRequest(messageOctets(pager)))
    expect(errorsOf(standaloneMessageFromSip({ ...sip, method: 'INVITE' }, receipt))).toEqual([
      'unsupported start line',
    ])
    expect(errorsOf(standaloneMessageFromInvite(sip, receipt))).toEqual(['unsupported start line'])
  })

  it('is refused for what it carries', () => {
    expect(errorsOf(message([...pager, 'Content-Type: x'], 'x'))).toEqual(['malformed Content-Type'])
    expect(errorsOf(message([...pager, 'Content-Type: message/cpim'], 'x'))).toEqual(['truncated body: octet 0'])
    expect(errorsOf(message([...pager, 'Content-Type: message/cpim'], `x: y\r\n\r\n${text.join('\r\n')}`))).toEqual([
      'missing body: From',
      'missing body: To',
    ])
    expect(errorsOf(wrapped(['Require: x']))).toEqual(['unsupported body: Require'])
    expect(errorsOf(message([...pager, 'Content-Encoding: identity', 'Content-Type: text/plain'], 'x'))).toEqual([])
  })

  it('is read where the caller understands more', () => {
    const sip = valueOf(readSipRequest(messageOctets([...pager, 'Require: recipient-list-message'])))
    const extensions = [...messageLimits.extensions, 'recipient-list-message']
    expect(errorsOf(standaloneMessageFromSip(sip, receipt, { extensions }))).toEqual([])
  })
})

describe('a standalone message from an INVITE', () => {
  const invite = (
    fields: readonly string[],
    body: string,
    given: Parameters<typeof standaloneMessageFromInvite>[1] = receipt,
  ) => {
    const asMessage = textOf(
      messageOctets([service('largemsg'), 'P-Asserted-Identity: <sip:ann@home1.example>', ...fields], body),
    )
    const bytes = utf8Encode(asMessage.replaceAll('MESSAGE', 'INVITE'))
    return standaloneMessageFromInvite(valueOf(readSipRequest(bytes, { methods: ['INVITE'] })), given)
  }
  const offer = (...lines: readonly string[]) => ['m=message 2855 TCP/MSRP *', ...lines, ''].join('\r\n')
  const sdp = ['Content-Type: application/sdp']

  it('is large, with size and media type of the offer', () => {
    const read = invite(sdp, offer('a=file-selector:name:"a size:1" type:Image/JPEG size:40960 hash:x'), {
      ...receipt,
      size: 7,
    })
    expect(valueOf(read)).toEqual({
      entryId: 'e-1',
      kind: 'large',
      originator: { address: addressOf('sip:ann@home1.example') },
      recipient: addressOf('sip:+15550100@home2.example;user=phone'),
      receivedAt: receipt.receivedAt,
      size: 40960,
      contentType: 'image/jpeg',
    })
  })

  it('has the media type that alone may be wrapped, and the size that the receiver knows', () => {
    const types = 'a=accept-wrapped-types:text/plain message/imdn+xml'
    expect(valueOf(invite(sdp, offer(types), { ...receipt, size: 7 }))).toMatchObject({
      contentType: 'text/plain',
      size: 7,
    })
    for (const several of [`${types} image/*`, 'a=accept-wrapped-types:*']) {
      expect(valueOf(invite(sdp, offer(several), { ...receipt, size: 7 })).contentType).toBeUndefined()
    }
  })

  it('expires by Message-Expires, never by Expires, which limits the invitation', () => {
    const given = { ...receipt, size: 7 }
    expect(valueOf(invite(['Expires: 30'], '', given)).expiresAt).toBeUndefined()
    expect(valueOf(invite(['Expires: 30', 'Message-Expires: 60'], '', given)).expiresAt).toBe(
      receipt.receivedAt + 60_000,
    )
  })

  it('is refused if nobody knows its size, or the offer is none', () => {
    expect(errorsOf(invite([], ''))).toEqual(['missing a=file-selector'])
    expect(errorsOf(invite(sdp, offer('a=file-selector:size:x')))).toEqual(['malformed a=file-selector'])
    expect(errorsOf(invite(sdp, offer('a=file-selector:size:1 size:2')))).toEqual(['duplicate a=file-selector'])
    expect(errorsOf(invite([], 'x'))).toEqual(['missing Content-Type'])
    const sip = valueOf(readSipRequest(messageOctets([...pager, ...sdp], 'x')))
    const bad = { ...sip, method: 'INVITE', body: Uint8Array.of(0xff) }
    expect(errorsOf(standaloneMessageFromInvite(bad, receipt))).toEqual(['malformed application/sdp'])
  })
})
