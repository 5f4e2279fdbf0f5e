import type { EffectAction, StepChanges, StoredAction, StoredQueue } from '../effects/index.js'
import { sampleMessage } from './samples.js'

/** An action whose outcome is awaited. */
export const sampleAction = (actionId: string): EffectAction => ({
  _tag: 'EndSession',
  actionId,
  determinedBy: { requirement: 'NTF-11' },
  sessionId: 's-1',
})

const sampleStoredAction = (actionId: string): StoredAction => ({
  action: sampleAction(actionId),
  suspended: actionId.startsWith('suspended'),
})

/** What a sample step changes; what is not given is nothing. */
export interface Given {
  readonly id?: string
  readonly put?: readonly string[]
  readonly removed?: readonly string[]
  readonly pending?: readonly string[]
  readonly settled?: readonly string[]
  /** Opaque to the store, in the head and in each entry. */
  readonly note?: string
}

const entryOf = (entryId: string, note: string) => ({ message: { ...sampleMessage, entryId }, note })

const headOf = (version: number, note: string) => ({ version, note, list: [1.5, true, null], nested: { deep: {} } })

/** The step from one version to the next. */
export const sampleStep = (from: number, given: Given = {}): StepChanges => {
  const { id = `step-${from}`, put = [], removed = [], pending = [], settled = [], note = '' } = given
  return {
    stepId: id,
    expectedVersion: from,
    version: from + 1,
    // Each step in a form of its own, so that it shows whether a store keeps that of the last.
    form: from + 1,
    head: headOf(from + 1, note),
    entriesPut: put.map((entryId) => entryOf(entryId, note)),
    entriesRemoved: removed,
    actionsPending: pending.map(sampleStoredAction),
    actionsSettled: settled,
  }
}

/** What is stored after sample steps: of a version, with these entries and these actions awaited. */
export const sampleQueue = (
  version: number,
  entries: readonly string[],
  pending: readonly string[],
  note = '',
): StoredQueue => ({
  version,
  form: version,
  head: headOf(version, note),
  entries: entries.map((entryId) => entryOf(entryId, note)),
  pending: pending.map(sampleStoredAction),
})
