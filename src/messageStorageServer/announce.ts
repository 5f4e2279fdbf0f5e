import type { RequirementId } from '../requirements.js'
import { ask, type StorageStep, withState } from './StorageStep.js'

/** The entries that are not in the store yet: what is announced can be fetched. */
const beingKept = ({ state }: StorageStep): ReadonlySet<string> =>
  new Set(
    state.pending.flatMap(({ action }) =>
      action._tag === 'KeepTemporarily' || action._tag === 'KeepAsStoredObject' ? [action.entryId] : [],
    ),
  )

/**
 * Tells the Message Storage Client of every arrival that nobody has been told of, unless the last value says do not disturb.
 *
 * @spec MSS-02 MSS-03 AMB-23
 */
export const announce = (step: StorageStep, requirement: RequirementId): StorageStep => {
  const { unannounced, doNotDisturb, notifications } = step.state
  if (doNotDisturb === true) {
    return step
  }
  const kept = beingKept(step)
  // Interpretation AMB-23: everything that was held back, in the order of arrival, once.
  const identities = unannounced.filter((entryId) => !kept.has(entryId))
  return identities.length === 0
    ? step
    : ask(
        withState(step, {
          unannounced: unannounced.filter((entryId) => kept.has(entryId)),
          notifications: notifications + 1,
        }),
        {
          _tag: 'NotifyStorageClient',
          actionId: `NotifyStorageClient/${notifications + 1}`,
          determinedBy: { requirement },
          identities,
        },
      )
}
