import { client, now, rule } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const second = 1000
const phone = client()
const defer = { action: 'defer' } as const

/** When and why it is to be woken, as far as that was asked for in the last step. */
const wakes = (m: Machine): readonly string[] =>
  m
    .actions()
    .flatMap((action) =>
      action._tag === 'WakeAt' ? [`${(action.at - now) / second} s for ${action.determinedBy.requirement}`] : [],
    )

describe('being woken', () => {
  it('for the answer that is late is asked for by AMB-28, and for an expiry by DEF-03', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1', { expiresAt: now + 60 * second })
    expect(wakes(m)).toEqual(['5 s for AMB-28'])
    m.reaches(now + 5 * second)
    expect(wakes(m)).toEqual(['60 s for DEF-03'])
  })

  it('at one instant for several reasons is asked for by the first that is due: the expiry', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1', { expiresAt: now + 5 * second })
    expect(wakes(m)).toEqual(['5 s for DEF-03'])
  })

  it('to send again is asked for by AMB-11, to push again by PSH-08', () => {
    const m = machine({ clients: [phone], policy: { answerAfter: 90 * second } })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    expect(wakes(m)).toEqual(['30 s for AMB-11'])
    const other = machine({ preferences: { otherwise: defer } })
    other.arrives('e-1')
    other.registers()
    other.isUnknown('Deliver e-1 phone')
    expect(wakes(other)).toEqual(['30 s for PSH-08'])
  })

  it('to ask again for anything else is asked for by what asked for it', () => {
    const m = machine({ preferences: { otherwise: defer, deferred: { option: 'store' } } })
    m.arrives('e-1')
    m.fails('StoreMessage e-1 with terms', 503)
    expect(wakes(m)).toEqual(['30 s for HND-01'])
    const session = machine({ preferences: { otherwise: defer, deferred: { option: 'notify' } }, clients: [phone] })
    session.arrives('e-1')
    session.happens({ _tag: 'SessionEstablished', sessionId: 's', deviceId: 'phone' })
    session.happens({
      _tag: 'MessagesSelected',
      sessionId: 's',
      deviceId: 'phone',
      selections: [{ entryId: 'e-1', action: 'retrieve' }],
    })
    session.isUnknown('Deliver e-1 phone in session')
    expect(wakes(session)).toEqual(['30 s for NTF-14'])
  })

  it('when do-not-disturb ends is asked for by the option that waits for it, or by AMB-22', () => {
    const doNotDisturb = { on: true, until: now + 60 * second }
    for (const [option, requirement] of [
      ['push', 'PSH-02'],
      ['notify', 'NTF-02'],
    ] as const) {
      const m = machine({ preferences: { otherwise: defer, deferred: { option }, doNotDisturb } })
      m.arrives('e-1')
      expect(wakes(m)).toEqual([`60 s for ${requirement}`])
    }
    const m = machine({
      preferences: { otherwise: defer, deferred: { option: 'store' }, doNotDisturb },
      policy: { interpretations: { 'AMB-22': 'update' } },
    })
    m.arrives('e-1')
    m.succeeds('StoreMessage e-1 with terms')
    expect(wakes(m)).toEqual(['60 s for AMB-22'])
  })

  it('comes for the earliest, and for an alarm where two coincide', () => {
    for (const [until, requirement] of [
      [59, 'PSH-02'],
      [60, 'DEF-03'],
      [61, 'DEF-03'],
    ] as const) {
      const doNotDisturb = { on: true, until: now + until * second }
      const m = machine({ preferences: { otherwise: defer, doNotDisturb } })
      m.arrives('e-1', { expiresAt: now + 60 * second })
      expect(wakes(m)).toEqual([`${Math.min(until, 60)} s for ${requirement}`])
    }
  })

  it('when a client may have a message is asked for by TERM-14, and when a rule lets go of it by AMB-04', () => {
    const from = now + 60 * second
    const m = machine({ preferences: { otherwise: defer, devices: { phone: { during: { from } } } }, clients: [phone] })
    m.arrives('e-1')
    expect(wakes(m)).toEqual(['60 s for TERM-14'])
    const byPolicy = machine({ preferences: { otherwise: defer }, policy: { clients: { during: { from } } } })
    byPolicy.arrives('e-1')
    expect(wakes(byPolicy)).toEqual(['60 s for TERM-14'])
    const silent = machine({
      preferences: { rules: [rule({ action: 'deliver', silence: true }, { during: { until: from } })] },
      clients: [phone],
    })
    silent.arrives('e-1')
    expect(wakes(silent)).toEqual(['60 s for AMB-04'])
  })
})
