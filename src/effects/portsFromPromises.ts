import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { tryCatch } from 'fp-ts/lib/TaskEither.js'
import { afterThrow } from './answerOf.js'
import { callPort } from './callPort.js'
import type { PortError } from './PortError.js'
import { isPortError } from './PortError.js'
import type { PortAnswer, Ports } from './Ports.js'
import type { PortsInPromises } from './PortsInPromises.js'
import { portsThrough } from './portsThrough.js'

const emptyAnswer: PortAnswer = {}

const answered = (answer: PortAnswer | PortError | undefined): Either<PortError, PortAnswer> =>
  isPortError(answer) ? left(answer) : right(answer ?? emptyAnswer)

/** The error that a rejection carries, be it itself or its cause; one that carries none leaves the outcome unknown. */
const errorOf = (rejection: unknown): PortError => {
  if (isPortError(rejection)) {
    return rejection
  }
  return rejection instanceof Error && isPortError(rejection.cause) ? rejection.cause : afterThrow(rejection)
}

const asTask = <Answer>(ask: () => Promise<Answer>): TaskEither<PortError, Answer> => tryCatch(ask, errorOf)

/**
 * Ports made of asynchronous functions, which may reject.
 *
 * | an action's function | is taken as |
 * |---|---|
 * | resolves to `{ status }` or to nothing | it has had its effect |
 * | resolves to, rejects with, or rejects with an `Error` caused by `refused(…)`, `unavailable(…)`, `outcomeUnknown(…)` | that |
 * | rejects with anything else, or throws | its outcome is unknown |
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { performAsync, portsFromPromises, portsThrough, refused } from 'cpm-routing/effects'
 *
 * const ports = portsFromPromises({
 *   ...portsThrough(async () => refused({ status: 486 }), () => 1_770_112_801_000),
 *   deferredMessageStore: {
 *     load: async () => undefined,
 *     apply: async () => 'stored',
 *     outcomeOf: async () => 'stored',
 *     pending: async () => [],
 *     recipientsWithPending: async () => [],
 *   },
 * })
 * const recipient = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (recipient !== undefined) {
 *   const end = { _tag: 'EndSession', actionId: 's-1/EndSession', determinedBy: { requirement: 'NTF-11' }, sessionId: 's-1' } as const
 *   console.log((await performAsync(ports).action(end, recipient)).events)
 * }
 * // => [ { _tag: 'ActionFailed', at: 1770112801000, actionId: 's-1/EndSession', status: 486 } ]
 * ```
 */
export const portsFromPromises = (ports: PortsInPromises): Ports => {
  const { deferredMessageStore: store } = ports
  return {
    ...portsThrough(
      (action, recipient) => async () => {
        try {
          return answered(await callPort(ports, action, recipient))
        } catch (rejection) {
          return left(errorOf(rejection))
        }
      },
      () => ports.alarmClock.now(),
    ),
    deferredMessageStore: {
      load: (recipient) => asTask(() => store.load(recipient)),
      apply: (recipient, changes) => asTask(() => store.apply(recipient, changes)),
      outcomeOf: (recipient, stepId) => asTask(() => store.outcomeOf(recipient, stepId)),
      pending: (recipient) => asTask(() => store.pending(recipient)),
      recipientsWithPending: (limit, after) => asTask(() => store.recipientsWithPending(limit, after)),
    },
  }
}
