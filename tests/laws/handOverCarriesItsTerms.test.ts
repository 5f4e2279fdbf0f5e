import type { StoreMessage } from '../../src/deferral/QueueAction.js'
import { effectiveExpiry } from '../../src/routing/expiry.js'
import { isDisturbanceUnwanted } from '../support/judgement.js'
import { itHolds } from '../support/law.js'
import type { Edge, World } from '../support/world.js'

const isFrozen = ({ policy }: World): boolean => policy.interpretations?.['AMB-12'] === 'frozen'

/** What an operation should tell the Message Storage Server; undefined where it is no handing over, or one that was asked for before. */
const wantedTerms = ({ before, after }: Edge, { actionId, record, message }: StoreMessage): string | undefined => {
  const isAgain = before.open.some(
    ({ action, state }) =>
      action.actionId === actionId ||
      (state === 'refused' && action._tag === 'StoreMessage' && action.message.entryId === message.entryId),
  )
  const { onExpiry = after.policy.onExpiry ?? 'discard' } = after.recipient.preferences?.deferred ?? {}
  const expiresAt = effectiveExpiry(message, after.policy)
  return isAgain
    ? undefined
    : JSON.stringify({
        doNotDisturb: isDisturbanceUnwanted(after),
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(isFrozen(after) ? {} : { onExpiry: record ? 'store' : onExpiry }),
      })
}

const wrongTerms = (edge: Edge, action: StoreMessage): string | undefined => {
  const { terms, determinedBy, actionId } = action
  if (determinedBy.requirement !== 'HND-01') {
    return terms === undefined ? undefined : `${actionId} is not handed over and has terms`
  }
  if (terms === undefined) {
    return `${actionId} has no terms`
  }
  const { onExpiry, ...others } = terms
  const is = JSON.stringify(isFrozen(edge.after) ? others : { ...others, onExpiry })
  const wanted = wantedTerms(edge, action) ?? is
  return is === wanted ? undefined : `${actionId} has ${is} in place of ${wanted}`
}

describe('handOverCarriesItsTerms: do-not-disturb, expiry, what is to be done then, and one notification (HND-01, HND-02)', () => {
  itHolds((edge) => {
    const { actions, after } = edge
    const wrong = actions
      .map((action) => (action._tag === 'StoreMessage' ? wrongTerms(edge, action) : undefined))
      .find((found) => found !== undefined)
    if (wrong !== undefined) {
      return wrong
    }
    for (const { message, notifications } of after.fates) {
      const handedOver = actions.some(
        (action) =>
          action._tag === 'Remove' &&
          action.entryId === message.entryId &&
          action.determinedBy.requirement === 'HND-01',
      )
      const said = notifications.filter((status) => status === 'delivered').length
      const isWanted = message.notificationsRequested?.includes('positive-delivery') === true
      if (said > 1 || (handedOver && said !== (isWanted ? 1 : 0))) {
        return `${message.entryId} is said to be delivered ${said} times`
      }
    }
    return undefined
  })
})
