import type { Instant } from '../model/Instant.js'
import { arrive } from './arrive.js'
import { checkSpan } from './checkSpan.js'
import { happen, heldIn } from './happen.js'
import { parties } from './parties.js'
import { instantOfStep, type Scenario, type ScenarioStep } from './Scenario.js'
import { tellQueue } from './tellQueue.js'
import { tellStorage } from './tellStorage.js'
import type { Failure, Transcript, TranscriptLine } from './Transcript.js'
import { newWorld, type World } from './World.js'

/** What a caller may choose about a simulation. */
export interface SimulationOptions {
  /** After how many events a world that does not come to rest is left alone; absent means 100,000. */
  readonly mostEvents?: number
}

const usualMostEvents = 100_000

/** The next instant at which something is due by itself. */
const nextInstant = ({ agenda, wakeAt, storageWakeAt }: World): Instant =>
  Math.min(agenda[0]?.at ?? Infinity, wakeAt ?? Infinity, storageWakeAt ?? Infinity)

/** Does the one thing that is due next. */
const turn = (world: World): void => {
  world.now = Math.max(world.now, nextInstant(world))
  const { agenda, wakeAt = Infinity } = world
  const [next] = agenda
  if (next !== undefined && next.at <= world.now) {
    agenda.shift()
    arrive(world, next.arrival)
  } else if (wakeAt <= world.now) {
    world.wakeAt = undefined
    tellQueue(world, { _tag: 'TimeReached' })
  } else {
    world.storageWakeAt = undefined
    tellStorage(world, { _tag: 'TimeReached' })
  }
}

/** Whether something is due before the next step; after the last one only what is under way is awaited. */
const isGoingOn = (world: World, next: Instant | undefined): boolean =>
  next === undefined ? world.agenda.length > 0 || nextInstant(world) <= world.now : nextInstant(world) < next

/** A step with its instant, and what came of it. */
interface Span {
  readonly step: ScenarioStep
  readonly at: Instant
  readonly lines: readonly TranscriptLine[]
  readonly held: readonly string[]
}

/** Runs a world from step to step, one event at a time. */
const spansOf = (scenario: Scenario, world: World, mostEvents: number): readonly Span[] | 'restless' => {
  const spans: Span[] = []
  let events = 0
  for (const [place, step] of scenario.steps.entries()) {
    const at = Math.max(world.now, instantOfStep(step, spans.at(-1)?.at ?? scenario.start))
    const first = world.lines.length
    world.now = at
    happen(world, step)
    const following = scenario.steps[place + 1]
    const next = following === undefined ? undefined : instantOfStep(following, at)
    while (isGoingOn(world, next)) {
      if (events >= mostEvents) {
        return 'restless'
      }
      events += 1
      turn(world)
    }
    spans.push({ step, at, lines: world.lines.slice(first), held: heldIn(world) })
  }
  return spans
}

/** Who takes part: the parties of the standard, every client, and whoever else was asked for something. */
const partiesOf = ({ recipient }: World, lines: readonly TranscriptLine[]): readonly string[] => [
  ...new Set([
    parties.originator,
    parties.core,
    parties.participatingFunction,
    parties.pushEnabler,
    parties.storageServer,
    ...recipient.clients.map(({ deviceId }) => deviceId),
    ...lines.flatMap(({ from, to }) => [from, to]),
  ]),
]

const restless = (world: World, mostEvents: number): Failure => ({
  step: 0,
  at: world.now,
  about: 'rest',
  expected: [`at most ${mostEvents} events`],
  found: ['more'],
})

/**
 * Plays a scenario in a time of its own, around the transition that a server uses, and says what went between whom, and whether that
 * was expected.
 *
 * ```
 * Originator ─► SIP/IP core ─► Participating Function ─► Push Enabler, Message Storage Server
 *                    ▲                  │
 *                    └──── clients ◄────┘
 * ```
 *
 * What is due before the instant of a step comes before it. After the last step the world goes on until nothing is under way; alarms that
 * come later do not ring. The same scenario has the same transcript.
 *
 * @param scenario From `decodeJson(ScenarioCodec)`, say.
 * @returns `failures` is empty if everything was as expected; it never throws.
 *
 * @example
 * ```ts
 * import { decode } from 'cpm-routing/wire/documents'
 * import { ScenarioCodec, simulate } from 'cpm-routing/simulation'
 *
 * const decoded = decode(ScenarioCodec)({
 *   title: 'A phone that is switched on gets a message',
 *   requirements: ['TERM-15'],
 *   start: '2026-02-03T10:00:00Z',
 *   recipient: { clients: [{ deviceId: 'phone', registered: true, services: ['msg'] }] },
 *   steps: [
 *     {
 *       happens: 'MessageArrives',
 *       message: {
 *         entryId: 'e-1',
 *         kind: 'pager',
 *         originator: { address: 'sip:ann@home1.example' },
 *         recipient: 'sip:bob@home2.example',
 *         receivedAt: '2026-02-03T10:00:00Z',
 *         size: 12,
 *       },
 *     },
 *   ],
 * })
 * if (decoded._tag === 'Right') {
 *   const { lines } = simulate(decoded.right.value)
 *   console.log(lines.filter((line) => line.kind === 'act').map((line) => line.what))
 * }
 * // => [ 'decides Send e-1', 'Send e-1 phone', 'RespondSuccessfully', 'Respond e-1 200' ]
 * ```
 */
export const simulate = (scenario: Scenario, { mostEvents = usualMostEvents }: SimulationOptions = {}): Transcript => {
  const world = newWorld(scenario)
  const spans = spansOf(scenario, world, mostEvents)
  const failures =
    spans === 'restless'
      ? [restless(world, mostEvents)]
      : spans.flatMap(({ step, at, lines, held }, place) => checkSpan(step, { step: place + 1, at }, lines, held))
  const { title, requirements, zone, start } = scenario
  return {
    title,
    requirements,
    ...(zone === undefined ? {} : { zone }),
    start,
    end: world.now,
    parties: partiesOf(world, world.lines),
    lines: world.lines,
    held: heldIn(world),
    failures,
  }
}
