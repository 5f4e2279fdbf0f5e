import type { RequestedAction } from '../../../src/model/Selection.js'
import { client, now, rule } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const second = 1000
const phone = client()
const tablet = client({ deviceId: 'tablet' })
const defer = { action: 'defer' } as const
const notify = { otherwise: defer, deferred: { option: 'notify' } } as const

const asks = (m: Machine, deviceId: string, action: RequestedAction, ...ids: readonly string[]): readonly string[] => {
  m.happens({ _tag: 'SessionEstablished', sessionId: `s-${deviceId}`, deviceId })
  return m.happens({
    _tag: 'MessagesSelected',
    sessionId: `s-${deviceId}`,
    deviceId,
    selections: ids.map((entryId) => ({ entryId, action })),
  })
}

describe('5.2.2.2.2, told in stories', () => {
  it('two devices take what each can: what both can goes to both, and its first success is the delivery (PSH-06, AMB-34)', () => {
    const small = { capabilities: { maxSize: 50 } }
    const pictures = { deviceId: 'tablet', capabilities: { contentTypes: ['image/*'] } }
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1', { size: 40 })
    m.arrives('e-2', { size: 400, contentType: 'image/png' })
    m.arrives('e-3', { size: 400 })
    m.arrives('e-4', { size: 10, contentType: 'image/png' })
    expect(m.registers(small)).toEqual(['Deliver e-1 phone'])
    expect(m.registers(pictures)).toEqual(['Deliver e-2 tablet'])
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered', 'Deliver e-4 phone'])
    expect(m.succeeds('Deliver e-2 tablet')).toEqual(['Remove e-2 delivered', 'Deliver e-4 tablet'])
    expect(m.succeeds('Deliver e-4 phone')).toEqual(['Remove e-4 delivered'])
    expect(m.succeeds('Deliver e-4 tablet')).toEqual([])
    expect(m.queue().waiting).toBe(1)
  })

  it('a client that leaves and comes back while a message is on its way to it does not get that twice', () => {
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1')
    m.arrives('e-2')
    m.registers()
    expect(m.deregisters('phone')).toEqual([])
    expect(m.registers()).toEqual([])
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered', 'Deliver e-2 phone'])
  })

  it('a message that is revoked on its way and arrives was delivered', () => {
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1')
    m.registers()
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })).toEqual([])
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
  })

  it('a recipient is removed while a message is on its way: the others go at once, that one when it has failed', () => {
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1', { notificationsRequested: ['negative-delivery'] })
    m.arrives('e-2', { notificationsRequested: ['negative-delivery'] })
    m.registers()
    expect(m.happens({ _tag: 'RecipientRemoved' })).toEqual([
      'Discard e-2 discarded',
      'SendDeliveryNotification e-2 failed',
    ])
    expect(m.fails('Deliver e-1 phone', 480)).toEqual(['Discard e-1 discarded', 'SendDeliveryNotification e-1 failed'])
    expect(m.registers({ deviceId: 'tablet' })).toEqual([])
  })
})

describe('5.2.2.2.1, told in stories', () => {
  it('what came during do-not-disturb is told in one notification when it ends; what broke through is not among it', () => {
    const m = machine({
      preferences: {
        doNotDisturb: { on: true },
        deferred: { option: 'notify' },
        rules: [rule({ action: 'deliver', breakthrough: true }, { subjectContains: ['urgent'] })],
      },
      clients: [phone, tablet],
    })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.arrives('e-2', { subject: 'urgent' })).toContain('Send e-2 tablet')
    expect(m.arrives('e-3')).toEqual(['Respond e-3 202'])
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['NotifyInBand phone+tablet: e-1 e-3'])
  })

  it('a user who asks for a message is not disturbed by getting it', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1')
    m.prefers({ doNotDisturb: { on: true } })
    expect(asks(m, 'phone', 'retrieve', 'e-1')).toEqual(['Deliver e-1 phone in session'])
  })

  it('two clients ask for the same messages: the first gets them, and what failed is there for the second (AMB-25)', () => {
    const m = machine({ preferences: notify, clients: [phone, tablet] })
    m.arrives('e-1')
    m.arrives('e-2')
    expect(asks(m, 'phone', 'retrieve', 'e-1', 'e-2')).toHaveLength(2)
    expect(asks(m, 'tablet', 'discard', 'e-1', 'e-2')).toEqual([
      'ReportResults e-1 discard alreadyTaken, e-2 discard alreadyTaken',
    ])
    expect(m.fails('Deliver e-1 phone in session', 480)).toEqual([])
    expect(m.succeeds('Deliver e-2 phone in session')).toEqual([
      'ReportResults e-1 retrieve failed, e-2 retrieve done',
      'Remove e-2 retrieved',
    ])
    expect(asks(m, 'tablet', 'store', 'e-1')).toContain('StoreMessage e-1')
  })

  it('a client that names a message twice, or one that nobody knows, gets a result for each (AMB-25)', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1')
    expect(asks(m, 'phone', 'retrieve', 'e-1', 'e-1', 'e-9')).toEqual(['Deliver e-1 phone in session'])
    expect(m.succeeds('Deliver e-1 phone in session')).toEqual([
      'ReportResults e-1 retrieve done, e-1 retrieve alreadyTaken, e-9 retrieve unknown',
      'Remove e-1 retrieved',
    ])
  })

  it('a message that expires or is revoked while a client has taken it goes as that ends (AMB-26)', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1', { expiresAt: now + 10 * second })
    asks(m, 'phone', 'store', 'e-1')
    expect(m.reaches(now + 10 * second)).toEqual([])
    expect(m.succeeds('StoreMessage e-1')).toEqual(['ReportResults e-1 store done', 'Remove e-1 stored'])
    const other = machine({ preferences: notify, clients: [phone] })
    other.arrives('e-1')
    asks(other, 'phone', 'retrieve', 'e-1')
    other.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(other.fails('Deliver e-1 phone in session', 480)).toEqual([
      'ReportResults e-1 retrieve failed',
      'Discard e-1 revoked',
    ])
  })
})

describe('an option that was frozen (AMB-12, alternative)', () => {
  it('counts as long as the provider reads it so', () => {
    const m = machine({
      preferences: { otherwise: defer, deferred: { option: 'push', onExpiry: 'store' } },
      policy: { interpretations: { 'AMB-12': 'frozen' } },
    })
    m.arrives('e-1')
    m.prefers({ deferred: { option: 'notify' } })
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    m.fails('Deliver e-1 phone', 480)
    expect(m.polices({})).toEqual(['NotifyInBand phone: e-1'])
    expect(m.registers({ deviceId: 'tablet' })).toEqual(['NotifyInBand tablet: e-1'])
  })
})
