import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import { outcomeEvents } from './outcomeEvents.js'
import type { PortError } from './PortError.js'
import type { PortAnswer } from './Ports.js'

/** What performing one action gives; see `perform`. */
export type Performance = Either<PortError, readonly ActionOutcome[]>

/** Nothing was to be done. */
export const nothingDone: Performance = right([])

/** What performing an action gives, from what its port said. */
export const concluded = (action: PortAction, answer: Either<PortError, PortAnswer>, now: IO<Instant>): Performance => {
  if (action._tag === 'WakeAt') {
    return answer._tag === 'Left' ? answer : nothingDone
  }
  return answer._tag === 'Left' && answer.left._tag === 'Unavailable'
    ? left(answer.left)
    : right(outcomeEvents(action, answer, now()))
}
