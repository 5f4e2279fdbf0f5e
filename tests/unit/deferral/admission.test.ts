import { countOf } from '../../../src/deferral/Entries.js'
import { address, client, now, rule } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const second = 1000
const phone = client()
const tablet = client({ deviceId: 'tablet' })

describe('a message that is sent (TERM-15)', () => {
  it('is in flight to each client until the first success answers 200', () => {
    const m = machine({ clients: [phone, tablet] })
    expect(m.arrives('e-1')).toEqual(['Send e-1 phone', 'Send e-1 tablet', 'WakeAt 2026-02-03T10:00:05.000Z'])
    expect(m.succeeds('Send e-1 tablet')).toEqual(['Respond e-1 200'])
    expect(countOf(m.queue().entries)).toBe(0)
    expect(m.fails('Send e-1 phone', 408)).toEqual([])
  })

  it('is accepted with 202 when the outcome takes longer than the policy waits', () => {
    const m = machine({ clients: [phone], policy: { answerAfter: 2 * second } })
    m.arrives('e-1')
    expect(m.reaches(now + 2 * second)).toEqual(['Respond e-1 202'])
    expect(m.succeeds('Send e-1 phone')).toEqual([])
  })

  it('is deferred, never lost, when all clients fail (AMB-11)', () => {
    const m = machine({ clients: [phone, tablet] })
    m.arrives('e-1', { notificationsRequested: ['processing'] })
    expect(m.fails('Send e-1 phone', 480)).toEqual([])
    expect(m.fails('Send e-1 tablet', 503)).toEqual(['Respond e-1 202', 'SendDeliveryNotification e-1 stored'])
    expect(m.queue().waiting).toBe(1)
    expect(m.registers({ deviceId: 'watch' })).toEqual(['Deliver e-1 phone', 'Deliver e-1 tablet', 'Deliver e-1 watch'])
  })

  it('is not offered again to a client that cannot take it (AMB-11)', () => {
    const m = machine({ clients: [phone, tablet] })
    m.arrives('e-1')
    m.fails('Send e-1 phone', 415)
    m.fails('Send e-1 tablet', 408)
    expect(m.registers({ deviceId: 'watch' })).toEqual(['Deliver e-1 tablet', 'Deliver e-1 watch'])
  })

  it('carries the target address to be inserted (TERM-19)', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    m.arrives('e-2', { targetAddressPresent: true })
    expect(m.asked('Send').map(({ insertTargetAddress }) => insertTargetAddress)).toEqual([true, false])
  })

  it('is recorded beside being sent (TERM-18)', () => {
    const m = machine({ clients: [phone], preferences: { recordIncoming: true } })
    expect(m.arrives('e-1').slice(0, 2)).toEqual(['StoreMessage e-1 record', 'Send e-1 phone'])
    expect(m.succeeds('StoreMessage e-1 record')).toEqual([])
    expect(m.succeeds('Send e-1 phone')).toEqual(['Respond e-1 200'])
  })
})

describe('a message that is diverted', () => {
  const friend = address('tel:+15550111')

  it('by rejection is answered and nothing else (TERM-03)', () => {
    const m = machine({ preferences: { otherwise: { action: 'reject' }, recordIncoming: true } })
    expect(m.arrives('e-1', { notificationsRequested: ['negative-delivery'] })).toEqual(['Respond e-1 403'])
    expect(countOf(m.queue().entries)).toBe(0)
  })

  it('by forwarding is answered 202 once that succeeded (TERM-08)', () => {
    const m = machine({ preferences: { otherwise: { action: 'forward', to: friend }, recordIncoming: true } })
    expect(m.arrives('e-1').slice(0, 2)).toEqual(['StoreMessage e-1 record', 'Forward e-1 tel:+15550111'])
    expect(m.succeeds('Forward e-1 tel:+15550111')).toEqual(['Respond e-1 202'])
    expect(countOf(m.queue().entries)).toBe(0)
  })

  it('by interworking is answered with its failure (TERM-05, AMB-29)', () => {
    const m = machine({ preferences: { otherwise: { action: 'interwork' } } })
    expect(m.arrives('e-1')[0]).toBe('Interwork e-1')
    expect(m.fails('Interwork e-1', 488)).toEqual(['Respond e-1 488'])
    expect(countOf(m.queue().entries)).toBe(0)
  })

  it('and accepted before it failed is notified of, if that was asked for (AMB-29)', () => {
    const m = machine({ preferences: { otherwise: { action: 'interwork' } } })
    m.arrives('e-1', { notificationsRequested: ['negative-delivery'] })
    expect(m.reaches(now + 5 * second)).toEqual(['Respond e-1 202'])
    expect(m.fails('Interwork e-1')).toEqual(['SendDeliveryNotification e-1 failed'])
  })

  it('by interworking is deferred after a failure where the provider reads it so (AMB-29)', () => {
    const m = machine({
      preferences: { otherwise: { action: 'interwork' } },
      policy: { interpretations: { 'AMB-29': 'defer' } },
    })
    m.arrives('e-1')
    expect(m.fails('Interwork e-1')).toEqual(['Respond e-1 202'])
    expect(m.queue().waiting).toBe(1)
  })

  it('to the Message Storage Server is answered at once and stored in one operation (TERM-06, TERM-07)', () => {
    const m = machine({ preferences: { otherwise: { action: 'store' }, recordIncoming: true } })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'StoreMessage e-1'])
    expect(m.fails('StoreMessage e-1', 503)).toEqual(['WakeAt 2026-02-03T10:00:30.000Z'])
    expect(m.reaches(now + 30 * second)).toEqual(['StoreMessage e-1'])
    expect(m.succeeds('StoreMessage e-1')).toEqual([])
    expect(countOf(m.queue().entries)).toBe(0)
  })
})

describe('the same message again (AMB-32)', () => {
  it('is answered as before and not queued twice', () => {
    const m = machine()
    expect(m.arrives('e-1', { messageId: 'm' })).toEqual(['Respond e-1 202'])
    expect(m.arrives('e-2', { messageId: 'm' })).toEqual(['Respond e-2 202'])
    expect(m.queue().waiting).toBe(1)
  })

  it('from another originator is another message', () => {
    const m = machine()
    m.arrives('e-1', { messageId: 'm' })
    m.arrives('e-2', { messageId: 'm', originator: { address: address('sip:eve@home1.example') } })
    m.arrives('e-3', { messageId: 'm', originator: { undisclosed: true } })
    expect(m.queue().waiting).toBe(3)
  })

  it('as the same event is ignored, while it is held and after', () => {
    const m = machine({ preferences: { rules: [rule({ action: 'reject' }, { kinds: ['large'] })] } })
    m.arrives('e-1')
    expect(m.arrives('e-1')).toEqual(['Ignored: e-1 was taken in before'])
    m.arrives('e-2', { kind: 'large' })
    expect(m.arrives('e-2', { kind: 'large' })).toEqual(['Ignored: e-2 was taken in before'])
  })
})
