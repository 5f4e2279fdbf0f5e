import type { Instant } from '../model/Instant.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { RequirementId } from '../requirements.js'
import type { KeepTemporarily, StorageServerAction, StorageServerEffect } from './StorageServerAction.js'
import type { StoredMessage } from './StorageServerEvent.js'
import type { PendingEffect, StorageServerState } from './StorageServerState.js'

/** One step under way: the state so far, and what is to be done. */
export interface StorageStep {
  readonly at: Instant
  readonly policy: ServiceProviderPolicy
  readonly state: StorageServerState
  readonly actions: readonly StorageServerAction[]
}

/** Changes some members of the state. */
export const withState = (step: StorageStep, change: Partial<StorageServerState>): StorageStep => ({
  ...step,
  state: { ...step.state, ...change },
})

/** Adds an action that has no outcome. */
export const remark = (step: StorageStep, action: StorageServerAction): StorageStep => ({
  ...step,
  actions: [...step.actions, action],
})

/** Asks for an action whose outcome is awaited; one of the same id that is pending keeps its place. */
export const ask = (step: StorageStep, action: StorageServerEffect): StorageStep => {
  const { pending } = step.state
  const isSame = (other: PendingEffect): boolean => other.action.actionId === action.actionId
  return withState(remark(step, action), {
    pending: pending.some(isSame)
      ? pending.map((other) => (isSame(other) ? { action } : other))
      : [...pending, { action }],
  })
}

/** States that an event does not fit, and why. */
export const ignore = (step: StorageStep, requirement: RequirementId, reason: string): StorageStep =>
  remark(step, {
    _tag: 'Ignored',
    actionId: `Ignored/${step.state.version}`,
    determinedBy: { requirement },
    reason,
  })

/** What every action about a message says of it. */
export const about = (
  { entryId, correlation }: StoredMessage,
  kind: 'KeepTemporarily' | 'KeepAsStoredObject' | 'Discard',
  occasion: string,
  requirement: RequirementId,
): Pick<KeepTemporarily, 'actionId' | 'determinedBy' | 'entryId' | 'correlation'> => ({
  actionId: `${entryId}/${kind}/${occasion}`,
  determinedBy: { requirement },
  entryId,
  ...(correlation === undefined ? {} : { correlation }),
})
