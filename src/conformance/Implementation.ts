import type { JsonObject } from './Json.js'
import type { Introduction, StepRequest } from './Protocol.js'
import type { VectorRole } from './Vector.js'

/** An answer as it goes over a line, without `seq`: `{ decision }`, `{ actions }`, `{ held }`, or `{ skipped }` or `{ errored }` and why. */
export type ImplementationAnswer = object

/** A scenario under way in an implementation; one that keeps its state itself gives itself as what is next. */
export interface ScenarioUnderWay {
  /** The scenario after an event, and `{ actions }`. */
  readonly step: (request: StepRequest) => readonly [next: ScenarioUnderWay, answer: ImplementationAnswer]
  /** `{ held }`. */
  readonly end: () => ImplementationAnswer
}

/** An implementation that runs in the same process: the requests of the protocol as functions. */
export interface Implementation {
  readonly introduction: Introduction
  /** `{ decision }` for a RoutingRequest document. */
  readonly decide: (given: JsonObject) => ImplementationAnswer
  /** A scenario with nothing in it. */
  readonly begin: (role: VectorRole, given: JsonObject) => ScenarioUnderWay
}
