import { contramap } from 'fp-ts/lib/Ord.js'
import { Ord as numberOrder } from 'fp-ts/lib/number.js'
import { sort } from 'fp-ts/lib/ReadonlyArray.js'
import type { Instant } from '../model/Instant.js'
import type { PendingEffect, TemporaryObject } from './StorageServerState.js'
import { ask, type StorageStep, withState } from './StorageStep.js'
import { discard, turnIntoStoredObject } from './turnInto.js'

const expiryOf = ({ terms }: TemporaryObject): Instant => terms.expiresAt ?? Infinity
const retryOf = ({ retryAt }: PendingEffect): Instant => retryAt ?? Infinity

/** By expiry; what expires at one instant stays in the order of arrival. */
const byExpiry = sort(contramap(expiryOf)(numberOrder))

const expire = (step: StorageStep, object: TemporaryObject): StorageStep => {
  if (object.terms.onExpiry === 'store') {
    return turnIntoStoredObject(step, object, 'expired', 'MSS-06')
  }
  // Interpretation AMB-20: the copy that recording asks for outlives the expiry.
  return object.record ? turnIntoStoredObject(step, object, 'expired', 'AMB-20') : discard(step, object)
}

/** Asks again for what failed; notifications that do-not-disturb has overtaken are held back instead. */
const retry = (step: StorageStep): StorageStep => {
  const { pending, unannounced, doNotDisturb } = step.state
  const isDue = (effect: PendingEffect): boolean => retryOf(effect) <= step.at
  const heldBack = (effect: PendingEffect): readonly string[] =>
    doNotDisturb === true && effect.action._tag === 'NotifyStorageClient' && isDue(effect)
      ? effect.action.identities
      : []
  const rest = pending.filter((effect) => heldBack(effect).length === 0)
  return rest
    .filter(isDue)
    .reduce(
      (asked, { action }) => ask(asked, action),
      withState(step, { pending: rest, unannounced: [...pending.flatMap(heldBack), ...unannounced] }),
    )
}

/**
 * Does whatever has become due by the instant of the step: what has expired, then what failed before.
 *
 * ```
 * now < expiresAt      temporary
 * now >= expiresAt     expired, even if the user looks at it in this very instant
 * ```
 *
 * @spec MSS-04 MSS-05 MSS-06 AMB-20
 */
export const doWhatIsDue = (step: StorageStep): StorageStep =>
  retry(byExpiry(step.state.temporary.filter((object) => expiryOf(object) <= step.at)).reduce(expire, step))

/** The next instant at which something becomes due by expiry and by retry; infinite if nothing does. */
export const nextDue = ({ state }: Pick<StorageStep, 'state'>): readonly [expiry: Instant, retry: Instant] => [
  state.temporary.reduce((next, object) => Math.min(next, expiryOf(object)), Infinity),
  state.pending.reduce((next, pending) => Math.min(next, retryOf(pending)), Infinity),
]
