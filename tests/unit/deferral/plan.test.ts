import type { DeferredDeliveryPlan } from '../../../src/deferral/plan.js'
import { plan } from '../../../src/deferral/plan.js'
import { client, now, rule } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const hour = 3_600_000
const phone = client()
const defer = { action: 'defer' as const }

const planOf = (m: Machine, at: number = now): DeferredDeliveryPlan => plan(m.queue(), m.recipient(), m.policy(), at)

describe('the plan of what waits', () => {
  it('says of each message its option, its terms, and whom it could go to, in the order of arrival', () => {
    const m = machine({
      preferences: { otherwise: defer, deferred: { option: 'push', onExpiry: 'store' } },
      clients: [phone],
    })
    m.arrives('e-1', { expiresAt: now + hour })
    m.arrives('e-2', { kind: 'system' })
    expect(planOf(m)).toEqual({
      doNotDisturb: { inForce: false },
      wakeAt: now + 5000,
      messages: [
        {
          entryId: 'e-1',
          state: 'waiting',
          option: 'push',
          expiresAt: now + hour,
          onExpiry: 'store',
          awaits: 'ClientRegisters',
          underWay: [],
          applicable: ['phone'],
        },
        {
          entryId: 'e-2',
          state: 'sending',
          option: 'push',
          onExpiry: 'discard',
          awaits: 'Outcome',
          underWay: ['e-2/Send/phone/0'],
          applicable: ['phone'],
        },
      ],
      underWay: expect.arrayContaining(['e-1/Respond/0', 'e-2/Send/phone/0']) as readonly string[],
    })
  })

  it('awaits the outcome while something is under way', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    expect(planOf(m).messages.map(({ awaits, underWay }) => [awaits, underWay])).toEqual([
      ['Outcome', ['e-1/Deliver/phone/0']],
    ])
  })

  it('awaits a client under notify, and what it chooses once one is there', () => {
    const m = machine({ preferences: { otherwise: defer, deferred: { option: 'notify' } } })
    m.arrives('e-1')
    expect(planOf(m).messages.map(({ awaits }) => awaits)).toEqual(['ClientRegisters'])
    m.registers()
    expect(planOf(m).messages.map(({ awaits }) => awaits)).toEqual(['ClientActs'])
  })

  it('does not name a client that refused the message', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    m.fails('Deliver e-1 phone', 415)
    expect(planOf(m).messages.map(({ applicable }) => applicable)).toEqual([[]])
  })

  it('knows how long do-not-disturb holds messages back, where that is known', () => {
    const m = machine({ preferences: { otherwise: defer, doNotDisturb: { on: true, until: now + hour } } })
    m.arrives('e-1')
    expect(planOf(m)).toMatchObject({
      doNotDisturb: { inForce: true, until: now + hour },
      wakeAt: now + hour,
      messages: [{ awaits: 'DoNotDisturbEnds', until: now + hour }],
    })
    expect(planOf(m, now + hour).messages).toMatchObject([{ awaits: 'ClientRegisters' }])
    m.prefers({ doNotDisturb: { on: true } })
    expect(planOf(m)).toMatchObject({ doNotDisturb: { inForce: true }, messages: [{ awaits: 'DoNotDisturbEnds' }] })
    expect(planOf(m).doNotDisturb).not.toHaveProperty('until')
  })

  it('holds back what a rule silences, without an end', () => {
    const rules = [rule({ action: 'deliver', silence: true })]
    const m = machine({ preferences: { rules } })
    m.arrives('e-1')
    expect(planOf(m).messages.map(({ awaits, until }) => [awaits, until])).toEqual([['DoNotDisturbEnds', undefined]])
  })

  it('awaits nothing where the message is to be stored when preferences change next', () => {
    const m = machine({ preferences: { otherwise: defer }, policy: { interpretations: { 'AMB-12': 'frozen' } } })
    m.arrives('e-1')
    m.prefers({ deferred: { option: 'store' } })
    expect(planOf(m).messages.map(({ option }) => option)).toEqual(['push'])
    const current = machine({ preferences: { otherwise: defer } })
    current.arrives('e-1')
    const recipient = { preferences: { ...current.recipient().preferences, deferred: { option: 'store' as const } } }
    expect(plan(current.queue(), { ...current.recipient(), ...recipient } as never, {}, now).messages).toMatchObject([
      { option: 'store', awaits: 'Nothing' },
    ])
  })

  it('is empty for a recipient of whom nothing is known', () => {
    expect(plan(machine().queue(), {}, {}, now)).toEqual({
      doNotDisturb: { inForce: false },
      messages: [],
      underWay: [],
    })
  })

  it('names no client for a recipient without any', () => {
    const m = machine()
    m.arrives('e-1')
    expect(plan(m.queue(), {}, {}, now).messages.map(({ applicable }) => applicable)).toEqual([[]])
  })
})
