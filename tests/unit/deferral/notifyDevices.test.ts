import { client } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const phone = client()
const tablet = client({ deviceId: 'tablet' })
const id = 'NotifyInBand/phone,tablet/1'

const notified = (): Machine => {
  const m = machine({
    preferences: { otherwise: { action: 'defer' }, deferred: { option: 'notify' } },
    clients: [phone, tablet],
  })
  expect(m.arrives('e-1')).toContain('NotifyInBand phone+tablet: e-1')
  return m
}

const toldOf = (m: Machine): readonly string[] | undefined => {
  const { entries } = m.queue()
  return Array.isArray(entries) ? entries[0]?.notifiedInBand : undefined
}

describe('a notification to several clients (NTF-06)', () => {
  it('that fails for one of them is told again to that one alone (AMB-08)', () => {
    const m = notified()
    expect(m.happens({ _tag: 'ActionFailed', actionId: id, deviceId: 'phone', status: 480 })).toEqual([])
    expect(toldOf(m)).toEqual(['tablet'])
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: id, deviceId: 'tablet' })).toEqual([])
    m.deregisters('tablet')
    m.deregisters('phone')
    m.registers({ deviceId: 'tablet' })
    expect(m.registers()).toEqual(['NotifyInBand phone: e-1'])
  })

  it('is awaited for the clients that have no outcome of their own', () => {
    const m = notified()
    m.happens({ _tag: 'ActionSucceeded', actionId: id, deviceId: 'phone' })
    expect(m.changes().actionsPending).toMatchObject([{ action: { actionId: id, to: ['tablet'] } }])
    expect(m.changes().actionsSettled).toEqual([])
    m.happens({ _tag: 'ActionFailed', actionId: id })
    expect(m.changes().actionsSettled).toEqual([id])
    expect(toldOf(m)).toEqual(['phone'])
  })

  it('that fails as a whole is told again to all', () => {
    const m = notified()
    m.happens({ _tag: 'ActionFailed', actionId: id })
    expect(toldOf(m)).toEqual([])
  })

  it('whose outcome for a client is unknown counts as told, for it is of no use late', () => {
    const m = notified()
    expect(m.happens({ _tag: 'ActionUnknown', actionId: id, deviceId: 'phone' })).toEqual([])
    expect(toldOf(m)).toEqual(['phone', 'tablet'])
  })

  it('has one outcome for each client: another, or one of somebody else, is ignored', () => {
    const m = notified()
    m.happens({ _tag: 'ActionSucceeded', actionId: id, deviceId: 'phone' })
    for (const deviceId of ['phone', 'watch']) {
      expect(m.happens({ _tag: 'ActionFailed', actionId: id, deviceId })).toEqual([
        `Ignored: ${id} is not awaited for ${deviceId}`,
      ])
    }
    expect(toldOf(m)).toEqual(['phone', 'tablet'])
  })

  it('is no concern of a message that has its outcome by then', () => {
    const m = notified()
    m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(m.happens({ _tag: 'ActionFailed', actionId: id, deviceId: 'phone' })).toEqual([])
    expect(m.happens({ _tag: 'ActionFailed', actionId: id, deviceId: 'tablet' })).toEqual([])
    expect(m.changes().actionsSettled).toEqual([id])
  })
})

describe('an out-of-band notification to several devices', () => {
  it('has an outcome for each device as well', () => {
    const away = (deviceId: string) => client({ deviceId, registered: false, pushAddress: `push:${deviceId}` })
    const m = machine({
      preferences: { otherwise: { action: 'defer' }, deferred: { option: 'notify' } },
      clients: [away('phone'), away('tablet')],
    })
    expect(m.arrives('e-1')).toContain('NotifyOutOfBand phone+tablet: 1')
    const actionId = m.asked('NotifyOutOfBand')[0]?.actionId ?? ''
    expect(m.happens({ _tag: 'ActionFailed', actionId, deviceId: 'phone' })).toEqual([])
    expect(m.changes().actionsPending).toMatchObject([{ action: { to: [{ deviceId: 'tablet' }] } }])
    expect(m.happens({ _tag: 'ActionFailed', actionId, deviceId: 'phone' })).toEqual([
      `Ignored: ${actionId} is not awaited for phone`,
    ])
    expect(m.happens({ _tag: 'ActionSucceeded', actionId, deviceId: 'tablet' })).toEqual([])
    expect(m.changes().actionsSettled).toEqual([actionId])
  })
})

describe('an outcome that names another device than its action', () => {
  it('is ignored', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: 'e-1/Send/phone/0', deviceId: 'tablet' })).toEqual([
      'Ignored: e-1/Send/phone/0 is not awaited for tablet',
    ])
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: 'e-1/Send/phone/0', deviceId: 'phone' })).toEqual([
      'Respond e-1 200',
    ])
  })
})
