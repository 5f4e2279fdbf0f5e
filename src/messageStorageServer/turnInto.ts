import type { RequirementId } from '../requirements.js'
import type { PendingEffect, TemporaryObject } from './StorageServerState.js'
import { about, ask, type StorageStep, withState } from './StorageStep.js'

/** Takes an object off the temporary ones; that it is to be kept temporarily is no longer awaited. */
const release = (step: StorageStep, entryId: string): StorageStep =>
  withState(step, {
    temporary: step.state.temporary.filter(({ message }) => message.entryId !== entryId),
    pending: step.state.pending.filter(({ action }) => action._tag !== 'KeepTemporarily' || action.entryId !== entryId),
  })

/** Turns a temporary object into a stored object; nobody needs less to be told of its arrival. */
export const turnIntoStoredObject = (
  step: StorageStep,
  { message }: TemporaryObject,
  occasion: 'accessed' | 'expired',
  requirement: RequirementId,
): StorageStep =>
  ask(release(step, message.entryId), {
    _tag: 'KeepAsStoredObject',
    ...about(message, 'KeepAsStoredObject', occasion, requirement),
  })

/** What is pending without a message in any notification: should that fail, it does not name the message again. */
const withoutIdentity = (pending: PendingEffect, entryId: string): readonly PendingEffect[] => {
  const { action } = pending
  if (action._tag !== 'NotifyStorageClient') {
    return [pending]
  }
  const identities = action.identities.filter((identity) => identity !== entryId)
  return identities.length === 0 ? [] : [{ ...pending, action: { ...action, identities } }]
}

/** Throws a temporary object away; nobody is told of its arrival any more. */
export const discard = (step: StorageStep, { message }: TemporaryObject): StorageStep => {
  const released = release(step, message.entryId)
  return ask(
    withState(released, {
      unannounced: released.state.unannounced.filter((entryId) => entryId !== message.entryId),
      pending: released.state.pending.flatMap((pending) => withoutIdentity(pending, message.entryId)),
    }),
    { _tag: 'Discard', ...about(message, 'Discard', 'expired', 'MSS-05') },
  )
}
