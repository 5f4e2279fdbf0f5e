import { save } from '../../src/deferral/SavedQueue.js'
import { itHolds } from '../support/law.js'
import { held } from '../support/world.js'

describe('losesNothing: what was accepted is held until it has its outcome', () => {
  itHolds(({ after }) => {
    const kept = save(after.queue).entries.map(({ message }) => message.entryId)
    const wanted = held(after).map(({ message }) => message.entryId)
    return kept.join(' ') === wanted.join(' ') ? undefined : `${kept.join(' ')} is held in place of ${wanted.join(' ')}`
  })
})
