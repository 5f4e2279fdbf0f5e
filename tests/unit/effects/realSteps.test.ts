import { isLeft } from 'fp-ts/lib/Either.js'
import type { DeferredMessageQueue, QueueEvent } from '../../../src/deferral/index.js'
import { emptyQueue, pendingActions, restore, save, savedForm, transition } from '../../../src/deferral/index.js'
import { inMemoryPorts, type InMemoryPorts, performSync } from '../../../src/effects/index.js'
import type { Recipient } from '../../../src/model/RoutingRequest.js'
import { route } from '../../../src/routing/index.js'
import { client, message, now, owner, request } from '../../support/builders.js'

const routed = (recipient: Recipient, entryId: string): QueueEvent => {
  const one = message({ entryId, messageId: entryId })
  return { _tag: 'MessageRouted', at: now, message: one, decision: route(request({ message: one, recipient })) }
}

/** The queue after an event and all events that come of it. */
const run = (
  memory: InMemoryPorts,
  before: DeferredMessageQueue,
  event: QueueEvent,
  recipient: Recipient,
): DeferredMessageQueue => {
  const [queue, actions, changes] = transition(before, event, recipient, {})
  const outcome = performSync(memory.atOnce).step(owner, { actions, changes })
  expect(outcome._tag).toBe('Performed')
  const events = outcome._tag === 'Performed' ? outcome.events : []
  return events.reduce<DeferredMessageQueue>((after, next) => run(memory, after, next, recipient), queue)
}

/** The queue that a store gives back after a restart. */
const reload = (memory: InMemoryPorts): DeferredMessageQueue => {
  const loaded = memory.atOnce.deferredMessageStore.load(owner)
  const json = JSON.parse(JSON.stringify({ form: savedForm, ...(loaded._tag === 'Right' ? loaded.right : undefined) }))
  const restored = restore(json)
  if (isLeft(restored)) {
    throw new Error(JSON.stringify(restored.left))
  }
  return restored.right
}

const withClient: Recipient = { clients: [client()] }
const withoutClient: Recipient = { clients: [client({ registered: false, pushAddress: 'p' })] }

describe('steps of the real transition', () => {
  it('lead from a message to its answer through the ports', () => {
    const memory = inMemoryPorts({ now: () => now, answerOf: () => ({ status: 200 }) })
    const queue = run(memory, emptyQueue, routed(withClient, 'e-1'), withClient)
    expect(memory.tookEffect().map(({ action }) => action._tag)).toContain('Send')
    expect(memory.tookEffect().map(({ action }) => action._tag)).toContain('Respond')
    expect(pendingActions(queue)).toEqual([])
  })

  it('are stored so that a restart finds the queue as it was', () => {
    const memory = inMemoryPorts({ now: () => now })
    let queue = emptyQueue
    for (const entryId of ['e-1', 'e-2', 'e-3']) {
      queue = run(memory, queue, routed(withoutClient, entryId), withoutClient)
      expect(save(reload(memory))).toEqual(save({ ...queue, lastAt: reload(memory).lastAt }))
    }
    const revoked: QueueEvent = { _tag: 'MessageRevoked', at: now + 1, entryId: 'e-2' }
    queue = run(memory, queue, revoked, withoutClient)
    const registered: QueueEvent = { _tag: 'ClientRegistered', at: now + 2, client: client() }
    const half = transition(queue, registered, withClient, {})
    expect(half[1].map(({ _tag }) => _tag)).toContain('Deliver')
    performSync(memory.atOnce).step(owner, { actions: [], changes: half[2] })
    expect(save(reload(memory))).toEqual(save(half[0]))
  })

  it('are taken up again after a crash between storing and doing', () => {
    const before = inMemoryPorts({ now: () => now })
    const waiting = run(before, emptyQueue, routed(withoutClient, 'e-1'), withoutClient)
    const [, , changes] = transition(
      waiting,
      { _tag: 'ClientRegistered', at: now + 2, client: client() },
      withClient,
      {},
    )
    performSync(before.atOnce).step(owner, { actions: [], changes })

    const memory = inMemoryPorts({ now: () => now + 3, stored: JSON.parse(JSON.stringify(before.stored())) })
    const outcome = performSync(memory.atOnce).pending(owner)
    expect(memory.tookEffect().map(({ action }) => action._tag)).toEqual(['Deliver'])
    const queue = (outcome._tag === 'Performed' ? outcome.events : []).reduce<DeferredMessageQueue>(
      (after, event) => run(memory, after, event, withClient),
      reload(memory),
    )
    expect(save(queue).entries).toEqual([])
    expect(memory.atOnce.deferredMessageStore.pending(owner)).toEqual({ _tag: 'Right', right: [] })
  })
})
