import { at, client, now, rule } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const hour = 3_600_000
const notify = { otherwise: { action: 'defer' as const }, deferred: { option: 'notify' as const } }
const phone = client({ pushAddress: 'push:phone' })
const tablet = client({ deviceId: 'tablet', registered: false, pushAddress: 'push:tablet' })

describe('a deferred message that is notified (5.2.2.2.1)', () => {
  it('is announced in-band to the applicable registered clients (NTF-06)', () => {
    const m = machine({ preferences: notify, clients: [phone, client({ deviceId: 'laptop' }), tablet] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'NotifyInBand phone+laptop: e-1'])
    expect(m.asked('NotifyOutOfBand')).toEqual([])
  })

  it('is described by identity, subject, originator, date, size, expiry and content type (NTF-07)', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1', {
      subject: 'lunch',
      date: now - 1,
      expiresAt: now + hour,
      originator: { displayName: 'Ann', ...{ undisclosed: true } },
    })
    m.arrives('e-2')
    expect(m.asked('NotifyInBand').flatMap(({ messages }) => messages)).toEqual([
      {
        entryId: 'e-1',
        subject: 'lunch',
        originator: 'anonymous',
        date: now - 1,
        size: 100,
        contentType: 'text/plain',
        expiresAt: now + hour,
      },
      { entryId: 'e-2', originator: 'sip:ann@home1.example', date: now, size: 100, contentType: 'text/plain' },
    ])
  })

  it('is announced to a client once, however often it registers (AMB-08)', () => {
    const m = machine({ preferences: notify })
    m.arrives('e-1')
    expect(m.registers()).toEqual(['NotifyInBand phone: e-1'])
    expect(m.registers()).toEqual([])
    m.deregisters('phone')
    expect(m.registers()).toEqual([])
    expect(m.registers({ deviceId: 'tablet' })).toEqual(['NotifyInBand tablet: e-1'])
  })

  it('is announced again at the next occasion to a client that the notification did not reach', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1')
    expect(m.fails('NotifyInBand phone: e-1', 408)).toEqual([])
    m.deregisters('phone')
    expect(m.registers()).toEqual(['NotifyInBand phone: e-1'])
    expect(m.isUnknown('NotifyInBand phone: e-1')).toEqual([])
  })

  it('is announced out-of-band to the known devices where no client is applicable (NTF-03, NTF-04, AMB-09)', () => {
    const deaf = client({ services: [], pushAddress: 'push:phone' })
    const m = machine({ preferences: notify, clients: [deaf, tablet, client({ deviceId: 'old', registered: false })] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'NotifyOutOfBand phone+tablet: 1'])
    expect(m.arrives('e-2')).toEqual(['Respond e-2 202', 'NotifyOutOfBand phone+tablet: 2'])
    expect(m.registers({ deviceId: 'tablet', pushAddress: 'push:tablet' })).toEqual(['NotifyInBand tablet: e-1 e-2'])
  })

  it('is announced out-of-band in the form and to the devices that the provider chooses (NTF-08)', () => {
    const clients = [client({ registered: false, pushAddress: 'push:phone' }), tablet]
    const single = machine({ preferences: notify, clients, policy: { outOfBand: { to: ['tablet'], form: 'single' } } })
    expect(single.arrives('e-1')).toEqual(['Respond e-1 202', 'NotifyOutOfBand tablet: e-1'])
    const none = machine({ preferences: notify, clients, policy: { outOfBand: { to: 'none' } } })
    expect(none.arrives('e-1')).toEqual(['Respond e-1 202'])
  })
})

describe('do-not-disturb under notification', () => {
  it('keeps silent until it is lifted, then announces all at once (NTF-01, NTF-02)', () => {
    const m = machine({ preferences: { deferred: { option: 'notify' }, doNotDisturb: { on: true } }, clients: [phone] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.arrives('e-2')).toEqual(['Respond e-2 202'])
    expect(m.registers({ deviceId: 'laptop' })).toEqual([])
    expect(m.prefers({ doNotDisturb: { on: false } })).toEqual(['NotifyInBand phone+laptop: e-1 e-2'])
  })

  it('by schedule ends at its instant, without another event (NTF-02, AMB-05)', () => {
    const doNotDisturb = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }
    const m = machine({
      preferences: { deferred: { option: 'notify' }, doNotDisturb },
      clients: [phone],
      at: at('2026-03-28T23:00:00Z'),
    })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'WakeAt 2026-03-29T05:00:00.000Z'])
    expect(m.reaches(at('2026-03-29T04:59:59.999Z'))).toEqual(['Ignored: nothing is due'])
    expect(m.reaches(at('2026-03-29T05:00:00Z'))).toEqual(['NotifyInBand phone: e-1'])
  })

  it('lets through what breaks through (AMB-04)', () => {
    const rules = [rule({ action: 'deliver', breakthrough: true }, { subjectContains: ['urgent'] })]
    const m = machine({ preferences: { rules, deferred: { option: 'notify' }, doNotDisturb: { on: true } } })
    m.arrives('e-1')
    m.arrives('e-2', { subject: 'urgent' })
    expect(m.registers()).toEqual(['NotifyInBand phone: e-2'])
  })

  it('holds back what a rule silences, without being in force (AMB-04)', () => {
    const rules = [rule({ action: 'deliver', silence: true }, { subjectContains: ['news'] })]
    const m = machine({ preferences: { rules, deferred: { option: 'notify' } } })
    m.arrives('e-1', { subject: 'news' })
    m.arrives('e-2')
    expect(m.registers()).toEqual(['NotifyInBand phone: e-2'])
  })
})

describe('a client in its session (NTF-10)', () => {
  const session = { sessionId: 's', deviceId: 'phone' }
  const opened = () => {
    const m = machine({ preferences: notify, clients: [phone] })
    for (const entryId of ['e-1', 'e-2', 'e-3', 'e-4', 'e-5']) {
      m.arrives(entryId)
    }
    m.happens({ _tag: 'SessionEstablished', ...session })
    return m
  }

  it('has each message handled as it asks, and is told when all is done (NTF-13, NTF-14, AMB-25)', () => {
    const m = opened()
    expect(
      m.happens({
        _tag: 'MessagesSelected',
        ...session,
        selections: [
          { entryId: 'e-1', action: 'retrieve' },
          { entryId: 'e-2', action: 'interwork' },
          { entryId: 'e-3', action: 'discard' },
          { entryId: 'e-4', action: 'store' },
          { entryId: 'e-9', action: 'retrieve' },
        ],
      }),
    ).toEqual(['Deliver e-1 phone in session', 'Interwork e-2', 'Discard e-3 discarded', 'StoreMessage e-4'])
    expect(m.queue().waiting).toBe(3)
    expect(m.succeeds('Deliver e-1 phone in session')).toEqual(['Remove e-1 retrieved'])
    expect(m.succeeds('StoreMessage e-4')).toEqual(['Remove e-4 stored'])
    expect(m.fails('Interwork e-2', 500)).toEqual([
      'ReportResults e-1 retrieve done, e-2 interwork failed, e-3 discard done, e-4 store done, e-9 retrieve unknown',
    ])
    expect(m.queue().waiting).toBe(2)
    expect(m.happens({ _tag: 'SessionEnded', ...session })).toEqual([])
  })

  it('may ask again for what failed, in another session', () => {
    const m = opened()
    m.happens({ _tag: 'MessagesSelected', ...session, selections: [{ entryId: 'e-1', action: 'retrieve' }] })
    m.fails('Deliver e-1 phone in session')
    const other = { sessionId: 't', deviceId: 'phone' }
    m.happens({ _tag: 'SessionEstablished', ...other })
    const selections = [{ entryId: 'e-1', action: 'retrieve' as const }]
    expect(m.happens({ _tag: 'MessagesSelected', ...other, selections })).toEqual(['Deliver e-1 phone in session'])
    const [first, again] = m.asked('Deliver')
    expect(first?.actionId).not.toBe(again?.actionId)
  })

  it('does not get what another client has taken (AMB-25)', () => {
    const m = opened()
    const other = { sessionId: 't', deviceId: 'tablet' }
    const selections = [{ entryId: 'e-1', action: 'retrieve' as const }]
    m.happens({ _tag: 'MessagesSelected', ...session, selections })
    m.happens({ _tag: 'SessionEstablished', ...other })
    expect(m.happens({ _tag: 'MessagesSelected', ...other, selections })).toEqual([
      'ReportResults e-1 retrieve alreadyTaken',
    ])
  })

  it('is told of what has expired in between', () => {
    const m = machine({ preferences: notify, clients: [phone] })
    m.arrives('e-1', { expiresAt: now + hour })
    m.happens({ _tag: 'SessionEstablished', ...session })
    m.waits(hour)
    const selections = [{ entryId: 'e-1', action: 'retrieve' as const }]
    expect(m.happens({ _tag: 'MessagesSelected', ...session, selections })).toEqual([
      'Discard e-1 expired',
      'ReportResults e-1 retrieve expired',
    ])
  })

  it('that has none, or repeats itself, is ignored', () => {
    const m = opened()
    const selections = [{ entryId: 'e-1', action: 'discard' as const }]
    expect(m.happens({ _tag: 'SessionEstablished', ...session })).toEqual(['Ignored: session s is there already'])
    expect(m.happens({ _tag: 'MessagesSelected', sessionId: 'x', deviceId: 'phone', selections })).toEqual([
      'Ignored: phone has no session x',
    ])
    m.happens({ _tag: 'MessagesSelected', ...session, selections })
    expect(m.happens({ _tag: 'MessagesSelected', ...session, selections })).toEqual([
      'Ignored: nothing is asked for that was not asked for before',
    ])
    m.happens({ _tag: 'SessionEnded', ...session })
    expect(m.happens({ _tag: 'SessionEnded', ...session })).toEqual(['Ignored: there is no session s'])
  })

  it('keeps deferred what it does not name', () => {
    const m = opened()
    m.happens({ _tag: 'MessagesSelected', ...session, selections: [] })
    m.happens({ _tag: 'SessionEnded', ...session })
    expect(m.queue().waiting).toBe(5)
  })
})
