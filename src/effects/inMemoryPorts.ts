import type { Either } from 'fp-ts/lib/Either.js'
import { right } from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { PortAction } from './callPort.js'
import type { Fault } from './Fault.js'
import { answerUnder } from './Fault.js'
import { type InMemoryStore, inMemoryStore } from './inMemoryStore.js'
import type { PortError } from './PortError.js'
import { portsFromAtOnce } from './portsFromAtOnce.js'
import type { PortAnswer, PortFunction, Ports } from './Ports.js'
import type { PortsAtOnce } from './PortsAtOnce.js'
import { portsThrough } from './portsThrough.js'
import type { StepChanges } from './StepChanges.js'
import type { StoredRecipient } from './StoredRecipient.js'

/** An action that took effect. */
export interface Effect {
  readonly recipient: CpmAddress
  readonly action: PortAction
}

/** What ports in memory can be told. */
export interface InMemoryOptions {
  /** The present instant. */
  readonly now: IO<Instant>
  /** How a port misbehaves when it is asked for an action, if at all. */
  readonly faultOf?: PortFunction<PortAction, Fault | undefined>
  /** How the store misbehaves when it is given changes, if at all. */
  readonly storeFaultOf?: PortFunction<StepChanges, Fault | undefined>
  /** What a port says of an action that took effect; `{}` where absent. */
  readonly answerOf?: PortFunction<PortAction, PortAnswer>
  /** What is stored already. */
  readonly stored?: readonly StoredRecipient[]
}

/** Ports in memory and what became of them. */
export interface InMemoryPorts {
  /** For `performSync`. */
  readonly atOnce: PortsAtOnce
  /** The same ports for `perform`, `performStep` and `performAsync`. */
  readonly ports: Ports
  /** Every action that took effect so far, in this order. */
  readonly tookEffect: () => readonly Effect[]
  /** When the recipient is woken next. */
  readonly wakesAt: (recipient: CpmAddress) => Instant | undefined
  /** Everything that is stored. */
  readonly stored: InMemoryStore['stored']
}

/**
 * Ports that do nothing but remember: for simulators, tests and first steps.
 *
 * An action that comes twice for one recipient takes effect once. Ports that misbehave do so before that, so a repeated action can get
 * another answer than the first.
 *
 * @example
 * ```ts
 * import * as Option from 'fp-ts/lib/Option.js'
 * import { cpmAddress } from 'cpm-routing'
 * import { inMemoryPorts, performSync } from 'cpm-routing/effects'
 *
 * const recipient = Option.toUndefined(cpmAddress('tel:+15550100'))
 * if (recipient !== undefined) {
 *   const memory = inMemoryPorts({ now: () => 1_770_112_801_000 })
 *   const end = { _tag: 'EndSession', actionId: 's-1/EndSession', determinedBy: { requirement: 'NTF-11' }, sessionId: 's-1' } as const
 *   performSync(memory.atOnce).action(end, recipient)
 *   performSync(memory.atOnce).action(end, recipient)
 *   console.log(memory.tookEffect().length)
 * }
 * // => 1
 * ```
 */
export const inMemoryPorts = (options: InMemoryOptions): InMemoryPorts => {
  const { now, faultOf, storeFaultOf, answerOf = (): PortAnswer => ({}), stored } = options
  const memory = inMemoryStore(stored, storeFaultOf)
  const effects: Effect[] = []
  const answers = new Map<string, PortAnswer>()
  const alarms = new Map<string, Instant>()
  const takeEffect: PortFunction<PortAction, PortAnswer> = (action, recipient) => {
    const key = `${recipient.canonical} ${action.actionId}`
    const answer = answers.get(key) ?? answerOf(action, recipient)
    if (!answers.has(key)) {
      answers.set(key, answer)
      effects.push({ recipient, action })
      if (action._tag === 'WakeAt') {
        alarms.set(recipient.canonical, action.at)
      }
    }
    return answer
  }
  const ask: PortFunction<PortAction, Either<PortError, PortAnswer>> = (action, recipient) => {
    const fault = faultOf?.(action, recipient)
    if (fault === undefined) {
      return right(takeEffect(action, recipient))
    }
    if (fault._tag === 'LosesAnswer') {
      takeEffect(action, recipient)
    }
    return answerUnder(fault)
  }
  const atOnce: PortsAtOnce = { ...portsThrough(ask, now), deferredMessageStore: memory.store }
  return {
    atOnce,
    ports: portsFromAtOnce(atOnce),
    tookEffect: () => [...effects],
    wakesAt: ({ canonical }) => alarms.get(canonical),
    stored: memory.stored,
  }
}
