import type { Either } from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import { outcomeEvent } from './outcomeEvent.js'
import type { PortError } from './PortError.js'
import type { PortAnswer } from './Ports.js'
import type { PortFailure } from './StepOutcome.js'

/** What the actions of a step gave so far; filled in place by the one function that performs them. */
export interface Gathering {
  readonly events: ActionOutcome[]
  readonly failures: PortFailure[]
}

/** Notes what became of one action. */
export const gather = (
  { events, failures }: Gathering,
  action: PortAction,
  answer: Either<PortError, PortAnswer>,
  now: IO<Instant>,
): void => {
  if (answer._tag === 'Left') {
    failures.push({ actionId: action.actionId, error: answer.left })
  }
  if (action._tag !== 'WakeAt') {
    events.push(outcomeEvent(action, answer, now()))
  }
}
