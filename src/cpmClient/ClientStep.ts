import type { Instant } from '../model/Instant.js'
import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import type { RequirementId } from '../requirements.js'
import type { CpmClientAction } from './CpmClientAction.js'
import type { CpmClientState } from './CpmClientState.js'

/** One step under way: the state so far, and what is to be done. */
export interface ClientStep {
  readonly at: Instant
  readonly state: CpmClientState
  readonly actions: readonly CpmClientAction[]
}

/** How many requests and notifications are remembered: a repeated event finds itself among them. */
const rememberedRequests = 1024

/** Changes some members of the state. */
export const withState = (step: ClientStep, change: Partial<CpmClientState>): ClientStep => ({
  ...step,
  state: { ...step.state, ...change },
})

/** Adds an action. */
export const ask = (step: ClientStep, action: CpmClientAction): ClientStep => ({
  ...step,
  actions: [...step.actions, action],
})

/** Remembers a request or a notification. */
export const remember = (step: ClientStep, id: string): ClientStep =>
  withState(step, { known: [...step.state.known, id].slice(-rememberedRequests) })

/** States that an event, or a part of it, does not fit, and why. */
export const ignore = (step: ClientStep, requirement: RequirementId, reason: string): ClientStep =>
  ask(step, {
    _tag: 'Ignored',
    actionId: `Ignored/${step.state.version}/${step.actions.length}`,
    determinedBy: { requirement },
    reason,
  })

/** Answers a request with success. */
export const respond = (step: ClientStep, requestId: string, requirement: RequirementId): ClientStep =>
  ask(step, {
    _tag: 'RespondSuccessfully',
    actionId: `RespondSuccessfully/${requestId}`,
    determinedBy: { requirement },
    requestId,
  })

/** Shows the user the messages that wait, have not expired, and have nothing under way. @spec NTF-09 */
export const present = (step: ClientStep): ClientStep => {
  const { chosen, version } = step.state
  const notices = step.state.notices.filter(({ expiresAt = Infinity }) => expiresAt > step.at)
  const underWay = new Set(chosen.map(({ entryId }) => entryId))
  return ask(withState(step, { notices }), {
    _tag: 'PresentDeferredMessages',
    actionId: `PresentDeferredMessages/${version}`,
    determinedBy: { requirement: 'NTF-09' },
    messages: notices.filter(({ entryId }) => !underWay.has(entryId)),
  })
}

/** The notices without those of one message. */
export const withoutNotice = (
  notices: readonly DeferredMessageNotice[],
  entryId: string,
): readonly DeferredMessageNotice[] => notices.filter((notice) => notice.entryId !== entryId)
