import type { Either } from 'fp-ts/lib/Either.js'
import { right } from 'fp-ts/lib/Either.js'
import type { ConformanceResult, Vector } from '../../conformance/index.js'
import { runVectorsAsync, summarize } from '../../conformance/index.js'
import type { StartChild } from './Child.js'
import type { Kit } from './readKit.js'
import type { Patience } from './startTarget.js'
import { startTarget } from './startTarget.js'

/** What is to be examined, and by what. */
export interface Examining {
  readonly kit: Kit
  /** Those of the kit that are asked. */
  readonly vectors: readonly Vector[]
  readonly command: string
  readonly patience: Patience
}

/** Examines an implementation in a process of its own; without an introduction that can be read there is no result, and why. */
export const examineTarget = async (
  startChild: StartChild,
  { kit: { version, digest }, vectors, command, patience }: Examining,
): Promise<Either<string, ConformanceResult>> => {
  const started = await startTarget(command, startChild, patience)
  if (started._tag === 'Left') {
    return started
  }
  const { introduction, ask, stop } = started.right
  const records = await runVectorsAsync(vectors, introduction, ask)
  await stop()
  return right({ kit: { version, digest }, ...introduction, summary: summarize(records, version), records })
}
