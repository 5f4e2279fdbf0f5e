import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeferredMessageStore } from './DeferredMessageStore.js'
import type { PortError } from './PortError.js'
import type { ActionPorts, PortAnswer } from './Ports.js'

/**
 * How an asynchronous function says what has become of an action: with an answer, or with nothing, it has had its effect; else with a
 * {@link PortError}, which it returns, rejects with, or rejects with an `Error` whose `cause` it is. Any other rejection leaves it unknown.
 */
export type PromisedAnswer = Promise<PortAnswer | PortError | undefined>

/** {@link DeferredMessageStore} in asynchronous functions; one that rejects has not answered, so the outcome is unknown. */
export type StoreInPromises = {
  readonly [Name in keyof DeferredMessageStore]: DeferredMessageStore[Name] extends (
    ...asked: infer Asked
  ) => TaskEither<PortError, infer Answer>
    ? (...asked: Asked) => Promise<Answer>
    : never
}

/** The ports in asynchronous functions, for {@link portsFromPromises}. */
export interface PortsInPromises extends ActionPorts<PromisedAnswer> {
  readonly deferredMessageStore: StoreInPromises
}
