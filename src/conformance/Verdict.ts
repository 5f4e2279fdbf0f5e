import type { RequirementId, RequirementLevel } from '../requirements.js'
import type { Json } from './Json.js'
import type { Mismatch } from './mismatchesOf.js'

/**
 * What a vector says of an implementation.
 *
 * ```
 *                  as expected      not as expected
 * shall, shall not    Pass               Fail            not conformant
 * interpretation      Pass             NonStrict         conformant: it reads a silent place in another way
 * may, note        Pass, or Informational                conformant: which of the allowed ways it takes
 *                  not asked: Skipped; no answer that can be read: Errored, not conformant
 * ```
 */
export type Verdict = 'Pass' | 'NonStrict' | 'Informational' | 'Fail' | 'Skipped' | 'Errored'

/** Every {@link Verdict}. */
export const verdicts: readonly Verdict[] = ['Pass', 'NonStrict', 'Informational', 'Fail', 'Skipped', 'Errored']

/** The verdict on one vector, and what it rests on. */
export interface VerdictRecord {
  /** The id of the vector. */
  readonly vector: string
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  readonly level: RequirementLevel
  readonly title: string
  readonly verdict: Verdict
  /** Why it was skipped, or what went wrong. */
  readonly reason?: string
  /** Where the answers are not as expected; absent where they are. */
  readonly mismatches?: readonly Mismatch[]
  /** Which of several allowed ways were taken, in the order in which the vector asks, counted from 1. */
  readonly ways?: readonly number[]
  /** The decision, or the actions of each step, as far as they were answered. */
  readonly came: readonly Json[]
}

/** Whether a vector went as it expects; one that was not asked did not go otherwise. */
export const isAsExpected = ({ verdict, mismatches }: VerdictRecord): boolean =>
  verdict !== 'Errored' && mismatches === undefined
