import type { Either } from 'fp-ts/lib/Either.js'
import type { Findings } from './Findings.js'
import type { Json } from './Json.js'
import type { Request } from './Protocol.js'
import type { Vector } from './Vector.js'
import type { Verdict, VerdictRecord } from './Verdict.js'

/** What came of a request: an answer as it was given, or why there is none. */
export type Answer = Either<string, unknown>

/** A request that waits for its answer, and how it goes on with that. */
export interface Asking {
  readonly _tag: 'Asking'
  readonly request: Request
  readonly hear: (answer: Answer) => Examination
}

/** It is over. */
export interface Judged {
  readonly _tag: 'Judged'
  readonly record: VerdictRecord
}

/**
 * One vector under examination. Whoever drives it has the request answered and hands the answer in, at once or later: a function, a recorded
 * list of answers or a child process.
 *
 * ```
 * Asking ── hear(answer) ──► Asking ── hear(answer) ──► Judged
 * ```
 */
export type Examination = Asking | Judged

const verdictOf = ({ level }: Vector, { mismatches, ways }: Findings): Verdict => {
  const isMet = mismatches.length === 0
  switch (level) {
    case 'shall':
    case 'shall not':
      return isMet ? 'Pass' : 'Fail'
    case 'interpretation':
      return isMet ? 'Pass' : 'NonStrict'
    case 'may':
    case 'note':
      return isMet && ways.length === 0 ? 'Pass' : 'Informational'
  }
}

const about = ({
  id,
  requirements,
  level,
  title,
}: Vector): Pick<VerdictRecord, 'vector' | 'requirements' | 'level' | 'title'> => ({
  vector: id,
  requirements,
  level,
  title,
})

/** The end of an examination whose answers could be compared. */
export const compared = (vector: Vector, findings: Findings, came: readonly Json[]): Judged => {
  const { mismatches, ways } = findings
  return {
    _tag: 'Judged',
    record: {
      ...about(vector),
      verdict: verdictOf(vector, findings),
      ...(mismatches.length === 0 ? {} : { mismatches }),
      ...(ways.length === 0 ? {} : { ways }),
      came,
    },
  }
}

/** The end of an examination without a comparison. */
export const ended = (
  vector: Vector,
  verdict: 'Skipped' | 'Errored',
  reason: string,
  came: readonly Json[] = [],
): Judged => ({
  _tag: 'Judged',
  record: { ...about(vector), verdict, reason, came },
})
