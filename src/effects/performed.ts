import type { Either } from 'fp-ts/lib/Either.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import { outcomeEvent } from './outcomeEvent.js'
import type { PortError } from './PortError.js'
import type { PortAnswer } from './Ports.js'
import type { Performed } from './StepOutcome.js'

/** An action, and what its port said of it, when. */
export interface Answered {
  readonly action: PortAction
  readonly answer: Either<PortError, PortAnswer>
  readonly at: Instant
}

/** What a caller hears of actions that were asked for. */
export const performed = (all: readonly Answered[]): Performed => ({
  _tag: 'Performed',
  events: all.flatMap(({ action, answer, at }) => (action._tag === 'WakeAt' ? [] : [outcomeEvent(action, answer, at)])),
  failures: all.flatMap(({ action: { actionId }, answer }) =>
    answer._tag === 'Left' ? [{ actionId, error: answer.left }] : [],
  ),
})
