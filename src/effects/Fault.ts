import type { Either } from 'fp-ts/lib/Either.js'
import { left } from 'fp-ts/lib/Either.js'
import type { PortError } from './PortError.js'
import { outcomeUnknown, refused, unavailable } from './PortError.js'

/**
 * How a port in memory misbehaves when it is asked.
 *
 * | | takes effect | says |
 * |---|---|---|
 * | `Refuses` | no | `Refused`, with the status |
 * | `IsAway` | no | `Unavailable` |
 * | `LosesRequest` | no | `OutcomeUnknown` |
 * | `LosesAnswer` | yes | `OutcomeUnknown` |
 */
export type Fault =
  | { readonly _tag: 'Refuses'; readonly status?: number }
  | { readonly _tag: 'IsAway' }
  | { readonly _tag: 'LosesRequest' }
  | { readonly _tag: 'LosesAnswer' }

/** What a port that misbehaves says. */
export const answerUnder = (fault: Fault): Either<PortError, never> => {
  switch (fault._tag) {
    case 'Refuses':
      return left(refused(fault.status === undefined ? {} : { status: fault.status }))
    case 'IsAway':
      return left(unavailable())
    case 'LosesRequest':
    case 'LosesAnswer':
      return left(outcomeUnknown())
  }
}
