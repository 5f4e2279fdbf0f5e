import { right } from 'fp-ts/lib/Either.js'
import type { ContractCase } from './ContractCase.js'
import { contractCase, deviation } from './ContractCase.js'
import { sampleQueue, sampleStep } from './sampleSteps.js'
import { otherRecipient, sameRecipient, sampleRecipient } from './samples.js'
import type { StoreSubject } from './StoreSubject.js'

const hostileNote = '"quoted"\\ line\nbreak\r\u2028\u0000 é 😀 \ud800 </script>'

const contents = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('a recipient without steps has no queue', async () => {
    const { store } = await open()
    return [
      ...deviation('load', right(undefined), await store.load(sampleRecipient)()),
      ...deviation('pending', right([]), await store.pending(sampleRecipient)()),
      ...deviation('outcomeOf', right('notStored'), await store.outcomeOf(sampleRecipient, 'step-0')()),
      ...deviation('recipientsWithPending', right([]), await store.recipientsWithPending(10)()),
    ]
  }),
  contractCase('a stored step is given back whole', async () => {
    const { store } = await open()
    const step = sampleStep(0, { put: ['e-2', 'e-1'], pending: ['suspended-2', 'a-1'] })
    const queue = sampleQueue(1, ['e-2', 'e-1'], ['suspended-2', 'a-1'])
    return [
      ...deviation('apply', right('stored'), await store.apply(sampleRecipient, step)()),
      ...deviation('load', right(queue), await store.load(sampleRecipient)()),
      ...deviation('pending', right(queue.pending), await store.pending(sampleRecipient)()),
    ]
  }),
  contractCase('a later step changes only what it names, and keeps the order', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1', 'e-2', 'e-3'], pending: ['a-1', 'a-2', 'a-3'] }))()
    await store.apply(
      sampleRecipient,
      sampleStep(1, { put: ['e-4', 'e-3'], removed: ['e-2'], pending: ['a-4', 'a-3'], settled: ['a-1'] }),
    )()
    const expected = sampleQueue(2, ['e-1', 'e-3', 'e-4'], ['a-2', 'a-3', 'a-4'])
    return deviation('load', right(expected), await store.load(sampleRecipient)())
  }),
]

const details = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('an entry that is put again takes the place of what it was', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'] }))()
    await store.apply(sampleRecipient, sampleStep(1, { put: ['e-1'], note: 'new' }))()
    return deviation('load', right(sampleQueue(2, ['e-1'], [], 'new')), await store.load(sampleRecipient)())
  }),
  contractCase('an action without outcome outlives the entry it is about', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], pending: ['a-1'] }))()
    await store.apply(sampleRecipient, sampleStep(1, { removed: ['e-1'], pending: ['a-2'] }))()
    return deviation('load', right(sampleQueue(2, [], ['a-1', 'a-2'])), await store.load(sampleRecipient)())
  }),
  contractCase('removing what is not there, or settling it, does nothing', async () => {
    const { store } = await open()
    const step = sampleStep(0, { put: ['e-1'], removed: ['e-9'], settled: ['a-9'] })
    return [
      ...deviation('apply', right('stored'), await store.apply(sampleRecipient, step)()),
      ...deviation('load', right(sampleQueue(1, ['e-1'], [])), await store.load(sampleRecipient)()),
    ]
  }),
  contractCase('any text is an id and any text is kept', async () => {
    const { store } = await open()
    const ids = ['__proto__', 'constructor', hostileNote, '']
    await store.apply(sampleRecipient, sampleStep(0, { id: hostileNote, put: ids, pending: ids, note: hostileNote }))()
    return [
      ...deviation('load', right(sampleQueue(1, ids, ids, hostileNote)), await store.load(sampleRecipient)()),
      ...deviation('outcomeOf', right('stored'), await store.outcomeOf(sampleRecipient, hostileNote)()),
    ]
  }),
]

const recipients = ({ open }: StoreSubject): readonly ContractCase[] => [
  contractCase('recipients are told apart', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], pending: ['a-1'] }))()
    await store.apply(otherRecipient, sampleStep(0, { put: ['e-2'] }))()
    return [
      ...deviation('load', right(sampleQueue(1, ['e-1'], ['a-1'])), await store.load(sampleRecipient)()),
      ...deviation('load', right(sampleQueue(1, ['e-2'], [])), await store.load(otherRecipient)()),
      ...deviation('pending', right([]), await store.pending(otherRecipient)()),
    ]
  }),
  contractCase('a recipient is the same however the address is written', async () => {
    const { store } = await open()
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], pending: ['a-1'] }))()
    const queue = sampleQueue(1, ['e-1'], ['a-1'])
    return [
      ...deviation('load', right(queue), await store.load(sameRecipient)()),
      ...deviation('pending', right(queue.pending), await store.pending(sameRecipient)()),
      ...deviation('outcomeOf', right('stored'), await store.outcomeOf(sameRecipient, 'step-0')()),
      ...deviation('apply', right('conflict'), await store.apply(sameRecipient, sampleStep(0, { id: 'x' }))()),
    ]
  }),
  contractCase('recipients with actions that have no outcome are found in order, page by page', async () => {
    const { store } = await open()
    await store.apply(otherRecipient, sampleStep(0, { pending: ['a-1'] }))()
    await store.apply(sampleRecipient, sampleStep(0, { pending: ['a-1'] }))()
    const all = await store.recipientsWithPending(10)()
    const first = await store.recipientsWithPending(1)()
    const next = await store.recipientsWithPending(1, sampleRecipient)()
    await store.apply(sampleRecipient, sampleStep(1, { settled: ['a-1'] }))()
    return [
      ...deviation('all', right([sampleRecipient, otherRecipient]), all),
      ...deviation('the first page', right([sampleRecipient]), first),
      ...deviation('the next page', right([otherRecipient]), next),
      ...deviation('the last page', right([]), await store.recipientsWithPending(1, otherRecipient)()),
      ...deviation('after the outcome', right([otherRecipient]), await store.recipientsWithPending(10)()),
    ]
  }),
]

/** What a store promises of what it holds. */
export const storeStepCases = (subject: StoreSubject): readonly ContractCase[] => [
  ...contents(subject),
  ...details(subject),
  ...recipients(subject),
]
