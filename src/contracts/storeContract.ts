import type { ContractCase } from './ContractCase.js'
import type { StoreSubject } from './StoreSubject.js'
import { storeRestartCases } from './storeRestartCases.js'
import { storeStepCases } from './storeStepCases.js'
import { storeVersionCases } from './storeVersionCases.js'

/**
 * What a deferred message store promises, case by case: stored, conflict, unknown and its resolution, all of a step or nothing, restart.
 *
 * @example
 * ```ts
 * import { storeContract } from 'cpm-routing/contracts'
 * import { inMemoryPorts } from 'cpm-routing/effects'
 *
 * const now = () => 0
 * const open = async () => {
 *   const { ports, stored } = inMemoryPorts({ now })
 *   const restart = async () => inMemoryPorts({ now, stored: stored() }).ports.deferredMessageStore
 *   return { store: ports.deferredMessageStore, restart }
 * }
 * for (const { run } of storeContract({ open })) {
 *   await run()
 * }
 * ```
 */
export const storeContract = (subject: StoreSubject): readonly ContractCase[] => [
  ...storeStepCases(subject),
  ...storeVersionCases(subject),
  ...storeRestartCases(subject),
]
