import { isPastExpiry } from '../support/judgement.js'
import { itHolds } from '../support/law.js'
import { entryIdOf, held } from '../support/world.js'

describe('expiryEndsInDiscardOrStorage: what has expired ends at once, or with what is under way (DEF-03, AMB-26)', () => {
  itHolds(
    ({ before, after, actions }) => {
      for (const fate of held(after)) {
        const { entryId } = fate.message
        if (isPastExpiry(after, fate) && !after.open.some(({ action }) => entryIdOf(action) === entryId)) {
          return `${entryId} is past its expiry, and nothing is under way for it`
        }
      }
      for (const action of actions) {
        const fate = before.fates.find(({ message }) => message.entryId === entryIdOf(action))
        const isExpiry = action._tag === 'Discard' && action.cause === 'expired'
        if (isExpiry && (fate === undefined || !isPastExpiry(after, fate))) {
          return `${action.actionId} is too early`
        }
        const { onExpiry = after.policy.onExpiry } = after.recipient.preferences?.deferred ?? {}
        const isStored = fate?.message.kind === 'pager' || fate?.message.kind === undefined
        if (isExpiry && isStored && onExpiry === 'store' && after.policy.interpretations?.['AMB-12'] !== 'frozen') {
          return `${action.actionId} should be stored`
        }
      }
      return undefined
    },
    ({ messages }) => messages.some(({ expiresAt }) => expiresAt !== undefined),
  )
})
