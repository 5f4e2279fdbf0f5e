import type { Handling } from '../../../src/model/UserPreferences.js'
import { address, at, client, now, request, rule } from '../../support/builders.js'
import { decide, decideRequest, inBrief } from '../../support/decide.js'

const friend = address('tel:+15550111')
const hour = 3_600_000
const forward: Handling = { action: 'forward', to: friend }

describe('a standalone message (TERM-02)', () => {
  it('is sent to the registered phone when nothing speaks against it (TERM-15)', () => {
    expect(decide()).toEqual({
      _tag: 'Send',
      determinedBy: { requirement: 'TERM-15' },
      record: false,
      response: { status: 200, reason: 'OK' },
      to: ['phone'],
      insertTargetAddress: true,
    })
  })

  it.each<[Handling, string, number]>([
    [{ action: 'reject' }, 'Reject TERM-03 x', 403],
    [{ action: 'interwork' }, 'Interwork TERM-05 x', 202],
    [{ action: 'store' }, 'Store TERM-06 x', 202],
    [forward, 'Forward TERM-08 x', 202],
    [{ action: 'defer' }, 'Defer Preference TERM-11 x', 202],
    [{ action: 'deliver' }, 'Send TERM-15 x', 200],
  ])('is handled as a rule says: %j', (then, brief, status) => {
    const decision = decide({ preferences: { rules: [rule(then, undefined, 'x')] } })
    expect(inBrief(decision)).toBe(brief)
    expect(decision.response.status).toBe(status)
  })

  it.each<[Handling, string]>([
    [{ action: 'reject' }, 'Reject TERM-03'],
    [{ action: 'interwork' }, 'Interwork TERM-05'],
    [{ action: 'store' }, 'Store TERM-06'],
    [forward, 'Forward TERM-08'],
    [{ action: 'defer' }, 'Defer Preference TERM-11'],
    [{ action: 'deliver' }, 'Send TERM-15'],
  ])('is handled as the preferences say where no rule applies: %j', (otherwise, brief) => {
    expect(inBrief(decide({ preferences: { otherwise } }))).toBe(brief)
  })

  it.each([
    ['reject', 'Reject TERM-03'],
    ['interwork', 'Interwork TERM-05'],
    ['store', 'Store TERM-06'],
    ['defer', 'Defer Preference TERM-11'],
    ['deliver', 'Send TERM-15'],
  ] as const)('is handled as the provider says where the preferences say nothing (AMB-02): %s', (action, brief) => {
    const policy = { whenNoRuleApplies: action }
    expect(inBrief(decide({ policy }))).toBe(brief)
    expect(inBrief(decide({ policy, preferences: {} }))).toBe(brief)
    expect(inBrief(decide({ policy, preferences: { otherwise: { action: 'deliver' } } }))).toBe('Send TERM-15')
  })
})

describe('a diversion (TERM-09)', () => {
  it.each<Handling>([{ action: 'reject' }, { action: 'interwork' }, { action: 'store' }, forward])(
    'takes place whether or not the user is to be disturbed: %j',
    (then) => {
      const withDoNotDisturb = (on: boolean) => decide({ preferences: { rules: [rule(then)], doNotDisturb: { on } } })
      expect(withDoNotDisturb(true)).toEqual(withDoNotDisturb(false))
    },
  )

  it('by storing is one storage operation, with or without recording (TERM-07)', () => {
    const decision = decide({ preferences: { rules: [rule({ action: 'store' })], recordIncoming: true } })
    expect(decision).toMatchObject({ _tag: 'Store', record: false })
  })

  it('by forwarding names the address that the preferences name (TERM-08)', () => {
    expect(decide({ preferences: { otherwise: forward } })).toMatchObject({ _tag: 'Forward', to: friend })
  })

  it('by forwarding to the recipient, however written, is a loop (AMB-27)', () => {
    const to = address('tel:+1-555-0100')
    const decision = decide({ preferences: { rules: [rule({ action: 'forward', to })] } })
    expect(inBrief(decision)).toBe('Reject AMB-27 forward')
    expect(decision.response).toEqual({ status: 482, reason: 'Loop Detected' })
  })

  it('by forwarding to whoever forwarded the message is a loop (AMB-27)', () => {
    const history = [address('sip:other@home3.example'), address('sip:+15550111@home3.example;user=phone')]
    expect(inBrief(decide({ message: { history }, preferences: { otherwise: forward } }))).toBe('Reject AMB-27')
    expect(inBrief(decide({ message: { history: [] }, preferences: { otherwise: forward } }))).toBe('Forward TERM-08')
  })

  it('comes before expiry and before the cap', () => {
    const given = { message: { expiresAt: now }, policy: { longestQueue: 0 } }
    expect(inBrief(decide({ ...given, preferences: { otherwise: { action: 'store' } } }))).toBe('Store TERM-06')
  })

  it.each([403, 433, 480, 486, 603] as const)(
    'by rejecting answers %i if the provider says so (AMB-28)',
    (rejectStatus) => {
      const decision = decide({ policy: { rejectStatus }, preferences: { otherwise: { action: 'reject' } } })
      expect(decision.response.status).toBe(rejectStatus)
    },
  )
})

describe('recording (TERM-18, AMB-21)', () => {
  it.each<[Handling, boolean]>([
    [{ action: 'deliver' }, true],
    [{ action: 'defer' }, true],
    [{ action: 'interwork' }, true],
    [forward, true],
    [{ action: 'reject' }, false],
    [{ action: 'store' }, false],
  ])('beside %j is stated: %s', (otherwise, record) => {
    expect(decide({ preferences: { otherwise, recordIncoming: true } }).record).toBe(record)
    expect(decide({ preferences: { otherwise } }).record).toBe(false)
  })

  it('is stated whatever the devices get', () => {
    const preferences = { recordIncoming: true }
    expect(decide({ preferences, recipient: { clients: [] } })).toMatchObject({ _tag: 'Defer', record: true })
    const on = { doNotDisturb: { on: true } }
    expect(decide({ preferences: { ...preferences, ...on } })).toMatchObject({ _tag: 'Defer', record: true })
  })
})

describe('a message is deferred', () => {
  it('because the preferences ask for it, though a client waits (TERM-11)', () => {
    expect(decide({ preferences: { otherwise: { action: 'defer' } } })).toMatchObject({
      reason: 'Preference',
      response: { status: 202, reason: 'Accepted' },
      plan: { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' },
    })
  })

  it('because the user is not to be disturbed, though a client waits (TERM-12)', () => {
    const decision = decide({ preferences: { rules: [rule({ action: 'deliver' })], doNotDisturb: { on: true } } })
    expect(inBrief(decision)).toBe('Defer DoNotDisturb TERM-12 deliver')
  })

  it('because no client is registered, or none is known (TERM-13)', () => {
    expect(inBrief(decide({ recipient: { clients: [] } }))).toBe('Defer NoApplicableClient TERM-13')
    expect(inBrief(decideRequest({ message: request().message, recipient: {}, now }))).toBe(
      'Defer NoApplicableClient TERM-13',
    )
    expect(inBrief(decide({ recipient: { clients: [client({ registered: false })] } }))).toBe(
      'Defer NoApplicableClient TERM-13',
    )
  })

  it('by preference first, if do-not-disturb is in force as well (AMB-06)', () => {
    const decision = decide({ preferences: { otherwise: { action: 'defer' }, doNotDisturb: { on: true } } })
    expect(decision).toMatchObject({ reason: 'Preference', plan: { awaits: 'DoNotDisturbEnds' } })
  })
})

describe('do-not-disturb', () => {
  const plan = (given: Parameters<typeof decide>[0]) => {
    const decision = decide(given)
    return decision._tag === 'Defer' ? decision.plan : decision._tag
  }
  const quietHours = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }

  it('by hand ends at its instant, and at that instant it has ended (AMB-05)', () => {
    const until = now + hour
    const doNotDisturb = { on: true, until }
    expect(plan({ preferences: { doNotDisturb } })).toMatchObject({ awaits: 'DoNotDisturbEnds', until })
    expect(plan({ preferences: { doNotDisturb }, now: until })).toBe('Send')
  })

  it('by hand without an instant has no known end', () => {
    expect(plan({ preferences: { doNotDisturb: { on: true } } })).toEqual({
      option: 'push',
      onExpiry: 'discard',
      awaits: 'DoNotDisturbEnds',
    })
  })

  it('that is switched off has no effect, whatever its instant', () => {
    expect(plan({ preferences: { doNotDisturb: { on: false, until: now + hour } } })).toBe('Send')
    expect(plan({ preferences: { doNotDisturb: { until: now + hour } } })).toBe('Send')
  })

  it('by schedule ends by the wall clock of its zone (AMB-05)', () => {
    const given = { preferences: { doNotDisturb: quietHours }, now: at('2026-03-28T23:00:00Z') }
    expect(plan(given)).toMatchObject({ until: at('2026-03-29T05:00:00Z') })
  })

  it('by hand and by schedule adds up: leaving one does not end the other (AMB-05)', () => {
    const doNotDisturb = { on: true, until: at('2026-02-03T21:30:00Z'), ...quietHours }
    expect(plan({ preferences: { doNotDisturb } })).toMatchObject({ until: at('2026-02-04T06:00:00Z') })
    const given = { preferences: { doNotDisturb }, now: at('2026-02-03T22:00:00Z') }
    expect(plan(given)).toMatchObject({ until: at('2026-02-04T06:00:00Z') })
  })

  it('that covers every minute never ends', () => {
    const always = { schedules: [{ zone: 'UTC', from: '00:00', to: '24:00' }] }
    expect(plan({ preferences: { doNotDisturb: always } })).not.toHaveProperty('until')
  })

  it('is taken no account of by a rule that lets the message through (AMB-04)', () => {
    const rules = [rule({ action: 'deliver', breakthrough: true })]
    expect(plan({ preferences: { rules, doNotDisturb: { on: true } } })).toBe('Send')
    expect(
      plan({ preferences: { otherwise: { action: 'deliver', breakthrough: true }, doNotDisturb: { on: true } } }),
    ).toBe('Send')
  })

  it('does not hold what breaks through and finds no client: that waits for one (AMB-04)', () => {
    const rules = [rule({ action: 'deliver', breakthrough: true })]
    const given = { preferences: { rules, doNotDisturb: { on: true, until: now + hour } }, recipient: { clients: [] } }
    expect(plan(given)).toEqual({ option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' })
  })

  it('is treated as in force by a rule that silences the message (AMB-04)', () => {
    const rules = [rule({ action: 'deliver', silence: true })]
    expect(inBrief(decide({ preferences: { rules } }))).toBe('Defer DoNotDisturb TERM-12 deliver')
    expect(plan({ preferences: { rules } })).toMatchObject({ awaits: 'DoNotDisturbEnds' })
    expect(plan({ preferences: { rules } })).not.toHaveProperty('until')
    const on = { on: true, until: now + hour }
    expect(plan({ preferences: { rules, doNotDisturb: on } })).toMatchObject({ until: now + hour })
  })

  it('in an unknown zone is not in force, and makes its end unknown', () => {
    const martian = { zone: 'Mars/Olympus', from: '00:00', to: '24:00' }
    expect(plan({ preferences: { doNotDisturb: { schedules: [martian] } } })).toBe('Send')
    const both = { on: true, until: now + hour, schedules: [martian] }
    expect(plan({ preferences: { doNotDisturb: both } })).not.toHaveProperty('until')
  })
})

describe('the plan of a deferral', () => {
  const plan = (given: Parameters<typeof decide>[0]) => {
    const decision = decide(given)
    return decision._tag === 'Defer' ? decision.plan : decision._tag
  }
  const nobody = { recipient: { clients: [] } }

  it.each(['notify', 'push', 'store'] as const)(
    'has the option of the preferences, else of the provider: %s (DEF-01, DEF-02)',
    (option) => {
      expect(
        plan({ ...nobody, preferences: { deferred: { option } }, policy: { deferredOption: 'push' } }),
      ).toMatchObject({ option })
      expect(plan({ ...nobody, policy: { deferredOption: option } })).toMatchObject({ option })
    },
  )

  it('discards upon expiration unless the preferences or the provider store (AMB-16)', () => {
    expect(plan(nobody)).toMatchObject({ onExpiry: 'discard' })
    expect(plan({ ...nobody, policy: { onExpiry: 'store' } })).toMatchObject({ onExpiry: 'store' })
    const preferences = { deferred: { onExpiry: 'discard' as const } }
    expect(plan({ ...nobody, preferences, policy: { onExpiry: 'store' } })).toMatchObject({ onExpiry: 'discard' })
  })

  it('expires at the earlier of its own expiry and the longest holding time (AMB-15)', () => {
    const longestHolding = 2 * hour
    expect(plan(nobody)).not.toHaveProperty('expiresAt')
    expect(plan({ ...nobody, policy: { longestHolding } })).toMatchObject({ expiresAt: now + 2 * hour })
    expect(plan({ ...nobody, message: { expiresAt: now + hour } })).toMatchObject({ expiresAt: now + hour })
    expect(plan({ ...nobody, message: { expiresAt: now + hour }, policy: { longestHolding } })).toMatchObject({
      expiresAt: now + hour,
    })
    expect(plan({ ...nobody, message: { expiresAt: now + 3 * hour }, policy: { longestHolding } })).toMatchObject({
      expiresAt: now + 2 * hour,
    })
  })

  it('states the expiry beside the end of do-not-disturb', () => {
    const given = {
      message: { expiresAt: now + 5 * hour },
      preferences: { doNotDisturb: { on: true, until: now + hour } },
    }
    expect(plan(given)).toEqual({
      option: 'push',
      expiresAt: now + 5 * hour,
      onExpiry: 'discard',
      awaits: 'DoNotDisturbEnds',
      until: now + hour,
    })
  })

  it.each([
    ['notify', [client()], 'ClientActs'],
    ['notify', [], 'ClientRegisters'],
    ['push', [client()], 'ClientRegisters'],
    ['store', [client()], 'Nothing'],
  ] as const)('with option %s awaits what comes next', (option, clients, awaits) => {
    const preferences = { otherwise: { action: 'defer' as const }, deferred: { option } }
    expect(plan({ preferences, recipient: { clients } })).toMatchObject({ awaits })
  })

  it('awaits nothing when it is handed over during do-not-disturb', () => {
    const preferences = { deferred: { option: 'store' as const }, doNotDisturb: { on: true, until: now + hour } }
    expect(plan({ preferences })).toEqual({ option: 'store', onExpiry: 'discard', awaits: 'Nothing' })
  })
})

describe('a message that has expired on arrival (AMB-14)', () => {
  it.each([
    [now + 1, 'Send TERM-15'],
    [now, 'Reject AMB-14'],
    [now - 1, 'Reject AMB-14'],
  ])('is one whose expiry is not after now: %i', (expiresAt, brief) => {
    expect(inBrief(decide({ message: { expiresAt } }))).toBe(brief)
  })

  it('is answered 408, or stored if that is the action upon expiration', () => {
    expect(decide({ message: { expiresAt: now } }).response).toEqual({ status: 408, reason: 'Request Timeout' })
    const preferences = { deferred: { onExpiry: 'store' as const }, recordIncoming: true }
    expect(decide({ message: { expiresAt: now }, preferences })).toEqual({
      _tag: 'Store',
      determinedBy: { requirement: 'AMB-14' },
      record: false,
      response: { status: 202, reason: 'Accepted' },
    })
  })

  it('is not looked for where the provider reads the standard literally', () => {
    const policy = { interpretations: { 'AMB-14': 'literal' as const } }
    expect(inBrief(decide({ message: { expiresAt: now }, policy }))).toBe('Send TERM-15')
  })
})

describe('the cap on waiting messages (AMB-33)', () => {
  it.each([
    [2, 'Send TERM-15'],
    [3, 'Reject AMB-33'],
    [4, 'Reject AMB-33'],
  ])('of 3 with %i waiting', (waiting, brief) => {
    const decision = decide({ policy: { longestQueue: 3 }, recipient: { clients: [client()], waiting } })
    expect(inBrief(decision)).toBe(brief)
  })

  it('is answered 480, after expiry was looked at', () => {
    const policy = { longestQueue: 0 }
    expect(decide({ policy }).response).toEqual({ status: 480, reason: 'Temporarily Unavailable' })
    expect(inBrief(decide({ policy, message: { expiresAt: now } }))).toBe('Reject AMB-14')
  })
})

describe('a notification or a system message (AMB-30)', () => {
  const strict = {
    rules: [rule({ action: 'reject' })],
    otherwise: { action: 'store' as const },
    doNotDisturb: { on: true },
    devices: { phone: { deliver: false } },
    deferred: { option: 'notify' as const, onExpiry: 'store' as const },
    recordIncoming: true,
  }

  it.each(['notification', 'system'] as const)('of kind %s is sent whatever the preferences say', (kind) => {
    expect(decide({ message: { kind }, preferences: strict })).toMatchObject({
      _tag: 'Send',
      to: ['phone'],
      record: false,
    })
  })

  it('waits to be pushed where no client is applicable, and is discarded upon expiration', () => {
    const given = { message: { kind: 'system' as const }, preferences: strict, recipient: { clients: [] } }
    expect(decide(given)).toMatchObject({
      reason: 'NoApplicableClient',
      record: false,
      plan: { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' },
    })
  })

  it('is subject to the policy and to the capabilities of clients', () => {
    const kind = 'notification' as const
    expect(inBrief(decide({ message: { kind }, policy: { clients: { kinds: ['pager'] } } }))).toBe(
      'Defer NoApplicableClient TERM-13',
    )
    expect(inBrief(decide({ message: { kind }, policy: { whenNoRuleApplies: 'reject' } }))).toBe('Send TERM-15')
  })

  it('is rejected when it has expired, never stored, and never for a full queue', () => {
    const kind = 'notification' as const
    expect(inBrief(decide({ message: { kind, expiresAt: now }, preferences: strict }))).toBe('Reject AMB-14')
    expect(inBrief(decide({ message: { kind }, policy: { longestQueue: 0 } }))).toBe('Send TERM-15')
  })
})

describe('the target address (TERM-19)', () => {
  it.each([
    [false, false, true],
    [true, false, false],
    [false, true, false],
    [true, true, false],
  ])(
    'core inserts %s, there already %s: to be inserted %s',
    (coreInsertsTargetAddress, targetAddressPresent, inserted) => {
      expect(decide({ message: { targetAddressPresent }, policy: { coreInsertsTargetAddress } })).toMatchObject({
        insertTargetAddress: inserted,
      })
    },
  )
})

describe('several rules that apply (AMB-01)', () => {
  const rules = [
    rule({ action: 'deliver' }, { kinds: ['pager'] }),
    rule({ action: 'store' }, {}, 'keep'),
    rule({ action: 'reject' }, { kinds: ['large'] }),
    rule({ action: 'store' }, { largerThan: 1 }, 'keep too'),
  ]

  it('are decided by the first', () => {
    expect(inBrief(decide({ preferences: { rules } }))).toBe('Send TERM-15 deliver')
    expect(inBrief(decide({ preferences: { rules }, policy: { interpretations: { 'AMB-01': 'firstMatch' } } }))).toBe(
      'Send TERM-15 deliver',
    )
  })

  it('are decided by the order of outcomes where the provider reads it so', () => {
    const policy = { interpretations: { 'AMB-01': 'outcomeOrder' as const } }
    expect(inBrief(decide({ preferences: { rules }, policy }))).toBe('Store TERM-06 keep')
    const large = { message: { kind: 'large' as const }, preferences: { rules }, policy }
    expect(inBrief(decide(large))).toBe('Reject TERM-03 reject')
  })
})
