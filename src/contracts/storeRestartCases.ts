import { type Either, exists, flattenW, map, right } from 'fp-ts/lib/Either.js'
import { tryCatch } from 'fp-ts/lib/TaskEither.js'
import type { StoredQueue } from '../effects/index.js'
import type { ContractCase } from './ContractCase.js'
import { contractCase, deviation } from './ContractCase.js'
import { sampleQueue, sampleStep } from './sampleSteps.js'
import { otherRecipient, sampleRecipient } from './samples.js'
import type { Interruption, StoreSubject } from './StoreSubject.js'

const restarts = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('everything that is stored is there after a restart', async () => {
    const { store, restart } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1', 'e-2'], pending: ['a-1', 'a-2'] }))()
    await store.apply(otherRecipient, sampleStep(0, { put: ['e-3'] }))()
    await store.apply(sampleRecipient, sampleStep(1, { removed: ['e-1'], settled: ['a-1'], note: 'two' }))()
    const before = await store.load(sampleRecipient)()
    const again = await restart()
    const loaded = await again.load(sampleRecipient)()
    return [
      ...deviation('load', before, loaded),
      ...deviation('the version', right(2), map((queue: StoredQueue | undefined) => queue?.version)(loaded)),
      ...deviation('somebody else', right(sampleQueue(1, ['e-3'], [])), await again.load(otherRecipient)()),
      ...deviation('pending', right(sampleQueue(2, [], ['a-2']).pending), await again.pending(sampleRecipient)()),
      ...deviation('recipientsWithPending', right([sampleRecipient]), await again.recipientsWithPending(10)()),
    ]
  }),
  contractCase('after a restart a step is known, and the next one goes on from it', async () => {
    const { store, restart } = await open()
    const first = sampleStep(0, { put: ['e-1'] })
    await store.apply(sampleRecipient, first)()
    const again = await restart()
    return [
      ...deviation('outcomeOf', right('stored'), await again.outcomeOf(sampleRecipient, 'step-0')()),
      ...deviation('the same step', right('stored'), await again.apply(sampleRecipient, first)()),
      ...deviation('a late one', right('conflict'), await again.apply(sampleRecipient, sampleStep(0, { id: 'x' }))()),
      ...deviation('the next', right('stored'), await again.apply(sampleRecipient, sampleStep(1, { put: ['e-2'] }))()),
      ...deviation('load', right(sampleQueue(2, ['e-1', 'e-2'], [])), await again.load(sampleRecipient)()),
    ]
  }),
]

const isStoredSaid: (answer: Either<unknown, string>) => boolean = exists((word: string) => word === 'stored')

/** What is left of a step that a crash has cut off: all of it or nothing, and which of the two can be asked. */
const interrupted = (
  openInterrupted: Exclude<StoreSubject['openInterrupted'], undefined>,
  moment: Interruption,
): ContractCase =>
  contractCase(`a step that a crash cuts off (${moment}) is stored whole or not at all`, async () => {
    const { store, restart } = await openInterrupted(moment)
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], pending: ['a-1'] }))()
    const second = sampleStep(1, { put: ['e-2'], removed: ['e-1'], pending: ['a-2'], settled: ['a-1'] })
    const answer = flattenW(await tryCatch(store.apply(sampleRecipient, second), String)())
    const isSaidStored = isStoredSaid(answer)
    const again = await restart()
    const outcome = await again.outcomeOf(sampleRecipient, 'step-1')()
    const isStored = isStoredSaid(outcome)
    const before = sampleQueue(1, ['e-1'], ['a-1'])
    const after = sampleQueue(2, ['e-2'], ['a-2'])
    return [
      ...deviation('outcomeOf', 'Right', outcome._tag),
      ...(isSaidStored ? deviation('what was said to be stored', true, isStored) : []),
      ...deviation('load', right(isStored ? after : before), await again.load(sampleRecipient)()),
      ...deviation('the same step again', right('stored'), await again.apply(sampleRecipient, second)()),
      ...deviation('load then', right(after), await again.load(sampleRecipient)()),
    ]
  })

const moments: readonly Interruption[] = ['beforeWriting', 'whileWriting', 'afterWriting']

/** What a store promises across restarts and crashes. */
export const storeRestartCases = (subject: StoreSubject): readonly ContractCase[] => {
  const { openInterrupted } = subject
  return [
    ...restarts(subject),
    ...(openInterrupted === undefined ? [] : moments.map((moment) => interrupted(openInterrupted, moment))),
  ]
}
