import type { Json } from './Json.js'
import type { Mismatch } from './mismatchesOf.js'

/** What a comparison has found: where it is not as expected, and which of several allowed ways was taken, counted from 1. */
export interface Findings {
  readonly mismatches: readonly Mismatch[]
  readonly ways: readonly number[]
}

/** As expected, and there was only one way. */
export const asExpected: Findings = { mismatches: [], ways: [] }

/** Not as expected. */
export const notAsExpected = (...mismatches: readonly Mismatch[]): Findings => ({ mismatches, ways: [] })

/** Both. */
export const join = (one: Findings, other: Findings): Findings => ({
  mismatches: [...one.mismatches, ...other.mismatches],
  ways: [...one.ways, ...other.ways],
})

/** The first of several ways that was taken, or the word that none was. */
export const oneOf = <E extends Json>(
  expectations: readonly E[],
  path: string,
  came: Json,
  check: (expectation: E) => Findings,
): Findings => {
  const found = expectations.map(check)
  const taken = found.findIndex(({ mismatches }) => mismatches.length === 0)
  const findings = found[taken]
  return findings === undefined
    ? notAsExpected({ path, expected: { oneOf: expectations }, came })
    : { mismatches: [], ways: [taken + 1, ...findings.ways] }
}
