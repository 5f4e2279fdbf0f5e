import { transition } from '../../../src/deferral/transition.js'
import { route } from '../../../src/routing/route.js'
import { address, client, message, now, rule } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const second = 1000
const hour = 3_600_000
const phone = client()
const ann = { address: address('sip:ann@home1.example') }
const defer = { action: 'defer' as const }

describe('a recipient without clients and preferences', () => {
  it('has messages held, and announced to nobody', () => {
    const m = machine({ preferences: { deferred: { option: 'notify' } } })
    m.arrives('e-1')
    const at = now + second
    expect(transition(m.queue(), { _tag: 'PreferencesChanged', at }, {}, {})[1]).toEqual([])
    const notify = { deferredOption: 'notify' } as const
    expect(transition(m.queue(), { _tag: 'PolicyChanged', at }, {}, notify)[1]).toEqual([])
  })
})

describe('a notice of a deferred message', () => {
  it('names the originator as displayed, and no content type where there is none (NTF-07)', () => {
    const m = machine({ preferences: { otherwise: defer, deferred: { option: 'notify' } }, clients: [phone] })
    const { contentType: _, ...bare } = message({ originator: { ...ann, displayName: 'Ann' } })
    const decision = route({ message: bare, recipient: m.recipient(), now })
    m.happens({ _tag: 'MessageRouted', message: bare, decision })
    const [notice] = m.asked('NotifyInBand').flatMap(({ messages }) => messages)
    expect(notice).toEqual({
      entryId: 'e-1',
      originator: 'sip:ann@home1.example',
      displayName: 'Ann',
      date: now,
      size: 100,
    })
  })

  it('that does not arrive is of no more concern once the message has its outcome', () => {
    const m = machine({ preferences: { otherwise: defer, deferred: { option: 'notify' } }, clients: [phone] })
    m.arrives('e-1')
    m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(m.fails('NotifyInBand phone: e-1')).toEqual([])
  })
})

describe('every action about a message', () => {
  it('carries its correlation', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1', { correlation: 'call-7' })
    m.succeeds('Send e-1 phone')
    expect([...m.asked('Send'), ...m.asked('Respond')].map(({ correlation }) => correlation)).toEqual([
      'call-7',
      'call-7',
    ])
  })
})

describe('the memory of what has its outcome', () => {
  it('holds the last 64 messages', () => {
    const m = machine({ preferences: { otherwise: { action: 'reject' } } })
    for (let number = 0; number < 65; number += 1) {
      m.arrives(`e-${number}`)
    }
    expect(m.arrives('e-1')[0]).toContain('Ignored')
    expect(m.arrives('e-0')).toEqual(['Respond e-0 403'])
    expect(m.queue().finished).toHaveLength(64)
  })

  it('needs no Message-ID', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1', { originator: { undisclosed: true } })
    m.succeeds('Send e-1 phone')
    expect(m.arrives('e-1', { originator: { undisclosed: true } })[0]).toContain('Ignored')
  })
})

describe('a message that has expired when it comes (AMB-14, alternative)', () => {
  it('is deferred and ends at once, whatever else waits', () => {
    const m = machine({ preferences: { otherwise: defer }, policy: { interpretations: { 'AMB-14': 'literal' } } })
    m.arrives('e-1')
    expect(m.arrives('e-2', { expiresAt: now })).toEqual(['Respond e-2 202', 'Discard e-2 expired'])
    m.prefers({ deferred: { option: 'notify' } })
    m.registers()
    expect(m.arrives('e-3', { expiresAt: now })).toEqual(['Respond e-3 202', 'Discard e-3 expired'])
  })
})

describe('things that are due at the same instant', () => {
  it('happen in the order of arrival, and those asked for again in the order of their ids', () => {
    const m = machine({ preferences: { otherwise: { action: 'store' } } })
    for (const entryId of ['e-2', 'e-1', 'e-0', 'e-5']) {
      m.arrives(entryId)
      m.fails(`StoreMessage ${entryId}`, 503)
    }
    m.prefers({ otherwise: defer })
    m.arrives('e-4', { expiresAt: now + 30 * second })
    m.arrives('e-3', { expiresAt: now + 30 * second })
    expect(m.reaches(now + 30 * second)).toEqual([
      'Discard e-4 expired',
      'Discard e-3 expired',
      'StoreMessage e-0',
      'StoreMessage e-1',
      'StoreMessage e-2',
      'StoreMessage e-5',
    ])
  })

  it('are passed over where they are settled by then', () => {
    const m = machine({ clients: [phone], policy: { answerAfter: 40 * second, retryAfter: 50 * second } })
    m.arrives('e-1')
    m.waits(second)
    m.arrives('e-2')
    m.fails('Send e-2 phone', 480)
    m.arrives('e-3')
    m.isUnknown('Send e-3 phone')
    m.succeeds('Send e-3 phone')
    expect(m.reaches(now + hour)).toEqual(['Respond e-1 202'])
  })
})

describe('a line of pushes', () => {
  const two = () => {
    const m = machine()
    m.arrives('e-1')
    m.arrives('e-2')
    m.registers()
    return m
  }

  it('ends where its client has gone', () => {
    const m = two()
    m.deregisters('phone')
    expect(m.fails('Deliver e-1 phone', 480)).toEqual([])
    expect(m.queue().lines).toEqual([])
  })

  it('ends where its client is not known any more', () => {
    const m = two()
    m.forgets('phone')
    expect(m.fails('Deliver e-1 phone', 480)).toEqual([])
    expect(m.queue().lines).toEqual([])
  })
})

describe('a client in its session', () => {
  const session = { sessionId: 's', deviceId: 'phone' }

  it('has a recorded message stored at once (AMB-20)', () => {
    const preferences = { otherwise: defer, recordIncoming: true, deferred: { option: 'notify' as const } }
    const m = machine({ preferences, clients: [phone] })
    m.arrives('e-1')
    m.succeeds('StoreMessage e-1 record')
    m.happens({ _tag: 'SessionEstablished', ...session })
    const selections = [{ entryId: 'e-1', action: 'store' as const }]
    expect(m.happens({ _tag: 'MessagesSelected', ...session, selections })).toEqual([
      'Remove e-1 stored',
      'ReportResults e-1 store done',
    ])
  })

  it('hears that what it names has expired, though it is stored for that', () => {
    const m = machine({ preferences: { otherwise: defer }, policy: { onExpiry: 'store' }, clients: [phone] })
    m.arrives('e-1', { expiresAt: now + hour })
    m.happens({ _tag: 'SessionEstablished', ...session })
    m.waits(hour)
    const selections = [{ entryId: 'e-1', action: 'retrieve' as const }]
    expect(m.happens({ _tag: 'MessagesSelected', ...session, selections })).toEqual([
      'StoreMessage e-1',
      'ReportResults e-1 retrieve expired',
    ])
  })

  it('has a message interworked', () => {
    const m = machine({ preferences: { otherwise: defer }, clients: [phone] })
    m.arrives('e-1')
    m.happens({ _tag: 'SessionEstablished', ...session })
    const selections = [{ entryId: 'e-1', action: 'interwork' as const }]
    m.happens({ _tag: 'MessagesSelected', ...session, selections })
    expect(m.succeeds('Interwork e-1')).toEqual(['ReportResults e-1 interwork done', 'Remove e-1 interworked'])
  })
})

describe('a failure of what only tells somebody something', () => {
  it('changes nothing for the message', () => {
    const m = machine()
    m.arrives('e-1')
    expect(m.fails('Respond e-1 202')).toEqual([])
    expect(m.queue().waiting).toBe(1)
  })
})

describe('silence by rules', () => {
  const silence = { action: 'deliver' as const, silence: true }
  const notify = { deferred: { option: 'notify' as const } }

  it('ends for a message when the rule that silences it is over (AMB-04)', () => {
    const rules = [rule(silence, { during: { until: now + hour } })]
    const m = machine({ preferences: { ...notify, rules }, clients: [phone] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'WakeAt 2026-02-03T11:00:00.000Z'])
    expect(m.reaches(now + hour)).toEqual(['NotifyInBand phone: e-1'])
  })

  it('ends when a rule before it begins to apply, whatever that does', () => {
    const rules = [rule({ action: 'deliver' }, { during: { from: now + hour } }, 'loud'), rule(silence, {}, 'silent')]
    const m = machine({ preferences: { ...notify, rules }, clients: [phone] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'WakeAt 2026-02-03T11:00:00.000Z'])
    expect(m.reaches(now + hour)).toEqual(['NotifyInBand phone: e-1'])
  })

  it('is that of do-not-disturb where a rule of another action applies by now (AMB-12)', () => {
    const rules = [rule(silence, {}, 'silent')]
    const m = machine({ preferences: { ...notify, rules }, clients: [phone] })
    m.arrives('e-1')
    expect(m.prefers({ rules: [rule({ action: 'store' }, {}), ...rules] })).toEqual(['NotifyInBand phone: e-1'])
  })

  it('for all messages has no end of its own', () => {
    const always = { schedules: [{ zone: 'UTC', from: '00:00', to: '24:00' }] }
    const m = machine({ preferences: { ...notify, otherwise: silence, devices: { phone: { during: always } } } })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.registers()).toEqual([])
  })

  it('by the handling for all other messages ends with it', () => {
    const rules = [rule({ action: 'deliver' }, { during: { from: now + hour } })]
    const m = machine({ preferences: { ...notify, rules, otherwise: silence }, clients: [phone] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202', 'WakeAt 2026-02-03T11:00:00.000Z'])
    expect(m.reaches(now + hour)).toEqual(['NotifyInBand phone: e-1'])
  })
})
