import { client, now, rule } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const hour = 3_600_000
const store = { deferred: { option: 'store' as const } }
const all = ['positive-delivery', 'negative-delivery'] as const

describe('a deferred message that is handed over (5.2.2.2.3)', () => {
  it('goes to the Message Storage Server with its terms beside it (HND-01)', () => {
    const m = machine({
      preferences: { ...store, doNotDisturb: { on: true }, deferred: { option: 'store', onExpiry: 'store' } },
    })
    expect(m.arrives('e-1', { expiresAt: now + hour })).toEqual(['Respond e-1 202', 'StoreMessage e-1 with terms'])
    expect(m.asked('StoreMessage').map(({ terms }) => terms)).toEqual([
      { doNotDisturb: true, expiresAt: now + hour, onExpiry: 'store' },
    ])
  })

  it('is reported as delivered once, if that was asked for (HND-02)', () => {
    const m = machine({ preferences: store })
    m.arrives('e-1', { notificationsRequested: all })
    expect(m.succeeds('StoreMessage e-1 with terms')).toEqual([
      'SendDeliveryNotification e-1 delivered',
      'Remove e-1 stored',
    ])
    m.arrives('e-2')
    expect(m.succeeds('StoreMessage e-2 with terms')).toEqual(['Remove e-2 stored'])
  })

  it('stays held until the storage has it', () => {
    const m = machine({ preferences: store })
    m.arrives('e-1', { expiresAt: now + 10_000 })
    m.fails('StoreMessage e-1 with terms', 503)
    expect(m.reaches(now + 30_000)).toEqual(['StoreMessage e-1 with terms'])
    expect(m.succeeds('StoreMessage e-1 with terms')).toEqual(['Remove e-1 stored'])
  })

  it('goes over when the preferences come to say so (AMB-12)', () => {
    const m = machine()
    m.arrives('e-1')
    expect(m.prefers(store)).toEqual(['StoreMessage e-1 with terms'])
    const frozen = machine({ policy: { interpretations: { 'AMB-12': 'frozen' } } })
    frozen.arrives('e-1')
    expect(frozen.prefers(store)).toEqual([])
  })

  it('is one storage operation where recording applies, and outlives its expiry (AMB-20)', () => {
    const m = machine({ preferences: { ...store, recordIncoming: true } })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'StoreMessage e-1 record with terms'])
    expect(m.asked('StoreMessage').map(({ terms }) => terms?.onExpiry)).toEqual(['store'])
  })

  it('is two operations where the provider reads it so (AMB-20)', () => {
    const policy = { interpretations: { 'AMB-20': 'two' as const } }
    const m = machine({ preferences: { ...store, recordIncoming: true }, policy })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'StoreMessage e-1 record', 'StoreMessage e-1 with terms'])
  })

  it('is not stored again where a copy is there already (AMB-20)', () => {
    const m = machine({ preferences: { recordIncoming: true } })
    expect(m.arrives('e-1', { notificationsRequested: all })).toEqual(['Respond e-1 202', 'StoreMessage e-1 record'])
    m.succeeds('StoreMessage e-1 record')
    expect(m.prefers(store)).toEqual(['SendDeliveryNotification e-1 delivered', 'Remove e-1 stored'])
  })

  it('has the storage told of a change of do-not-disturb where the provider reads it so (AMB-22)', () => {
    const preferences = { ...store, doNotDisturb: { on: true } }
    const m = machine({ preferences, policy: { interpretations: { 'AMB-22': 'update' } } })
    m.arrives('e-1')
    m.succeeds('StoreMessage e-1 with terms')
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['UpdateDoNotDisturb false'])
    expect(m.fails('UpdateDoNotDisturb false')).toEqual(['WakeAt 2026-02-03T10:00:30.000Z'])
    expect(m.reaches(now + 30_000)).toEqual(['UpdateDoNotDisturb false'])
    expect(m.succeeds('UpdateDoNotDisturb false')).toEqual([])
    const literal = machine({ preferences })
    literal.arrives('e-1')
    literal.succeeds('StoreMessage e-1 with terms')
    expect(literal.prefers({ doNotDisturb: { on: false } })).toEqual([])
  })
})

describe('a deferred message that expires (DEF-03)', () => {
  it('is discarded at the instant, and the originator hears of it if that was asked for (AMB-16, AMB-17)', () => {
    const m = machine()
    expect(m.arrives('e-1', { expiresAt: now + hour, notificationsRequested: all })).toEqual([
      'Respond e-1 202',
      'WakeAt 2026-02-03T11:00:00.000Z',
    ])
    expect(m.reaches(now + hour - 1)).toEqual(['Ignored: nothing is due'])
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired', 'SendDeliveryNotification e-1 failed'])
    expect(m.registers()).toEqual([])
  })

  it('is stored where the preferences or the provider say so, and nobody is told (AMB-17)', () => {
    const m = machine({ policy: { onExpiry: 'store' } })
    m.arrives('e-1', { expiresAt: now + hour, notificationsRequested: all })
    expect(m.reaches(now + hour)).toEqual(['StoreMessage e-1'])
    expect(m.succeeds('StoreMessage e-1')).toEqual(['Remove e-1 stored'])
  })

  it('needs no storage operation where a copy is there already', () => {
    const m = machine({ policy: { onExpiry: 'store' }, preferences: { recordIncoming: true } })
    m.arrives('e-1', { expiresAt: now + hour })
    m.succeeds('StoreMessage e-1 record')
    expect(m.reaches(now + hour)).toEqual(['Remove e-1 stored'])
  })

  it('does so during do-not-disturb as well', () => {
    const m = machine({ preferences: { doNotDisturb: { on: true } } })
    m.arrives('e-1', { expiresAt: now + hour })
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired'])
  })

  it('is never delivered after its expiry, whichever event comes first', () => {
    const m = machine()
    m.arrives('e-1', { expiresAt: now + hour })
    m.waits(hour)
    expect(m.registers()).toEqual(['Discard e-1 expired'])
  })

  it('while in flight is awaited: success wins, failure expires (AMB-26)', () => {
    const flying = () => {
      const m = machine()
      m.arrives('e-1', { expiresAt: now + hour })
      m.registers()
      expect(m.reaches(now + hour)).toEqual([])
      return m
    }
    expect(flying().succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
    expect(flying().fails('Deliver e-1 phone', 408)).toEqual(['Discard e-1 expired'])
  })

  it('while it is sent for the first time is awaited as well', () => {
    const m = machine({ clients: [client()] })
    m.arrives('e-1', { expiresAt: now + 1000 })
    m.waits(2000)
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 408'])
  })

  it('while a client has taken it fails back into its expiry', () => {
    const m = machine({
      preferences: { otherwise: { action: 'defer' }, deferred: { option: 'notify' } },
      clients: [client()],
    })
    m.arrives('e-1', { expiresAt: now + hour })
    const session = { sessionId: 's', deviceId: 'phone' }
    m.happens({ _tag: 'SessionEstablished', ...session })
    m.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action: 'retrieve' }] })
    m.waits(hour)
    expect(m.fails('Deliver e-1 phone in session')).toEqual([
      'ReportResults e-1 retrieve failed',
      'Discard e-1 expired',
    ])
  })

  it('was held no longer than the policy allows (AMB-15)', () => {
    const m = machine({ policy: { longestHolding: hour } })
    m.arrives('e-1')
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired'])
  })
})

describe('a message that is revoked', () => {
  it('is discarded, and the originator hears nothing', () => {
    const m = machine()
    m.arrives('e-1', { notificationsRequested: all })
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })).toEqual(['Discard e-1 revoked'])
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })[0]).toContain('Ignored')
  })

  it('while in flight is awaited', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })).toEqual([])
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })[0]).toContain('Ignored')
    expect(m.fails('Deliver e-1 phone')).toEqual(['Discard e-1 revoked'])
  })

  it('while it is stored is stored', () => {
    const m = machine({ preferences: store })
    m.arrives('e-1')
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })).toEqual([])
    expect(m.succeeds('StoreMessage e-1 with terms')).toEqual(['Remove e-1 stored'])
  })
})

describe('a recipient who is removed', () => {
  it('has all messages discarded and all sessions ended; originators hear of it if they asked', () => {
    const m = machine()
    m.arrives('e-1', { notificationsRequested: all })
    m.happens({ _tag: 'SessionEstablished', sessionId: 's', deviceId: 'phone' })
    expect(m.happens({ _tag: 'RecipientRemoved' })).toEqual([
      'Discard e-1 discarded',
      'SendDeliveryNotification e-1 failed',
      'EndSession s',
    ])
    expect(m.happens({ _tag: 'RecipientRemoved' })[0]).toContain('Ignored')
    expect(m.arrives('e-2')).toEqual(['Respond e-2 480'])
  })

  it('has what is in flight awaited', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    expect(m.happens({ _tag: 'RecipientRemoved' })).toEqual([])
    expect(m.fails('Deliver e-1 phone')).toEqual(['Discard e-1 discarded'])
  })
})

describe('an empty queue', () => {
  it('is quiet, whatever happens', () => {
    const m = machine()
    expect(m.registers()).toEqual([])
    expect(m.prefers({ doNotDisturb: { on: true } })).toEqual([])
    expect(m.prefers({ doNotDisturb: { on: false }, rules: [rule({ action: 'store' })] })).toEqual([])
    expect(m.polices({ deferredOption: 'store' })).toEqual([])
    expect(m.happens({ _tag: 'SphereChanged' })).toEqual([])
    expect(m.deregisters('phone')).toEqual([])
    expect(m.reaches(now + hour)).toEqual(['Ignored: nothing is due'])
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: 'x' })).toEqual(['Ignored: x is not awaited'])
  })
})

describe('a copy that is still on its way', () => {
  const recorded = { recordIncoming: true, otherwise: { action: 'defer' as const } }

  it('is awaited when the message is handed over (HND-02, NTF-13)', () => {
    const m = machine({ preferences: recorded })
    m.arrives('e-1', { notificationsRequested: all })
    expect(m.prefers(store)).toEqual([])
    expect(m.succeeds('StoreMessage e-1 record')).toEqual([
      'SendDeliveryNotification e-1 delivered',
      'Remove e-1 stored',
    ])
  })

  it('is awaited when the message expires and is kept', () => {
    const m = machine({ preferences: recorded, policy: { onExpiry: 'store' } })
    m.arrives('e-1', { expiresAt: now + hour })
    expect(m.reaches(now + hour)).toEqual([])
    expect(m.succeeds('StoreMessage e-1 record')).toEqual(['Remove e-1 stored'])
  })

  it('is awaited, and asked for again, when a client stores the message', () => {
    const m = machine({ preferences: { ...recorded, deferred: { option: 'notify' } }, clients: [client()] })
    m.arrives('e-1')
    const session = { sessionId: 's', deviceId: 'phone' }
    m.happens({ _tag: 'SessionEstablished', ...session })
    expect(
      m.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action: 'store' }] }),
    ).toEqual([])
    m.fails('StoreMessage e-1 record', 503)
    m.reaches(now + 30_000)
    expect(m.succeeds('StoreMessage e-1 record')).toEqual(['ReportResults e-1 store done', 'Remove e-1 stored'])
  })
})
