import { right } from 'fp-ts/lib/Either.js'
import type { InputError } from '../../../../src/wire/InputError.js'
import type { ImdnBody } from '../../../../src/wire/imdn/index.js'
import { imdnOutcomes, readImdn, writeImdn } from '../../../../src/wire/imdn/index.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'

const delivered = '<delivery-notification><status><delivered/></status></delivery-notification>'
const identified = '<message-id> m-0001 </message-id><datetime>2026-02-03T11:00:00+01:00</datetime>'

const documentOf = (content: string): Uint8Array =>
  utf8Encode(`<?xml version="1.0"?>\n<imdn xmlns="urn:ietf:params:xml:ns:imdn">${content}</imdn>\n`)

const errorsOf = (content: string): readonly InputError[] => {
  const read = readImdn(documentOf(content))
  return read._tag === 'Left' ? read.left : []
}

const bodyOf = (content: string): ImdnBody | undefined => {
  const read = readImdn(documentOf(content))
  return read._tag === 'Right' ? read.right.value : undefined
}

describe('readImdn', () => {
  it('gives the message, its time as text and instant, the addresses and what has become of it', () => {
    const addresses =
      '<recipient-uri>sip:bob@home2.example</recipient-uri>' +
      '<original-recipient-uri>tel:+15550100</original-recipient-uri><subject>lunch</subject>'
    expect(readImdn(documentOf(identified + addresses + delivered))).toEqual(
      right({
        value: {
          messageId: 'm-0001',
          datetime: '2026-02-03T11:00:00+01:00',
          sentAt: Date.UTC(2026, 1, 3, 10),
          recipientUri: 'sip:bob@home2.example',
          originalRecipientUri: 'tel:+15550100',
          subject: 'lunch',
          disposition: 'delivery',
          status: 'delivered',
        },
        warnings: [],
      }),
    )
  })

  it.each(imdnOutcomes)('reads $disposition: $status', ({ disposition, status }) => {
    const notification = `<${disposition}-notification><status><${status}/></status></${disposition}-notification>`
    expect(bodyOf(identified + notification)).toMatchObject({ disposition, status })
  })

  it('reads elements in any order and passes over those of others', () => {
    const reason = '<reason xmlns="urn:vendor" code="486"/>'
    const failed = `<delivery-notification>${reason}<status><failed/>${reason}</status></delivery-notification>`
    expect(bodyOf(failed + reason + identified)?.status).toBe('failed')
  })

  it('reads interworking in the namespace of CPM', () => {
    const notification =
      '<x:interworking-notification xmlns:x="urn:oma:xml:cpm:imdn-extensions:1.0">' +
      '<x:status><x:legacy-sms/></x:status></x:interworking-notification>'
    expect(bodyOf(identified + notification)).toMatchObject({ disposition: 'interworking', status: 'legacy-sms' })
  })

  it('keeps a time that is none as text, with a warning', () => {
    const read = readImdn(documentOf(`<message-id>m</message-id><datetime>yesterday</datetime>${delivered}`))
    expect(read).toEqual(
      right({
        value: { messageId: 'm', datetime: 'yesterday', disposition: 'delivery', status: 'delivered' },
        warnings: [
          { path: 'line 2, column 1', message: 'datetime is no RFC 3339 date-time: the instant stays unknown' },
        ],
      }),
    )
  })

  it.each([
    ['no message', `<datetime>2026-02-03T10:00:00Z</datetime>${delivered}`, 'missing', 'element message-id of imdn'],
    [
      'an empty message',
      `<message-id/><datetime>2026-02-03T10:00:00Z</datetime>${delivered}`,
      'missing',
      'element message-id of imdn',
    ],
    ['no time', `<message-id>m</message-id>${delivered}`, 'missing', 'element datetime of imdn'],
    ['the message twice', `<message-id>m</message-id>${identified}${delivered}`, 'duplicate', 'message-id once'],
    ['no notification', identified, 'missing', 'disposition notification in imdn'],
    ['no status', `${identified}<delivery-notification/>`, 'missing', 'status in delivery-notification'],
    ['two notifications', identified + delivered + delivered, 'contradiction', 'one disposition notification in imdn'],
    [
      'a status of another notification',
      `${identified}<display-notification><status><delivered/></status></display-notification>`,
      'missing',
      'value (displayed, forbidden, error) in status',
    ],
    [
      'two statuses',
      `${identified}<delivery-notification><status><delivered/><failed/></status></delivery-notification>`,
      'contradiction',
      'one value (delivered, failed, forbidden, error) in status',
    ],
  ])('refuses %s', (_what, content, code, expected) => {
    expect(errorsOf(content)).toMatchObject([{ code, expected }])
  })

  it('reports all errors at once', () => {
    expect(errorsOf('').map(({ expected }) => expected)).toEqual([
      'element message-id of imdn',
      'element datetime of imdn',
      'disposition notification in imdn',
    ])
  })

  it('refuses another document type, and one without namespace', () => {
    const refused = { _tag: 'Left', left: [{ code: 'unsupported' }] }
    expect(readImdn(utf8Encode('<imdn/>'))).toMatchObject(refused)
    expect(readImdn(utf8Encode('<reginfo xmlns="urn:ietf:params:xml:ns:imdn"/>'))).toMatchObject(refused)
    expect(readImdn(documentOf(''), { octets: 10 })).toMatchObject({ left: [{ code: 'tooLarge' }] })
  })
})

describe('writeImdn', () => {
  const subject = { messageId: 'm-<1>', datetime: '2026-02-03T10:00:00Z' }

  it.each(imdnOutcomes)('writes $disposition: $status so that it reads back', (outcome) => {
    expect(readImdn(writeImdn({ ...subject, ...outcome }))).toEqual(
      right({ value: { ...subject, sentAt: Date.UTC(2026, 1, 3, 10), ...outcome }, warnings: [] }),
    )
  })

  it('keeps the order of RFC 5438', () => {
    const body = { ...subject, recipientUri: 'sip:b@x', originalRecipientUri: 'sip:o@x', subject: 'lunch' }
    const text = Buffer.from(writeImdn({ ...body, disposition: 'delivery', status: 'failed' })).toString()
    expect(text.match(/(?<=<)[a-z-]+/g)).toEqual([
      'imdn',
      'message-id',
      'datetime',
      'recipient-uri',
      'original-recipient-uri',
      'subject',
      'delivery-notification',
      'status',
      'failed',
    ])
  })

  it('takes a missing address from the other one, and leaves out a subject without any', () => {
    const failed = { disposition: 'delivery', status: 'failed' } as const
    const both = { recipientUri: 'sip:b@x', originalRecipientUri: 'sip:b@x' }
    const written = (body: Partial<ImdnBody>) => readImdn(writeImdn({ ...subject, ...failed, ...body } as ImdnBody))
    expect(written({ recipientUri: 'sip:b@x' })).toMatchObject({ right: { value: both } })
    expect(written({ originalRecipientUri: 'sip:b@x' })).toMatchObject({ right: { value: both } })
    expect(written({ subject: 'lunch' })).not.toMatchObject({ right: { value: { subject: 'lunch' } } })
  })
})
