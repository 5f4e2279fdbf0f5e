import type { Either } from 'fp-ts/lib/Either.js'
import type { EffectAction } from '../deferral/QueueAction.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { Instant } from '../model/Instant.js'
import { outcomeEvent } from './outcomeEvent.js'
import type { PortError } from './PortError.js'
import type { DeviceAnswer, PortAnswer } from './Ports.js'

const tags = { done: 'ActionSucceeded', refused: 'ActionFailed', unknown: 'ActionUnknown' } as const

const devicesOf = (action: EffectAction): readonly string[] =>
  action._tag === 'NotifyInBand'
    ? action.to
    : action._tag === 'NotifyOutOfBand'
      ? action.to.map(({ deviceId }) => deviceId)
      : []

/**
 * The events that say what has become of an action: one, or where the port tells the devices of a notification apart one for each of these,
 * and one for all others, if there are any.
 *
 * @param at When the port answered.
 *
 * @example
 * ```ts
 * import { outcomeEvents } from 'cpm-routing/effects'
 * import { right } from 'fp-ts/lib/Either.js'
 *
 * const notify = {
 *   _tag: 'NotifyInBand' as const,
 *   actionId: 'n-1',
 *   determinedBy: { requirement: 'NTF-06' as const },
 *   to: ['phone', 'tablet'],
 *   messages: [],
 * }
 * for (const event of outcomeEvents(notify, right({ devices: [{ deviceId: 'phone', result: 'refused', status: 480 }] }), 0)) {
 *   console.log(event)
 * }
 * // => {
 * //   _tag: 'ActionFailed',
 * //   at: 0,
 * //   actionId: 'n-1',
 * //   deviceId: 'phone',
 * //   status: 480
 * // }
 * // => { _tag: 'ActionSucceeded', at: 0, actionId: 'n-1' }
 * ```
 */
export const outcomeEvents = (
  action: EffectAction,
  answer: Either<PortError, PortAnswer>,
  at: Instant,
): readonly ActionOutcome[] => {
  const all = devicesOf(action)
  const known: readonly DeviceAnswer[] = answer._tag === 'Left' ? [] : (answer.right.devices ?? [])
  const told = known.filter(({ deviceId }, place) => all.includes(deviceId) && isFirst(known, deviceId, place))
  const { actionId } = action
  const each = told.map(
    ({ deviceId, result, status }): ActionOutcome =>
      status === undefined
        ? { _tag: tags[result], at, actionId, deviceId }
        : { _tag: tags[result], at, actionId, deviceId, status },
  )
  return each.length > 0 && each.length === all.length ? each : [...each, outcomeEvent(action, answer, at)]
}

const isFirst = (known: readonly DeviceAnswer[], wanted: string, place: number): boolean =>
  known.findIndex(({ deviceId }) => deviceId === wanted) === place
