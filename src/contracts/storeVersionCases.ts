import { exists, right } from 'fp-ts/lib/Either.js'
import type { DeferredMessageStore } from '../effects/index.js'
import type { ContractCase } from './ContractCase.js'
import { contractCase, deviation } from './ContractCase.js'
import { sampleQueue, sampleStep } from './sampleSteps.js'
import { otherRecipient, sampleRecipient } from './samples.js'
import type { StoreSubject } from './StoreSubject.js'

/** How many steps of a recipient are remembered at least. */
const rememberedSteps = 100

const applySteps = async (store: DeferredMessageStore, from: number, to: number): Promise<undefined> =>
  from < to
    ? store
        .apply(sampleRecipient, sampleStep(from))()
        .then(() => applySteps(store, from + 1, to))
    : undefined

const conflicts = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('a step from another version is a conflict and leaves everything as it was', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], pending: ['a-1'] }))()
    const late = sampleStep(0, { id: 'late', put: ['e-2'], removed: ['e-1'], pending: ['a-2'], settled: ['a-1'] })
    const early = sampleStep(2, { id: 'early', put: ['e-3'] })
    return [
      ...deviation('an older version', right('conflict'), await store.apply(sampleRecipient, late)()),
      ...deviation('a newer version', right('conflict'), await store.apply(sampleRecipient, early)()),
      ...deviation('load', right(sampleQueue(1, ['e-1'], ['a-1'])), await store.load(sampleRecipient)()),
      ...deviation('outcomeOf', right('notStored'), await store.outcomeOf(sampleRecipient, 'late')()),
    ]
  }),
  contractCase('a first step that expects a version is a conflict', async () => {
    const { store } = await open()
    return [
      ...deviation('apply', right('conflict'), await store.apply(sampleRecipient, sampleStep(1))()),
      ...deviation('load', right(undefined), await store.load(sampleRecipient)()),
    ]
  }),
  contractCase('of two steps from one version at the same time one is stored, the other is a conflict', async () => {
    const { store } = await open()
    const [one, other] = await Promise.all([
      store.apply(sampleRecipient, sampleStep(0, { id: 'one', put: ['e-1'] }))(),
      store.apply(sampleRecipient, sampleStep(0, { id: 'other', put: ['e-2'] }))(),
    ])
    const isFirst = exists((word: string) => word === 'stored')(one)
    const expected = isFirst ? ['stored', 'conflict'] : ['conflict', 'stored']
    return [
      ...deviation(
        'the answers',
        expected.map((word) => right(word)),
        [one, other],
      ),
      ...deviation('load', right(sampleQueue(1, [isFirst ? 'e-1' : 'e-2'], [])), await store.load(sampleRecipient)()),
    ]
  }),
]

const repetitions = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('a step that comes again is stored, and nothing is written again', async () => {
    const { store } = await open()
    const first = sampleStep(0, { put: ['e-1'], pending: ['a-1'] })
    await store.apply(sampleRecipient, first)()
    const atOnce = await store.apply(sampleRecipient, first)()
    await store.apply(sampleRecipient, sampleStep(1, { removed: ['e-1'], settled: ['a-1'] }))()
    return [
      ...deviation('apply again', right('stored'), atOnce),
      ...deviation('apply again later', right('stored'), await store.apply(sampleRecipient, first)()),
      ...deviation('load', right(sampleQueue(2, [], [])), await store.load(sampleRecipient)()),
    ]
  }),
  contractCase('what became of a step can be asked', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0))()
    await store.apply(sampleRecipient, sampleStep(1))()
    return [
      ...deviation('the last', right('stored'), await store.outcomeOf(sampleRecipient, 'step-1')()),
      ...deviation('the one before', right('stored'), await store.outcomeOf(sampleRecipient, 'step-0')()),
      ...deviation('one that never came', right('notStored'), await store.outcomeOf(sampleRecipient, 'step-2')()),
      ...deviation('of somebody else', right('notStored'), await store.outcomeOf(otherRecipient, 'step-0')()),
    ]
  }),
  contractCase(`the last ${rememberedSteps} steps are remembered`, async () => {
    const { store } = await open()
    await applySteps(store, 0, rememberedSteps)
    return deviation('the first of them', right('stored'), await store.outcomeOf(sampleRecipient, 'step-0')())
  }),
]

/** What a store promises where steps meet each other or themselves. */
export const storeVersionCases = (subject: StoreSubject): readonly ContractCase[] => [
  ...conflicts(subject),
  ...repetitions(subject),
]
