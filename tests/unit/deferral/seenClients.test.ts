import type { CpmClient } from '../../../src/model/CpmClient.js'
import { client, now } from '../../support/builders.js'
import { machine } from '../../support/machine.js'
import { emptyQueue } from '../../../src/deferral/DeferredMessageQueue.js'
import { transition } from '../../../src/deferral/transition.js'
import { message } from '../../support/builders.js'

const defer = { action: 'defer' } as const
const bare: CpmClient = { deviceId: 'phone', registered: true }
const full = client({
  contact: 'sip:u@198.51.100.7',
  capabilities: { contentTypes: ['text/*', 'image/*'], maxSize: 100_000 },
})

/** Whether a client that was one thing and is another has everything that waits tried again. */
const isNews = (before: CpmClient, after: CpmClient): boolean => {
  const m = machine({ preferences: { otherwise: defer }, clients: [before], policy: { servicesWhenUnknown: 'all' } })
  m.arrives('e-1')
  const { triggers } = m.queue()
  m.alters(after)
  return m.queue().triggers > triggers
}

describe('a client that registers again (AMB-10)', () => {
  it('as it was is nothing new, though all of it is said again', () => {
    for (const one of [bare, full, client()]) {
      expect(isNews(one, JSON.parse(JSON.stringify(one)))).toBe(false)
      expect(isNews(one, { ...one, registeredAt: now, pushAddress: 'push:1' })).toBe(false)
    }
    expect(isNews(bare, { ...bare, connectivity: 'reachable' })).toBe(false)
  })

  it('with something else that it can take is news', () => {
    const capabilities = full.capabilities ?? {}
    for (const changed of [
      { ...full, contact: 'sip:u@198.51.100.8' },
      { ...full, connectivity: 'limited' as const },
      { ...full, services: ['msg' as const] },
      { ...full, services: ['msg', 'largemsg', 'deferred'] as const },
      { ...full, capabilities: { ...capabilities, maxSize: 200_000 } },
      { ...full, capabilities: { ...capabilities, contentTypes: ['text/*'] } },
      { ...full, capabilities: { maxSize: 100_000 } },
      { ...full, capabilities: {} },
    ]) {
      expect(isNews(full, changed)).toBe(true)
      expect(isNews(changed, full)).toBe(true)
    }
    expect(isNews(bare, { ...bare, services: ['msg'] })).toBe(true)
    expect(isNews(full, bare)).toBe(true)
    expect(isNews(bare, { ...bare, capabilities: {} })).toBe(true)
  })

  it('is another device where its id is another', () => {
    const m = machine({ preferences: { otherwise: defer }, clients: [bare, client({ deviceId: 'tablet' })] })
    m.arrives('e-1')
    m.forgets('phone')
    m.registers({ deviceId: 'tablet' })
    expect(m.queue().triggers).toBe(0)
    m.registers({ deviceId: 'watch' })
    expect(m.queue().triggers).toBe(1)
  })
})

describe('a recipient whose clients are not known any more', () => {
  it('has none that was seen', () => {
    const m = machine({ preferences: { otherwise: defer }, clients: [bare] })
    m.arrives('e-1')
    m.forgets('phone')
    m.reaches(now + 1)
    expect(m.queue().seen).toEqual([])
  })

  it('has nobody to announce a message to, whichever option it was deferred with (AMB-12, alternative)', () => {
    const arrived = message({ entryId: 'e-1' })
    const decision = {
      _tag: 'Defer',
      determinedBy: { requirement: 'TERM-13' },
      record: false,
      response: { status: 202, reason: 'Accepted' },
      reason: 'NoApplicableClient',
      plan: { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' },
    } as const
    const [, actions] = transition(
      emptyQueue,
      { _tag: 'MessageRouted', at: now, message: arrived, decision },
      {},
      { interpretations: { 'AMB-12': 'frozen' } },
    )
    expect(actions.map(({ _tag }) => _tag)).toEqual(['Respond'])
  })
})

describe('a device that is not registered', () => {
  it('is not called for a message that a client is there for (PSH-03)', () => {
    const away = client({ deviceId: 'tablet', registered: false, pushAddress: 'push:tablet' })
    const m = machine({ preferences: { otherwise: defer }, clients: [client(), away] })
    expect(m.arrives('e-1')).toEqual(['Respond e-1 202'])
    expect(m.arrives('e-2', { kind: 'large', size: 1 })).toEqual(['Respond e-2 202'])
  })
})
