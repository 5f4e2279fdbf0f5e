import type { Answer, Examination } from './Examination.js'
import { examine } from './examine.js'
import type { Introduction, Request } from './Protocol.js'
import type { Vector } from './Vector.js'
import type { VerdictRecord } from './Verdict.js'

/** Has a request answered, at some time; it never rejects. */
export type Ask = (request: Request) => Promise<Answer>

const drive = async (ask: Ask, examination: Examination): Promise<VerdictRecord> =>
  examination._tag === 'Judged' ? examination.record : drive(ask, examination.hear(await ask(examination.request)))

/**
 * The verdict on each vector about an implementation that answers later, such as one in a process of its own; one request at a time.
 *
 * @param vectors what it is examined by, in order
 * @param introduction what it has said of itself
 * @param ask has one request answered
 */
export const runVectorsAsync = (
  vectors: readonly Vector[],
  introduction: Introduction,
  ask: Ask,
): Promise<readonly VerdictRecord[]> =>
  vectors.reduce<Promise<readonly VerdictRecord[]>>(
    async (before, vector) => [...(await before), await drive(ask, examine(vector, introduction))],
    Promise.resolve([]),
  )
