import type { Either } from 'fp-ts/lib/Either.js'
import { flattenW, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { tryCatch } from 'fp-ts/lib/TaskEither.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import { callPort, type PortAction } from './callPort.js'
import type { OutcomeUnknown, PortError } from './PortError.js'
import { outcomeUnknown } from './PortError.js'
import type { PortAnswer, Ports } from './Ports.js'

/** What is known after something that must not throw or reject has done so: why, at most. */
export const afterThrow = (thrown: unknown): OutcomeUnknown =>
  outcomeUnknown({ reason: thrown instanceof Error ? thrown.message : 'a port threw something that is not an Error' })

/** Asks the port that an action is for. Never rejects: a port that throws or rejects, as it must not, leaves the outcome unknown. */
export const answerOf = async (
  ports: Ports,
  action: PortAction,
  recipient: CpmAddress,
): Promise<Either<PortError, PortAnswer>> => {
  try {
    return await callPort(ports, action, recipient)()
  } catch (thrown) {
    return left(afterThrow(thrown))
  }
}

/** Asks the store. Never rejects either. */
export const storeAnswer = async <Answer>(
  ask: () => TaskEither<PortError, Answer>,
): Promise<Either<PortError, Answer>> => flattenW(await tryCatch(() => ask()(), afterThrow)())
