import type { Implementation, Vector } from '../../src/conformance/index.js'
import { isAsExpected, runVectors } from '../../src/conformance/index.js'
import type { RequirementId } from '../../src/requirements.js'
import type { Canary } from './canaries/Canary.js'
import { own } from './own.js'

/** What the vectors say of a broken implementation. */
export interface Bites {
  /** Ids of the vectors that do not go as expected. */
  readonly failed: readonly string[]
  /** Requirements that it breaks and of which no vector fails. */
  readonly missed: readonly RequirementId[]
  /** Ids of vectors that fail though it breaks none of their requirements. */
  readonly unrelated: readonly string[]
}

/** Whether an implementation can answer a vector otherwise than this library does. */
const isTouched = ({ decide, begin }: Implementation, { kind }: Vector): boolean =>
  kind === 'decision' ? decide !== own.decide : begin !== own.begin

/** Examines a broken implementation: a vector belongs to all of its requirements. */
export const judgeCanary = ({ breaks, implementation }: Canary, vectors: readonly Vector[]): Bites => {
  const touched = vectors.filter((vector) => isTouched(implementation, vector))
  const records = runVectors(touched, implementation).filter((record) => !isAsExpected(record))
  return {
    failed: records.map(({ vector }) => vector),
    missed: breaks.filter((id) => !records.some(({ requirements }) => requirements.includes(id))),
    unrelated: records
      .filter(({ requirements }) => !requirements.some((id) => breaks.includes(id)))
      .map(({ vector }) => vector),
  }
}

/**
 * The broken implementations with what the vectors say of each, and how many of them each vector fails. A vector that this library does not
 * follow itself tells nothing of what was broken.
 */
export const teeth = (canaries: readonly Canary[], handWritten: readonly Vector[]) => {
  const followed = new Set(
    runVectors(handWritten, own).flatMap((record) => (isAsExpected(record) ? [record.vector] : [])),
  )
  const vectors = handWritten.filter(({ id }) => followed.has(id))
  const bites = canaries.map((canary) => ({ canary, ...judgeCanary(canary, vectors) }))
  const killedBy = (id: string): number => bites.filter(({ failed }) => failed.includes(id)).length
  return {
    bites,
    kills: vectors.map(({ id, requirements: [first] }) => ({ id, requirement: first, count: killedBy(id) })),
  }
}

/** The page about what the vectors find: every broken implementation, and how many of them each vector fails. */
export const teethPage = ({ bites, kills }: ReturnType<typeof teeth>): string => {
  const requirements = [...new Set(kills.map(({ requirement }) => requirement))]
  const killsOf = (id: string): string =>
    kills
      .filter(({ requirement }) => requirement === id)
      .map(({ id: vector, count }) => `${vector.slice(vector.lastIndexOf('/') + 1)}: ${count}`)
      .join(', ')
  return [
    '# What the conformance vectors find',
    '',
    'Made by `npm run vectors`. Each of these implementations is broken on purpose. It fails a vector of every requirement that it',
    'breaks, and no vector that has none of them; and each vector that was written by hand fails at least one of them.',
    '',
    `${bites.length} broken implementations, ${kills.length} vectors written by hand.`,
    '',
    '## Broken implementations',
    '',
    '| what is wrong | breaks | fails |',
    '|---|---|---|',
    ...bites.map(({ canary: { name, breaks }, failed }) => `| ${name} | ${breaks.join(', ')} | ${failed.join(', ')} |`),
    '',
    '## Vectors',
    '',
    'Of each requirement, the vectors by their number, and how many of the broken implementations each fails.',
    '',
    '| requirement | vectors |',
    '|---|---|',
    ...requirements.map((id) => `| ${id} | ${killsOf(id)} |`),
    '',
  ].join('\n')
}
