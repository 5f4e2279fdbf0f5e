import { left, right } from 'fp-ts/lib/Either.js'
import { sampleQueue, sampleStep } from '../../../src/contracts/sampleSteps.js'
import type { InMemoryOptions, PortError, PortsAtOnce, StoreAtOnce } from '../../../src/effects/index.js'
import {
  inMemoryPorts,
  outcomeUnknown,
  performAsync,
  performSync,
  portsFromAtOnce,
  refused,
  unavailable,
} from '../../../src/effects/index.js'
import { now, owner } from '../../support/builders.js'
import { portActions } from '../../support/effects.js'

const memory = (options: Partial<InMemoryOptions> = {}) => inMemoryPorts({ now: () => now, ...options })

const withStore = (ports: PortsAtOnce, store: Partial<StoreAtOnce>): PortsAtOnce => ({
  ...ports,
  deferredMessageStore: { ...ports.deferredMessageStore, ...store },
})

const respond = portActions[0]!
const step = { actions: [respond], changes: sampleStep(0, { put: ['e-1'], pending: ['a-1', 'suspended-1'] }) }
const succeeded = { _tag: 'ActionSucceeded', actionId: 'Respond', at: now }
const performed = { _tag: 'Performed', events: [succeeded], failures: [] }

describe.each(['at once', 'with promises'] as const)('a step performed %s', (way) => {
  const performing = (ports: PortsAtOnce) =>
    way === 'at once' ? performSync(ports) : performAsync(portsFromAtOnce(ports))

  it('is stored before anything is done', async () => {
    const order: string[] = []
    const { atOnce } = memory()
    const ports: PortsAtOnce = {
      ...withStore(atOnce, {
        apply: (recipient, changes) => {
          order.push('store')
          return atOnce.deferredMessageStore.apply(recipient, changes)
        },
      }),
      sipIpCore: {
        ...atOnce.sipIpCore,
        respond: () => {
          order.push('respond')
          return right({})
        },
      },
    }
    expect(await performing(ports).step(owner, step)).toEqual(performed)
    expect(order).toEqual(['store', 'respond'])
  })

  it('is not done where another was stored first', async () => {
    const { atOnce, tookEffect } = memory()
    await performing(atOnce).step(owner, step)
    const late = { ...step, changes: sampleStep(0, { id: 'late' }) }
    expect(await performing(atOnce).step(owner, late)).toEqual({ _tag: 'Conflict' })
    expect(tookEffect()).toHaveLength(1)
  })

  it('is done where the answer of the store is lost, and the store says that it is stored', async () => {
    const { atOnce, stored } = memory({ storeFaultOf: () => ({ _tag: 'LosesAnswer' }) })
    expect(await performing(atOnce).step(owner, step)).toEqual(performed)
    expect(stored()).toMatchObject([sampleQueue(1, ['e-1'], ['a-1', 'suspended-1'])])
  })

  it('is done where the store says unknown, and stored when it is asked', async () => {
    const { atOnce } = memory()
    const ports = withStore(atOnce, { apply: () => right('unknown'), outcomeOf: () => right('stored') })
    expect(await performing(ports).step(owner, step)).toEqual(performed)
  })

  it('is not done where the store turns out not to have it, and can be performed again', async () => {
    let isLost = true
    const { atOnce, tookEffect } = memory({ storeFaultOf: () => (isLost ? { _tag: 'LosesRequest' } : undefined) })
    expect(await performing(atOnce).step(owner, step)).toEqual({
      _tag: 'NotPerformed',
      error: unavailable({ reason: 'the step was not stored' }),
    })
    expect(tookEffect()).toEqual([])
    isLost = false
    expect(await performing(atOnce).step(owner, step)).toEqual(performed)
  })

  it.each<[PortError]>([[refused({ reason: 'full' })], [unavailable({ reason: 'away' })]])(
    'is not done where the store is sure that it has nothing: %j',
    async (error) => {
      const { atOnce, tookEffect } = memory()
      const ports = withStore(atOnce, { apply: () => left(error), outcomeOf: () => right('stored') })
      expect(await performing(ports).step(owner, step)).toEqual({ _tag: 'NotPerformed', error })
      expect(tookEffect()).toEqual([])
    },
  )

  it('is not done while nobody can tell whether it is stored', async () => {
    const { atOnce, tookEffect } = memory()
    const ports = withStore(atOnce, {
      apply: () => left(outcomeUnknown()),
      outcomeOf: () => left(unavailable({ reason: 'away' })),
    })
    expect(await performing(ports).step(owner, step)).toEqual({
      _tag: 'NotPerformed',
      error: outcomeUnknown({ reason: 'away' }),
    })
    expect(tookEffect()).toEqual([])
  })

  it('is not stored where it changes nothing', async () => {
    const { atOnce, stored } = memory()
    const changes = { ...sampleStep(0), version: 0 }
    expect(await performing(atOnce).step(owner, { actions: [respond], changes })).toEqual(performed)
    expect(stored()).toEqual([])
  })

  it('is done again after a restart as far as it has no outcome and is not held back', async () => {
    const before = memory()
    await performing(before.atOnce).step(owner, { actions: [], changes: step.changes })
    const { atOnce, tookEffect } = memory({ stored: before.stored() })
    expect(await performing(atOnce).pending(owner)).toEqual({
      _tag: 'Performed',
      events: [{ _tag: 'ActionSucceeded', actionId: 'a-1', at: now }],
      failures: [],
    })
    expect(tookEffect().map(({ action }) => action.actionId)).toEqual(['a-1'])
  })

  it('cannot be taken up again while the store is away', async () => {
    const ports = withStore(memory().atOnce, { pending: () => left(unavailable()) })
    expect(await performing(ports).pending(owner)).toEqual({ _tag: 'NotPerformed', error: unavailable() })
  })
})

describe('ports in memory', () => {
  it('answer as they are told and keep the first answer', () => {
    let status = 200
    const { atOnce } = memory({ answerOf: () => ({ status: status++ }) })
    expect(performSync(atOnce).action(respond, owner).events).toEqual([{ ...succeeded, status: 200 }])
    expect(performSync(atOnce).action(respond, owner).events).toEqual([{ ...succeeded, status: 200 }])
  })

  it('refuse without a status', () => {
    const { atOnce } = memory({ faultOf: () => ({ _tag: 'Refuses' }) })
    expect(performSync(atOnce).action(respond, owner).failures).toEqual([{ actionId: 'Respond', error: refused() }])
  })

  it('know when a recipient is woken', () => {
    const { atOnce, wakesAt } = memory()
    expect(wakesAt(owner)).toBeUndefined()
    performSync(atOnce).action(portActions.at(-1)!, owner)
    expect(wakesAt(owner)).toBe(now + 1_000)
  })
})
