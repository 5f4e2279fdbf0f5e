import { isExempt } from '../../src/routing/Question.js'
import { save } from '../../src/deferral/SavedQueue.js'
import { itHolds } from '../support/law.js'
import { held } from '../support/world.js'

describe('losesNothing: what was accepted is held until it has its outcome', () => {
  itHolds(({ after }) => {
    const kept = save(after.queue).entries.map(({ message }) => message.entryId)
    const waiting = save(after.queue).entries.filter(({ state }) => state === 'waiting')
    if (waiting.length !== after.queue.waiting) {
      return `${after.queue.waiting} are said to wait, and ${waiting.length} do`
    }
    const exempt = waiting.filter(({ message: { kind } }) => isExempt(kind)).length
    if (exempt !== after.queue.waitingExempt) {
      return `${after.queue.waitingExempt} notifications are said to wait, and ${exempt} do`
    }
    const wanted = held(after).map(({ message }) => message.entryId)
    return kept.join(' ') === wanted.join(' ') ? undefined : `${kept.join(' ')} is held in place of ${wanted.join(' ')}`
  })
})
