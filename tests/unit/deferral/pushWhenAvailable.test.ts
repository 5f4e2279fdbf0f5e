import { client, now, rule } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const hour = 3_600_000

describe('a deferred message that is pushed (5.2.2.2.2)', () => {
  it('waits until a client has registered, and leaves the queue once it is delivered (PSH-04, PSH-05, PSH-09)', () => {
    const m = machine()
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    expect(m.queue().waiting).toBe(1)
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
    expect(m.queue().waiting).toBe(0)
  })

  it('comes in the order of arrival, one in flight for each client (AMB-13)', () => {
    const m = machine()
    m.arrives('e-1')
    m.arrives('e-2')
    m.arrives('e-3')
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered', 'Deliver e-2 phone'])
    expect(m.fails('Deliver e-2 phone', 408)).toEqual(['Deliver e-3 phone'])
    expect(m.succeeds('Deliver e-3 phone')).toEqual(['Remove e-3 delivered'])
    expect(m.queue().waiting).toBe(1)
  })

  it('may go in subsets to several devices; the union counts as delivered (PSH-06)', () => {
    const m = machine()
    m.arrives('e-1', { size: 1000 })
    m.arrives('e-2', { kind: 'large' })
    expect(m.registers({ services: ['msg'] })).toEqual(['Deliver e-1 phone'])
    m.succeeds('Deliver e-1 phone')
    expect(m.registers({ deviceId: 'tablet', services: ['largemsg'] })).toEqual(['Deliver e-2 tablet'])
    expect(m.succeeds('Deliver e-2 tablet')).toEqual(['Remove e-2 delivered'])
  })

  it('goes to each client registered at the trigger; the first success is the delivery (AMB-34)', () => {
    const m = machine({
      clients: [client(), client({ deviceId: 'tablet' })],
      preferences: { otherwise: { action: 'defer' } },
    })
    m.arrives('e-1')
    expect(m.registers({ deviceId: 'watch' })).toEqual(['Deliver e-1 phone', 'Deliver e-1 tablet', 'Deliver e-1 watch'])
    expect(m.succeeds('Deliver e-1 watch')).toEqual(['Remove e-1 delivered'])
    expect(m.succeeds('Deliver e-1 phone')).toEqual([])
  })

  it('is tried again at the next trigger, with a new occasion (PSH-08)', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    expect(m.fails('Deliver e-1 phone', 480)).toEqual([])
    expect(m.registers()).toEqual([])
    m.deregisters('phone')
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    expect(new Set(m.asked('Deliver').map(({ actionId }) => actionId)).size).toBe(2)
  })

  it('does not go to a client that said it cannot take it (AMB-11)', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    m.fails('Deliver e-1 phone', 413)
    m.deregisters('phone')
    expect(m.registers()).toEqual([])
    expect(m.registers({ deviceId: 'tablet' })).toEqual(['Deliver e-1 tablet'])
  })

  it('deferred by preference waits for the next trigger though a client is there (AMB-07)', () => {
    const preferences = { otherwise: { action: 'defer' as const } }
    const m = machine({ preferences, clients: [client()] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.prefers({ recordIncoming: false })).toEqual(['Deliver e-1 phone'])
    const literal = machine({ preferences, clients: [client()], policy: { interpretations: { 'AMB-07': 'literal' } } })
    expect(literal.arrives('e-1')).toEqual(['Respond e-1 202', 'Deliver e-1 phone'])
  })

  it('goes when a client becomes able to take it, or reachable', () => {
    const m = machine({ clients: [client({ connectivity: 'unreachable' })] })
    m.arrives('e-1')
    expect(m.happens({ _tag: 'ClientChanged', client: client() })).toEqual([])
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
  })

  it('goes when the time comes in which a device may have it', () => {
    const during = { schedules: [{ zone: 'UTC', from: '12:00', to: '18:00' }] }
    const m = machine({ clients: [client()], preferences: { devices: { phone: { during } } } })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'WakeAt 2026-02-03T12:00:00.000Z'])
    expect(m.reaches(now + 2 * hour)).toEqual(['Deliver e-1 phone', 'WakeAt 2026-02-03T18:00:00.000Z'])
  })

  it('is announced to known devices that are not registered, once (PSH-03, PSH-07)', () => {
    const clients = [
      client({ registered: false, pushAddress: 'push:phone' }),
      client({ deviceId: 'tablet', services: [], pushAddress: 'push:tablet' }),
    ]
    const m = machine({ clients })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'NotifyOutOfBand phone: 1'])
    expect(m.prefers({ recordIncoming: false })).toEqual([])
    expect(m.asked('NotifyOutOfBand').map(({ determinedBy }) => determinedBy.requirement)).toEqual(['PSH-03'])
  })

  it('is no concern of notifications and system messages to announce (AMB-30)', () => {
    const m = machine({
      clients: [client({ registered: false, pushAddress: 'push:phone' })],
      preferences: { deferred: { option: 'notify' } },
    })
    expect(m.arrives('e-1', { kind: 'notification' })).toEqual(['Respond e-1 202'])
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
  })
})

describe('do-not-disturb under push', () => {
  it('keeps silent until it is lifted, then delivers in the same step (PSH-01, PSH-02)', () => {
    const m = machine({ preferences: { doNotDisturb: { on: true } } })
    m.arrives('e-1')
    expect(m.registers()).toEqual([])
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['Deliver e-1 phone'])
  })

  it('stops a line that was under way after what is in flight', () => {
    const m = machine()
    m.arrives('e-1')
    m.arrives('e-2')
    m.registers()
    expect(m.prefers({ doNotDisturb: { on: true } })).toEqual([])
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['Deliver e-2 phone'])
  })

  it('lets through what breaks through, and notifications (AMB-04, AMB-30)', () => {
    const rules = [rule({ action: 'deliver', breakthrough: true }, { subjectContains: ['urgent'] })]
    const m = machine({ preferences: { rules, doNotDisturb: { on: true } } })
    m.arrives('e-1')
    m.arrives('e-2', { subject: 'urgent' })
    m.arrives('e-3', { kind: 'notification' })
    expect(m.registers()).toEqual(['Deliver e-2 phone'])
    expect(m.succeeds('Deliver e-2 phone')).toEqual(['Remove e-2 delivered', 'Deliver e-3 phone'])
  })
})

describe('an outcome that cannot be told', () => {
  it('has the same action asked for again later, with the same id', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    expect(m.isUnknown('Deliver e-1 phone')).toEqual(['WakeAt 2026-02-03T10:00:30.000Z'])
    expect(m.isUnknown('Deliver e-1 phone')[0]).toContain('Ignored: ')
    expect(m.reaches(now + 30_000)).toEqual(['Deliver e-1 phone'])
    expect(new Set(m.asked('Deliver').map(({ actionId }) => actionId)).size).toBe(1)
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
  })

  it('is not asked for again during do-not-disturb, but when that ends (PSH-01)', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    m.isUnknown('Deliver e-1 phone')
    m.prefers({ doNotDisturb: { on: true } })
    expect(m.reaches(now + 30_000)).toEqual([])
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['Deliver e-1 phone'])
    expect(new Set(m.asked('Deliver').map(({ actionId }) => actionId)).size).toBe(1)
  })

  it('does not keep a message from expiring once its client is gone', () => {
    const m = machine()
    m.arrives('e-1', { expiresAt: now + hour })
    m.registers()
    m.isUnknown('Deliver e-1 phone')
    m.deregisters('phone')
    m.reaches(now + 30_000)
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired'])
  })
})
