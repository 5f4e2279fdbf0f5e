import { savedForm } from '../../../src/deferral/SavedForm.js'
import { client, now } from '../../support/builders.js'
import { type Happening, type Machine, machine } from '../../support/machine.js'

const defer = { action: 'defer' } as const
const phone = client()

/** The step's id if this happened next. */
const stepIdOf = (m: Machine, event: Happening): string => {
  const queue = m.queue()
  m.happens(event)
  m.replace(queue)
  return m.changes().stepId
}

describe('the changes of a step', () => {
  it('say in which form they are and when something is due next, as plain data', () => {
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1', { expiresAt: now + 1000 })
    expect(m.changes()).toMatchObject({ form: savedForm, wakeAt: now + 1000 })
    m.reaches(now + 1000)
    expect(Object.keys(m.changes())).not.toContain('wakeAt')
  })

  it('have an id that is the same for the same event, and another for another in the same millisecond', () => {
    const m = machine({ preferences: { otherwise: defer }, clients: [phone] })
    m.arrives('e-1')
    const events: readonly Happening[] = [
      ...[phone, client({ connectivity: 'limited' }), client({ capabilities: { maxSize: 1 } })].flatMap(
        (changed): readonly Happening[] => [
          { _tag: 'ClientChanged', client: changed },
          { _tag: 'ClientRegistered', client: changed },
        ],
      ),
      { _tag: 'ActionFailed', actionId: 'e-1/Respond/0' },
      { _tag: 'ActionFailed', actionId: 'e-1/Respond/0', status: 480 },
      { _tag: 'ActionFailed', actionId: 'e-1/Respond/0', deviceId: 'phone' },
      { _tag: 'PreferencesChanged' },
      { _tag: 'TimeReached' },
      { _tag: 'MessageRevoked', entryId: 'e-1' },
    ]
    const ids = events.map((event) => stepIdOf(m, event))
    expect(new Set(ids).size).toBe(events.length)
    expect(events.map((event) => stepIdOf(m, event))).toEqual(ids)
  })

  it('have another id for other preferences', () => {
    const m = machine({ preferences: { otherwise: defer } })
    m.arrives('e-1')
    const queue = m.queue()
    m.prefers({ deferred: { option: 'notify' } })
    const one = m.changes().stepId
    m.replace(queue)
    m.prefers({ deferred: { option: 'push' } })
    expect(m.changes().stepId).not.toBe(one)
  })
})
