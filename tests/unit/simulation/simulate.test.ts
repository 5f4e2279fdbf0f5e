import { simulate } from '../../../src/simulation/index.js'
import { acts, arrival, arrows, at, device, play, scenario } from './scenario.js'

const bob = { owner: 'sip:bob@home2.example' }
const defers = { otherwise: { action: 'defer' } }

describe('outcomes', () => {
  it('an action that is scripted to fail has no effect, and 480 is its status where none is given', () => {
    const transcript = play({
      steps: [arrival('e-1', 0)],
      outcomes: [{ action: 'Send e-1 phone', result: 'fails' }],
    })
    expect(arrows(transcript)).toContain('phone -> SIP/IP core: 480')
    expect(acts(transcript, 'phone')).toEqual([])
    expect(transcript.held).toEqual(['e-1'])
  })

  it('a request that is lost is asked for again, and has its effect then', () => {
    const transcript = play({
      steps: [arrival('e-1', 0), { happens: 'TimePasses', at: at(1) }],
      outcomes: [{ action: 'Send e-1 phone', result: 'requestLost' }],
    })
    expect(arrows(transcript)).toContain('Participating Function -x SIP/IP core: Send e-1 phone')
    expect(acts(transcript)).toEqual(['decides Send e-1', 'Send e-1 phone', 'Respond e-1 202', 'Send e-1 phone'])
    expect(acts(transcript, 'phone')).toEqual(['RespondSuccessfully'])
  })

  it('an answer that is lost leads to the same action, which is not done twice', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'store' } },
      steps: [arrival('e-1', 0), { happens: 'TimePasses', at: at(1) }],
      outcomes: [
        { action: 'StoreMessage e-1 (may disturb, no expiry, discard)', result: 'answerLost' },
        { action: 'Respond e-1 202', result: 'answerLost' },
      ],
    })
    expect(acts(transcript, 'Message Storage Server')).toEqual(['KeepTemporarily e-1', 'NotifyStorageClient e-1'])
    expect(arrows(transcript)).toContain('Message Storage Server -> Participating Function: done before')
    expect(transcript.held).toEqual([])
  })

  it('an outcome can come late, and is used up once', () => {
    const { lines } = play({
      latency: 'PT1S',
      steps: [arrival('e-1', 0)],
      outcomes: [
        { action: 'Send e-1 phone', result: 'succeeds', delay: 'PT10S' },
        { action: 'Respond e-1 202', result: 'succeeds', delay: 'PT1S' },
      ],
    })
    const answered = lines.find(({ what, from }) => what === 'RespondSuccessfully' && from === 'phone')
    expect(answered?.at).toBe(Date.parse(at(0)) + 12_000)
    expect(lines.some(({ what }) => what === 'Respond e-1 202')).toBe(true)
  })

  it('an answer is as much as an arrow of the one who gives it', () => {
    const { lines } = play({ steps: [arrival('e-1', 0)] })
    expect(lines.filter(({ what }) => what === 'RespondSuccessfully')).toEqual([
      {
        at: Date.parse(at(0)) + 40,
        from: 'phone',
        to: 'SIP/IP core',
        what: 'RespondSuccessfully',
        requirement: 'TERM-20',
        kind: 'act',
        reply: true,
      },
      {
        at: Date.parse(at(0)) + 60,
        from: 'SIP/IP core',
        to: 'Participating Function',
        what: 'RespondSuccessfully',
        requirement: 'TERM-20',
        kind: 'passing',
        reply: true,
      },
    ])
  })
})

describe('ways', () => {
  it('a message is forwarded through the core, and interworked beside it', () => {
    const forwarded = play({
      preferences: { otherwise: { action: 'forward', to: 'tel:+15550111' } },
      steps: [arrival('e-1', 0)],
    })
    expect(arrows(forwarded)).toContain('SIP/IP core -> tel:+15550111: Forward e-1 tel:+15550111')
    expect(forwarded.parties).toContain('tel:+15550111')
    const interworked = play({ preferences: { otherwise: { action: 'interwork' } }, steps: [arrival('e-1', 0)] })
    expect(arrows(interworked)).toContain('Participating Function -> Interworking Selection Function: Interwork e-1')
  })

  it('two clients with one list are told of it in one act, and the first answer is its outcome', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'notify' } },
      clients: [device('phone', true), device('tablet', true)],
      steps: [arrival('e-1', 0)],
    })
    expect(acts(transcript)).toContain('NotifyInBand phone+tablet: e-1')
    expect(acts(transcript, 'tablet')).toEqual(['RespondSuccessfully', 'PresentDeferredMessages e-1'])
    expect(arrows(transcript).filter((arrow) => arrow.includes('(remark)'))).toEqual([])
  })

  it('a single out-of-band notification says which message, and a device that is not to register stays off', () => {
    const transcript = play({
      preferences: { deferred: { option: 'notify' } },
      policy: { outOfBand: { form: 'single' } },
      clients: [device('phone', false), device('tablet', false)],
      registersOnPush: ['phone'],
      steps: [arrival('e-1', 0)],
    })
    expect(acts(transcript)).toContain('NotifyOutOfBand phone+tablet: e-1')
    expect(acts(transcript, 'phone')).toContain('Register')
    expect(acts(transcript, 'tablet')).toEqual([])
  })

  it('the storage server reaches a client through the Push Enabler where none is registered', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'store' } },
      clients: [device('phone', false)],
      steps: [arrival('e-1', 0)],
    })
    expect(arrows(transcript)).toContain('Push Enabler -> phone: NotifyStorageClient e-1')
  })

  it('the storage server hears of the end of do-not-disturb where the provider says so, and ignores what it knows', () => {
    const transcript = play({
      preferences: { ...defers, doNotDisturb: { on: true }, deferred: { option: 'store' } },
      policy: { interpretations: { 'AMB-22': 'update' } },
      steps: [
        arrival('e-1', 0),
        { happens: 'PreferencesChange', at: at(1), preferences: { ...bob, ...defers } },
        { happens: 'UserAccesses', at: at(2), deviceId: 'phone', entryId: 'e-9' },
      ],
    })
    expect(acts(transcript)).toContain('UpdateDoNotDisturb off')
    expect(acts(transcript, 'Message Storage Server')).toEqual(['KeepTemporarily e-1', 'NotifyStorageClient e-1'])
    expect(arrows(transcript).at(-1)).toMatch(/Ignored: e-9 is no temporary object \(remark\)$/)
  })

  it('the storage server tells every registered client, in one act', () => {
    const transcript = play({
      preferences: { ...defers, recordIncoming: true, deferred: { option: 'store' } },
      clients: [device('phone', true), device('tablet', true)],
      steps: [arrival('e-1', 0)],
    })
    expect(acts(transcript)).toContain('StoreMessage e-1 record (may disturb, no expiry, store)')
    expect(acts(transcript, 'Message Storage Server')).toEqual(['KeepTemporarily e-1', 'NotifyStorageClient e-1'])
    expect(arrows(transcript)).toContain('Message Storage Server -> tablet: NotifyStorageClient e-1')
  })

  it('says that do-not-disturb is on as well', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'store' } },
      policy: { interpretations: { 'AMB-22': 'update' } },
      steps: [
        arrival('e-1', 0),
        { happens: 'PreferencesChange', at: at(1), preferences: { ...bob, doNotDisturb: { on: true } } },
      ],
    })
    expect(acts(transcript)).toContain('UpdateDoNotDisturb on')
  })
})

describe('steps', () => {
  it('a client that nobody knew registers, changes and deregisters', () => {
    const transcript = play({
      clients: [device('phone', false)],
      steps: [
        { happens: 'ClientRegisters', client: device('tablet', false) },
        { happens: 'ClientChanges', after: 'PT1M', client: device('tablet', true, { connectivity: 'unreachable' }) },
        arrival('e-1', 2),
        { happens: 'ClientDeregisters', after: 'PT1M', deviceId: 'tablet' },
        { happens: 'ClientDeregisters', deviceId: 'watch' },
        arrival('e-2', 4),
      ],
    })
    expect(acts(transcript)).toContain('decides Defer e-1 (NoApplicableClient)')
    expect(transcript.parties).toEqual([
      'Originator',
      'SIP/IP core',
      'Participating Function',
      'Push Enabler',
      'Message Storage Server',
      'phone',
      'tablet',
      'watch',
    ])
  })

  it('policy and sphere change, a message is revoked, the recipient is removed', () => {
    const transcript = play({
      preferences: {
        rules: [{ id: 'meeting', when: { sphere: ['meeting'] }, then: { action: 'defer' } }],
        deferred: { option: 'push' },
      },
      steps: [
        { happens: 'SphereChanges', sphere: ['meeting'] },
        arrival('e-1', 1),
        { happens: 'PolicyChanges', after: 'PT1M', policy: { whenNoRuleApplies: 'defer' } },
        arrival('e-2', 3),
        { happens: 'MessageIsRevoked', after: 'PT1M', entryId: 'e-2' },
        arrival('e-3', 5),
        { happens: 'RecipientIsRemoved', after: 'PT1M' },
      ],
    })
    expect(acts(transcript)).toEqual(
      expect.arrayContaining(['decides Defer e-1 (Preference)', 'Discard e-2 revoked', 'Discard e-3 discarded']),
    )
    expect(transcript.held).toEqual([])
  })

  it('a session that breaks ends on both sides, and one that is not there does not break', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'notify' } },
      steps: [
        { happens: 'SessionBreaks', deviceId: 'phone' },
        arrival('e-1', 0),
        {
          happens: 'UserChooses',
          at: at(1),
          deviceId: 'phone',
          choices: [{ entryId: 'e-1', choice: 'retrieve' }],
        },
        { happens: 'SessionBreaks', after: 'PT0.11S', deviceId: 'phone' },
      ],
    })
    expect(arrows(transcript).filter((arrow) => arrow.includes('session breaks'))).toHaveLength(1)
    expect(acts(transcript, 'phone')).not.toContain('TearDownSession')
  })

  it('a recipient who is removed has the sessions ended', () => {
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'notify' } },
      outcomes: [{ action: 'Deliver e-1 phone in session', result: 'succeeds', delay: 'PT1M' }],
      steps: [
        arrival('e-1', 0),
        {
          happens: 'UserChooses',
          at: at(1),
          deviceId: 'phone',
          choices: [{ entryId: 'e-1', choice: 'retrieve' }],
        },
        { happens: 'RecipientIsRemoved', after: 'PT1S' },
      ],
    })
    expect(arrows(transcript)).toContain('SIP/IP core -> phone: EndSession phone/EstablishSession/1')
  })

  it('each of two sessions is ended with its own client', () => {
    const choice = { happens: 'UserChooses', after: 'PT1S', choices: [{ entryId: 'e-1', choice: 'retrieve' }] }
    const transcript = play({
      preferences: { ...defers, deferred: { option: 'notify' } },
      clients: [device('phone', true), device('tablet', true)],
      outcomes: [{ action: 'Deliver e-1 phone in session', result: 'succeeds', delay: 'PT1M' }],
      steps: [
        arrival('e-1', 0),
        { ...choice, deviceId: 'phone' },
        { ...choice, deviceId: 'tablet' },
        { happens: 'RecipientIsRemoved', after: 'PT0.11S' },
      ],
    })
    expect(acts(transcript).filter((what) => what.startsWith('EndSession'))).toEqual([
      'EndSession phone/EstablishSession/1',
      'EndSession tablet/EstablishSession/1',
    ])
  })

  it('a user who chooses what does not wait is told so, in a remark', () => {
    const transcript = play({
      steps: [{ happens: 'UserChooses', deviceId: 'phone', choices: [{ entryId: 'e-1', choice: 'keep' }] }],
    })
    expect(arrows(transcript)).toEqual([
      'phone -> phone: user chooses',
      'phone -> phone: Ignored: e-1 is not among the messages that wait (remark)',
    ])
  })

  it('a recipient without clients can be told of nothing', () => {
    const transcript = simulate({
      ...scenario({}),
      recipient: {},
      steps: scenario({ steps: [arrival('e-1', 0)] }).steps,
    })
    expect(acts(transcript)).toEqual(['decides Defer e-1 (NoApplicableClient)', 'Respond e-1 202'])
    const { held } = simulate({
      ...scenario({}),
      recipient: {},
      registersOnPush: ['phone'],
      policy: { deferredOption: 'store' },
      steps: scenario({
        steps: [
          arrival('e-1', 0),
          { happens: 'ClientDeregisters', deviceId: 'phone' },
          { happens: 'ClientRegisters', client: device('phone', true) },
        ],
      }).steps,
    })
    expect(held).toEqual([])
  })
})

describe('time', () => {
  it('a step without an instant happens together with the one before', () => {
    const { end } = play({ steps: [{ happens: 'TimePasses' }, { happens: 'TimePasses', after: 'PT5M' }] })
    expect(new Date(end).toISOString()).toBe(at(5))
  })

  it('what is due at the instant of a step comes after the step, what is due earlier before it', () => {
    const transcript = play({
      preferences: { ...defers },
      steps: [
        arrival('e-1', 0, { expiresAt: at(10) }),
        { happens: 'TimePasses', at: at(10), expect: [{ what: 'Discard e-1 expired', at: at(10) }] },
      ],
    })
    expect(transcript.failures).toEqual([])
  })

  it('a world that does not come to rest is left alone after the events that were granted', () => {
    const transcript = simulate(scenario({ steps: [arrival('e-1', 0)] }), { mostEvents: 3 })
    expect(transcript.failures).toEqual([
      {
        step: 0,
        at: Date.parse(at(0)) + 60,
        about: 'rest',
        expected: ['at most 3 events'],
        found: ['more'],
      },
    ])
  })
})

describe('expectations', () => {
  it('are about all that a party does, in order', () => {
    const { failures } = play({
      steps: [
        {
          ...arrival('e-1', 0),
          expect: [
            { what: 'decides Send e-1' },
            { what: 'Send e-1 phone', requirement: 'TERM-15', at: at(0) },
            { what: 'RespondSuccessfully', by: 'phone' },
          ],
          held: ['e-1'],
        },
      ],
    })
    expect(failures).toEqual([
      {
        step: 1,
        at: Date.parse(at(0)),
        about: 'Participating Function',
        expected: ['decides Send e-1', `Send e-1 phone · TERM-15 · 2026-02-03T10:00:00Z`],
        found: [
          'decides Send e-1 · TERM-15 · 2026-02-03T10:00:00Z',
          'Send e-1 phone · TERM-15 · 2026-02-03T10:00:00Z',
          'Respond e-1 200 · TERM-15 · 2026-02-03T10:00:00.080Z',
        ],
      },
      { step: 1, at: Date.parse(at(0)), about: 'held', expected: ['e-1'], found: [] },
    ])
  })

  it.each([
    [{ what: 'decides Store e-1' }],
    [{ what: 'decides Reject e-1', requirement: 'TERM-06' }],
    [{ what: 'decides Reject e-1', at: at(1) }],
  ])('%j is not what happens', (expected) => {
    const { failures } = play({
      preferences: { otherwise: { action: 'reject' } },
      steps: [{ ...arrival('e-1', 0), expect: [expected, { what: 'Respond e-1 403' }], held: ['e-2'] }],
    })
    expect(failures.map(({ about }) => about)).toEqual(['Participating Function', 'held'])
  })

  it('an empty list says that the Participating Function does nothing', () => {
    expect(play({ steps: [{ happens: 'TimePasses', expect: [], held: [] }] }).failures).toEqual([])
  })
})
