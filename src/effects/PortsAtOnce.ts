import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeferredMessageStore } from './DeferredMessageStore.js'
import type { PortError } from './PortError.js'
import type { ActionPorts, PortAnswer } from './Ports.js'

/** {@link DeferredMessageStore} in functions that answer at once. */
export type StoreAtOnce = {
  readonly [Name in keyof DeferredMessageStore]: DeferredMessageStore[Name] extends (
    ...asked: infer Asked
  ) => TaskEither<PortError, infer Answer>
    ? (...asked: Asked) => Either<PortError, Answer>
    : never
}

/** The ports in functions that answer at once, for {@link performSync}. */
export interface PortsAtOnce extends ActionPorts<Either<PortError, PortAnswer>> {
  readonly deferredMessageStore: StoreAtOnce
}
