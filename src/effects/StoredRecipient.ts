import type { CpmAddress } from '../model/CpmAddress.js'
import type { StoredQueue } from './DeferredMessageStore.js'
import type { StepChanges } from './StepChanges.js'

/** All that a store in memory keeps of one recipient, as JSON data. */
export interface StoredRecipient extends StoredQueue {
  readonly recipient: CpmAddress
  /** Ids of the last steps that were stored. */
  readonly steps: readonly string[]
}

/** How many steps of a recipient are remembered. */
const rememberedSteps = 100

/** A recipient of whom nothing is stored. */
export const emptyRecipient = (recipient: CpmAddress): StoredRecipient => ({
  recipient,
  version: 0,
  form: 1,
  head: undefined,
  entries: [],
  pending: [],
  steps: [],
})

/** A list without some of its members, and with others in place of those with the same id or at the end. */
const merged = <Member>(
  before: readonly Member[],
  removed: readonly string[],
  put: readonly Member[],
  idOf: (member: Member) => string,
): readonly Member[] => {
  const gone = new Set(removed)
  const kept = before.filter((member) => !gone.has(idOf(member)))
  return [...new Map([...kept, ...put].map((member) => [idOf(member), member])).values()]
}

/** What is stored of a recipient after a step. */
export const withChanges = (before: StoredRecipient, changes: StepChanges): StoredRecipient => ({
  recipient: before.recipient,
  version: changes.version,
  form: changes.form,
  head: changes.head,
  entries: merged(before.entries, changes.entriesRemoved, changes.entriesPut, ({ message }) => message.entryId),
  pending: merged(before.pending, changes.actionsSettled, changes.actionsPending, ({ action }) => action.actionId),
  steps: [...before.steps, changes.stepId].slice(-rememberedSteps),
})
