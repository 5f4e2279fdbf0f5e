import { callPort } from './callPort.js'
import type { Ports } from './Ports.js'
import type { PortsAtOnce } from './PortsAtOnce.js'
import { portsThrough } from './portsThrough.js'

/** Ports that answer at once, in the form in which `perform` takes them. */
export const portsFromAtOnce = (ports: PortsAtOnce): Ports => {
  const { deferredMessageStore: store } = ports
  return {
    ...portsThrough(
      (action, recipient) => async () => callPort(ports, action, recipient),
      () => ports.alarmClock.now(),
    ),
    deferredMessageStore: {
      load: (recipient) => async () => store.load(recipient),
      apply: (recipient, changes) => async () => store.apply(recipient, changes),
      outcomeOf: (recipient, stepId) => async () => store.outcomeOf(recipient, stepId),
      pending: (recipient) => async () => store.pending(recipient),
      recipientsWithPending: (limit) => async () => store.recipientsWithPending(limit),
    },
  }
}
