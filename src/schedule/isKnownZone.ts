/** What the name of a zone looks like: an area and a place, or a single word. A distance from UTC such as `+01:00` is no zone. */
export const zoneName: RegExp = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/

const longestMemory = 1024
const answers = new Map<string, boolean>()

/** Caught here by hand: the module of fp-ts that would do it takes longer to load than all of routing. */
const isNamedByIntl = (zone: string): boolean => {
  if (!zoneName.test(zone)) {
    return false
  }
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/**
 * Whether a zone is known here by its name, in any case: `Europe/Paris`, `UTC`, and links such as `US/Pacific`.
 *
 * The JavaScript engine knows the names (`Intl`); the last answers are remembered, and their number is bounded.
 *
 * @example
 * ```ts
 * import { isKnownZone } from 'cpm-routing/schedule'
 *
 * console.log(isKnownZone('Europe/Paris'), isKnownZone('+01:00'))
 * // => true false
 * ```
 */
export const isKnownZone = (zone: string): boolean => {
  const known = answers.get(zone)
  if (known !== undefined) {
    return known
  }
  const answer = isNamedByIntl(zone)
  if (answers.size >= longestMemory) {
    answers.clear()
  }
  // A long text would make the memory large; it is refused at once anyway.
  if (zone.length <= 64) {
    answers.set(zone, answer)
  }
  return answer
}
