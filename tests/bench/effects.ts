// What performing one action costs beside plain async code over the same ports, in one run: npx tsx tests/bench/effects.ts
import { right } from 'fp-ts/lib/Either.js'
import type { ActionOutcome } from '../../src/deferral/QueueEvent.js'
import { callPort, type PortAction } from '../../src/effects/callPort.js'
import type { ActionPorts, PortAnswer, PortsAtOnce, TaskAnswer } from '../../src/effects/index.js'
import {
  inMemoryPorts,
  perform,
  performAsync,
  performSync,
  portsFromPromises,
  portsThrough,
} from '../../src/effects/index.js'
import { now, owner } from '../support/builders.js'
import { effectActions } from '../support/effects.js'

const answer: PortAnswer = { status: 200 }
const clock = () => now

/** Ports that resolve at once, so that only what stands around them counts. */
const plainPorts: ActionPorts<Promise<PortAnswer>> = portsThrough(async () => answer, clock)
const { deferredMessageStore } = inMemoryPorts({ now: clock }).ports
const tasks: ActionPorts<TaskAnswer> = portsThrough(() => async () => right(answer), clock)
const ports = { ...tasks, deferredMessageStore }
const promised = portsFromPromises({
  ...plainPorts,
  deferredMessageStore: {
    load: async () => undefined,
    apply: async () => 'stored',
    outcomeOf: async () => 'stored',
    pending: async () => [],
    recipientsWithPending: async () => [],
  },
})
const atOnce: PortsAtOnce = {
  ...portsThrough(() => right(answer), clock),
  deferredMessageStore: inMemoryPorts({ now: clock }).atOnce.deferredMessageStore,
}

/** The same work as somebody would write it who knows neither fp-ts nor this library. */
const plain = async (action: PortAction): Promise<readonly ActionOutcome[]> => {
  try {
    const { status } = await callPort(plainPorts, action, owner)
    return [
      {
        _tag: 'ActionSucceeded',
        at: plainPorts.alarmClock.now(),
        actionId: action.actionId,
        ...('deviceId' in action ? { deviceId: action.deviceId } : {}),
        ...(status === undefined ? {} : { status }),
      },
    ]
  } catch {
    return [{ _tag: 'ActionUnknown', at: plainPorts.alarmClock.now(), actionId: action.actionId }]
  }
}

const alone = performAsync(ports)
const syncly = performSync(atOnce)

const ways: Readonly<Record<string, (action: PortAction) => unknown>> = {
  'plain async': plain,
  perform: (action) => perform(action, owner)(ports)(),
  'perform, portsFromPromises': (action) => perform(action, owner)(promised)(),
  'performAsync.action': (action) => alone.action(action, owner),
  'performSync.action': (action) => syncly.action(action, owner),
}

const count = 100_000

/** Nanoseconds for one action. */
const measure = async (way: (action: PortAction) => unknown): Promise<number> => {
  const start = performance.now()
  for (let place = 0; place < count; place += 1) {
    await way(effectActions[place % effectActions.length]!)
  }
  return ((performance.now() - start) * 1e6) / count
}

const rounds = 9
const times: Record<string, number[]> = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
for (let round = -2; round < rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const nanoseconds = await measure(way)
    if (round >= 0) {
      times[name]!.push(nanoseconds)
    }
  }
}

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((one, other) => one - other)
const rows = Object.entries(times).map(([name, all]) => {
  const ratios = sorted(all.map((time, round) => time / times['plain async']![round]!))
  return {
    name,
    nanoseconds: sorted(all)[4]!,
    least: ratios[0]!,
    median: ratios[4]!,
    most: ratios[8]!,
  }
})

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows))
} else {
  console.log(`${'one action'.padEnd(30)}${'ns'.padStart(8)}   ÷ plain async: median (least to most)`)
  for (const { name, nanoseconds, least, median, most } of rows) {
    console.log(
      `${name.padEnd(30)}${nanoseconds.toFixed(0).padStart(8)}   ${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`,
    )
  }
}

/** The goal: at most three times as long as plain async code. */
const goal = 3
process.exitCode = rows.some(({ name, median }) => name.startsWith('perform') && median > goal) ? 1 : 0
