import type { CpmAddress } from '../model/CpmAddress.js'
import type { DeterminedBy } from '../model/RoutingDecision.js'
import { insertsTargetAddress } from '../routing/targetAddress.js'
import { draftOfEntry, type Entry, type Taken } from './Entry.js'
import type { EffectAction } from './QueueAction.js'
import { getFromMap } from './collections/TextMap.js'
import type { PendingAction } from './DeferredMessageQueue.js'
import { about, ask, putEntry, type Step } from './Step.js'

/** Puts an entry back with an action under way that can give it its outcome. */
const launch = (step: Step, entry: Entry, action: EffectAction): void => {
  const { actionId } = action
  const flying = draftOfEntry(entry)
  flying.flights = entry.flights.length === 0 ? [actionId] : [...entry.flights, actionId]
  flying.occasion = entry.occasion + 1
  ask(step, action)
  putEntry(step, flying)
}

const pushed: DeterminedBy = { requirement: 'PSH-05' }

const occasionFor = (entry: Entry, deviceId: string): string => `${deviceId}/${entry.occasion}`

/** Sends a message that has just come to each client; gives the entry as it is then. @spec TERM-15 TERM-19 */
export const sendTo = (step: Step, entry: Entry, devices: readonly string[]): void => {
  const { message } = entry
  const actions = devices.map(
    (deviceId): EffectAction => ({
      ...about(entry, 'Send', occasionFor(entry, deviceId), entry.by),
      deviceId,
      via: 'core',
      insertTargetAddress: insertsTargetAddress(message, step.policy),
      message,
    }),
  )
  for (const action of actions) {
    ask(step, action)
  }
  putEntry(step, { ...entry, flights: actions.map(({ actionId }) => actionId), occasion: entry.occasion + 1 })
}

/** The push to a client whose outcome is unknown, if there was one. */
const suspendedPush = (step: Step, { suspended }: Entry, deviceId: string): PendingAction | undefined =>
  suspended.length === 0
    ? undefined
    : suspended
        .map((actionId) => getFromMap(step.queue.pending, actionId))
        .find(
          (pending) => pending !== undefined && 'deviceId' in pending.action && pending.action.deviceId === deviceId,
        )

/** Pushes a deferred message to a client, under the same id again where it is not known whether it arrived; gives that id. @spec PSH-05 TERM-19 */
export const push = (step: Step, entry: Entry, deviceId: string): string => {
  const again = suspendedPush(step, entry, deviceId)
  if (again !== undefined) {
    const { actionId } = again.action
    ask(step, again.action)
    putEntry(step, {
      ...entry,
      flights: [...entry.flights, actionId],
      suspended: entry.suspended.filter((suspended) => suspended !== actionId),
    })
    return actionId
  }
  const { message } = entry
  const { entryId, correlation } = message
  const actionId = `${entryId}/Deliver/${deviceId}/${entry.occasion}`
  const insertTargetAddress = insertsTargetAddress(message, step.policy)
  const determinedBy = pushed
  launch(
    step,
    entry,
    correlation === undefined
      ? { _tag: 'Deliver', actionId, entryId, determinedBy, deviceId, via: 'core', insertTargetAddress, message }
      : {
          _tag: 'Deliver',
          actionId,
          entryId,
          correlation,
          determinedBy,
          deviceId,
          via: 'core',
          insertTargetAddress,
          message,
        },
  )
  return actionId
}

/** Lets a client retrieve a deferred message in its session. @spec NTF-14 TERM-19 */
export const retrieve = (step: Step, entry: Entry, taken: Taken): void => {
  launch(
    step,
    { ...entry, taken },
    {
      ...about(entry, 'Deliver', occasionFor(entry, taken.deviceId), { requirement: 'NTF-14' }),
      deviceId: taken.deviceId,
      via: 'session',
      sessionId: taken.sessionId,
      insertTargetAddress: insertsTargetAddress(entry.message, step.policy),
      message: entry.message,
    },
  )
}

/** Hands a message to the Interworking Selection Function. @spec TERM-05 NTF-14 */
export const interwork = (step: Step, entry: Entry): void => {
  launch(step, entry, {
    ...about(entry, 'Interwork', `${entry.occasion}`, entry.taken === undefined ? entry.by : { requirement: 'NTF-14' }),
    message: entry.message,
  })
}

/** Passes a message on to another address. @spec TERM-08 TERM-19 */
export const forward = (step: Step, entry: Entry, to: CpmAddress): void => {
  launch(step, entry, {
    ...about(entry, 'Forward', `${entry.occasion}`, entry.by),
    to,
    insertTargetAddress: insertsTargetAddress(entry.message, step.policy),
    message: entry.message,
  })
}
