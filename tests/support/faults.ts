import type { Run } from './faultyServer.js'
import { runFaults, shortest, stepsOf } from './faultyServer.js'

/** How many steps a run of the simulation has. */
export const usualSteps = 60

/** A run that can be taken again exactly: the seed makes the world, each number makes a step. */
interface Replay {
  readonly seed: number
  readonly steps: readonly number[]
}

const textOf = (replay: Replay, { complaints, log }: Run): readonly string[] => [
  ...log,
  ...complaints,
  `seed ${replay.seed}, ${replay.steps.length} steps, ${complaints.length} violations`,
  JSON.stringify(replay),
]

/** What happens in a run, a line for each event and action, and the run itself as JSON. */
export const replay = (seed: number, steps: readonly number[] = stepsOf(seed, usualSteps)): readonly string[] =>
  textOf({ seed, steps }, runFaults(seed, steps))

/** The same of the fewest steps that still break the law which the run of a seed breaks first. */
export const reportOf = (seed: number): readonly string[] => replay(seed, shortest(seed, stepsOf(seed, usualSteps)))
