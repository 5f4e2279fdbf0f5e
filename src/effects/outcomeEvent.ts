import type { Either } from 'fp-ts/lib/Either.js'
import type { EffectAction } from '../deferral/QueueAction.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { Instant } from '../model/Instant.js'
import type { PortError } from './PortError.js'
import type { PortAnswer } from './Ports.js'

const tags = { Refused: 'ActionFailed', OutcomeUnknown: 'ActionUnknown', Unavailable: 'ActionUnknown' } as const

/**
 * The event that says what has become of an action, for all its devices alike; see {@link outcomeEvents} where they differ.
 *
 * An action that was certainly not asked for (`Unavailable`) is `ActionUnknown` too: the queue asks for it again, under the same id.
 *
 * @param at When the port answered.
 */
export const outcomeEvent = (
  action: EffectAction,
  answer: Either<PortError, PortAnswer>,
  at: Instant,
): ActionOutcome => {
  const _tag = answer._tag === 'Right' ? 'ActionSucceeded' : tags[answer.left._tag]
  const { status } = answer._tag === 'Right' ? answer.right : answer.left
  const { actionId } = action
  if ('deviceId' in action) {
    const { deviceId } = action
    return status === undefined ? { _tag, at, actionId, deviceId } : { _tag, at, actionId, deviceId, status }
  }
  return status === undefined ? { _tag, at, actionId } : { _tag, at, actionId, status }
}
