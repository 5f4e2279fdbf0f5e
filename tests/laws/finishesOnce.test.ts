import { itHolds } from '../support/law.js'
import { entryIdOf } from '../support/world.js'

const outcomes = new Set(['Discard', 'Remove'])
const attempts = new Set(['Send', 'Deliver', 'Forward', 'Interwork', 'StoreMessage'])

describe('finishesOnce: a message has one outcome, and nothing is tried for it afterwards', () => {
  itHolds(({ before, event, actions }) => {
    const done = new Set(
      before.fates.flatMap(({ message, outcome }) => (outcome === undefined ? [] : [message.entryId])),
    )
    for (const action of actions) {
      const entryId = entryIdOf(action)
      if (entryId !== undefined && (outcomes.has(action._tag) || attempts.has(action._tag))) {
        // A recorded copy is owed, whatever has become of the message.
        if (done.has(entryId) && !/\/copy(\/\d+)?$/.test(action.actionId)) {
          return `${action.actionId} comes after the outcome, at ${event._tag}`
        }
        if (outcomes.has(action._tag)) {
          done.add(entryId)
        }
      }
    }
    return undefined
  })
})
