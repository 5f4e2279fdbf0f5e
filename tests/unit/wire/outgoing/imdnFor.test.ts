import type { StandaloneMessage } from '../../../../src/model/index.js'
import type { CpimMessage } from '../../../../src/wire/cpim/index.js'
import { readCpim } from '../../../../src/wire/cpim/index.js'
import type { ImdnBody } from '../../../../src/wire/imdn/index.js'
import { readImdn } from '../../../../src/wire/imdn/index.js'
import type { ImdnOccasion, ImdnStatus } from '../../../../src/wire/outgoing/index.js'
import { imdnFor } from '../../../../src/wire/outgoing/index.js'
import { address, message as aMessage, now } from '../../../support/builders.js'
import { errorsOf, octets, textOf, valueOf } from '../../../support/wireText.js'

const bob = address('sip:bob@home2.example')

const message = (parts: Partial<StandaloneMessage> = {}): StandaloneMessage =>
  aMessage({
    recipient: bob,
    date: now,
    notificationsRequested: ['positive-delivery', 'negative-delivery', 'processing'],
    ...parts,
  })

const occasion = (parts: Partial<ImdnOccasion> = {}): ImdnOccasion => ({ from: bob, messageId: 'n-77', ...parts })

/** A message as RCS sends it: anonymous inside, whoever sent it. */
const cpim = (...headers: readonly string[]): CpimMessage =>
  valueOf(
    readCpim(
      octets(
        'From: <sip:anonymous@anonymous.invalid>',
        'To: <sip:anonymous@anonymous.invalid>',
        'NS: i <urn:ietf:params:imdn>',
        ...headers,
        '',
        'Content-Type: text/plain',
        '',
        'noon?',
      ),
    ),
  )

const packetOf = (...[about, status, when]: Parameters<typeof imdnFor>) => {
  const { to, contentType, body } = valueOf(imdnFor(about, status, when))
  const wrapper = valueOf(readCpim(body))
  return { to, contentType, text: textOf(body), wrapper, body: valueOf(readImdn(wrapper.content)) }
}

const bodyOf = (status: ImdnStatus): ImdnBody => packetOf(message(), status, occasion()).body

describe('a disposition notification', () => {
  it('is a message in common format of its own: own identity, disposition notification, no request for another one', () => {
    const { to, contentType, text, wrapper } = packetOf(message(), 'delivered', occasion())
    expect([to, contentType]).toEqual(['sip:ann@home1.example', 'message/cpim'])
    expect(text.split('\r\n').slice(0, 8)).toEqual([
      'From: <sip:bob@home2.example>',
      'To: <sip:ann@home1.example>',
      'NS: imdn <urn:ietf:params:imdn>',
      'imdn.Message-ID: n-77',
      '',
      'Content-Type: message/imdn+xml',
      'Content-Disposition: notification',
      '',
    ])
    expect(wrapper.imdn.dispositionNotification).toEqual([])
  })

  it.each([
    ['delivered', 'delivery'],
    ['failed', 'delivery'],
    ['stored', 'processing'],
  ] as const)('says %s in a notification of %s (HND-02)', (status, disposition) => {
    expect(bodyOf(status)).toMatchObject({ disposition, status })
  })

  it('is about the message: its identity, its time, its recipient', () => {
    expect(bodyOf('delivered')).toMatchObject({
      messageId: 'm-1',
      datetime: '2026-02-03T10:00:00Z',
      recipientUri: 'sip:bob@home2.example',
      originalRecipientUri: 'sip:bob@home2.example',
    })
  })

  it('repeats identity and time as the message in common format has them, and whom it was for', () => {
    const inside = cpim('i.Message-ID: m-9', 'DateTime: 2026-02-03T11:00:00+01:00', 'i.Original-To: <tel:+15550100>')
    const { body, wrapper, to } = packetOf(message(), 'delivered', occasion({ cpim: inside }))
    expect(body).toMatchObject({
      messageId: 'm-9',
      datetime: '2026-02-03T11:00:00+01:00',
      recipientUri: 'sip:bob@home2.example',
      originalRecipientUri: 'tel:+15550100',
    })
    expect(to).toBe('sip:ann@home1.example')
    expect(wrapper.to).toEqual([{ uri: 'sip:anonymous@anonymous.invalid' }])
  })

  it('says when it is sent, if it is told', () => {
    expect(packetOf(message(), 'failed', occasion({ sentAt: now })).wrapper.dateTime?.instant).toBe(now)
    expect(packetOf(message(), 'failed', occasion()).wrapper.dateTime).toBeUndefined()
  })
})

describe('the way back', () => {
  const routed = cpim('i.IMDN-Record-Route: <sip:b2@home1.example>', 'i.IMDN-Record-Route: <sip:b1@home1.example>')

  it('is the one that the message recorded, in order, and the first on it is where the notification goes', () => {
    const { to, wrapper } = packetOf(message(), 'delivered', occasion({ cpim: routed }))
    expect(to).toBe('sip:b2@home1.example')
    expect(wrapper.imdn.route).toEqual(['sip:b2@home1.example', 'sip:b1@home1.example'])
    expect(wrapper.imdn.recordRoute).toEqual([])
  })

  it('leads to an undisclosed originator whom the network knows: only the recipient must not', () => {
    const originator = { address: address('sip:ann@home1.example'), undisclosed: true }
    expect(packetOf(message({ originator }), 'delivered', occasion()).to).toBe('sip:ann@home1.example')
  })

  it('leads to an anonymous originator along a recorded way', () => {
    const about = message({ originator: { undisclosed: true } })
    expect(packetOf(about, 'delivered', occasion({ cpim: routed })).to).toBe('sip:b2@home1.example')
  })

  it.each([{ undisclosed: true }, { undisclosed: true, address: address('sip:anonymous@anonymous.invalid') }])(
    'does not lead to an anonymous originator without one: %j',
    (originator) => {
      expect(errorsOf(imdnFor(message({ originator }), 'delivered', occasion({ cpim: cpim() })))).toEqual([
        'missing originator',
      ])
    },
  )

  it('does not lead where SIP cannot go, whatever the message says', () => {
    const astray = cpim('i.IMDN-Record-Route: <http://192.0.2.1/>')
    expect(errorsOf(imdnFor(message(), 'delivered', occasion({ cpim: astray })))).toEqual([
      'malformed imdn.IMDN-Record-Route',
    ])
  })
})

describe('no disposition notification', () => {
  it('is sent about a notification (AMB-30)', () => {
    expect(errorsOf(imdnFor(message({ kind: 'notification' }), 'delivered', occasion()))).toEqual(['notAllowed kind'])
  })

  it.each([
    ['delivered', 'negative-delivery'],
    ['failed', 'positive-delivery'],
    ['stored', 'display'],
  ] as const)('says %s to an originator who asked for %s (HND-02)', (status, asked) => {
    const about = message({ notificationsRequested: [asked] })
    expect(errorsOf(imdnFor(about, status, occasion()))).toEqual(['notAllowed notificationsRequested'])
  })

  it('is sent to an originator who asked for none (HND-02)', () => {
    const { notificationsRequested: _, ...about } = message()
    expect(errorsOf(imdnFor(about, 'delivered', occasion()))).toEqual(['notAllowed notificationsRequested'])
  })

  it('is the second of its kind: failed after delivered is not said (AMB-18)', () => {
    expect(errorsOf(imdnFor(message(), 'failed', occasion({ before: ['delivery'] })))).toEqual(['duplicate before'])
    expect(errorsOf(imdnFor(message(), 'failed', occasion({ before: ['processing'] })))).toEqual([])
  })

  it('is sent about a message without identity or date', () => {
    const { messageId: _, ...unnamed } = aMessage({ notificationsRequested: ['positive-delivery'] })
    expect(errorsOf(imdnFor(unnamed, 'delivered', occasion()))).toEqual(['missing messageId', 'missing date'])
  })

  it('is written around an identity that could smuggle something in', () => {
    expect(errorsOf(imdnFor(message(), 'delivered', occasion({ messageId: 'n\r\nX: y' })))).toEqual([
      'malformed imdn.Message-ID',
    ])
  })
})
