import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'

/** Decisions that change in the same way: from one outcome by one rule to another outcome by another. */
export interface ImpactGroup {
  /** How many of the requests that were compared. */
  readonly count: number
  /** The first of them, with the new preferences. */
  readonly witness: RoutingRequest
  /** The decision about the witness by the old preferences. */
  readonly before: RoutingDecision
  /** The decision about the witness by the new preferences. */
  readonly after: RoutingDecision
}

/** What a change of preferences changes. */
export interface ImpactReport {
  /** How many requests were compared. */
  readonly compared: number
  /** About how many of them the decision changes. */
  readonly changed: number
  readonly groups: readonly ImpactGroup[]
  /** How many classes of messages the bounds left open; 0 for a corpus. */
  readonly undecided: number
}
