import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  CpmClientCodec,
  decode,
  decodeJson,
  defaultDecodingLimits,
  encode,
  InstantCodec,
  RoutingDecisionCodec,
  RoutingRequestCodec,
  UserPreferencesCodec,
} from '../../../../src/wire/documents/index.js'
import { syntaxErrorAt } from '../../../../src/wire/documents/syntaxErrorAt.js'
import { requestJson, wrongIn } from './reading.js'

const client = { deviceId: 'phone', registered: true }

describe('decoding a JSON text', () => {
  it('gives what the text says', () => {
    expect(decodeJson(CpmClientCodec)(JSON.stringify(client))).toEqual({
      _tag: 'Right',
      right: { value: client, warnings: [] },
    })
  })

  it.each([
    ['{"deviceId":"a",}', '"}" at character 16'],
    ['{"deviceId":"a"', 'an end at character 15'],
    ['', 'an end at character 0'],
    ['\ufeff{}', '"\ufeff" at character 0'],
  ])('that is none says where: %j', (text, actual) => {
    expect(decodeJson(CpmClientCodec)(text)).toMatchObject({ left: [{ code: 'malformed', path: '', actual }] })
  })

  it('refuses a text beyond the limit without parsing it', () => {
    const long = ' '.repeat(defaultDecodingLimits.characters + 1)
    expect(decodeJson(CpmClientCodec)(long)).toMatchObject({
      left: [{ code: 'tooLarge', path: '', actual: '1048577 characters' }],
    })
    expect(decodeJson(CpmClientCodec, { limits: { characters: 3 } })('null')).toMatchObject({
      left: [{ code: 'tooLarge' }],
    })
    expect(decodeJson(CpmClientCodec, { limits: { depth: 1 } })('null')).toMatchObject({
      left: [{ code: 'wrongType' }],
    })
  })

  it('survives a text nested very deep', () => {
    expect(isLeft(decodeJson(CpmClientCodec)('['.repeat(500_000)))).toBe(true)
    expect(isLeft(decodeJson(CpmClientCodec)('['.repeat(500_000) + ']'.repeat(500_000)))).toBe(true)
    const unknown = `{"deviceId":"a","registered":true,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(isRight(decodeJson(CpmClientCodec)(unknown))).toBe(true)
  })

  const rules = [
    {
      id: 'a',
      when: { originator: { one: ['tel:+1-555-0100'], domains: ['corp.example'] } },
      then: { action: 'reject' },
    },
    { id: 'b', when: { kinds: ['pager'] }, then: { action: 'store' } },
  ]

  it.each([
    ['that is right', { owner: 'tel:+1-555-0100', rules }],
    ['with a member too many', { owner: 'tel:+15550100', rules, mood: { good: true } }],
    ['with an unknown condition', { owner: 'tel:+15550100', rules: [{ ...rules[1], when: { moon: 'full' } }] }],
    ['with members that are refused', { owner: 5, rules, recordIncoming: 'yes' }],
    ['with a member that is null', { owner: 'tel:+15550100', rules: null }],
    ['with entries that are refused', { owner: 'tel:+15550100', rules: [rules[0], 5, rules[1], 'six'] }],
    ['with entries of one name', { owner: 'tel:+15550100', rules: [rules[0], rules[0], { ...rules[1], id: 7 }] }],
    ['with a list that is none', { owner: 'tel:+15550100', rules: { id: 'a' } }],
  ])('says of a document %s what decoding its value says', (_, document) => {
    const text = JSON.stringify(document)
    expect(decodeJson(UserPreferencesCodec)(text)).toEqual(decode(UserPreferencesCodec)(document))
    expect(JSON.stringify(document)).toBe(text)
  })

  it('refuses what is no text', () => {
    const decodeAnything = decodeJson(CpmClientCodec) as (input: unknown) => unknown
    expect(decodeAnything(undefined)).toMatchObject({ left: [{ code: 'wrongType', actual: 'nothing' }] })
  })
})

describe('a syntax error', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['nul', 0],
    ['nulll', 0],
    ['01', 0],
    ['-', 0],
    ['1.', 0],
    ['1 2', 2],
    ['[1,]', 3],
    ['[,1]', 1],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{]', 1],
    ['{"a"}', 4],
    ['{"a":}', 5],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['{"a":1 "b":2}', 7],
    ['{"a":[1,{"b":tru}]}', 13],
    ['"a', 0],
    ['"a\nb"', 0],
    ['"\\x"', 0],
    ['"\\u12g4"', 0],
    ['"\\', 0],
    ['["\\u0041\\n", 1e5, -0.5, true, {"a" : {}}, []', 44],
    [']', 0],
    [',', 0],
  ])('in %j is at %d', (text, at) => {
    expect(() => JSON.parse(text) as unknown).toThrow()
    expect(syntaxErrorAt(text)).toBe(at)
  })
})

describe('decoding a value', () => {
  it('never throws, even where looking at it does', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap')
        },
      },
    )
    const getter = Object.defineProperty({}, 'deviceId', {
      enumerable: true,
      get: () => {
        throw new Error('trap')
      },
    })
    expect(wrongIn(CpmClientCodec, trap)).toEqual([' wrongType'])
    expect(wrongIn(CpmClientCodec, getter)).toEqual([' wrongType'])
  })

  it('reads a bounded number of list entries', () => {
    const rules = Array.from({ length: 3 }, (_, index) => ({ id: `r${index}`, then: { action: 'deliver' } }))
    const input = { owner: 'tel:+1', rules }
    expect(wrongIn(UserPreferencesCodec, input, { limits: { entries: 3 } })).toEqual([])
    expect(wrongIn(UserPreferencesCodec, input, { limits: { entries: 2 } })).toEqual(['/rules tooLarge'])
    expect(wrongIn(UserPreferencesCodec, { owner: 'tel:+1', rules: new Array(4_000_000_000) })).toEqual([
      '/rules tooLarge',
    ])
  })
})

describe('a codec', () => {
  it('is an io-ts type: it composes and reports', () => {
    const clients = t.readonlyArray(CpmClientCodec)
    expect(clients.decode([client])).toEqual({ _tag: 'Right', right: [client] })
    expect(clients.is([client])).toBe(true)
    expect(clients.is([{ ...client, registered: 1 }])).toBe(false)
    expect(clients.encode([client])).toEqual([client])
    const decoded = clients.decode([{ deviceId: 'phone', registered: 1 }])
    expect(isLeft(decoded) && decoded.left[0]?.context.map(({ key }) => key)).toEqual(['', '0', 'registered'])
    expect(isLeft(decoded) && decoded.left[0]?.message).toBe('/registered: expected true or false, found 1')
    const root = InstantCodec.decode(1)
    expect(isLeft(root) && root.left[0]?.message).toBe(
      'the document: expected an instant with an offset, such as 2026-02-03T10:00:00Z, found 1',
    )
  })

  it('tells values in memory from others', () => {
    const decoding = decode(RoutingRequestCodec)({
      ...requestJson,
      recipient: {
        clients: [{ ...client, capabilities: { contentTypes: ['*/*'] } }],
        preferences: {
          owner: 'tel:+1',
          rules: [
            {
              id: 'r',
              when: {
                originator: { except: ['a.example', 'tel:+2'] },
                during: { schedules: [{ zone: 'UTC', from: '00:00', to: '24:00' }] },
              },
              then: { action: 'deliver' },
            },
          ],
          devices: { phone: {} },
        },
      },
      policy: { servicesWhenUnknown: ['msg'], outOfBand: { to: 'all' }, answerAfter: 'PT5S' },
    })
    const value = isRight(decoding) ? decoding.right.value : undefined
    expect(RoutingRequestCodec.is(value)).toBe(true)
    expect(RoutingRequestCodec.is({ ...value, now: '2026-02-03T10:00:01Z' })).toBe(false)
    expect(RoutingRequestCodec.is({ ...value, policy: undefined })).toBe(false)
    expect(RoutingRequestCodec.is({ message: value?.message, recipient: {} })).toBe(false)
    expect(RoutingRequestCodec.is({ ...value, recipient: { preferences: { owner: 'tel:+1' } } })).toBe(false)
    expect(
      RoutingRequestCodec.is({
        ...value,
        recipient: { preferences: { ...value?.recipient.preferences, devices: [] } },
      }),
    ).toBe(false)
    expect(RoutingRequestCodec.is([])).toBe(false)
  })

  it('writes null for what is none of its values', () => {
    expect(encode(RoutingDecisionCodec)({ _tag: 'Drop' } as never)).toBeNull()
  })

  it('writes only what it knows', () => {
    const more = { ...client, contact: undefined, secret: 1 } as unknown as typeof client
    expect(encode(CpmClientCodec)(more)).toEqual(client)
  })
})
