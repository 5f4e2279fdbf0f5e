import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Examination } from './Examination.js'
import { examine } from './examine.js'
import type { Implementation, ScenarioUnderWay } from './Implementation.js'
import { reply } from './reply.js'
import type { Vector } from './Vector.js'
import type { VerdictRecord } from './Verdict.js'

const drive = (
  implementation: Implementation,
  scene: ScenarioUnderWay | undefined,
  examination: Examination,
): VerdictRecord => {
  if (examination._tag === 'Judged') {
    return examination.record
  }
  const replied = reply(implementation, scene, examination.request)
  const next = replied._tag === 'Right' ? replied.right.scene : undefined
  return drive(
    implementation,
    next,
    examination.hear(
      pipe(
        replied,
        map(({ answer }) => answer),
      ),
    ),
  )
}

/**
 * The verdict on each vector about an implementation that runs in the same process; pure if the implementation is.
 *
 * @param vectors what it is examined by, in order
 * @param implementation what is examined
 */
export const runVectors = (vectors: readonly Vector[], implementation: Implementation): readonly VerdictRecord[] =>
  vectors.map((vector) => drive(implementation, undefined, examine(vector, implementation.introduction)))
