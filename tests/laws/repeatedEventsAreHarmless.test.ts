import type { DeferredMessageQueue } from '../../src/deferral/DeferredMessageQueue.js'
import type { QueueEvent } from '../../src/deferral/QueueEvent.js'
import { headOf } from '../../src/deferral/SavedQueue.js'
import { transition } from '../../src/deferral/transition.js'
import { itHolds } from '../support/law.js'
import type { Edge } from '../support/world.js'

const isHarmless = ({ recipient, after }: Edge, queue: DeferredMessageQueue, event: QueueEvent): boolean => {
  const [next, actions] = transition(queue, event, recipient, after.policy)
  return (
    actions.every(({ _tag }) => _tag === 'Ignored') &&
    actions.length <= 1 &&
    next.entries === queue.entries &&
    next.pending === queue.pending &&
    JSON.stringify(headOf(next)) === JSON.stringify(headOf(queue))
  )
}

const outcomes = ['ActionSucceeded', 'ActionFailed', 'ActionUnknown'] as const

describe('repeatedEventsAreHarmless: the same event again, or an outcome late or of nothing, changes nothing', () => {
  itHolds((edge) => {
    const { before, event, after, result } = edge
    if (!isHarmless(edge, result[0], event)) {
      return `${event._tag} again does harm`
    }
    const settled = after.settled.slice(before.settled.length)
    const known = new Set(after.open.map(({ action }) => action.actionId))
    const late = [...settled, ...(settled.length > 0 ? ['nothing'] : [])].filter((actionId) => !known.has(actionId))
    return late
      .flatMap((actionId) => outcomes.map((_tag) => ({ _tag, actionId, at: after.clock })))
      .filter((outcome) => !isHarmless(edge, after.queue, outcome))
      .map(({ _tag, actionId }) => `${_tag} of ${actionId} does harm`)
      .at(0)
  })
})
