import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'
import type { QueueAction } from '../deferral/QueueAction.js'
import type { ActionOutcome } from '../deferral/QueueEvent.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { answerOf } from './answerOf.js'
import { concluded, nothingDone } from './concluded.js'
import { isPortAction } from './isPortAction.js'
import type { PortError } from './PortError.js'
import type { Ports } from './Ports.js'

/**
 * One action done through its port; its outcome comes back as an event for `transition`.
 *
 * | the port says | you get |
 * |---|---|
 * | right | `ActionSucceeded` with the status, if there is one |
 * | `Refused` | `ActionFailed` with the status, if there is one |
 * | `OutcomeUnknown`, or it throws | `ActionUnknown`: the queue asks for the same action again |
 * | `Unavailable` | the same on the left: nothing was asked for; repeat the action, or tell the queue by `outcomeEvent` |
 *
 * `Discard`, `Remove` and `Ignored` are remarks and ask no port; they have no outcome, nor has `WakeAt`, whose failures are all on the left.
 * To repeat an action is safe: its id stays the same. The task never rejects.
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { inMemoryPorts, perform } from 'cpm-routing/effects'
 *
 * const recipient = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (recipient !== undefined) {
 *   const { ports } = inMemoryPorts({ now: () => 1_770_112_801_000 })
 *   const determinedBy = { requirement: 'AMB-28' as const }
 *   const answer = { _tag: 'Respond' as const, actionId: 'e-1/Respond/0', entryId: 'e-1', determinedBy, status: 202, reason: 'Accepted' }
 *   console.log(await perform(answer, recipient)(ports)())
 * }
 * // => {
 * //   _tag: 'Right',
 * //   right: [ { _tag: 'ActionSucceeded', at: 1770112801000, actionId: 'e-1/Respond/0' } ]
 * // }
 * ```
 */
export const perform =
  (action: QueueAction, recipient: CpmAddress): ReaderTaskEither<Ports, PortError, readonly ActionOutcome[]> =>
  (ports) =>
  async () =>
    isPortAction(action)
      ? concluded(action, await answerOf(ports, action, recipient), ports.alarmClock.now)
      : nothingDone
