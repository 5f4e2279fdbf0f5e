import {
  CpmClientCodec,
  decode,
  encode,
  InputErrorCodec,
  LineErrorCodec,
  RoutingDecisionCodec,
  RoutingRequestCodec,
  ScheduleCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
} from '../../../../src/wire/documents/index.js'
import { readFrom, requestJson, warnedIn, wrongIn } from './reading.js'

const { message } = requestJson
const client = { deviceId: 'phone', registered: true }

describe('a standalone message', () => {
  it('is read with instants in milliseconds and addresses with their canonical form', () => {
    expect(readFrom(StandaloneMessageCodec, message)).toEqual({
      entryId: 'e-1',
      kind: 'pager',
      originator: {
        address: { uri: 'sip:ann@home1.example', canonical: 'sip:ann@home1.example', domain: 'home1.example' },
      },
      recipient: {
        uri: 'sip:+15550100@home2.example;user=phone',
        canonical: 'tel:+15550100',
        domain: 'home2.example',
      },
      receivedAt: 1_770_112_800_000,
      size: 12,
    })
  })

  it('names every member that is missing, at once', () => {
    expect(wrongIn(StandaloneMessageCodec, {})).toEqual(
      ['entryId', 'kind', 'originator', 'recipient', 'receivedAt', 'size'].map((name) => `/${name} missing`),
    )
  })

  it.each([
    [{ subject: null }, '/subject wrongType'],
    [{ kind: null }, '/kind wrongType'],
    [{ kind: 'fax' }, '/kind notAllowed'],
    [{ entryId: '' }, '/entryId malformed'],
    [{ entryId: 7 }, '/entryId wrongType'],
    [{ size: -1 }, '/size outOfRange'],
    [{ size: 1.5 }, '/size outOfRange'],
    [{ size: Number.NaN }, '/size outOfRange'],
    [{ size: JSON.parse('1e400') as unknown }, '/size outOfRange'],
    [{ size: 2 ** 53 }, '/size outOfRange'],
    [{ size: '12' }, '/size wrongType'],
    [{ size: 12n }, '/size wrongType'],
    [{ targetAddressPresent: 'no' }, '/targetAddressPresent wrongType'],
    [{ contentType: 'text/*' }, '/contentType malformed'],
    [{ contentType: 'text' }, '/contentType malformed'],
    [{ notificationsRequested: ['display', 'read'] }, '/notificationsRequested/1 notAllowed'],
    [{ notificationsRequested: 'display' }, '/notificationsRequested wrongType'],
    [{ history: { 0: 'tel:+1' } }, '/history wrongType'],
    [{ history: ['tel:+1', null] }, '/history/1 wrongType'],
    [{ originator: 'sip:ann@home1.example' }, '/originator wrongType'],
    [{ originator: {} }, '/originator/address missing'],
    [{ originator: { undisclosed: false } }, '/originator/address missing'],
    [{ originator: { undisclosed: 'no' } }, '/originator/undisclosed wrongType'],
    [{ originator: { address: 'ann' } }, '/originator/address malformed'],
  ])('with %j is refused', (changed, error) => {
    expect(wrongIn(StandaloneMessageCodec, { ...message, ...changed })).toEqual([error])
  })

  it.each([
    { contentType: 'text/plain; charset=utf-8' },
    { originator: { undisclosed: true } },
    { originator: { undisclosed: true, address: 'sip:ann@home1.example' } },
    { subject: '\ud800' },
    { subject: undefined },
    { size: 0 },
  ])('with %j is read', (changed) => {
    expect(wrongIn(StandaloneMessageCodec, { ...message, ...changed })).toEqual([])
  })

  it('of size minus zero has size zero', () => {
    expect(Object.is(readFrom(StandaloneMessageCodec, { ...message, size: -0 }).size, 0)).toBe(true)
  })

  it.each([
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [new Map(), 'an object that is no plain data'],
    [new Date(0), 'an object that is no plain data'],
    [() => 1, 'a function'],
    [Symbol('s'), 'a symbol'],
    [true, 'true'],
    ['x'.repeat(100), `"${'x'.repeat(78)}…`],
  ])('is an object, not %p', (input, actual) => {
    expect(decode(StandaloneMessageCodec)(input)).toMatchObject({ left: [{ path: '', code: 'wrongType', actual }] })
  })

  it('is an object of any realm, or one without prototype', () => {
    expect(wrongIn(StandaloneMessageCodec, Object.assign(Object.create(null) as object, message))).toEqual([])
  })

  it('says of an object what is in it', () => {
    const found = (value: unknown): unknown => decode(StandaloneMessageCodec)({ ...message, subject: value })
    expect(found({})).toMatchObject({ left: [{ actual: 'an empty object' }] })
    expect(found({ a: 1, b: 2 })).toMatchObject({ left: [{ actual: 'an object with a, b' }] })
    expect(found({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toMatchObject({
      left: [{ actual: 'an object with a, b, c, d, …' }],
    })
  })
})

describe('a CPM client', () => {
  it('needs a device id and whether it is registered', () => {
    expect(wrongIn(CpmClientCodec, {})).toEqual(['/deviceId missing', '/registered missing'])
  })

  it.each([
    [{ services: ['msg', 'fax'] }, '/services/1 notAllowed'],
    [{ connectivity: 'good' }, '/connectivity notAllowed'],
    [{ connectivity: 1 }, '/connectivity wrongType'],
    [{ registered: 1 }, '/registered wrongType'],
    [{ registeredAt: '2026-02-03' }, '/registeredAt malformed'],
    [{ capabilities: [] }, '/capabilities wrongType'],
    [{ capabilities: { contentTypes: ['*/text'] } }, '/capabilities/contentTypes/0 malformed'],
    [{ capabilities: { contentTypes: ['text'] } }, '/capabilities/contentTypes/0 malformed'],
    [{ capabilities: { maxSize: -1 } }, '/capabilities/maxSize outOfRange'],
  ])('with %j is refused', (changed, error) => {
    expect(wrongIn(CpmClientCodec, { ...client, ...changed })).toEqual([error])
  })

  it('takes media ranges with parameters', () => {
    const capabilities = { contentTypes: ['*/*', 'text/*', 'image/svg+xml', 'text/plain ; q=1'] }
    expect(readFrom(CpmClientCodec, { ...client, capabilities }).capabilities).toEqual(capabilities)
  })
})

describe('a policy', () => {
  it('may be empty', () => {
    expect(readFrom(ServiceProviderPolicyCodec, {})).toEqual({})
  })

  it('never forwards where no rule applies, and says why', () => {
    expect(decode(ServiceProviderPolicyCodec)({ whenNoRuleApplies: 'forward' })).toMatchObject({
      left: [{ code: 'notAllowed', path: '/whenNoRuleApplies', expected: expect.stringContaining('AMB-02') as string }],
    })
  })

  it.each([
    [{ rejectStatus: 404 }, '/rejectStatus notAllowed'],
    [{ rejectStatus: '403' }, '/rejectStatus wrongType'],
    [{ longestHolding: 'P1M' }, '/longestHolding unsupported'],
    [{ longestHolding: 72 }, '/longestHolding wrongType'],
    [{ servicesWhenUnknown: 'some' }, '/servicesWhenUnknown notAllowed'],
    [{ servicesWhenUnknown: ['fax'] }, '/servicesWhenUnknown/0 notAllowed'],
    [{ servicesWhenUnknown: 3 }, '/servicesWhenUnknown wrongType'],
    [{ outOfBand: { to: ['phone', ''] } }, '/outOfBand/to/1 malformed'],
    [{ outOfBand: { form: 'both' } }, '/outOfBand/form notAllowed'],
    [{ interpretations: { 'AMB-02': 'literal' } }, '/interpretations/AMB-02 notAllowed'],
    [{ interpretations: { 'AMB-07': 'current' } }, '/interpretations/AMB-07 notAllowed'],
    [{ clients: { action: 'reject' } }, '/clients/action contradiction'],
    [{ longestQueue: 1.5 }, '/longestQueue outOfRange'],
  ])('with %j is refused', (policy, error) => {
    expect(wrongIn(ServiceProviderPolicyCodec, policy)).toEqual([error])
  })

  it('comes out as it went in', () => {
    const policy = {
      longestHolding: 'PT72H',
      servicesWhenUnknown: ['msg'],
      outOfBand: { to: 'none' },
      interpretations: { 'AMB-01': 'outcomeOrder' },
      clients: { smallerThan: 10 },
    }
    const value = readFrom(ServiceProviderPolicyCodec, policy)
    expect(value.longestHolding).toBe(259_200_000)
    expect(encode(ServiceProviderPolicyCodec)(value)).toEqual(policy)
  })
})

describe('a schedule', () => {
  const night = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }

  it.each([
    [{ zone: 'Europe/Nowhere' }, '/zone unsupported'],
    [{ zone: '+01:00' }, '/zone malformed'],
    [{ zone: 1 }, '/zone wrongType'],
    [{ from: '24:00' }, '/from malformed'],
    [{ from: '7:00' }, '/from malformed'],
    [{ to: '24:01' }, '/to malformed'],
    [{ to: 7 }, '/to wrongType'],
    [{ days: ['monday'] }, '/days/0 notAllowed'],
  ])('with %j is refused', (changed, error) => {
    expect(wrongIn(ScheduleCodec, { ...night, ...changed })).toEqual([error])
  })

  it('may end at 24:00', () => {
    expect(readFrom(ScheduleCodec, { ...night, to: '24:00' }).to).toBe('24:00')
  })

  it('that names a weekday twice is read with a warning', () => {
    expect(warnedIn(ScheduleCodec, { ...night, days: ['mon', 'tue', 'mon'] })).toEqual(['/days'])
    expect(warnedIn(ScheduleCodec, { ...night, days: ['mon', 'tue'] })).toEqual([])
  })

  it('goes by the zones that the caller knows', () => {
    const options = { isKnownZone: (zone: string) => zone === 'Mars/Base' }
    expect(wrongIn(ScheduleCodec, night, options)).toEqual(['/zone unsupported'])
    expect(wrongIn(ScheduleCodec, { ...night, zone: 'Mars/Base' }, options)).toEqual([])
  })

  it('outside conditions drops what nobody knows', () => {
    expect(readFrom(ScheduleCodec, { ...night, holiday: true })).toEqual(night)
    expect(warnedIn(ScheduleCodec, { ...night, holiday: true })).toEqual(['/holiday'])
  })
})

describe('a routing request', () => {
  it('names each client once', () => {
    const clients = [
      client,
      { ...client, deviceId: 'tablet' },
      client,
      { deviceId: 7 },
      { deviceId: 7 },
      'phone',
      'phone',
    ]
    expect(
      wrongIn(RoutingRequestCodec, { ...requestJson, recipient: { clients } }).filter((error) =>
        error.endsWith('duplicate'),
      ),
    ).toEqual(['/recipient/clients/2/deviceId duplicate'])
  })

  it('may carry preferences of somebody else, with a warning', () => {
    const recipient = (owner: string): object => ({ ...requestJson, recipient: { preferences: { owner } } })
    expect(warnedIn(RoutingRequestCodec, recipient('tel:+15550111'))).toEqual(['/recipient/preferences/owner'])
    expect(warnedIn(RoutingRequestCodec, recipient('tel:+1-555-0100'))).toEqual([])
  })

  it('drops what nobody knows, with a warning that names it as a JSON Pointer', () => {
    expect(readFrom(RoutingRequestCodec, { ...requestJson, 'a/b~c': 1, policy: { x: 1 } })).toEqual(
      readFrom(RoutingRequestCodec, { ...requestJson, policy: {} }),
    )
    expect(warnedIn(RoutingRequestCodec, { ...requestJson, 'a/b~c': 1, policy: { x: 1 } })).toEqual([
      '/a~1b~0c',
      '/policy/x',
    ])
  })

  it('gives all that is wrong at once', () => {
    const recipient = { clients: [{ deviceId: 'phone' }], waiting: -1, preferences: { owner: 'nobody' } }
    expect(
      [...wrongIn(RoutingRequestCodec, { message: { ...message, size: 'big' }, recipient, policy: null })].sort(),
    ).toEqual([
      '/message/size wrongType',
      '/now missing',
      '/policy wrongType',
      '/recipient/clients/0/registered missing',
      '/recipient/preferences/owner malformed',
      '/recipient/waiting outOfRange',
    ])
  })
})

describe('a routing decision', () => {
  const decided = { determinedBy: { requirement: 'TERM-15' }, record: false, response: { status: 200, reason: 'OK' } }

  it.each([
    { _tag: 'Reject', ...decided },
    { _tag: 'Interwork', ...decided },
    { _tag: 'Store', ...decided, determinedBy: { requirement: 'AMB-14', rule: 'r' } },
    { _tag: 'Forward', to: 'tel:+15550111', ...decided },
    {
      _tag: 'Defer',
      reason: 'DoNotDisturb',
      plan: {
        option: 'push',
        expiresAt: '2026-02-03T10:00:00Z',
        onExpiry: 'discard',
        awaits: 'DoNotDisturbEnds',
        until: '2026-02-03T10:00:00Z',
      },
      ...decided,
    },
    { _tag: 'Send', to: ['phone'], insertTargetAddress: true, ...decided },
  ])('$_tag comes out as it went in', (decision) => {
    const value = readFrom(RoutingDecisionCodec, decision)
    expect(RoutingDecisionCodec.is(value)).toBe(true)
    expect(encode(RoutingDecisionCodec)(value)).toEqual(decision)
  })

  it.each([
    [{}, '/_tag missing'],
    [{ _tag: 1 }, '/_tag wrongType'],
    [{ _tag: 'Drop' }, '/_tag notAllowed'],
    [{ _tag: 'constructor' }, '/_tag notAllowed'],
    [{ _tag: 'Reject', ...decided, determinedBy: { requirement: 'TERM-99' } }, '/determinedBy/requirement notAllowed'],
    [{ _tag: 'Reject', ...decided, response: { status: 100, reason: '' } }, '/response/status outOfRange'],
    [[], ' wrongType'],
  ])('is not %j', (decision, error) => {
    expect(wrongIn(RoutingDecisionCodec, decision)).toEqual([error])
  })

  it('is in memory one of the six', () => {
    expect([null, {}, { _tag: 'Reject' }].map((value) => RoutingDecisionCodec.is(value))).toEqual([false, false, false])
  })
})

describe('an error', () => {
  it('has a JSON form, alone and for a line', () => {
    const error = { code: 'missing', path: '/now', expected: 'an instant', actual: 'nothing' } as const
    expect(readFrom(InputErrorCodec, error)).toEqual(error)
    expect(readFrom(LineErrorCodec, { line: 1, errors: [error] })).toEqual({ line: 1, errors: [error] })
    expect(wrongIn(LineErrorCodec, { line: 0, errors: [] })).toEqual(['/line outOfRange'])
  })
})
