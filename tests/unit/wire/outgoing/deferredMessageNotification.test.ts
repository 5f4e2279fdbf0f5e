import fc from 'fast-check'
import type { DeferredMessageNotice } from '../../../../src/model/index.js'
import { readMultipart } from '../../../../src/wire/mime/index.js'
import { utf8Decode, utf8Encode } from '../../../../src/wire/octets/index.js'
import {
  deferredListNamespace,
  deferredListType,
  readDeferredMessageNotification,
  writeDeferredMessageNotification,
} from '../../../../src/wire/outgoing/index.js'
import { at } from '../../../support/builders.js'
import { errorsOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const lunch: DeferredMessageNotice = {
  entryId: 'e-7f3a',
  subject: 'lunch',
  originator: 'sip:ann@home1.example',
  displayName: 'Ann',
  date: at('2026-02-03T10:00:00Z'),
  size: 812,
  contentType: 'text/plain',
  expiresAt: at('2026-02-04T10:00:00.500Z'),
}

const hidden: DeferredMessageNotice = { entryId: 'e-2', originator: 'anonymous', date: 0, size: 0 }

const decodedText = (bytes: Uint8Array): string => {
  const text = utf8Decode(bytes)
  return text._tag === 'Some' ? text.value : ''
}

/** The text part and the list of a notification. */
const partsOf = (...notices: readonly DeferredMessageNotice[]): readonly string[] => {
  const { contentType, body } = writeDeferredMessageNotification(notices)
  const boundary = contentType.split('boundary=')[1] ?? ''
  return valueOf(readMultipart(body, boundary)).map((part) => decodedText(part.content))
}

const readBack = (...notices: readonly DeferredMessageNotice[]): readonly DeferredMessageNotice[] => {
  const { contentType, body } = writeDeferredMessageNotification(notices)
  return valueOf(readDeferredMessageNotification(contentType, body))
}

describe('a notification of deferred messages', () => {
  it('lists identity, subject, originator, date, size, content type and expiry (NTF-06 NTF-07)', () => {
    expect(partsOf(lunch)[1]).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<deferred-list xmlns="urn:cpm-routing:deferred-list:1">',
        '  <message id="e-7f3a">',
        '    <subject>lunch</subject>',
        '    <originator>sip:ann@home1.example</originator>',
        '    <display-name>Ann</display-name>',
        '    <date>2026-02-03T10:00:00Z</date>',
        '    <size>812</size>',
        '    <content-type>text/plain</content-type>',
        '    <expiry>2026-02-04T10:00:00.500Z</expiry>',
        '  </message>',
        '</deferred-list>',
        '',
      ].join('\n'),
    )
  })

  it('says the same for a person to read (NTF-07)', () => {
    expect(partsOf(lunch, hidden)[0]?.split('\r\n')).toEqual([
      '2 messages are waiting for you.',
      '',
      '1. lunch',
      '   From: sip:ann@home1.example (Ann)',
      '   Date: 2026-02-03T10:00:00Z',
      '   Size: 812 octets, text/plain',
      '   Expires: 2026-02-04T10:00:00.500Z',
      '',
      '2. (no subject)',
      '   From: anonymous',
      '   Date: 1970-01-01T00:00:00Z',
      '   Size: 0 octets',
      '',
    ])
    expect(partsOf(lunch)[0]).toMatch(/^1 message is waiting/)
    expect(partsOf()[0]).toMatch(/^0 messages are waiting/)
  })

  it('is text first and the list after it, as alternatives go', () => {
    const { contentType, body } = writeDeferredMessageNotification([])
    expect(contentType).toMatch(/^multipart\/alternative;/)
    const types = valueOf(readMultipart(body, 'cpm-routing-deferred-list')).map((part) => part.headers[0]?.value)
    expect(types).toEqual(['text/plain;charset=utf-8', deferredListType])
  })

  it('keeps an undisclosed originator anonymous in both parts (NTF-07)', () => {
    const parts = partsOf({ ...hidden, displayName: 'Ann' }).join('')
    expect(parts).toContain('From: anonymous')
    expect(parts).toContain('<originator>anonymous</originator>')
    expect(parts).not.toMatch(/display-name|Ann/)
  })

  it('comes back as it was', () => {
    expect(readBack()).toEqual([])
    expect(readBack(lunch, hidden)).toEqual([lunch, hidden])
  })

  it.each([
    '</subject></message><message id="e-evil"><subject>',
    ']]><!-- & &amp; &#0; "\'',
    'a\r\n--cpm-routing-deferred-list--\r\nb',
    '--cpm-routing-deferred-list--',
    'a\r\n   From: boss@corp.example\u0000\u001b[2J\u0085\u2028b',
  ])('takes nothing of a subject, a name or an address for more than text: %j', (hostile) => {
    const notice = { ...hidden, subject: hostile, displayName: hostile, originator: hostile, contentType: hostile }
    const [text = '', list = ''] = partsOf(notice)
    expect(text.split('\r\n')).toHaveLength(7)
    expect(list.split('\n')).toHaveLength(12)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    const clean = hostile.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    expect(readBack(notice)).toEqual([
      { ...hidden, subject: clean, displayName: clean, originator: clean, contentType: clean },
    ])
  })

  it('comes back with one message for each, whatever the originators wrote', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    const notice: fc.Arbitrary<DeferredMessageNotice> = fc.record(
      {
        entryId: fc.constant('e-1'),
        originator: text.map((rest) => `sip:${rest}`),
        date: fc.integer({ min: 0, max: 2 ** 42 }),
        size: fc.nat(),
        subject: text,
        displayName: text,
        contentType: text,
        expiresAt: fc.integer({ min: 0, max: 2 ** 42 }),
      },
      { requiredKeys: ['entryId', 'originator', 'date', 'size'] },
    )
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 4 }), (some) => {
        const notices = some.map((one, index) => ({ ...one, entryId: `e-${index}` }))
        const read = readBack(...notices)
        expect(read.map(({ entryId, date, size, expiresAt }) => [entryId, date, size, expiresAt])).toEqual(
          notices.map(({ entryId, date, size, expiresAt }) => [entryId, date, size, expiresAt]),
        )
      }),
    )
  })
})

describe('readDeferredMessageNotification', () => {
  const listOf = (content: string): Uint8Array =>
    utf8Encode(`<deferred-list xmlns="${deferredListNamespace}">${content}</deferred-list>`)
  const rest = '<originator>anonymous</originator><date>1970-01-01T00:00:00Z</date><size>0</size>'
  const read = (content: string) => readDeferredMessageNotification(deferredListType, listOf(content))
  const reasonsOf = (content: string): readonly string[] => {
    const decoding = read(content)
    return decoding._tag === 'Left' ? decoding.left.map(({ code, expected }) => `${code} ${expected}`) : []
  }

  it('reads the list alone as well', () => {
    expect(valueOf(read(`<message id="e-2">${rest}</message>`))).toEqual([hidden])
  })

  it('passes over what others add, and warns of what this namespace does not have', () => {
    const foreign = '<x xmlns="urn:vendor"/><subject xmlns="urn:vendor">no</subject>'
    const decoding = read(`${foreign}<page/><message id="e-2">${foreign}<priority/><subject/>${rest}</message>`)
    expect(valueOf(decoding)).toEqual([hidden])
    expect(warningPathsOf(decoding)).toHaveLength(2)
  })

  it('tells everything that is wrong at once', () => {
    expect(reasonsOf('<message/>')).toEqual([
      'missing attribute id of message',
      'missing element originator of message',
      'missing element date of message',
      'missing element size of message',
    ])
    const twice = `<message id="e-1"><subject>a</subject><subject>b</subject>${rest}</message>`
    expect(reasonsOf(`${twice}<message id="e-1">${rest}</message>`)).toEqual([
      'duplicate subject once',
      'duplicate each id once',
    ])
    expect(
      reasonsOf(
        '<message id="e-1"><originator>a</originator><date>noon</date><size>-1</size><expiry>1</expiry></message>',
      ),
    ).toEqual([
      'malformed date: a date-time of RFC 3339',
      'malformed size: a number of octets',
      'malformed expiry: a date-time of RFC 3339',
    ])
  })

  it('reads no other body', () => {
    const errors = (contentType: string, text: string) =>
      errorsOf(readDeferredMessageNotification(contentType, utf8Encode(text)))
    expect(errors('text/plain', 'noon?')).toEqual(['missing Content-Type'])
    expect(errors('multipart/mixed', '')).toEqual(['missing Content-Type'])
    expect(errors(deferredListType, '<deferred-list/>')).toEqual(['unsupported line 1, column 1'])
    expect(errors(deferredListType, `<list xmlns="${deferredListNamespace}"/>`)).toEqual([
      'unsupported line 1, column 1',
    ])
    expect(errors(deferredListType, '<deferred')).toEqual(['malformed line 1, column 9'])
  })

  it('reads no more than it may', () => {
    const { contentType, body } = writeDeferredMessageNotification([lunch])
    const xml = { octets: 10, depth: 2, elements: 2 }
    expect(errorsOf(readDeferredMessageNotification(contentType, body, { xml }))).toEqual(['tooLarge octet 10'])
  })
})
