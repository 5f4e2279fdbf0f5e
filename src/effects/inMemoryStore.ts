import { right } from 'fp-ts/lib/Either.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { StoreAnswer, StoredQueue } from './DeferredMessageStore.js'
import type { Fault } from './Fault.js'
import { answerUnder } from './Fault.js'
import type { PortFunction } from './Ports.js'
import type { StoreAtOnce } from './PortsAtOnce.js'
import type { StepChanges } from './StepChanges.js'

/** All that a store in memory keeps of one recipient, as JSON data. */
export interface StoredRecipient extends StoredQueue {
  readonly recipient: CpmAddress
  /** Ids of the last steps that were stored. */
  readonly steps: readonly string[]
}

/** A deferred message store in memory. */
export interface InMemoryStore {
  readonly store: StoreAtOnce
  /** Everything that is stored, by which {@link inMemoryStore} starts again. */
  readonly stored: () => readonly StoredRecipient[]
}

/** How many steps of a recipient are remembered. */
const rememberedSteps = 100

const withChanges = (before: StoredRecipient, changes: StepChanges): StoredRecipient => {
  const entries = new Map(before.entries.map((entry) => [entry.message.entryId, entry]))
  const pending = new Map(before.pending.map((one) => [one.action.actionId, one]))
  for (const entryId of changes.entriesRemoved) {
    entries.delete(entryId)
  }
  for (const actionId of changes.actionsSettled) {
    pending.delete(actionId)
  }
  for (const entry of changes.entriesPut) {
    entries.set(entry.message.entryId, entry)
  }
  for (const one of changes.actionsPending) {
    pending.set(one.action.actionId, one)
  }
  return {
    recipient: before.recipient,
    version: changes.version,
    head: changes.head,
    entries: [...entries.values()],
    pending: [...pending.values()],
    steps: [...before.steps, changes.stepId].slice(-rememberedSteps),
  }
}

/**
 * A deferred message store that lives as long as the program: for simulators, for tests, and as the model of one that is durable.
 *
 * @param stored What to start with.
 * @param faultOf How the store misbehaves when it is given changes, if at all.
 */
export const inMemoryStore = (
  stored: readonly StoredRecipient[] = [],
  faultOf: PortFunction<StepChanges, Fault | undefined> = () => undefined,
): InMemoryStore => {
  const recipients = new Map(stored.map((one) => [one.recipient.canonical, one]))
  const write = (recipient: CpmAddress, changes: StepChanges): StoreAnswer => {
    const none: StoredRecipient = { recipient, version: 0, head: undefined, entries: [], pending: [], steps: [] }
    const before = recipients.get(recipient.canonical) ?? none
    if (before.steps.includes(changes.stepId)) {
      return 'stored'
    }
    if (before.version !== changes.expectedVersion) {
      return 'conflict'
    }
    recipients.set(recipient.canonical, withChanges(before, changes))
    return 'stored'
  }
  const store: StoreAtOnce = {
    load: ({ canonical }) => {
      const found = recipients.get(canonical)
      return right(
        found && { version: found.version, head: found.head, entries: found.entries, pending: found.pending },
      )
    },
    apply: (recipient, changes) => {
      const fault = faultOf(changes, recipient)
      if (fault === undefined) {
        return right(write(recipient, changes))
      }
      if (fault._tag === 'LosesAnswer') {
        write(recipient, changes)
      }
      return answerUnder(fault)
    },
    outcomeOf: ({ canonical }, stepId) =>
      right(recipients.get(canonical)?.steps.includes(stepId) === true ? 'stored' : 'notStored'),
    pending: ({ canonical }) => right(recipients.get(canonical)?.pending ?? []),
    recipientsWithPending: (limit) =>
      right(
        [...recipients.values()]
          .filter(({ pending }) => pending.length > 0)
          .slice(0, limit)
          .map(({ recipient }) => recipient),
      ),
  }
  return { store, stored: () => [...recipients.values()] }
}
