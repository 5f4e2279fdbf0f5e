import type { SavedQueue } from '../../src/deferral/SavedForm.js'
import type { QueueChanges } from '../../src/deferral/QueueChanges.js'
import { save } from '../../src/deferral/SavedQueue.js'
import { itHolds } from '../support/law.js'

/** What a store has after it has written the changes of a step. */
const written = (before: SavedQueue, changes: QueueChanges): SavedQueue => {
  const entries = new Map(before.entries.map((entry) => [entry.message.entryId, entry]))
  const pending = new Map(before.pending.map((known) => [known.action.actionId, known]))
  for (const entryId of changes.entriesRemoved) {
    entries.delete(entryId)
  }
  for (const entry of changes.entriesPut) {
    entries.set(entry.message.entryId, entry)
  }
  for (const actionId of changes.actionsSettled) {
    pending.delete(actionId)
  }
  for (const known of changes.actionsPending) {
    pending.set(known.action.actionId, known)
  }
  return {
    form: changes.form,
    head: changes.head,
    entries: [...entries.values()].sort((one, other) => one.sequence - other.sequence),
    pending: [...pending.values()].sort((one, other) => (one.action.actionId < other.action.actionId ? -1 : 1)),
  }
}

describe('changesAreEnough: a store that writes the changes of each step has what save gives', () => {
  itHolds(({ before, result: [queue, actions, changes] }) => {
    const is = JSON.stringify(written(save(before.queue), changes))
    const wanted = JSON.stringify(save(queue))
    if (is !== wanted) {
      return `${is}\nin place of\n${wanted}`
    }
    if (changes.expectedVersion !== before.queue.version || changes.version !== queue.version) {
      return `version ${changes.version} follows ${changes.expectedVersion}`
    }
    if (changes.actionsPending.some(({ action }) => changes.actionsSettled.includes(action.actionId))) {
      return 'an action is both settled and pending'
    }
    if (changes.wakeAt !== queue.wakeAt) {
      return `${String(changes.wakeAt)} in place of ${String(queue.wakeAt)}`
    }
    return changes.version === changes.expectedVersion && actions.some(({ _tag }) => _tag !== 'Ignored')
      ? 'something is asked for in a step that changes nothing'
      : undefined
  })
})
