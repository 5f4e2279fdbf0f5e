import { decode, encode, UserPreferencesCodec } from '../../../../src/wire/documents/index.js'
import { readFrom, warnedIn, wrongIn } from './reading.js'

const owner = 'sip:+15550100@home2.example;user=phone'
const deliver = { action: 'deliver' }
const wrong = (preferences: object): readonly string[] => wrongIn(UserPreferencesCodec, { owner, ...preferences })
const warned = (preferences: object): readonly string[] => warnedIn(UserPreferencesCodec, { owner, ...preferences })
const when = (conditions: unknown): object => ({ rules: [{ id: 'r', when: conditions, then: deliver }] })
const conditionsOf = (conditions: unknown): unknown =>
  readFrom(UserPreferencesCodec, { owner, ...when(conditions) }).rules?.[0]?.when

describe('preferences', () => {
  it('need an owner alone', () => {
    expect(readFrom(UserPreferencesCodec, { owner })).toEqual({
      owner: { uri: owner, canonical: 'tel:+15550100', domain: 'home2.example' },
    })
    expect(wrongIn(UserPreferencesCodec, {})).toEqual(['/owner missing'])
  })

  it('come out as they went in', () => {
    const preferences = {
      owner,
      rules: [
        {
          id: 'boss',
          when: {
            originator: {
              one: ['sip:boss@corp.example'],
              domains: ['corp.example'],
              except: ['sip:bot@corp.example', 'Other.example'],
            },
            undisclosed: false,
            kinds: ['pager'],
            contentTypes: ['text/*'],
            largerThan: 0,
            smallerThan: 100_000,
            subjectContains: ['urgent'],
            during: {
              schedules: [{ zone: 'UTC', from: '08:00', to: '18:00' }],
              from: '2026-02-03T10:00:00Z',
              until: '2026-03-03T10:00:00Z',
            },
            sphere: ['meeting'],
            registered: true,
          },
          then: { action: 'deliver', breakthrough: true },
        },
        { id: 'away', then: { action: 'forward', to: 'tel:+15550111' } },
      ],
      otherwise: { action: 'deliver', silence: true, breakthrough: false },
      doNotDisturb: { on: false, until: '2026-02-03T10:00:00Z', schedules: [] },
      recordIncoming: true,
      devices: { phone: { deliver: true, kinds: ['pager'], during: {} } },
      deferred: { option: 'push', onExpiry: 'discard' },
    }
    const value = readFrom(UserPreferencesCodec, preferences)
    expect(UserPreferencesCodec.is(value)).toBe(true)
    expect(encode(UserPreferencesCodec)(value)).toEqual(preferences)
  })

  it.each([
    [{ rules: [{ then: deliver }] }, ['/rules/0/id missing']],
    [{ rules: [{ id: 'r' }] }, ['/rules/0/then missing']],
    [{ rules: [{ id: '', then: deliver }] }, ['/rules/0/id malformed']],
    [{ rules: [{ id: 'r', then: {} }] }, ['/rules/0/then/action missing']],
    [{ rules: [{ id: 'r', then: { action: 'burn' } }] }, ['/rules/0/then/action notAllowed']],
    [{ rules: [{ id: 'r', then: { action: 1 } }] }, ['/rules/0/then/action wrongType']],
    [{ rules: [{ id: 'r', then: 'deliver' }] }, ['/rules/0/then wrongType']],
    [{ rules: [{ id: 'r', when: null, then: deliver }] }, ['/rules/0/when wrongType']],
    [{ otherwise: { action: 'forward' } }, ['/otherwise/to missing']],
    [{ otherwise: { action: 'reject', breakthrough: true } }, ['/otherwise/breakthrough contradiction']],
    [{ otherwise: { action: 'defer', silence: false } }, ['/otherwise/silence contradiction']],
    [{ otherwise: { action: 'deliver', silence: true, breakthrough: true } }, ['/otherwise/silence contradiction']],
    [{ deferred: { option: 'fax' } }, ['/deferred/option notAllowed']],
    [{ devices: [] }, ['/devices wrongType']],
    [{ devices: { phone: null } }, ['/devices/phone wrongType']],
    [{ doNotDisturb: true }, ['/doNotDisturb wrongType']],
  ])('with %j are refused', (preferences, errors) => {
    expect(wrong(preferences)).toEqual(errors)
  })

  it('name each rule once, even where a rule is wrong otherwise', () => {
    const rules = [{ id: 'r', then: deliver }, { id: 's', then: deliver }, { id: 'r' }, { id: 'r', then: deliver }]
    expect(wrong({ rules })).toEqual(['/rules/2/then missing', '/rules/2/id duplicate', '/rules/3/id duplicate'])
    expect(wrong({ rules: rules.slice(0, 2) })).toEqual([])
  })

  it('never forward to their owner, however the address is written (AMB-27)', () => {
    const to = 'tel:+1-555-0100'
    expect(
      wrong({ rules: [{ id: 'r', then: { action: 'forward', to } }], otherwise: { action: 'forward', to } }),
    ).toEqual(['/rules/0/then/to contradiction', '/otherwise/to contradiction'])
    expect(wrong({ rules: [{ id: 'r', then: {} }, { id: 's', then: { action: 'forward', to } }, 7] })).toEqual([
      '/rules/0/then/action missing',
      '/rules/2 wrongType',
      '/rules/1/then/to contradiction',
    ])
    expect(wrong({ owner: 'nobody', otherwise: { action: 'forward', to } })).toEqual(['/owner malformed'])
    expect(wrong({ otherwise: { action: 'forward', to: 'nobody' } })).toEqual(['/otherwise/to malformed'])
  })

  it.each(['then', 'action'])('have no action for one device: %s is refused (TERM-17)', (name) => {
    expect(decode(UserPreferencesCodec)({ owner, devices: { phone: { [name]: deliver } } })).toMatchObject({
      left: [
        {
          code: 'contradiction',
          path: `/devices/phone/${name}`,
          expected: expect.stringContaining('TERM-17') as string,
        },
      ],
    })
  })
})

describe('conditions', () => {
  it.each([
    [{ contentTypes: ['text/plain', '*/text'] }, '/contentTypes/1 malformed'],
    [{ kinds: ['fax'] }, '/kinds/0 notAllowed'],
    [{ largerThan: '1' }, '/largerThan wrongType'],
    [{ sphere: 'work' }, '/sphere wrongType'],
    [{ originator: { one: ['corp.example'] } }, '/originator/one/0 malformed'],
    [{ originator: { domains: [''] } }, '/originator/domains/0 malformed'],
    [{ originator: { domains: ['corp.example:5060'] } }, '/originator/domains/0 malformed'],
    [{ originator: { domains: ['bücher.example'] } }, '/originator/domains/0 malformed'],
    [{ originator: { domains: ['a'.repeat(256)] } }, '/originator/domains/0 malformed'],
    [{ originator: { except: ['sip:'] } }, '/originator/except/0 malformed'],
    [{ originator: { except: ['two words'] } }, '/originator/except/0 malformed'],
    [{ originator: { except: [1] } }, '/originator/except/0 wrongType'],
    [{ during: { from: 'now' } }, '/during/from malformed'],
    [
      { during: { schedules: [{ zone: 'Europe/Nowhere', from: '00:00', to: '24:00' }] } },
      '/during/schedules/0/zone unsupported',
    ],
  ])('with %j are refused', (conditions, error) => {
    expect(wrong(when(conditions))).toEqual([`/rules/0/when${error}`])
  })

  it('take hosts by name or number', () => {
    const originator = { domains: ['[2001:db8::1]', 'a', '198.51.100.7', 'xn--bcher-kva.example', '_x.example.'] }
    expect(wrong(when({ originator }))).toEqual([])
  })

  it('whose span ends before it starts are read with a warning', () => {
    const from = '2026-02-03T10:00:00Z'
    expect(warned(when({ during: { from, until: from } }))).toEqual(['/rules/0/when/during/until'])
    expect(warned(when({ during: { from, until: '2026-02-03T10:00:01Z' } }))).toEqual([])
  })

  it('that nobody knows are kept with their value as JSON text, and named in a warning (AMB-03)', () => {
    const conditions = {
      roaming: { in: ['fr', null, true, 1.5] },
      originator: { list: 'friends' },
      during: { moon: 'full', schedules: [{ zone: 'UTC', from: '00:00', to: '24:00', holiday: false }] },
      __proto: 1,
      constructor: 2,
    }
    expect(conditionsOf(conditions)).toEqual({
      originator: {},
      during: { schedules: [{ zone: 'UTC', from: '00:00', to: '24:00' }] },
      unknownConditions: [
        { name: 'roaming', value: '{"in":["fr",null,true,1.5]}' },
        { name: 'originator.list', value: '"friends"' },
        { name: 'during.moon', value: '"full"' },
        { name: 'during.schedules.0.holiday', value: 'false' },
        { name: '__proto', value: '1' },
        { name: 'constructor', value: '2' },
      ],
    })
    expect(warned(when(conditions))).toEqual([
      '/rules/0/when/roaming',
      '/rules/0/when/originator/list',
      '/rules/0/when/during/moon',
      '/rules/0/when/during/schedules/0/holiday',
      '/rules/0/when/__proto',
      '/rules/0/when/constructor',
    ])
  })

  it('of a device keep what nobody knows as well', () => {
    const devices = { phone: { roaming: 1 } }
    expect(readFrom(UserPreferencesCodec, { owner, devices }).devices).toEqual({
      phone: { unknownConditions: [{ name: 'roaming', value: '1' }] },
    })
  })

  it('that were unknown once stay so after they were written and read', () => {
    const once = readFrom(UserPreferencesCodec, {
      owner,
      ...when({ unknownConditions: [{ name: 'a', value: '1' }], b: 2 }),
    })
    expect(once.rules?.[0]?.when?.unknownConditions).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ])
    expect(readFrom(UserPreferencesCodec, encode(UserPreferencesCodec)(once))).toEqual(once)
  })

  it('that nobody knows end with the rule: what follows it is dropped again', () => {
    const decoding = decode(UserPreferencesCodec)({ owner, ...when({ a: 1 }), b: 2 })
    expect(decoding._tag === 'Right' && decoding.right.value).not.toHaveProperty('unknownConditions')
    expect(decoding._tag === 'Right' && decoding.right.warnings).toEqual([
      { path: '/rules/0/when/a', message: 'is an unknown condition: what has it never matches' },
      { path: '/b', message: 'is not known here and was dropped' },
    ])
  })

  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  it.each([
    ['nested too deep', nested(100_000)],
    ['a circle', cyclic],
    ['an infinite number', [Number.POSITIVE_INFINITY]],
    ['a Map', new Map()],
    ['nothing inside a list', [undefined]],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a symbol', Symbol('s')],
  ])('that nobody knows must be JSON, not %s', (_, value) => {
    expect(wrong(when({ roaming: value }))).toEqual(['/rules/0/when/roaming malformed'])
  })

  it('that nobody knows may be nested as deep as the limit says', () => {
    const input = { owner, ...when({ roaming: nested(3) }) }
    expect(wrongIn(UserPreferencesCodec, input, { limits: { depth: 3 } })).toEqual([])
    expect(wrongIn(UserPreferencesCodec, input, { limits: { depth: 1 } })).toEqual(['/rules/0/when/roaming malformed'])
    expect(wrongIn(UserPreferencesCodec, input, { limits: { characters: 2 } })).toEqual([
      '/rules/0/when/roaming malformed',
    ])
  })
})
