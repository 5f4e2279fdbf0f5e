// What performing one action costs beside plain async code over the same ports, in one process: npm run bench -- effects
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
import { numbersOption, ratioText, report, short, spreadOf, tableText } from './support/figures.js'
import { passLaterOf } from './support/race.js'

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

const rounds = numbersOption('rounds', [9])[0]!
/** Long enough for the clock of the processor, short enough that all ways have a turn within a second. */
const milliseconds = 120

const passes = Object.entries(ways).map(
  ([name, way]) =>
    [
      name,
      passLaterOf(effectActions.length, async (place) => {
        for (let again = 0; again < 100; again += 1) {
          await way(effectActions[(place + again) % effectActions.length]!)
        }
      }),
    ] as const,
)
const times = passes.map((): number[] => [])
for (let round = -2; round < rounds; round += 1) {
  for (const [index, [, pass]] of passes.entries()) {
    const nanoseconds = (await pass(milliseconds)) / 100
    if (round >= 0) {
      times[index]!.push(nanoseconds)
    }
  }
}

const rows = passes.map(([name], index) => ({
  name,
  nanoseconds: spreadOf(times[index]!),
  ratio: spreadOf(times[index]!.map((time, round) => time / times[0]![round]!)),
}))
report(
  'Performing one action beside plain async code, over ports that answer at once',
  tableText(
    ['', 'ns', '÷ plain async: median (least to most)'],
    rows.map(({ name, nanoseconds, ratio }) => [name, short(nanoseconds.median), ratioText(ratio)]),
  ),
  rows,
  rows.slice(1).map(({ name, ratio }) => ({ what: `${name} ÷ plain async`, measured: ratio.median, bound: 3 })),
)
