import type { RequirementId, RequirementLevel } from '../requirements.js'
import type { Json, JsonObject } from './Json.js'

/** Whom a vector is about: the Participating Function, the Message Storage Server or the CPM client. */
export type VectorRole = 'PF' | 'MSS' | 'Client'

/**
 * What a decision has to be: like a pattern, not like one, one of several, or all of several.
 *
 * A pattern is a JSON value: an object asks for the members that are written in it, a list for as many entries in any order, all else for
 * equality; `$absent`, `$present`, `$contains` and `$lacks` ask for what no value says.
 */
export type DecisionExpectation =
  | { readonly decision: Json }
  | { readonly not: Json }
  | { readonly oneOf: readonly DecisionExpectation[] }
  | { readonly all: readonly DecisionExpectation[] }

/** What the actions of a step have to be: exactly some, some among others and none of a kind, or one of several of these. */
export type ActionsExpectation =
  | { readonly actions: readonly Json[] }
  | { readonly includes?: readonly Json[]; readonly excludes?: readonly Json[] }
  | { readonly oneOf: readonly ActionsExpectation[] }

/** What every vector says of itself. */
interface VectorParts {
  readonly id: string
  /** Its own first; an implementation that follows the vector follows this one in this situation, and the others as well. */
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  readonly role: VectorRole
  readonly level: RequirementLevel
  /** Whether it shows what must happen, or what must not. */
  readonly case: 'positive' | 'negative'
  readonly title: string
  readonly because: string
  /** Whether the outcome depends on time that passes between steps. */
  readonly timed?: true
}

/** One routing request, and what the decision has to be. */
export interface DecisionVector extends VectorParts {
  readonly kind: 'decision'
  readonly given: JsonObject
  readonly expect: DecisionExpectation
}

/** One event, and what has to come of it. */
export interface VectorStep {
  /** `of` stands for the id of the newest action answered so far that is like this pattern. */
  readonly event: JsonObject
  /** The recipient from this step on. */
  readonly recipient?: JsonObject
  /** The policy from this step on. */
  readonly policy?: JsonObject
  readonly expect: ActionsExpectation
  readonly ordered?: true
}

/** What is true at first, what happens, and what has to come of it. */
export interface ScenarioVector extends VectorParts {
  readonly kind: 'scenario'
  readonly given: JsonObject
  readonly steps: readonly VectorStep[]
  /** The entry ids of what is still held after the last step, in any order. */
  readonly held?: readonly string[]
}

/** One situation, and what an implementation that does as the standard says does in it. */
export type Vector = DecisionVector | ScenarioVector

/** The vectors of a file: those of one requirement, or those that a program has made. */
export interface VectorFile {
  readonly requirement?: RequirementId
  readonly origin?: 'generated' | 'regression'
  readonly vectors: readonly Vector[]
}
