import { countOf } from '../../../src/deferral/Entries.js'
import { client, now } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const second = 1000
const hour = 3_600_000
const phone = client()
const tablet = client({ deviceId: 'tablet' })
const defer = { otherwise: { action: 'defer' as const } }
const ids = (actions: readonly { readonly actionId: string }[]): readonly string[] =>
  actions.map(({ actionId }) => actionId)

/** A machine with one message pushed to the phone, of which nobody knows whether it arrived. */
const unknownPush = (parts: Parameters<typeof machine>[0] = {}, message: { readonly expiresAt?: number } = {}) => {
  const m = machine(parts)
  m.arrives('e-1', message)
  m.registers()
  m.isUnknown('Deliver e-1 phone')
  return m
}

describe('a push whose outcome is unknown', () => {
  it('is not asked for again once its message has expired (DEF-03)', () => {
    const m = unknownPush({}, { expiresAt: now + 20 * second })
    expect(m.reaches(now + 20 * second)).toEqual(['WakeAt 2026-02-03T10:00:30.000Z'])
    expect(m.reaches(now + 30 * second)).toEqual(['Discard e-1 expired'])
  })

  it('is not asked for again though expiry and retry are noticed together', () => {
    const m = unknownPush({}, { expiresAt: now + 31 * second })
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired'])
  })

  it('is not asked for again once its message was revoked', () => {
    const m = unknownPush()
    expect(m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })).toEqual([])
    expect(m.reaches(now + 30 * second)).toEqual(['Discard e-1 revoked'])
  })

  it('is not asked for again while its client cannot take it, and keeps its id when it can', () => {
    const m = unknownPush()
    m.registers({ services: [] })
    expect(m.reaches(now + 30 * second)).toEqual([])
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    expect(new Set(ids(m.asked('Deliver'))).size).toBe(1)
  })

  it('does not keep its client from other messages once it is given up for the time being', () => {
    const m = machine()
    m.arrives('e-1')
    m.arrives('e-2', { kind: 'large' })
    m.registers()
    m.isUnknown('Deliver e-1 phone')
    expect(m.alters(client({ services: ['largemsg'] }))).toEqual([])
    expect(m.reaches(now + 30 * second)).toEqual(['Deliver e-2 phone'])
  })

  it('is done with when another client has the message, and its own may have the next', () => {
    const m = machine()
    m.arrives('e-1')
    m.arrives('e-2')
    m.registers()
    m.isUnknown('Deliver e-1 phone')
    m.registers({ deviceId: 'tablet' })
    expect(m.succeeds('Deliver e-1 tablet')).toEqual([
      'Remove e-1 delivered',
      'Deliver e-2 phone',
      'Deliver e-2 tablet',
    ])
    expect(m.reaches(now + 30 * second)).toEqual(['Ignored: nothing is due'])
    expect(m.succeeds('Deliver e-1 phone')[0]).toContain('Ignored')
  })

  it('counts as delivered if that becomes known late', () => {
    const m = unknownPush()
    m.deregisters('phone')
    m.reaches(now + 30 * second)
    expect(m.succeeds('Deliver e-1 phone')).toEqual(['Remove e-1 delivered'])
  })

  it('is over if it becomes known late that it failed', () => {
    const m = unknownPush()
    m.deregisters('phone')
    m.reaches(now + 30 * second)
    m.fails('Deliver e-1 phone')
    expect(m.registers()).toEqual(['Deliver e-1 phone'])
    expect(new Set(ids(m.asked('Deliver'))).size).toBe(2)
  })

  it('does not keep the message from being handed over, announced, or taken in a session', () => {
    const gone = () => {
      const m = unknownPush()
      m.deregisters('phone')
      m.reaches(now + 30 * second)
      return m
    }
    expect(gone().prefers({ deferred: { option: 'store' } })).toEqual(['StoreMessage e-1 with terms'])
    const notified = gone()
    notified.prefers({ deferred: { option: 'notify' } })
    expect(notified.registers({ deviceId: 'tablet' })).toEqual(['NotifyInBand tablet: e-1'])
    const taken = gone()
    const session = { sessionId: 's', deviceId: 'tablet' }
    taken.happens({ _tag: 'SessionEstablished', ...session })
    expect(
      taken.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action: 'retrieve' }] }),
    ).toEqual(['Deliver e-1 tablet in session'])
    expect(taken.succeeds('Deliver e-1 phone')[0]).toContain('Ignored')
  })

  it('is awaited no more than once when the message has its outcome', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers()
    m.registers({ deviceId: 'tablet' })
    m.succeeds('Deliver e-1 tablet')
    expect(m.isUnknown('Deliver e-1 phone')).toEqual([])
  })
})

describe('a first sending whose outcome is unknown', () => {
  it('is deferred when its client is gone by the time it would be asked for again', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    m.deregisters('phone')
    expect(m.reaches(now + 30 * second)).toEqual(['Respond e-1 202'])
    expect(m.registers()).toEqual(['Send e-1 phone'])
    expect(new Set(ids(m.asked('Send'))).size).toBe(1)
    expect(m.succeeds('Send e-1 phone')).toEqual(['Remove e-1 delivered'])
  })

  it('is asked for again while its client is there', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    expect(m.reaches(now + 30 * second)).toEqual(['Respond e-1 202', 'Send e-1 phone'])
  })

  it('waits for what is under way to other clients', () => {
    const m = machine({ clients: [phone, tablet] })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    m.deregisters('phone')
    expect(m.reaches(now + 30 * second)).toEqual(['Respond e-1 202'])
    expect(m.succeeds('Send e-1 tablet')).toEqual([])
    expect(countOf(m.queue().entries)).toBe(0)
  })

  it('is not asked for again for a client that is not known any more', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    m.forgets('phone')
    expect(m.reaches(now + 30 * second)).toEqual(['Respond e-1 202'])
  })
})

describe('alarms that are over by the time they ring', () => {
  it('are passed over: the answer came with the deferral, and the outcome before the retry', () => {
    const m = machine({ clients: [phone], policy: { retryAfter: 3 * second } })
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    m.forgets('phone')
    expect(m.reaches(now + 6 * second)).toEqual(['Respond e-1 202'])
    const other = machine({ clients: [phone], policy: { answerAfter: 90 * second } })
    other.arrives('e-1')
    other.arrives('e-2')
    other.isUnknown('Send e-1 phone')
    other.waits(second)
    other.isUnknown('Send e-2 phone')
    other.succeeds('Send e-2 phone')
    expect(other.reaches(now + 32 * second)).toContain('Send e-1 phone')
    expect(other.queue().wakeAt).toBe(now + 90 * second)
  })
})

describe('a message that is deferred after all clients failed', () => {
  it('goes at once to a client that came while it was sent', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    expect(m.registers({ deviceId: 'tablet' })).toEqual([])
    expect(m.fails('Send e-1 phone', 480)).toEqual(['Respond e-1 202', 'Deliver e-1 phone', 'Deliver e-1 tablet'])
    expect(m.fails('Deliver e-1 phone', 480)).toEqual([])
  })
})

describe('pushing at once (AMB-07, alternative)', () => {
  it('does not push again what has just failed', () => {
    const m = machine({ preferences: defer, clients: [phone], policy: { interpretations: { 'AMB-07': 'literal' } } })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'Deliver e-1 phone'])
    expect(m.fails('Deliver e-1 phone', 480)).toEqual([])
    expect(m.arrives('e-2')).toEqual(['Respond e-2 202', 'Deliver e-2 phone'])
    expect(m.succeeds('Deliver e-2 phone')).toEqual(['Remove e-2 delivered'])
  })
})

describe('a message that comes for want of a client', () => {
  it('does not have earlier ones tried again (PSH-08)', () => {
    const m = machine()
    m.arrives('e-1')
    m.registers({ services: ['msg'] })
    m.fails('Deliver e-1 phone', 480)
    expect(m.arrives('e-2', { kind: 'large' })).toEqual(['Respond e-2 202'])
  })
})

describe('what a client asked for in its session', () => {
  const session = { sessionId: 's', deviceId: 'phone' }
  const taken = (action: 'retrieve' | 'interwork' | 'store', expiresAt?: number) => {
    const m = machine({ preferences: { ...defer, deferred: { option: 'notify' } }, clients: [phone] })
    m.arrives('e-1', expiresAt === undefined ? {} : { expiresAt })
    m.happens({ _tag: 'SessionEstablished', ...session })
    m.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action }] })
    return m
  }

  it('is asked for again where its outcome is unknown', () => {
    const m = taken('retrieve')
    m.isUnknown('Deliver e-1 phone in session')
    expect(m.reaches(now + 30 * second)).toEqual(['Deliver e-1 phone in session'])
  })

  it('is given up where its outcome is unknown and the session is over', () => {
    const m = taken('retrieve')
    m.isUnknown('Deliver e-1 phone in session')
    m.happens({ _tag: 'SessionEnded', ...session })
    expect(m.reaches(now + 30 * second)).toEqual([])
    expect(m.queue().waiting).toBe(1)
    expect(m.registers({ deviceId: 'tablet' })).toEqual(['NotifyInBand tablet: e-1'])
  })

  it('is given up where its outcome is unknown and the message has expired', () => {
    for (const action of ['retrieve', 'interwork'] as const) {
      const m = taken(action, now + 20 * second)
      m.isUnknown(action === 'retrieve' ? 'Deliver e-1 phone in session' : 'Interwork e-1')
      expect(m.reaches(now + 30 * second)).toEqual([`ReportResults e-1 ${action} failed`, 'Discard e-1 expired'])
    }
  })

  it('leaves a message that expires meanwhile to its expiry when storage fails', () => {
    const m = taken('store', now + 20 * second)
    expect(m.reaches(now + 20 * second)).toEqual([])
    expect(m.fails('StoreMessage e-1')).toEqual(['ReportResults e-1 store failed', 'Discard e-1 expired'])
    expect(m.queue().waiting).toBe(0)
  })

  it('is not told to the originator where the user discards', () => {
    const m = machine({ preferences: { ...defer, deferred: { option: 'notify' } }, clients: [phone] })
    m.arrives('e-1', { notificationsRequested: ['negative-delivery', 'positive-delivery'] })
    m.happens({ _tag: 'SessionEstablished', ...session })
    expect(
      m.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action: 'discard' }] }),
    ).toEqual(['Discard e-1 discarded', 'ReportResults e-1 discard done'])
  })

  it('that the client refused is neither pushed to it nor announced (AMB-11)', () => {
    const m = taken('retrieve')
    m.fails('Deliver e-1 phone in session', 415)
    expect(m.prefers({ deferred: { option: 'push' } })).toEqual([])
    expect(m.registers({ deviceId: 'tablet' })).toEqual(['Deliver e-1 tablet'])
  })

  it('that failed goes by the option in force by then (AMB-12)', () => {
    const m = taken('retrieve')
    expect(m.prefers({ deferred: { option: 'store' } })).toEqual([])
    expect(m.fails('Deliver e-1 phone in session')).toEqual([
      'ReportResults e-1 retrieve failed',
      'StoreMessage e-1 with terms',
    ])
  })

  it('is refused to a recipient who was removed', () => {
    const m = machine({ clients: [phone] })
    m.happens({ _tag: 'RecipientRemoved' })
    expect(m.happens({ _tag: 'SessionEstablished', ...session })).toEqual([
      'Ignored: the recipient is no longer served here',
    ])
  })
})

describe('a message that was interworked in vain (AMB-29, alternative)', () => {
  const diverted = (expiresAt?: number) => {
    const m = machine({
      preferences: { otherwise: { action: 'interwork' } },
      policy: { interpretations: { 'AMB-29': 'defer' } },
    })
    m.arrives('e-1', expiresAt === undefined ? {} : { expiresAt })
    return m
  }

  it('expires though its expiry came while it was under way', () => {
    const m = diverted(now + 10 * second)
    m.reaches(now + 5 * second)
    m.reaches(now + 10 * second)
    expect(m.fails('Interwork e-1')).toEqual(['Discard e-1 expired'])
  })

  it('expires later at its instant', () => {
    const m = diverted(now + hour)
    expect(m.fails('Interwork e-1')).toContain('WakeAt 2026-02-03T11:00:00.000Z')
    expect(m.reaches(now + hour)).toEqual(['Discard e-1 expired'])
  })

  it('is asked for again where its outcome is unknown', () => {
    const m = diverted()
    m.isUnknown('Interwork e-1')
    expect(m.reaches(now + 30 * second)).toEqual(['Respond e-1 202', 'Interwork e-1'])
  })
})

describe('telling the Message Storage Server of do-not-disturb (AMB-22, alternative)', () => {
  const told = () => {
    const m = machine({
      preferences: { ...defer, deferred: { option: 'store' }, doNotDisturb: { on: true, until: now + hour } },
      policy: { interpretations: { 'AMB-22': 'update' } },
    })
    m.arrives('e-1')
    m.succeeds('StoreMessage e-1 with terms')
    return m
  }

  it('comes when do-not-disturb ends, though nothing waits', () => {
    const m = told()
    expect(m.asked('WakeAt').map(({ at }) => at)).toEqual([now + hour])
    expect(m.reaches(now + hour)).toEqual(['UpdateDoNotDisturb false'])
  })

  it('is not repeated with what is not true any more', () => {
    const m = told()
    m.prefers({ doNotDisturb: { on: false } })
    m.isUnknown('UpdateDoNotDisturb false')
    expect(m.prefers({ doNotDisturb: { on: true } })).toEqual(['UpdateDoNotDisturb true'])
    m.succeeds('UpdateDoNotDisturb true')
    expect(m.reaches(now + 30 * second)).toEqual([])
  })
})

describe('the same message again (AMB-32)', () => {
  it('is answered as the first was, whatever would be decided now', () => {
    const m = machine({ preferences: defer })
    m.arrives('e-1', { messageId: 'm' })
    m.prefers({ otherwise: { action: 'reject' } })
    expect(m.arrives('e-2', { messageId: 'm' })).toEqual(['Respond e-2 202'])
  })
})

describe('a client that cannot be reached any more', () => {
  it('is no reason to push to others (AMB-07)', () => {
    const m = machine({ preferences: defer, clients: [phone, tablet] })
    m.arrives('e-1')
    const lost = client({ connectivity: 'unreachable' })
    expect(m.alters(lost)).toEqual([])
    expect(m.alters(phone)).toEqual(['Deliver e-1 phone', 'Deliver e-1 tablet'])
  })
})
