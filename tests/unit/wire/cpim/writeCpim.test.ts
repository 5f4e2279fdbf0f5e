import fc from 'fast-check'
import type { CpimOutline } from '../../../../src/wire/cpim/index.js'
import { readCpim, writeCpim } from '../../../../src/wire/cpim/index.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { errorsOf, textOf, valueOf } from '../../../support/wireText.js'

const outline = (parts: Partial<CpimOutline> = {}): CpimOutline => ({
  from: { uri: 'sip:ann@home1.example' },
  to: [{ uri: 'sip:bob@home2.example' }],
  contentType: 'text/plain',
  content: utf8Encode('noon?'),
  ...parts,
})

describe('writeCpim', () => {
  it('writes headers, header fields of the content and the content, one empty line between each', () => {
    const written = writeCpim(
      outline({
        dateTime: '2026-02-03T11:00:00+01:00',
        subject: 'lunch',
        messageId: 'n-77',
        imdnRoute: ['sip:a.example', 'sip:b.example'],
        contentHeaders: [{ name: 'Content-Disposition', value: 'notification' }],
      }),
    )
    expect(textOf(valueOf(written)).split('\r\n')).toEqual([
      'From: <sip:ann@home1.example>',
      'To: <sip:bob@home2.example>',
      'DateTime: 2026-02-03T11:00:00+01:00',
      'Subject: lunch',
      'NS: imdn <urn:ietf:params:imdn>',
      'imdn.Message-ID: n-77',
      'imdn.IMDN-Route: <sip:a.example>',
      'imdn.IMDN-Route: <sip:b.example>',
      '',
      'Content-Type: text/plain',
      'Content-Disposition: notification',
      '',
      'noon?',
    ])
  })

  it('binds the prefix of notifications for a route alone, and not without need', () => {
    expect(textOf(valueOf(writeCpim(outline({ imdnRoute: ['sip:a.example'] }))))).toContain('NS: imdn')
    expect(textOf(valueOf(writeCpim(outline())))).not.toContain('NS:')
  })

  it('keeps every text in a formal name and a subject on its line, and gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (name, subject) => {
        const formalName = `${name}\r\nX: y\t"\\\u0007\u0085`
        const from = { formalName, uri: 'sip:ann@home1.example' }
        const read = valueOf(readCpim(valueOf(writeCpim(outline({ from, subject })))))
        expect(read.from).toEqual(from)
        expect(read.subjects).toEqual([{ text: subject }])
        expect(read.headers).toHaveLength(3)
      }),
    )
  })

  it('gives back the content octet by octet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (content) => {
        expect(valueOf(readCpim(valueOf(writeCpim(outline({ content }))))).content).toEqual(content)
      }),
    )
  })

  it('refuses what could not be read again, all at once', () => {
    const written = writeCpim(
      outline({
        from: { uri: 'sip:ann@home1.example>\r\nX: y' },
        to: [],
        dateTime: 'noon',
        messageId: 'n 77',
        imdnRoute: ['nowhere'],
        contentType: 'text',
        contentHeaders: [
          { name: 'X', value: 'a\r\nY: b' },
          { name: 'X:', value: 'a' },
        ],
      }),
    )
    expect(errorsOf(written)).toEqual([
      'malformed From',
      'missing To',
      'malformed DateTime',
      'malformed imdn.Message-ID',
      'malformed imdn.IMDN-Route',
      'malformed Content-Type',
      'malformed contentHeaders',
      'malformed contentHeaders',
    ])
  })

  it('refuses a media type that goes on in the next line', () => {
    expect(errorsOf(writeCpim(outline({ contentType: 'text/plain;a="\r\nX: y"' })))).toEqual(['malformed Content-Type'])
  })
})
