/** What has no counterpart. */
export interface Unassigned<P, V> {
  readonly patterns: readonly P[]
  readonly values: readonly V[]
}

/**
 * Gives as many patterns as possible a value of their own that they fit; tells which patterns and which values are left over.
 *
 * ```
 * patterns   {}  {"a":1}         {"a":1} takes the one value that it fits, and {} makes room for it
 * values     {"a":1}  {"a":2}
 * ```
 */
export const assign = <P, V>(
  patterns: readonly P[],
  values: readonly V[],
  fits: (pattern: P, value: V) => boolean,
): Unassigned<P, V> => {
  /** The places of the values that the pattern at each taken value could have had as well. */
  const takenBy = new Map<number, readonly number[]>()
  const place = (candidates: readonly number[], visited: Set<number>): boolean => {
    for (const value of candidates) {
      if (!visited.has(value)) {
        visited.add(value)
        const holder = takenBy.get(value)
        if (holder === undefined || place(holder, visited)) {
          takenBy.set(value, candidates)
          return true
        }
      }
    }
    return false
  }
  const candidatesOf = (pattern: P): readonly number[] =>
    values.flatMap((value, at) => (fits(pattern, value) ? [at] : []))
  return {
    patterns: patterns.filter((pattern) => !place(candidatesOf(pattern), new Set())),
    values: values.filter((_, at) => !takenBy.has(at)),
  }
}
