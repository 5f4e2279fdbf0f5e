import { cpmAddress } from '../../../../src/model/CpmAddress.js'
import { cpmServiceOf } from '../../../../src/wire/sip/index.js'
import { asksForPrivacy, privacyOf } from '../../../../src/wire/sip/privacyOf.js'
import { readAcceptContact, serviceIdentifiersOf } from '../../../../src/wire/sip/readAcceptContact.js'
import { readExpiry } from '../../../../src/wire/sip/readExpiry.js'
import { readExtensions } from '../../../../src/wire/sip/readExtensions.js'
import { readHistoryInfo } from '../../../../src/wire/sip/readHistoryInfo.js'
import { readOriginator } from '../../../../src/wire/sip/readOriginator.js'
import { readSipDate } from '../../../../src/wire/sip/readSipDate.js'
import { readStandaloneService } from '../../../../src/wire/sip/readStandaloneService.js'
import { errorsOf, valueOf, warningPathsOf } from '../../../support/wireText.js'

const fields = (...lines: readonly (readonly [name: string, value: string])[]) =>
  lines.map(([name, value]) => ({ name, value }))

const addressOf = (uri: string) => {
  const address = cpmAddress(uri)
  if (address._tag === 'None') {
    throw new Error(uri)
  }
  return address.value
}

describe('Date', () => {
  it('is one form in GMT', () => {
    expect(valueOf(readSipDate('Tue, 03 Feb 2026 10:00:00 GMT'))).toBe(Date.UTC(2026, 1, 3, 10))
  })

  it('may give the wrong weekday, with a warning', () => {
    expect(warningPathsOf(readSipDate('Wed, 03 Feb 2026 10:00:00 GMT'))).toEqual(['Date'])
  })

  it.each([
    'Tue, 03 Feb 2026 10:00:00 EST',
    'Tue, 3 Feb 2026 10:00:00 GMT',
    'Tue, 30 Feb 2026 10:00:00 GMT',
    'Tue, 03 Fev 2026 10:00:00 GMT',
    'Mar, 03 Feb 2026 10:00:00 GMT',
    '2026-02-03T10:00:00Z',
  ])('is not %s', (value) => {
    expect(errorsOf(readSipDate(value))).toEqual(['malformed Date'])
  })
})

describe('the expiry of a message', () => {
  const receivedAt = Date.UTC(2026, 1, 3, 10, 5)
  const read = (...lines: readonly (readonly [name: string, value: string])[]) =>
    readExpiry(fields(...lines), 'Expires', receivedAt)

  it('counts from Date, else from the receipt', () => {
    const date = Date.UTC(2026, 1, 3, 10)
    expect(valueOf(read(['Date', 'Tue, 03 Feb 2026 10:00:00 GMT'], ['Expires', '3600']))).toEqual({
      date,
      expiresAt: date + 3_600_000,
    })
    expect(valueOf(read(['Expires', '3600']))).toEqual({ expiresAt: receivedAt + 3_600_000 })
  })

  it('counts from the receipt where Date lies in the future', () => {
    expect(valueOf(read(['Date', 'Wed, 04 Feb 2026 10:00:00 GMT'], ['Expires', '0'])).expiresAt).toBe(receivedAt)
  })

  it('never comes without seconds', () => {
    expect(valueOf(read())).toEqual({})
  })

  it('keeps the warnings of Date and never wraps around', () => {
    expect(warningPathsOf(read(['Date', 'Wed, 03 Feb 2026 10:00:00 GMT']))).toEqual(['Date'])
    expect(valueOf(read(['Expires', '4294967295'])).expiresAt).toBe(receivedAt + 4_294_967_295_000)
    expect(errorsOf(read(['Expires', '4294967296'], ['Date', 'now']))).toEqual(['malformed Date', 'outOfRange Expires'])
  })
})

describe('Privacy', () => {
  it.each([
    ['id', true],
    ['Header; session', true],
    ['user,critical', true],
    ['session', false],
    ['id;none', false],
    ['', false],
  ])('%s keeps the originator from the recipient: %s', (value, expected) => {
    expect(asksForPrivacy(privacyOf(fields(['Privacy', value])))).toBe(expected)
  })

  it('adds up over several header fields', () => {
    expect(privacyOf(fields(['Privacy', 'id'], ['privacy', 'None']))).toEqual(['id', 'none'])
  })
})

describe('the originator', () => {
  const read = (...lines: readonly (readonly [name: string, value: string])[]) => readOriginator(fields(...lines))
  const ann = addressOf('sip:ann@home1.example')

  it('is the SIP identity that the network asserts, with its name', () => {
    expect(valueOf(read(['P-Asserted-Identity', 'tel:+15550199, "Ann" <sip:ann@home1.example>']))).toEqual({
      address: ann,
      displayName: 'Ann',
    })
    expect(
      valueOf(read(['P-Asserted-Identity', '<sip:ann@home1.example>'], ['P-Asserted-Identity', 'tel:+15550199'])),
    ).toEqual({
      address: ann,
    })
  })

  it('is the telephone number where there is no SIP identity', () => {
    expect(valueOf(read(['P-Asserted-Identity', '<tel:+15550199>']))).toEqual({ address: addressOf('tel:+15550199') })
  })

  it('is undisclosed without an identity, with Privacy, or if anonymous; a name is then left out', () => {
    expect(valueOf(read(['From', '<sip:ann@home1.example>;tag=1']))).toEqual({ undisclosed: true })
    expect(valueOf(read(['P-Asserted-Identity', '"Ann" <sip:ann@home1.example>'], ['Privacy', 'id']))).toEqual({
      address: ann,
      undisclosed: true,
    })
    expect(valueOf(read(['P-Asserted-Identity', '<sip:anonymous@Anonymous.invalid>']))).toEqual({
      address: addressOf('sip:anonymous@Anonymous.invalid'),
      undisclosed: true,
    })
  })

  it.each([
    ['<mailto:ann@home1.example>', 'malformed'],
    ['Ann, <sip:ann@home1.example>', 'malformed'],
    ['"Ann <sip:ann@home1.example>', 'malformed'],
    ['<sip:ann@home1.example>, <sip:eve@home3.example>', 'notAllowed'],
    ['<tel:+15550199>, <tel:+15550198>', 'notAllowed'],
  ])('is not read from %s', (value, code) => {
    expect(errorsOf(read(['P-Asserted-Identity', value])).at(0)).toBe(`${code} P-Asserted-Identity`)
  })
})

describe('a service identifier', () => {
  it('names a CPM service, plain or percent-encoded, in any case', () => {
    const some = { _tag: 'Some', value: 'msg' }
    expect(cpmServiceOf('urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg')).toEqual(some)
    expect(cpmServiceOf('URN%3aurn-7%3A3gpp-service.ims.icsi.oma.cpm.MSG')).toEqual(some)
  })

  it.each([
    'urn:urn-7:3gppservice.ims.icsi.oma.cpm.msg',
    'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msgs',
    'urn%253Aurn-7%253A3gpp-service.ims.icsi.oma.cpm.msg',
    '!urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
  ])('%s names none', (identifier) => {
    expect(cpmServiceOf(identifier)).toEqual({ _tag: 'None' })
  })
})

describe('Accept-Contact', () => {
  it('lists the features of each preference', () => {
    const preferences = valueOf(
      readAcceptContact(fields(['Accept-Contact', '*;+G.3gpp.icsi-ref="urn%3Aa, urn%3Ab";require, *;explicit;audio'])),
    )
    expect(preferences).toEqual([
      { features: [{ name: '+g.3gpp.icsi-ref', value: 'urn%3Aa, urn%3Ab' }], require: true, explicit: false },
      { features: [{ name: 'audio' }], require: false, explicit: true },
    ])
    expect(serviceIdentifiersOf(preferences)).toEqual(['urn%3Aa', 'urn%3Ab'])
  })

  it.each(['+g.3gpp.icsi-ref="x"', '*;+g.3gpp.icsi-ref=', '*, "'])('is not %s', (value) => {
    expect(errorsOf(readAcceptContact(fields(['Accept-Contact', value])))).toEqual(['malformed Accept-Contact'])
  })
})

describe('the service of a standalone message', () => {
  const urn = (service: string) => `urn:urn-7:3gpp-service.ims.icsi.oma.cpm.${service}`
  const accept = (...services: readonly string[]) =>
    [
      'Accept-Contact',
      `*;+g.3gpp.icsi-ref="${services.map((service) => encodeURIComponent(urn(service))).join(',')}"`,
    ] as const
  const read = (...lines: readonly (readonly [name: string, value: string])[]) =>
    readStandaloneService(fields(...lines))

  it('is what the network asserts, else what the originator asks for', () => {
    expect(valueOf(read(['P-Asserted-Service', urn('systemmsg')], accept('msg')))).toBe('systemmsg')
    expect(valueOf(read(['P-Asserted-Service', 'urn:urn-7:3gpp-service.ims.icsi.mmtel'], accept('largemsg')))).toBe(
      'largemsg',
    )
  })

  it('is a pager message before all others, and a system message last', () => {
    expect(valueOf(read(accept('systemmsg', 'deferred', 'largemsg', 'msg')))).toBe('msg')
    expect(valueOf(read(accept('systemmsg', 'deferred')))).toBe('deferred')
    expect(valueOf(read(accept('systemmsg')))).toBe('systemmsg')
  })

  it('is none of a session, of a slip in the identifier, or of nothing (TERM-01)', () => {
    for (const lines of [
      [accept('session')],
      [['P-Asserted-Service', 'urn:urn-7:3gppservice.ims.icsi.oma.cpm.msg'] as const],
      [],
    ]) {
      const refused = read(...lines)
      expect(errorsOf(refused)).toEqual(['unsupported Accept-Contact'])
      expect(refused._tag === 'Left' ? refused.left[0]?.expected : '').toContain('TERM-01')
    }
  })

  it('is not read past what is malformed', () => {
    expect(errorsOf(read(['P-Asserted-Service', '"'], ['Accept-Contact', 'x']))).toHaveLength(2)
  })
})

describe('Require', () => {
  it('asks only for what is understood', () => {
    expect(valueOf(readExtensions(fields(['Require', 'Pref, histinfo']), ['pref', 'histinfo']))).toHaveLength(2)
    expect(errorsOf(readExtensions(fields(['Require', 'a, pref'], ['Require', 'b']), ['pref']))).toEqual([
      'unsupported Require',
      'unsupported Require',
    ])
    expect(errorsOf(readExtensions(fields(['Require', 'a,,b']), []))).toEqual(['malformed Require'])
  })
})

describe('History-Info', () => {
  const recipient = addressOf('sip:eve@e.example')
  const read = (...values: readonly string[]) =>
    readHistoryInfo(
      values.map((value) => ({ name: 'History-Info', value })),
      recipient,
    )
  const uris = (...values: readonly string[]) => valueOf(read(...values)).map(({ uri }) => uri)

  it('gives who forwarded the request, in the order of the indexes', () => {
    expect(
      uris(
        '<sip:eve@e.example>;index=1.10;mp=1.2',
        '<sip:c@c.example>;index=1.2, <sip:a@a.example?Reason=SIP>;index=1',
        '<sip:b@b.example>;index=1.1',
      ),
    ).toEqual(['sip:a@a.example', 'sip:b@b.example', 'sip:c@c.example'])
  })

  it('leaves out the recipient at the end, not further up', () => {
    expect(
      uris(
        '<sip:eve@e.example>;index=1',
        '<sip:b@b.example>;index=1.1',
        '<sip:eve@E.example>;index=1.1.1',
        '<sip:eve@e.example>;index=1.1.1.1',
      ),
    ).toEqual(['sip:eve@e.example', 'sip:b@b.example'])
    expect(uris('<sip:eve@e.example>;index=1')).toEqual([])
    expect(uris('<sip:b@b.example>;index=1')).toEqual(['sip:b@b.example'])
  })

  it('leaves out what is no address, with a warning', () => {
    const found = read('<urn:service:sos>;index=1', '<sip:b@b.example>;index=1')
    expect(valueOf(found)).toHaveLength(1)
    expect(warningPathsOf(found)).toEqual(['History-Info'])
  })

  it.each(['<sip:b@b.example>', 'b@b.example;index=1', '<sip:b@b.example>;index=1.', '<sip:b@b.example;index=1'])(
    'is not %s',
    (value) => {
      expect(errorsOf(read(value))).toEqual(['malformed History-Info'])
    },
  )
})
