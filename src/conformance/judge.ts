import { right } from 'fp-ts/lib/Either.js'
import type { Examination } from './Examination.js'
import { examine } from './examine.js'
import type { Introduction } from './Protocol.js'
import type { Vector } from './Vector.js'
import type { VerdictRecord } from './Verdict.js'

const hearAll = (examination: Examination, [answer, ...rest]: readonly unknown[]): VerdictRecord =>
  examination._tag === 'Judged' ? examination.record : hearAll(examination.hear(right(answer)), rest)

/**
 * The verdict on each vector from answers that were given before, whoever asked for them; pure.
 *
 * @param vectors what the implementation was examined by
 * @param introduction what it has said of itself
 * @param answers by the id of a vector, the answers to its requests in order; an answer that is missing is an error of the implementation
 * @returns one record for each vector, in order; it never throws
 *
 * @example
 * ```ts
 * import { judge } from 'cpm-routing/conformance'
 *
 * const introduction = { implementation: { name: 'mine', version: '1' }, capabilities: ['decision'], unsupported: [] } as const
 * const vector = {
 *   id: 'TERM-12/1',
 *   requirements: ['TERM-12'],
 *   role: 'PF',
 *   level: 'shall',
 *   case: 'positive',
 *   title: 'defers under do-not-disturb',
 *   because: 'the user does not want to be disturbed',
 *   kind: 'decision',
 *   given: {},
 *   expect: { decision: { _tag: 'Defer' } },
 * } as const
 * const [record] = judge([vector], introduction, { 'TERM-12/1': [{ decision: { _tag: 'Send', to: ['phone'] } }] })
 * console.log(record?.verdict, record?.mismatches)
 * // => Fail [ { path: '/decision/_tag', expected: 'Defer', came: 'Send' } ]
 * ```
 */
export const judge = (
  vectors: readonly Vector[],
  introduction: Introduction,
  answers: Readonly<Record<string, readonly unknown[]>>,
): readonly VerdictRecord[] => {
  const given = new Map(Object.entries(answers))
  return vectors.map((vector) => hearAll(examine(vector, introduction), given.get(vector.id) ?? []))
}
