import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import { announce } from './announce.js'
import { doWhatIsDue, nextDue } from './doWhatIsDue.js'
import type { StorageServerAction } from './StorageServerAction.js'
import type {
  ActionFailed,
  ActionSucceeded,
  DeferredMessageStored,
  DoNotDisturbUpdated,
  MessageAccessed,
  MessageStored,
  StorageServerEvent,
} from './StorageServerEvent.js'
import type { StorageServerState } from './StorageServerState.js'
import { about, ask, ignore, remark, type StorageStep, withState } from './StorageStep.js'
import { turnIntoStoredObject } from './turnInto.js'

/** How many messages are remembered after they came: a repeated event finds itself among them. */
const rememberedMessages = 1024

/** How long a failed action waits where the policy does not say, in milliseconds. */
const retryAfter = 30_000

/** Takes a message in under an id that is not known yet; a message can come once to stay and once for later. */
const takeIn = (step: StorageStep, id: string): StorageStep =>
  withState(step, { known: [...step.state.known, id].slice(-rememberedMessages) })

/** Stores a message that is to stay: no terms, no watching. @spec AMB-19 */
const storeMessage = (step: StorageStep, { message }: MessageStored): StorageStep => {
  const id = `${message.entryId}/stored`
  return step.state.known.includes(id)
    ? ignore(step, 'AMB-19', `${message.entryId} has come to stay before`)
    : ask(takeIn(step, id), { _tag: 'KeepAsStoredObject', ...about(message, 'KeepAsStoredObject', 'stored', 'AMB-19') })
}

/** Keeps a deferred message for the time being, and tells of what its value of do-not-disturb lets go. @spec MSS-01 MSS-02 AMB-22 */
const storeDeferredMessage = (step: StorageStep, event: DeferredMessageStored): StorageStep => {
  const { message, terms, record = false } = event
  const id = `${message.entryId}/deferred`
  if (step.state.known.includes(id)) {
    return ignore(step, 'MSS-01', `${message.entryId} has been handed over before`)
  }
  const stored = ask(takeIn(step, id), {
    _tag: 'KeepTemporarily',
    ...about(message, 'KeepTemporarily', 'deferred', 'MSS-01'),
    terms,
  })
  return announce(
    doWhatIsDue(
      withState(stored, {
        // Interpretation AMB-22: each deferred message brings the value that counts from now on.
        doNotDisturb: terms.doNotDisturb,
        temporary: [...stored.state.temporary, { message, terms, record }],
        unannounced: [...stored.state.unannounced, message.entryId],
      }),
    ),
    'AMB-23',
  )
}

/** Remembers an explicit value of do-not-disturb. @spec AMB-22 AMB-23 */
const updateDoNotDisturb = (step: StorageStep, { doNotDisturb }: DoNotDisturbUpdated): StorageStep =>
  step.state.doNotDisturb === doNotDisturb
    ? ignore(step, 'AMB-22', 'that was the last value already')
    : announce(withState(step, { doNotDisturb }), 'AMB-23')

/** Lets a message that the user has seen stay. @spec AMB-24 */
const access = (step: StorageStep, { entryId }: MessageAccessed): StorageStep => {
  const object = step.state.temporary.find(({ message }) => message.entryId === entryId)
  return object === undefined
    ? ignore(step, 'AMB-24', `${entryId} is no temporary object`)
    : turnIntoStoredObject(step, object, 'accessed', 'AMB-24')
}

/** What is said of an outcome that nobody waits for. */
const ignoreOutcome = (step: StorageStep, actionId: string): StorageStep =>
  ignore(step, 'MSS-01', `no outcome of ${actionId} is awaited`)

const succeed = (step: StorageStep, { actionId }: ActionSucceeded): StorageStep => {
  const { pending } = step.state
  return pending.some(({ action }) => action.actionId === actionId)
    ? announce(withState(step, { pending: pending.filter(({ action }) => action.actionId !== actionId) }), 'MSS-02')
    : ignoreOutcome(step, actionId)
}

const fail = (step: StorageStep, { actionId }: ActionFailed): StorageStep => {
  const retryAt = step.at + Math.max(1, step.policy.retryAfter ?? retryAfter)
  const isUnderWay = ({ action, retryAt: later }: StorageServerState['pending'][number]): boolean =>
    action.actionId === actionId && later === undefined
  return step.state.pending.some(isUnderWay)
    ? withState(step, {
        pending: step.state.pending.map((pending) => (isUnderWay(pending) ? { ...pending, retryAt } : pending)),
      })
    : ignoreOutcome(step, actionId)
}

const take = (step: StorageStep, event: StorageServerEvent, isDue: boolean): StorageStep => {
  switch (event._tag) {
    case 'MessageStored':
      return storeMessage(step, event)
    case 'DeferredMessageStored':
      return storeDeferredMessage(step, event)
    case 'DoNotDisturbUpdated':
      return updateDoNotDisturb(step, event)
    case 'MessageAccessed':
      return access(step, event)
    case 'TimeReached':
      return isDue ? step : ignore(step, 'MSS-04', 'nothing is due')
    case 'ActionSucceeded':
      return succeed(step, event)
    case 'ActionFailed':
      return fail(step, event)
  }
}

/** Asks to come back when the next thing becomes due, if that is another instant than before. */
const wake = (step: StorageStep): StorageStep => {
  const [expiry, retry] = nextDue(step)
  const at = Math.min(expiry, retry)
  const { wakeAt, ...rest } = step.state
  if (at === Infinity) {
    return { ...step, state: rest }
  }
  return at === wakeAt
    ? step
    : remark(withState(step, { wakeAt: at }), {
        _tag: 'WakeAt',
        actionId: `WakeAt/${step.state.version}`,
        determinedBy: { requirement: expiry <= retry ? 'MSS-04' : 'MSS-01' },
        at,
      })
}

/**
 * What the Message Storage Server does about an event: it keeps deferred messages for the user, tells of them when the user wants to be
 * disturbed, and watches their expiry.
 *
 * ```
 * e-1, do not disturb   e-2, do not disturb   e-3, disturb again    e-3 is kept
 * ────┼─────────────────────┼─────────────────────┼─────────────────────┼───────►
 *     silence               silence               notified: e-1, e-2    notified: e-3
 * ```
 *
 * A message is announced once it is known to be kept. Whatever failed stays pending and is asked for again, under the same id, when
 * `retryAfter` of the policy has passed (30,000 milliseconds where it does not say). An event that does not fit, such as a repeated one,
 * gives an `Ignored` action.
 *
 * @param state {@link emptyStorageServer}, or what the last step returned
 * @param event what has happened; its `at` in milliseconds
 * @param policy only `retryAfter` is looked at
 * @returns the next state and what is to be done, in this order; it never throws
 * @spec MSS-01 MSS-02 MSS-03 MSS-04
 *
 * @example
 * ```ts
 * import { emptyStorageServer, storageTransition } from 'cpm-routing/messageStorageServer'
 *
 * const [state, actions] = storageTransition(emptyStorageServer, {
 *   _tag: 'DeferredMessageStored',
 *   at: 1_770_112_800_000,
 *   message: { entryId: 'e-1' },
 *   terms: { doNotDisturb: false, onExpiry: 'discard' },
 * })
 * console.log(actions.map((action) => action.actionId))
 * // => [ 'e-1/KeepTemporarily/deferred' ]
 *
 * const [, next] = storageTransition(state, {
 *   _tag: 'ActionSucceeded',
 *   at: 1_770_112_800_100,
 *   actionId: 'e-1/KeepTemporarily/deferred',
 * })
 * console.log(next.map((action) => [action._tag, action.determinedBy.requirement]))
 * // => [ [ 'NotifyStorageClient', 'MSS-02' ] ]
 * ```
 */
export const storageTransition = (
  state: StorageServerState,
  event: StorageServerEvent,
  policy: ServiceProviderPolicy = {},
): readonly [StorageServerState, readonly StorageServerAction[]] => {
  const at = Math.max(event.at, state.lastAt ?? event.at)
  const begun: StorageStep = { at, policy, state: { ...state, version: state.version + 1, lastAt: at }, actions: [] }
  const isDue = Math.min(...nextDue(begun)) <= at
  const ended = wake(take(doWhatIsDue(begun), event, isDue))
  return [ended.state, ended.actions]
}
