import type { RequestedAction } from '../../../src/model/Selection.js'
import { address, client, now } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const second = 1000
const hour = 3_600_000
const phone = client()
const tablet = client({ deviceId: 'tablet' })
const watch = client({ deviceId: 'watch' })
const defer = { otherwise: { action: 'defer' } } as const
const notify = { ...defer, deferred: { option: 'notify' } } as const
const every = ['positive-delivery', 'negative-delivery', 'processing'] as const

const opens = (m: Machine, deviceId: string): readonly string[] =>
  m.happens({ _tag: 'SessionEstablished', sessionId: `s-${deviceId}`, deviceId })

const selects = (m: Machine, deviceId: string, ...asked: readonly (readonly [RequestedAction, string])[]) =>
  m.happens({
    _tag: 'MessagesSelected',
    sessionId: `s-${deviceId}`,
    deviceId,
    selections: asked.map(([action, entryId]) => ({ entryId, action })),
  })

describe('AMB-30: notifications and system messages', () => {
  it('are never notified about to their originator, whatever becomes of them', () => {
    for (const kind of ['notification', 'system'] as const) {
      const m = machine()
      m.arrives('e-1', { kind, notificationsRequested: every, expiresAt: now + hour })
      m.arrives('e-2', { kind, notificationsRequested: every })
      m.reaches(now + hour)
      m.happens({ _tag: 'RecipientRemoved' })
      expect(m.asked('Discard').map(({ cause }) => cause)).toEqual(['expired', 'discarded'])
      expect(m.asked('SendDeliveryNotification')).toEqual([])
    }
  })

  it('are not counted in what devices are told out-of-band', () => {
    const m = machine({ clients: [client({ registered: false, pushAddress: 'push:phone' })] })
    m.arrives('e-1', { kind: 'system' })
    m.arrives('e-2')
    expect(m.asked('NotifyOutOfBand').map(({ count }) => count)).toEqual([1])
  })
})

describe('AMB-08: a client that was told of a message in-band', () => {
  it('is not told of it out-of-band once it is gone; another device is', () => {
    const m = machine({
      preferences: notify,
      clients: [
        client({ pushAddress: 'push:phone' }),
        client({ deviceId: 'tablet', registered: false, pushAddress: 'push:tablet' }),
      ],
    })
    expect(m.arrives('e-1')).toContain('NotifyInBand phone: e-1')
    m.succeeds('NotifyInBand phone: e-1')
    m.deregisters('phone')
    expect(m.prefers({ recordIncoming: true })).toEqual(['NotifyOutOfBand tablet: 1'])
  })

  it('is told of it out-of-band where it was not reached', () => {
    const m = machine({ preferences: notify, clients: [client({ pushAddress: 'push:phone' })] })
    m.arrives('e-1')
    m.fails('NotifyInBand phone: e-1', 480)
    m.deregisters('phone')
    expect(m.prefers({ recordIncoming: true })).toEqual(['NotifyOutOfBand phone: 1'])
  })
})

describe('what was refused and has to have its effect', () => {
  const ids = (m: Machine): readonly string[] => m.asked('StoreMessage').map(({ actionId }) => actionId)

  it('is asked for again under another id, since the same one would get the same answer', () => {
    const m = machine({ preferences: { otherwise: { action: 'store' } } })
    m.arrives('e-1')
    m.fails('StoreMessage e-1', 503)
    m.reaches(now + 30 * second)
    expect(new Set(ids(m)).size).toBe(2)
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: 'e-1/StoreMessage/0' })[0]).toContain('Ignored')
    m.succeeds('StoreMessage e-1')
    expect(m.queue().entries).toEqual([])
  })

  it('is asked for again under the same id where its outcome is unknown, and then refused under another one', () => {
    const m = machine({ preferences: { otherwise: { action: 'store' } } })
    m.arrives('e-1')
    m.isUnknown('StoreMessage e-1')
    m.reaches(now + 30 * second)
    expect(new Set(ids(m)).size).toBe(1)
    m.isUnknown('StoreMessage e-1')
    m.fails('StoreMessage e-1', 503)
    m.reaches(now + 60 * second)
    expect(new Set(ids(m)).size).toBe(2)
  })

  it('is a copy of a message that is gone by then', () => {
    const m = machine({ preferences: { recordIncoming: true }, clients: [phone] })
    m.arrives('e-1')
    m.succeeds('Send e-1 phone')
    m.fails('StoreMessage e-1 record', 503)
    expect(m.reaches(now + 30 * second)).toEqual(['StoreMessage e-1 record'])
    expect(new Set(ids(m)).size).toBe(2)
  })

  it('is a copy that the message is handed over with (AMB-20)', () => {
    const m = machine({ preferences: { ...defer, recordIncoming: true } })
    m.arrives('e-1')
    m.fails('StoreMessage e-1 record', 503)
    expect(m.prefers({ deferred: { option: 'store' } })).toEqual([])
    expect(m.reaches(now + 30 * second)).toEqual(['StoreMessage e-1 record'])
    expect(m.succeeds('StoreMessage e-1 record')).toEqual(['Remove e-1 stored'])
  })

  it('is the end of do-not-disturb (AMB-22, alternative)', () => {
    const m = machine({
      preferences: { ...defer, deferred: { option: 'store' }, doNotDisturb: { on: true } },
      policy: { interpretations: { 'AMB-22': 'update' } },
    })
    m.arrives('e-1')
    m.succeeds('StoreMessage e-1 with terms')
    m.prefers({ doNotDisturb: { on: false } })
    m.fails('UpdateDoNotDisturb false', 503)
    expect(m.reaches(now + 30 * second)).toEqual(['UpdateDoNotDisturb false'])
    expect(new Set(m.asked('UpdateDoNotDisturb').map(({ actionId }) => actionId)).size).toBe(2)
  })
})

describe('AMB-14 and DEF-03: a message that has expired already and is to be handed over', () => {
  it('is handed over with its terms: the Message Storage Server sees to its expiry (HND-01, MSS-04)', () => {
    const m = machine({
      preferences: { ...defer, deferred: { option: 'store' } },
      policy: { interpretations: { 'AMB-14': 'literal' } },
    })
    expect(m.arrives('e-1', { expiresAt: now - 1 })).toEqual(['Respond e-1 202', 'StoreMessage e-1 with terms'])
  })
})

describe('AMB-25: what clients ask for in their sessions', () => {
  const asking = (): Machine => {
    const m = machine({ preferences: notify, clients: [phone, tablet] })
    m.arrives('e-1')
    opens(m, 'phone')
    opens(m, 'tablet')
    return m
  }

  it('is taken already where an earlier action, there or in another session, was done', () => {
    const m = asking()
    expect(selects(m, 'phone', ['discard', 'e-1'], ['retrieve', 'e-1'])).toEqual([
      'Discard e-1 discarded',
      'ReportResults e-1 discard done, e-1 retrieve alreadyTaken',
    ])
    expect(selects(m, 'tablet', ['store', 'e-1'])).toEqual(['ReportResults e-1 store alreadyTaken'])
  })

  it('may be asked for again by a client that has heard that it failed, and not before', () => {
    const m = asking()
    m.arrives('e-2')
    selects(m, 'phone', ['retrieve', 'e-1'], ['retrieve', 'e-2'])
    m.fails('Deliver e-1 phone in session', 480)
    expect(selects(m, 'phone', ['retrieve', 'e-1'])[0]).toContain('Ignored')
    m.fails('Deliver e-2 phone in session', 480)
    expect(selects(m, 'phone', ['retrieve', 'e-1'])).toEqual(['Deliver e-1 phone in session'])
    expect(m.succeeds('Deliver e-1 phone in session')).toEqual([
      'ReportResults e-1 retrieve done',
      'Remove e-1 retrieved',
    ])
  })
})

describe('AMB-07: a trigger that comes while a session has a message under way', () => {
  it('counts when that fails, for the clients that passed the message over (PSH-05)', () => {
    const m = machine({ preferences: defer, clients: [watch] })
    m.arrives('e-1')
    m.arrives('e-2', { kind: 'large' })
    opens(m, 'watch')
    selects(m, 'watch', ['retrieve', 'e-1'])
    expect(m.registers({ deviceId: 'tablet', services: ['msg'] })).toEqual(['Deliver e-2 watch'])
    expect(m.fails('Deliver e-1 watch in session', 404)).toEqual([
      'ReportResults e-1 retrieve failed',
      'Deliver e-1 tablet',
    ])
    expect(m.succeeds('Deliver e-2 watch')).toEqual(['Remove e-2 delivered', 'Deliver e-1 watch'])
  })

  it('is none where it came before: the message waits for the next', () => {
    const m = machine({ preferences: defer, clients: [watch] })
    m.arrives('e-1')
    opens(m, 'watch')
    selects(m, 'watch', ['retrieve', 'e-1'])
    expect(m.fails('Deliver e-1 watch in session', 404)).toEqual(['ReportResults e-1 retrieve failed'])
  })

  it('counts for a client that is busy with another message as well, once', () => {
    const m = machine({ preferences: defer, clients: [watch] })
    for (const entryId of ['e-1', 'e-2', 'e-3']) {
      m.arrives(entryId)
    }
    opens(m, 'watch')
    selects(m, 'watch', ['retrieve', 'e-1'], ['retrieve', 'e-2'])
    m.registers({ deviceId: 'tablet' })
    m.fails('Deliver e-2 watch in session', 404)
    m.fails('Deliver e-1 watch in session', 404)
    expect(m.succeeds('Deliver e-3 tablet')).toEqual(['Remove e-3 delivered', 'Deliver e-1 tablet'])
    expect(m.succeeds('Deliver e-1 tablet')).toEqual(['Remove e-1 delivered', 'Deliver e-2 tablet'])
  })
})

describe('what the caller gave a message to be recognised by', () => {
  it('is in every action about it', () => {
    const m = machine({ preferences: defer })
    m.arrives('e-1', { correlation: 'c' })
    m.registers()
    m.succeeds('Deliver e-1 phone')
    for (const tag of ['Respond', 'Deliver', 'Remove'] as const) {
      expect(m.asked(tag).map(({ correlation }) => correlation)).toEqual(['c'])
    }
  })
})

describe('AMB-11: a message that is deferred after a trigger', () => {
  it('is looked at alone: younger ones whose push has failed wait for the next trigger', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-2')
    m.arrives('e-3')
    m.fails('Send e-3 phone', 480)
    expect(m.prefers({ recordIncoming: true })).toEqual(['Deliver e-3 phone'])
    expect(m.fails('Send e-2 phone', 488)).toEqual(['Respond e-2 202'])
    expect(m.fails('Deliver e-3 phone', 480)).toEqual([])
  })

  it('is passed over where it is gone by the time its turn comes', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    m.arrives('e-2')
    m.fails('Send e-2 phone', 480)
    m.prefers({ recordIncoming: true })
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 202'])
    m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(m.fails('Deliver e-2 phone', 480)).toEqual([])
  })

  it('is not forgotten where there are very many of them', () => {
    const m = machine({ clients: [phone], policy: { answerAfter: hour } })
    const many = Array.from({ length: 70 }, (_, place) => `e-${100 + place}`)
    for (const entryId of many) {
      m.arrives(entryId)
    }
    m.arrives('e-200')
    m.fails('Send e-200 phone', 480)
    m.prefers({ recordIncoming: true })
    for (const entryId of many) {
      m.fails(`Send ${entryId} phone`, 480)
    }
    m.succeeds('Deliver e-200 phone')
    for (const entryId of many) {
      expect(m.succeeds(`Deliver ${entryId} phone`)[0]).toBe(`Remove ${entryId} delivered`)
    }
    expect(m.queue().lines).toEqual([])
  })
})

describe('AMB-32: the same message again', () => {
  it('before the first was answered is answered when and as that is', () => {
    const m = machine({ preferences: { otherwise: { action: 'forward', to: address('tel:+15550111') } } })
    m.arrives('e-1', { messageId: 'm' })
    m.arrives('e-2', { messageId: 'other' })
    expect(m.arrives('e-3', { messageId: 'm', correlation: 'c' })).toEqual([])
    expect(m.arrives('e-4', { messageId: 'other' })).toEqual([])
    expect(m.arrives('e-3', { messageId: 'm' })[0]).toContain('Ignored')
    expect(m.fails('Forward e-1 tel:+15550111', 503)).toEqual(['Respond e-1 503', 'Respond e-3 503'])
    expect(m.asked('Respond').map(({ correlation }) => correlation)).toEqual([undefined, 'c'])
    expect(m.reaches(now + 5 * second)).toEqual(['Respond e-2 202', 'Respond e-4 202'])
    expect(m.queue().repeats).toBeUndefined()
  })
})

describe('AMB-26: a message that reached nobody before it came to its end', () => {
  const failing = (parts: Parameters<typeof machine>[0] = {}): Machine => {
    const m = machine({ clients: [phone], ...parts })
    m.arrives('e-1', { expiresAt: now + second, notificationsRequested: every })
    return m
  }

  it('and was not answered is refused with the truth, and nothing else is said (AMB-14, TERM-02)', () => {
    const m = failing()
    m.waits(second)
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 408'])
    const removed = failing()
    removed.happens({ _tag: 'RecipientRemoved' })
    expect(removed.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 480'])
    expect(removed.arrives('e-2')).toEqual(['Respond e-2 480'])
    expect(removed.arrives('e-2')[0]).toContain('Ignored')
  })

  it('and was accepted is discarded, which is told; never that it was stored', () => {
    const m = failing({ policy: { answerAfter: 500 } })
    m.reaches(now + 500)
    m.waits(second)
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Discard e-1 expired', 'SendDeliveryNotification e-1 failed'])
  })

  it('and is kept upon expiration, or was revoked, is accepted', () => {
    const m = failing({ policy: { onExpiry: 'store' } })
    m.waits(second)
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 202', 'StoreMessage e-1'])
    const revoked = failing()
    revoked.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(revoked.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 202', 'Discard e-1 revoked'])
  })
})
