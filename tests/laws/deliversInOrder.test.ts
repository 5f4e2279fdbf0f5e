import { isPush, isSilenced, mayTake, optionFor, waitingIn } from '../support/judgement.js'
import { hasPush, itHolds } from '../support/law.js'

const triggers = new Set(['ClientRegistered', 'PreferencesChanged'])

describe('deliversInOrder: at a trigger a client gets the oldest message that it can take (AMB-13)', () => {
  itHolds(({ before, event, actions, after }) => {
    if (!triggers.has(event._tag) || after.policy.interpretations?.['AMB-12'] === 'frozen') {
      return undefined
    }
    for (const action of actions) {
      const client = isPush(action)
        ? after.recipient.clients?.find((known) => known.deviceId === action.deviceId)
        : undefined
      if (client !== undefined && isPush(action)) {
        const [oldest] = waitingIn(before).filter(
          (fate) =>
            fate.outcome === undefined &&
            optionFor(after, fate) === 'push' &&
            !isSilenced(after, fate) &&
            mayTake(after, client, fate),
        )
        if (oldest !== undefined && oldest.message.entryId < action.entryId) {
          return `${action.actionId} comes before ${oldest.message.entryId}`
        }
      }
    }
    return undefined
  }, hasPush)
})
