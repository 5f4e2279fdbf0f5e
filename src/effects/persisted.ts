import type { Either } from 'fp-ts/lib/Either.js'
import type { StoreAnswer } from './DeferredMessageStore.js'
import type { PortError } from './PortError.js'
import { unavailable } from './PortError.js'
import type { StepChanges } from './StepChanges.js'
import type { StepOutcome } from './StepOutcome.js'

/** How a step goes on after its changes were given to the store: act, ask the store what became of them, or stop. */
export type AfterApply = 'act' | 'ask' | StepOutcome

/** Whether a step leaves everything as it was, so that there is nothing to store. */
export const changesNothing = ({ expectedVersion, version }: StepChanges): boolean => version === expectedVersion

/** How a step goes on after what the store said. */
export const afterApply = (answer: Either<PortError, StoreAnswer>): AfterApply => {
  if (answer._tag === 'Left') {
    return answer.left._tag === 'OutcomeUnknown' ? 'ask' : { _tag: 'NotPerformed', error: answer.left }
  }
  switch (answer.right) {
    case 'stored':
      return 'act'
    case 'conflict':
      return { _tag: 'Conflict' }
    case 'unknown':
      return 'ask'
  }
}

/** How a step goes on after the store was asked what became of it. */
export const afterAsking = (answer: Either<PortError, 'stored' | 'notStored'>): 'act' | StepOutcome => {
  if (answer._tag === 'Left') {
    return { _tag: 'NotPerformed', error: { ...answer.left, _tag: 'OutcomeUnknown' } }
  }
  return answer.right === 'stored'
    ? 'act'
    : { _tag: 'NotPerformed', error: unavailable({ reason: 'the step was not stored' }) }
}
