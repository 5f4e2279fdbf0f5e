import { left, right } from 'fp-ts/lib/Either.js'
import { sampleStep } from '../../../src/contracts/sampleSteps.js'
import type { PromisedAnswer, StoreInPromises } from '../../../src/effects/index.js'
import {
  isPortError,
  outcomeUnknown,
  performAsync,
  portsFromPromises,
  portsThrough,
  refused,
  unavailable,
} from '../../../src/effects/index.js'
import { now, owner } from '../../support/builders.js'
import { portActions } from '../../support/effects.js'

const send = portActions[1]!

const store: StoreInPromises = {
  load: async () => undefined,
  apply: async () => 'stored',
  outcomeOf: async () => 'stored',
  pending: async () => [],
  recipientsWithPending: async () => [owner],
}

const portsOf = (answer: () => PromisedAnswer, changed: Partial<StoreInPromises> = {}) =>
  portsFromPromises({ ...portsThrough(answer, () => now), deferredMessageStore: { ...store, ...changed } })

const eventOf = async (answer: () => PromisedAnswer) => {
  const { events } = await performAsync(portsOf(answer)).action(send, owner)
  return events.map(({ _tag, status }) => (status === undefined ? _tag : `${_tag} ${status}`))[0]
}

describe('an asynchronous function as a port', () => {
  const given: readonly (readonly [string, () => PromisedAnswer, string])[] = [
    ['resolves to nothing', async () => undefined, 'ActionSucceeded'],
    ['resolves to a status', async () => ({ status: 200 }), 'ActionSucceeded 200'],
    ['resolves to a refusal', async () => refused({ status: 486 }), 'ActionFailed 486'],
    ['rejects with a refusal', () => Promise.reject(refused({ status: 404 })), 'ActionFailed 404'],
    [
      'rejects with an error that a refusal caused',
      () => Promise.reject(new Error('busy', { cause: refused({ status: 600 }) })),
      'ActionFailed 600',
    ],
    ['rejects with an error of another cause', () => Promise.reject(new Error('x', { cause: 5 })), 'ActionUnknown'],
    ['rejects with something else', () => Promise.reject('reset'), 'ActionUnknown'],
    [
      'throws',
      () => {
        throw new Error('at once')
      },
      'ActionUnknown',
    ],
    ['resolves to unavailable', async () => unavailable(), 'ActionUnknown'],
  ]
  it.each(given)('that %s', async (_, answer, event) => {
    expect(await eventOf(answer)).toBe(event)
  })

  it('that is a method finds its object', async () => {
    class Core {
      readonly status: number = 202
      respond(): PromisedAnswer {
        return Promise.resolve({ status: this.status })
      }
    }
    const all = portsThrough(
      () => Promise.resolve(undefined),
      () => now,
    )
    const { respond: _, ...others } = all.sipIpCore
    const core = Object.assign(new Core(), others)
    const ports = portsFromPromises({ ...all, sipIpCore: core, deferredMessageStore: store })
    expect((await performAsync(ports).action(portActions[0]!, owner)).events[0]?.status).toBe(202)
  })

  it('says why it is not known what became of it', async () => {
    const { failures } = await performAsync(portsOf(() => Promise.reject(new Error('connection reset')))).action(
      send,
      owner,
    )
    expect(failures).toEqual([{ actionId: 'Send', error: outcomeUnknown({ reason: 'connection reset' }) }])
  })
})

describe('an asynchronous store as a port', () => {
  it('gives its answers', async () => {
    const { deferredMessageStore } = portsOf(async () => undefined)
    expect(await deferredMessageStore.load(owner)()).toEqual(right(undefined))
    expect(await deferredMessageStore.apply(owner, sampleStep(0))()).toEqual(right('stored'))
    expect(await deferredMessageStore.outcomeOf(owner, 'x')()).toEqual(right('stored'))
    expect(await deferredMessageStore.pending(owner)()).toEqual(right([]))
    expect(await deferredMessageStore.recipientsWithPending(1)()).toEqual(right([owner]))
  })

  it('is unknown where it rejects, unless it says what it knows', async () => {
    const { deferredMessageStore } = portsOf(async () => undefined, {
      apply: () => Promise.reject(new Error('reset')),
      load: () => Promise.reject(unavailable()),
    })
    expect(await deferredMessageStore.apply(owner, sampleStep(0))()).toEqual(left(outcomeUnknown({ reason: 'reset' })))
    expect(await deferredMessageStore.load(owner)()).toEqual(left(unavailable()))
  })
})

describe('isPortError', () => {
  it.each([undefined, null, 'Refused', {}, { _tag: 'Right' }, { status: 486 }])('tells %j from one', (value) => {
    expect(isPortError(value)).toBe(false)
  })
  it.each([refused(), outcomeUnknown(), unavailable()])('knows %j', (error) => {
    expect(isPortError(error)).toBe(true)
  })
})
