import { performAll } from './performAll.js'
import type { PerformingAsync } from './Performing.js'
import { performPending } from './performPending.js'
import { performStep } from './performStep.js'
import type { Ports } from './Ports.js'

/**
 * Performs steps and actions for callers without fp-ts: promises of plain data, which never reject.
 *
 * @param ports From `portsFromPromises`, say.
 */
export const performAsync = (ports: Ports): PerformingAsync => ({
  step: (recipient, step) => performStep(recipient, step)(ports)(),
  action: (action, recipient) => performAll(ports, recipient, [action]),
  pending: (recipient) => performPending(recipient)(ports)(),
})
