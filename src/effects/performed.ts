import type { Either } from 'fp-ts/lib/Either.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import { outcomeEvents } from './outcomeEvents.js'
import type { PortError } from './PortError.js'
import type { PortAnswer } from './Ports.js'
import type { Performed, PortFailure } from './StepOutcome.js'

/** An action, and what its port said of it, when. */
export interface Answered {
  readonly action: PortAction
  readonly answer: Either<PortError, PortAnswer>
  readonly at: Instant
}

/** What a caller hears of actions that were asked for. */
export const performed = (all: readonly Answered[]): Performed => {
  const events: ActionOutcome[] = []
  const failures: PortFailure[] = []
  for (const { action, answer, at } of all) {
    if (action._tag !== 'WakeAt') {
      events.push(...outcomeEvents(action, answer, at))
    }
    if (answer._tag === 'Left') {
      failures.push({ actionId: action.actionId, error: answer.left })
    }
  }
  return { _tag: 'Performed', events, failures }
}
