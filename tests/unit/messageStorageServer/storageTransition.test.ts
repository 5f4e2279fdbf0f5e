import fc from 'fast-check'
import type {
  StorageServerAction,
  StorageServerEvent,
  StorageServerState,
} from '../../../src/messageStorageServer/index.js'
import { emptyStorageServer, storageTransition } from '../../../src/messageStorageServer/index.js'
import type { ServiceProviderPolicy } from '../../../src/model/index.js'

const start = 1_770_112_800_000
const minute = 60_000

/** A store under test: what was said since it was asked last, and a caller whose every action succeeds unless it is told otherwise. */
const store = (policy?: ServiceProviderPolicy, failing: (actionId: string) => boolean = () => false) => {
  let state: StorageServerState = emptyStorageServer
  const said: StorageServerAction[] = []
  const take = (event: StorageServerEvent): readonly StorageServerAction[] => {
    const [next, actions] =
      policy === undefined ? storageTransition(state, event) : storageTransition(state, event, policy)
    state = next
    said.push(...actions)
    return actions
  }
  const perform = (event: StorageServerEvent): readonly string[] => {
    const from = said.length
    const waiting = [...take(event)]
    for (let action = waiting.shift(); action !== undefined; action = waiting.shift()) {
      if (action._tag !== 'WakeAt' && action._tag !== 'Ignored') {
        const { actionId } = action
        const _tag = failing(actionId) ? 'ActionFailed' : 'ActionSucceeded'
        waiting.push(...take({ _tag, at: event.at, actionId }))
      }
    }
    return said.slice(from).map(inShort)
  }
  return { take, perform, said, state: () => state }
}

const inShort = (action: StorageServerAction): string => {
  const by = action.determinedBy.requirement
  switch (action._tag) {
    case 'NotifyStorageClient':
      return `${by} notify ${action.identities.join(' ')}`
    case 'WakeAt':
      return `${by} wake +${(action.at - start) / minute}`
    case 'Ignored':
      return `${by} ignored: ${action.reason}`
    case 'KeepTemporarily':
    case 'KeepAsStoredObject':
    case 'Discard':
      return `${by} ${action._tag} ${action.entryId}`
  }
}

interface Given {
  readonly at?: number
  readonly doNotDisturb?: boolean
  readonly expiresAt?: number
  readonly onExpiry?: 'discard' | 'store'
  readonly record?: boolean
}

/** A deferred message that has been handed over; minutes count from the start. */
const handedOver = (
  entryId: string,
  { at = 0, doNotDisturb = false, expiresAt, onExpiry = 'discard', record }: Given = {},
): StorageServerEvent => ({
  _tag: 'DeferredMessageStored',
  at: start + at * minute,
  message: { entryId },
  terms: {
    doNotDisturb,
    onExpiry,
    ...(expiresAt === undefined ? {} : { expiresAt: start + expiresAt * minute }),
  },
  ...(record === undefined ? {} : { record }),
})

const accessed = (entryId: string, at = 0): StorageServerEvent => ({
  _tag: 'MessageAccessed',
  at: start + at * minute,
  entryId,
})

const timeReached = (at: number): StorageServerEvent => ({ _tag: 'TimeReached', at: start + at * minute })

const updated = (doNotDisturb: boolean, at = 0): StorageServerEvent => ({
  _tag: 'DoNotDisturbUpdated',
  at: start + at * minute,
  doNotDisturb,
})

describe('a deferred message that is handed over', () => {
  it('is kept as a temporary object with its terms beside it, and its action names it as the message does (MSS-01)', () => {
    const [state, actions] = storageTransition(emptyStorageServer, {
      _tag: 'DeferredMessageStored',
      at: start,
      message: { entryId: 'e-1', correlation: 'c-1' },
      terms: { doNotDisturb: false, onExpiry: 'discard' },
    })
    expect(actions).toEqual([
      {
        _tag: 'KeepTemporarily',
        actionId: 'e-1/KeepTemporarily/deferred',
        determinedBy: { requirement: 'MSS-01' },
        entryId: 'e-1',
        correlation: 'c-1',
        terms: { doNotDisturb: false, onExpiry: 'discard' },
      },
    ])
    expect(state.temporary).toHaveLength(1)
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })

  it('is announced when it is kept, once (MSS-02)', () => {
    expect(store().perform(handedOver('e-1'))).toEqual(['MSS-01 KeepTemporarily e-1', 'MSS-02 notify e-1'])
  })

  it('is not announced before it is kept (MSS-02)', () => {
    const { take, said } = store()
    take(handedOver('e-1'))
    take(updated(true))
    take(updated(false))
    expect(said.map(inShort)).toEqual(['MSS-01 KeepTemporarily e-1'])
  })

  it('is not stored twice when it comes twice', () => {
    const { perform } = store()
    perform(handedOver('e-1'))
    expect(perform(handedOver('e-1'))).toEqual(['MSS-01 ignored: e-1 has been handed over before'])
  })
})

describe('do-not-disturb', () => {
  it('holds notifications back while the last value says so (MSS-03)', () => {
    const { perform } = store()
    expect(perform(handedOver('e-1', { doNotDisturb: true }))).toEqual(['MSS-01 KeepTemporarily e-1'])
    expect(perform(handedOver('e-2', { doNotDisturb: true }))).toEqual(['MSS-01 KeepTemporarily e-2'])
  })

  it('ends with the next deferred message that does not say so: what was held back is announced in order, once (MSS-03 AMB-23)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { doNotDisturb: true }))
    perform(handedOver('e-2', { doNotDisturb: true }))
    expect(perform(handedOver('e-3'))).toEqual([
      'MSS-01 KeepTemporarily e-3',
      'AMB-23 notify e-1 e-2',
      'MSS-02 notify e-3',
    ])
    expect(perform(handedOver('e-4'))).toEqual(['MSS-01 KeepTemporarily e-4', 'MSS-02 notify e-4'])
  })

  it('does not end with a message that comes to stay, which brings no value (AMB-19 AMB-22)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { doNotDisturb: true }))
    expect(perform({ _tag: 'MessageStored', at: start, message: { entryId: 'e-2' } })).toEqual([
      'AMB-19 KeepAsStoredObject e-2',
    ])
  })

  it('does not end with time alone (AMB-22)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { doNotDisturb: true }))
    expect(perform(timeReached(600))).toEqual(['MSS-04 ignored: nothing is due'])
  })

  it('ends with an explicit update, where the provider has one sent (AMB-22)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { doNotDisturb: true }))
    expect(perform(updated(true))).toEqual(['AMB-22 ignored: that was the last value already'])
    expect(perform(updated(false))).toEqual(['AMB-23 notify e-1'])
    expect(perform(updated(true))).toEqual([])
    expect(perform(updated(false))).toEqual([])
  })

  it('that begins while a message is being kept silences that message too: the last value counts (MSS-02)', () => {
    const { take } = store()
    take(handedOver('e-1'))
    take(handedOver('e-2', { doNotDisturb: true }))
    expect(take({ _tag: 'ActionSucceeded', at: start, actionId: 'e-1/KeepTemporarily/deferred' })).toEqual([])
  })

  it('announces nothing of what was discarded, and what became a stored object all the same (AMB-23)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { doNotDisturb: true, expiresAt: 10 }))
    perform(handedOver('e-2', { doNotDisturb: true, expiresAt: 10, onExpiry: 'store' }))
    perform(timeReached(10))
    expect(perform(updated(false, 11))).toEqual(['AMB-23 notify e-2'])
  })
})

describe('expiry', () => {
  it('is watched: the store asks to be woken at the earliest expiry, once for each new instant (MSS-04)', () => {
    const { perform } = store()
    expect(perform(handedOver('e-1', { expiresAt: 30 }))[1]).toBe('MSS-04 wake +30')
    expect(perform(handedOver('e-2', { expiresAt: 30 }))).not.toContain('MSS-04 wake +30')
    expect(perform(handedOver('e-3', { expiresAt: 20 }))[1]).toBe('MSS-04 wake +20')
    expect(perform(accessed('e-3'))).toContain('MSS-04 wake +30')
  })

  it('is never where a message has none (MSS-04)', () => {
    const { perform } = store()
    expect(perform(handedOver('e-1'))).toEqual(['MSS-01 KeepTemporarily e-1', 'MSS-02 notify e-1'])
    expect(perform(timeReached(1_000_000))).toEqual(['MSS-04 ignored: nothing is due'])
  })

  it('discards at the instant itself and not a millisecond before (MSS-05)', () => {
    const { perform, state } = store()
    perform(handedOver('e-1', { expiresAt: 30 }))
    expect(perform(timeReached(30 - 1 / minute))).toEqual(['MSS-04 ignored: nothing is due'])
    expect(perform(timeReached(30))).toEqual(['MSS-05 Discard e-1'])
    expect(state()).toMatchObject({ temporary: [], pending: [], unannounced: [] })
    expect(perform(timeReached(30))).toEqual(['MSS-04 ignored: nothing is due'])
  })

  it('turns the temporary object into a stored object, if so preferred (MSS-06)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 30, onExpiry: 'store' }))
    expect(perform(timeReached(30))).toEqual(['MSS-06 KeepAsStoredObject e-1'])
    expect(perform(timeReached(31))).toEqual(['MSS-04 ignored: nothing is due'])
  })

  it('discards no recorded copy (AMB-20)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 30, record: true }))
    expect(perform(timeReached(30))).toEqual(['AMB-20 KeepAsStoredObject e-1'])
  })

  it('comes to each message in its turn, whatever event brings the instant (MSS-04)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 31 }))
    perform(handedOver('e-2', { expiresAt: 30 }))
    perform(handedOver('e-3', { expiresAt: 30, onExpiry: 'store' }))
    expect(perform(handedOver('e-4', { at: 40 }))).toEqual([
      'MSS-05 Discard e-2',
      'MSS-06 KeepAsStoredObject e-3',
      'MSS-05 Discard e-1',
      'MSS-01 KeepTemporarily e-4',
      'MSS-02 notify e-4',
    ])
  })

  it('comes at once to a message that arrives too late, and nobody is told of it (MSS-05)', () => {
    const { perform } = store()
    expect(perform(handedOver('e-1', { at: 5, expiresAt: 5 }))).toEqual([
      'MSS-01 KeepTemporarily e-1',
      'MSS-05 Discard e-1',
      'MSS-01 ignored: no outcome of e-1/KeepTemporarily/deferred is awaited',
    ])
  })

  it('counts an instant before that of the last event as that one', () => {
    const { perform } = store()
    perform(handedOver('e-1', { at: 40 }))
    expect(perform(handedOver('e-2', { at: 0, expiresAt: 30 }))).toContain('MSS-05 Discard e-2')
  })
})

describe('access', () => {
  it('before the expiry makes a stored object, which expiry no longer touches (AMB-24)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 30 }))
    expect(perform(accessed('e-1', 29))).toEqual(['AMB-24 KeepAsStoredObject e-1'])
    expect(perform(timeReached(30))).toEqual(['MSS-04 ignored: nothing is due'])
    expect(perform(accessed('e-1', 31))).toEqual(['AMB-24 ignored: e-1 is no temporary object'])
  })

  it('at the instant of expiry is too late (MSS-05)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 30 }))
    expect(perform(accessed('e-1', 30))).toEqual(['MSS-05 Discard e-1', 'AMB-24 ignored: e-1 is no temporary object'])
  })

  it('of one object leaves the others temporary (AMB-24)', () => {
    const { perform } = store()
    perform(handedOver('e-1', { expiresAt: 30 }))
    perform(handedOver('e-2', { expiresAt: 30 }))
    perform(accessed('e-1'))
    expect(perform(timeReached(30))).toEqual(['MSS-05 Discard e-2'])
  })

  it('while the object is being kept asks for a stored object only, and announces it when that is there', () => {
    const { take } = store()
    take(handedOver('e-0'))
    take(handedOver('e-1'))
    expect(take(accessed('e-1')).map(inShort)).toEqual(['AMB-24 KeepAsStoredObject e-1'])
    expect(take({ _tag: 'ActionSucceeded', at: start, actionId: 'e-0/KeepTemporarily/deferred' }).map(inShort)).toEqual(
      ['MSS-02 notify e-0'],
    )
    expect(
      take({ _tag: 'ActionSucceeded', at: start, actionId: 'e-1/KeepAsStoredObject/accessed' }).map(inShort),
    ).toEqual(['MSS-02 notify e-1'])
  })
})

describe('a message that comes to stay', () => {
  const stored: StorageServerEvent = { _tag: 'MessageStored', at: start, message: { entryId: 'e-1' } }

  it('is a stored object without terms, whose expiry nobody watches (AMB-19)', () => {
    const { perform, state } = store()
    expect(perform(stored)).toEqual(['AMB-19 KeepAsStoredObject e-1'])
    expect(state()).toMatchObject({ temporary: [], unannounced: [] })
    expect(perform(stored)).toEqual(['AMB-19 ignored: e-1 has come to stay before'])
  })

  it('is another object than the same message handed over, where the provider wants two operations (AMB-20)', () => {
    const { perform } = store()
    perform(stored)
    expect(perform(handedOver('e-1', { expiresAt: 30 }))).toContain('MSS-01 KeepTemporarily e-1')
    expect(perform(timeReached(30))).toEqual(['MSS-05 Discard e-1'])
  })
})

describe('an action that fails', () => {
  it('stays pending and is asked for again under the same id, after half a minute', () => {
    const { take, said } = store()
    const [kept] = take(handedOver('e-1', { expiresAt: 30 }))
    expect(take({ _tag: 'ActionFailed', at: start, actionId: 'e-1/KeepTemporarily/deferred' }).map(inShort)).toEqual([
      'MSS-01 wake +0.5',
    ])
    expect(take(timeReached(0.4)).map(inShort)).toEqual(['MSS-04 ignored: nothing is due'])
    expect(take(timeReached(0.5))[0]).toEqual(kept)
    expect(said.map(inShort)).not.toContain('MSS-02 notify e-1')
  })

  it('waits as long as the policy says, and not at all less than a millisecond', () => {
    const { take } = store({ retryAfter: 0 })
    take(handedOver('e-1'))
    const failed: StorageServerEvent = { _tag: 'ActionFailed', at: start, actionId: 'e-1/KeepTemporarily/deferred' }
    expect(take(failed).map(inShort)).toEqual([`MSS-01 wake +${1 / minute}`])
    expect(take(failed).map(inShort)).toEqual(['MSS-01 ignored: no outcome of e-1/KeepTemporarily/deferred is awaited'])
  })

  it('can succeed after all before it is asked for again', () => {
    const { take } = store()
    take(handedOver('e-1'))
    take({ _tag: 'ActionFailed', at: start, actionId: 'e-1/KeepTemporarily/deferred' })
    expect(take({ _tag: 'ActionSucceeded', at: start, actionId: 'e-1/KeepTemporarily/deferred' }).map(inShort)).toEqual(
      ['MSS-02 notify e-1'],
    )
    expect(take(timeReached(0.5)).map(inShort)).toEqual(['MSS-04 ignored: nothing is due'])
  })

  it('leaves the other actions under way', () => {
    const { take, state } = store()
    take(handedOver('e-1'))
    take(handedOver('e-2'))
    take({ _tag: 'ActionFailed', at: start, actionId: 'e-2/KeepTemporarily/deferred' })
    take(timeReached(0.5))
    expect(state().pending.map(({ action }) => action.actionId)).toEqual([
      'e-1/KeepTemporarily/deferred',
      'e-2/KeepTemporarily/deferred',
    ])
  })

  it('and was a notification waits for the end of do-not-disturb, with what was held back after it (MSS-03 AMB-23)', () => {
    let reachable = false
    const { perform } = store({}, (actionId) => actionId.startsWith('Notify') && !reachable)
    perform(handedOver('e-1'))
    perform(handedOver('e-2', { doNotDisturb: true }))
    expect(perform(timeReached(0.5))).toEqual([])
    reachable = true
    expect(perform(updated(false, 2))).toEqual(['AMB-23 notify e-1 e-2'])
  })

  it('and was a notification names no message again that is discarded by then (MSS-05)', () => {
    const { take, perform } = store({ retryAfter: 60 * minute }, (actionId) => actionId.startsWith('Notify'))
    perform(handedOver('e-1', { doNotDisturb: true, expiresAt: 10 }))
    perform(handedOver('e-2', { doNotDisturb: true }))
    perform(updated(false))
    perform(handedOver('e-3', { expiresAt: 10 }))
    expect(perform(timeReached(10))).toContain('MSS-05 Discard e-3')
    expect(take(timeReached(60)).map(inShort)).toEqual(['AMB-23 notify e-2'])
  })
})

describe('an outcome that nobody waits for', () => {
  it.each(['ActionSucceeded', 'ActionFailed'] as const)('is ignored: %s', (_tag) => {
    expect(store().perform({ _tag, at: start, actionId: 'x' })).toEqual(['MSS-01 ignored: no outcome of x is awaited'])
  })
})

describe('whatever happens', () => {
  const entryId = fc.constantFrom('e-1', 'e-2', 'e-3')
  const at = fc.integer({ min: 0, max: 40 }).map((minutes) => start + minutes * minute)
  const actionId = fc
    .tuple(entryId, fc.constantFrom('KeepTemporarily/deferred', 'KeepAsStoredObject/stored', 'Discard/expired'))
    .map((parts) => parts.join('/'))
    .chain((id) => fc.constantFrom(id, 'NotifyStorageClient/1', 'NotifyStorageClient/2'))
  const terms = fc.record(
    { doNotDisturb: fc.boolean(), onExpiry: fc.constantFrom('discard', 'store'), expiresAt: at },
    { requiredKeys: ['doNotDisturb', 'onExpiry'] },
  )
  const message = fc.record({ entryId })
  const event: fc.Arbitrary<StorageServerEvent> = fc.oneof(
    fc.record({ _tag: fc.constant('MessageStored'), at, message }),
    fc.record({ _tag: fc.constant('DeferredMessageStored'), at, message, terms }),
    fc.record({ _tag: fc.constant('DoNotDisturbUpdated'), at, doNotDisturb: fc.boolean() }),
    fc.record({ _tag: fc.constant('MessageAccessed'), at, entryId }),
    fc.record({ _tag: fc.constant('TimeReached'), at }),
    fc.record({ _tag: fc.constantFrom('ActionSucceeded', 'ActionFailed'), at, actionId }),
  )
  const events = fc.array(event, { maxLength: 25 })

  it('a repeated event yields at most Ignored', () => {
    fc.assert(
      fc.property(events, event, (history, last) => {
        const { take } = store()
        history.forEach(take)
        take(last)
        expect(take(last).filter(({ _tag }) => _tag !== 'Ignored')).toEqual([])
      }),
    )
  })

  it('no notification goes out while the last received value says do not disturb (MSS-03)', () => {
    fc.assert(
      fc.property(events, (history) => {
        const { take, state } = store()
        for (const next of history) {
          const notified = take(next).some(({ _tag }) => _tag === 'NotifyStorageClient')
          const before = next._tag === 'DeferredMessageStored' || next._tag === 'DoNotDisturbUpdated'
          expect(notified && state().doNotDisturb === true && !before).toBe(false)
        }
      }),
    )
  })

  it('the state is plain data, and no message is both temporary and past its expiry (MSS-04)', () => {
    fc.assert(
      fc.property(events, (history) => {
        const { take, state } = store()
        history.forEach(take)
        expect(JSON.parse(JSON.stringify(state()))).toEqual(state())
        const late = state().temporary.filter(
          ({ terms: { expiresAt = Infinity } }) => expiresAt <= (state().lastAt ?? 0),
        )
        expect(late).toEqual([])
      }),
    )
  })
})
