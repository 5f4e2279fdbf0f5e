import { left, map, right } from 'fp-ts/lib/Either.js'
import type { StoreSubject } from '../../../src/contracts/index.js'
import { storeContract } from '../../../src/contracts/index.js'
import type { StepChanges, StoreAtOnce, StoredQueue, StoredRecipient } from '../../../src/effects/index.js'
import { inMemoryPorts, inMemoryStore, portsFromAtOnce, unavailable } from '../../../src/effects/index.js'
import type { CpmAddress } from '../../../src/model/CpmAddress.js'

type Broken = (store: StoreAtOnce, stored: () => readonly StoredRecipient[]) => Partial<StoreAtOnce>

const away = () => left(unavailable())

/** Stores each of which breaks one promise. */
const broken: Readonly<Record<string, Broken>> = {
  'is away': () => ({ load: away, apply: away, outcomeOf: away, pending: away, recipientsWithPending: away }),
  'takes any version': (store, stored) => ({
    apply: (recipient, changes) => {
      const version = stored().find((one) => one.recipient.canonical === recipient.canonical)?.version ?? 0
      return store.apply(recipient, { ...changes, expectedVersion: version })
    },
  }),
  'writes in spite of a conflict': (store, stored) => ({
    apply: (recipient, changes) => {
      const answer = store.apply(recipient, changes)
      const version = stored().find((one) => one.recipient.canonical === recipient.canonical)?.version ?? 0
      store.apply(recipient, { ...changes, expectedVersion: version })
      return answer
    },
  }),
  'takes a repeated step for a conflict': (store) => ({
    apply: (recipient, changes) => {
      const outcome = store.outcomeOf(recipient, changes.stepId)
      return outcome._tag === 'Right' && outcome.right === 'stored'
        ? right('conflict')
        : store.apply(recipient, changes)
    },
  }),
  'remembers the last step alone': (_, stored) => ({
    outcomeOf: ({ canonical }, stepId) =>
      right(
        stored()
          .find((one) => one.recipient.canonical === canonical)
          ?.steps.at(-1) === stepId
          ? 'stored'
          : 'notStored',
      ),
  }),
  'keeps what is removed': (store) => ({
    apply: (recipient, changes) => store.apply(recipient, { ...changes, entriesRemoved: [] }),
  }),
  'keeps what is settled': (store) => ({
    apply: (recipient, changes) => store.apply(recipient, { ...changes, actionsSettled: [] }),
  }),
  'forgets the actions': (store) => ({
    apply: (recipient, changes) => store.apply(recipient, { ...changes, actionsPending: [] }),
  }),
  'keeps an entry as it was first put': (store, stored) => ({
    apply: (recipient, changes) => {
      const known = stored().flatMap(({ entries }) => entries.map(({ message }) => message.entryId))
      const entriesPut = changes.entriesPut.filter(({ message }) => !known.includes(message.entryId))
      return store.apply(recipient, { ...changes, entriesPut })
    },
  }),
  'tells addresses apart by how they are written': (store) => {
    const byUri = ({ uri }: CpmAddress): CpmAddress => ({ uri, canonical: uri })
    return {
      load: (recipient) => store.load(byUri(recipient)),
      apply: (recipient, changes) => store.apply(byUri(recipient), changes),
      outcomeOf: (recipient, stepId) => store.outcomeOf(byUri(recipient), stepId),
      pending: (recipient) => store.pending(byUri(recipient)),
    }
  },
  'takes everybody for one': (store) => {
    const one: CpmAddress = { uri: 'tel:+1', canonical: 'tel:+1' }
    return {
      load: () => store.load(one),
      apply: (_, changes) => store.apply(one, changes),
      outcomeOf: (_, stepId) => store.outcomeOf(one, stepId),
      pending: () => store.pending(one),
    }
  },
  'gives entries in another order': (store) => ({
    load: (recipient) =>
      map((queue: StoredQueue | undefined) => queue && { ...queue, entries: [...queue.entries].reverse() })(
        store.load(recipient),
      ),
  }),
  'finds more recipients than asked for': (store) => ({
    recipientsWithPending: (_, after) => store.recipientsWithPending(99, after),
  }),
  'finds the same recipients on every page': (store) => ({
    recipientsWithPending: (limit) => store.recipientsWithPending(limit),
  }),
}

const subjectOf = (breaking: Broken, restored = true): StoreSubject => {
  const at = (stored: readonly StoredRecipient[], cutOff?: (changes: StepChanges) => StepChanges | undefined) => {
    const memory = inMemoryStore(stored)
    const store: StoreAtOnce = { ...memory.store, ...breaking(memory.store, memory.stored) }
    const interrupting: StoreAtOnce = {
      ...store,
      apply: (recipient, changes) => {
        if (cutOff === undefined || changes.expectedVersion === 0) {
          return store.apply(recipient, changes)
        }
        const rest = cutOff(changes)
        return rest === undefined ? right('unknown') : map(() => 'unknown' as const)(store.apply(recipient, rest))
      },
    }
    const { atOnce } = inMemoryPorts({ now: () => 0 })
    return {
      store: portsFromAtOnce({ ...atOnce, deferredMessageStore: interrupting }).deferredMessageStore,
      restart: async () => at(restored ? memory.stored() : []).store,
    }
  }
  return {
    open: async () => at([]),
    openInterrupted: async (moment) => at([], (changes) => (moment === 'afterWriting' ? changes : undefined)),
  }
}

/** A store that a crash leaves with half of a step. */
const halving: StoreSubject = (() => {
  const half = (changes: StepChanges): StepChanges =>
    changes.expectedVersion === 1 ? { ...changes, actionsPending: [], entriesRemoved: [] } : changes
  return subjectOf((store) => ({ apply: (recipient, changes) => store.apply(recipient, half(changes)) }))
})()

/** A store that says stored before it is. */
const lying: StoreSubject = {
  ...subjectOf(() => ({})),
  openInterrupted: async () =>
    subjectOf((store) => ({
      apply: (recipient, changes) =>
        changes.expectedVersion === 1 ? right('stored' as const) : store.apply(recipient, changes),
    })).open(),
}

/** A store that cannot be asked after a crash. */
const silent: StoreSubject = subjectOf(() => ({ outcomeOf: away }))

const subjects: Readonly<Record<string, StoreSubject>> = {
  ...Object.fromEntries(Object.entries(broken).map(([name, breaking]) => [name, subjectOf(breaking)])),
  'forgets everything at a restart': subjectOf(() => ({}), false),
  'is left with half a step': halving,
  'says stored before it is': lying,
  'cannot be asked': silent,
}

const failuresOf = async (subject: StoreSubject): Promise<readonly string[]> => {
  const results = await Promise.all(
    storeContract(subject).map(({ name, run }) =>
      run().then(
        () => [],
        () => [name],
      ),
    ),
  )
  return results.flat()
}

describe('the contract of the deferred message store', () => {
  it('is kept by a store that breaks no promise', async () => {
    expect(await failuresOf(subjectOf(() => ({})))).toEqual([])
  })

  it.each(Object.entries(subjects))('is broken by a store that %s', async (_, subject) => {
    expect(await failuresOf(subject)).not.toEqual([])
  })

  it('has no case that every broken store keeps, and no name twice', async () => {
    const failed = new Set((await Promise.all(Object.values(subjects).map(failuresOf))).flat())
    const names = storeContract(subjectOf(() => ({}))).map(({ name }) => name)
    expect(names.filter((name) => !failed.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it('says what was expected and what was found', async () => {
    const [first] = storeContract(subjects['is away']!)
    await expect(first!.run()).rejects.toThrow(
      'load\n  expected {"_tag":"Right"}\n  found    {"_tag":"Left","left":{"_tag":"Unavailable"}}',
    )
  })

  it('leaves out what cannot be brought about', () => {
    const { open } = subjectOf(() => ({}))
    expect(storeContract({ open }).filter(({ name }) => name.includes('cuts off'))).toEqual([])
  })
})
