import type { PortSubject, PortUnderTest, StoreUnderTest } from '../../src/contracts/index.js'
import {
  alarmClockContract,
  interworkingContract,
  messageStorageServerContract,
  pushEnablerContract,
  sipIpCoreContract,
  storeContract,
} from '../../src/contracts/index.js'
import type { Fault, InMemoryOptions, Ports } from '../../src/effects/index.js'
import { inMemoryPorts } from '../../src/effects/index.js'

const now = () => 1_770_112_801_000

/** A fault that happens the first time alone. */
const once = (fault: Fault): (() => Fault | undefined) => {
  let isDone = false
  return () => {
    const isFirst = !isDone
    isDone = true
    return isFirst ? fault : undefined
  }
}

const subjectOf = <Port>(portOf: (ports: Ports) => Port): PortSubject<Port> => {
  const open = async (
    faultOf?: InMemoryOptions['faultOf'],
    answerOf?: InMemoryOptions['answerOf'],
  ): Promise<PortUnderTest<Port>> => {
    const { ports, tookEffect } = inMemoryPorts({
      now,
      ...(faultOf === undefined ? {} : { faultOf }),
      ...(answerOf === undefined ? {} : { answerOf }),
    })
    return { port: portOf(ports), effects: async () => tookEffect().map(({ action }) => action.actionId) }
  }
  return {
    open: () => open(),
    openRefusing: (status) => open(() => ({ _tag: 'Refuses', status })),
    openRefusingOn: (deviceId, status) =>
      open(undefined, () => ({ devices: [{ deviceId, result: 'refused', status }] })),
    openLosingFirstAnswer: () => open(once({ _tag: 'LosesAnswer' })),
    openAway: () => open(() => ({ _tag: 'IsAway' })),
  }
}

const storeUnderTest = async (storeFaultOf?: InMemoryOptions['storeFaultOf']): Promise<StoreUnderTest> => {
  const { ports, stored } = inMemoryPorts(storeFaultOf === undefined ? { now } : { now, storeFaultOf })
  return {
    store: ports.deferredMessageStore,
    restart: async () =>
      inMemoryPorts({ now, stored: JSON.parse(JSON.stringify(stored())) }).ports.deferredMessageStore,
  }
}

const contracts = {
  'the SIP/IP core in memory': sipIpCoreContract(subjectOf(({ sipIpCore }) => sipIpCore)),
  'the Push Enabler in memory': pushEnablerContract(subjectOf(({ pushEnabler }) => pushEnabler)),
  'the Message Storage Server in memory': messageStorageServerContract(
    subjectOf(({ messageStorageServer }) => messageStorageServer),
  ),
  'the Interworking Selection Function in memory': interworkingContract(
    subjectOf(({ interworkingSelectionFunction }) => interworkingSelectionFunction),
  ),
  'the alarm clock in memory': alarmClockContract(async () => {
    const { ports, wakesAt } = inMemoryPorts({ now })
    return { alarmClock: ports.alarmClock, wakesAt: async (recipient) => wakesAt(recipient) }
  }),
  'the deferred message store in memory': storeContract({
    open: () => storeUnderTest(),
    openInterrupted: (moment) => {
      const fault: Fault = { _tag: moment === 'afterWriting' ? 'LosesAnswer' : 'LosesRequest' }
      return storeUnderTest(({ expectedVersion }) => (expectedVersion === 1 ? fault : undefined))
    },
  }),
}

for (const [port, cases] of Object.entries(contracts)) {
  describe(port, () => {
    for (const { name, run } of cases) {
      it(name, run)
    }
  })
}
