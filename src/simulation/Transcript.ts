import type { Instant } from '../model/Instant.js'
import type { RequirementId } from '../requirements.js'

/**
 * What a line of a transcript is about: something that a step brings about, something that a party does, a message that is answered or
 * passed on, or a remark without effect.
 */
export type LineKind = 'happening' | 'act' | 'passing' | 'remark'

/** Every {@link LineKind}. */
export const lineKinds: readonly LineKind[] = ['happening', 'act', 'passing', 'remark']

/** One arrow: what went from whom to whom, when it left, and which requirement asked for it. */
export interface TranscriptLine {
  readonly at: Instant
  readonly from: string
  /** The same party where it does something by itself. */
  readonly to: string
  readonly what: string
  readonly requirement: RequirementId
  readonly kind: LineKind
  /** Whether it answers what went the other way; absent means false. */
  readonly reply?: boolean
  /** Whether it never arrives; absent means false. */
  readonly lost?: boolean
}

/** An expectation of a scenario that did not come true. */
export interface Failure {
  /** The step, counted from 1. */
  readonly step: number
  /** When the step happened. */
  readonly at: Instant
  /** Whose acts were expected, or `held`, or `rest` where the world did not come to rest. */
  readonly about: string
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** What went between whom in a scenario, and whether all of it was expected. */
export interface Transcript {
  readonly title: string
  readonly requirements: readonly RequirementId[]
  readonly zone?: string
  readonly start: Instant
  /** When the last thing happened. */
  readonly end: Instant
  /** In the order in which they stand beside each other. */
  readonly parties: readonly string[]
  readonly lines: readonly TranscriptLine[]
  /** Entry ids of the messages that have no outcome in the end. */
  readonly held: readonly string[]
  /** Empty if everything was as expected. */
  readonly failures: readonly Failure[]
}
