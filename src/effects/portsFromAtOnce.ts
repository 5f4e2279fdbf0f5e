import { fromIOEither } from 'fp-ts/lib/TaskEither.js'
import { callPort } from './callPort.js'
import type { Ports } from './Ports.js'
import type { PortsAtOnce } from './PortsAtOnce.js'
import { portsThrough } from './portsThrough.js'

/** Ports that answer at once, in the form in which `perform` takes them. */
export const portsFromAtOnce = (ports: PortsAtOnce): Ports => {
  const { deferredMessageStore: store } = ports
  return {
    ...portsThrough(
      (action, recipient) => fromIOEither(() => callPort(ports, action, recipient)),
      () => ports.alarmClock.now(),
    ),
    deferredMessageStore: {
      load: (recipient) => fromIOEither(() => store.load(recipient)),
      apply: (recipient, changes) => fromIOEither(() => store.apply(recipient, changes)),
      outcomeOf: (recipient, stepId) => fromIOEither(() => store.outcomeOf(recipient, stepId)),
      pending: (recipient) => fromIOEither(() => store.pending(recipient)),
      recipientsWithPending: (limit, after) => fromIOEither(() => store.recipientsWithPending(limit, after)),
    },
  }
}
