import { isPastExpiry } from '../support/judgement.js'
import { itHolds } from '../support/law.js'

describe('neverDeliversExpired: no client gets or hears of a message from the instant of its expiry on (DEF-03, AMB-14)', () => {
  itHolds(
    ({ actions, after }) => {
      const expired = new Set(
        after.fates.filter((fate) => isPastExpiry(after, fate)).map(({ message: { entryId } }) => entryId),
      )
      const late = actions.find(
        (action) =>
          ((action._tag === 'Send' || action._tag === 'Deliver') && expired.has(action.entryId)) ||
          ((action._tag === 'NotifyInBand' || action._tag === 'NotifyOutOfBand') &&
            (action.messages ?? []).some(({ entryId }) => expired.has(entryId))),
      )
      return late === undefined ? undefined : `${late.actionId} is too late`
    },
    ({ messages }) => messages.some(({ expiresAt }) => expiresAt !== undefined),
  )
})
