import { right } from 'fp-ts/lib/Either.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { StoreAnswer } from './DeferredMessageStore.js'
import type { Fault } from './Fault.js'
import { answerUnder } from './Fault.js'
import type { PortFunction } from './Ports.js'
import type { StoreAtOnce } from './PortsAtOnce.js'
import type { StepChanges } from './StepChanges.js'
import { emptyRecipient, type StoredRecipient, withChanges } from './StoredRecipient.js'

/** A deferred message store in memory. */
export interface InMemoryStore {
  readonly store: StoreAtOnce
  /** Everything that is stored, by which {@link inMemoryStore} starts again. */
  readonly stored: () => readonly StoredRecipient[]
}

const byCanonical = ({ canonical: one }: CpmAddress, { canonical: other }: CpmAddress): number =>
  Number(one > other) - Number(one < other)

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
    const before = recipients.get(recipient.canonical) ?? emptyRecipient(recipient)
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
      if (found === undefined) {
        return right(undefined)
      }
      const { version, form, head, entries, pending } = found
      return right({ version, form, head, entries, pending })
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
    recipientsWithPending: (limit, after) =>
      right(
        [...recipients.values()]
          .filter(({ pending, recipient }) => pending.length > 0 && recipient.canonical > (after?.canonical ?? ''))
          .map(({ recipient }) => recipient)
          .sort(byCanonical)
          .slice(0, limit),
      ),
  }
  return { store, stored: () => [...recipients.values()] }
}
