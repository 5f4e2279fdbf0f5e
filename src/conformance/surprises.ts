import type { ExpectedFailure, ExpectedFailures } from './ExpectedFailures.js'
import type { VerdictRecord } from './Verdict.js'

/** Something that has gone otherwise than it was known to go. */
export interface Surprise {
  /** The id of the vector, or what stands in the list. */
  readonly vector: string
  readonly because: string
}

/** So many vectors may stand behind one entry with `*`: more would hide what nobody has looked at. */
export const mostCovered = 20

/** Whether an entry stands for a vector. */
const covers = ({ vector: pattern }: ExpectedFailure, id: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replace(/\W/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(id)
}

/** What is wrong with a list for a kit: an entry that stands for no vector any more, or for too many. */
export const staleEntries = ({ expected }: ExpectedFailures, ids: readonly string[]): readonly Surprise[] =>
  expected.flatMap((entry): readonly Surprise[] => {
    const count = ids.filter((id) => covers(entry, id)).length
    return count === 0
      ? [{ vector: entry.vector, because: 'is listed, and stands for no vector' }]
      : count > mostCovered
        ? [{ vector: entry.vector, because: `stands for ${count} vectors; an entry may stand for ${mostCovered}` }]
        : []
  })

const isSame = ({ verdict, path }: ExpectedFailure, record: VerdictRecord): boolean =>
  record.verdict === verdict && (path === undefined || (record.mismatches ?? []).some((found) => found.path === path))

/**
 * Where verdicts are otherwise than listed, in both directions: what fails and is not listed, and what is listed and passes, or fails in
 * another way.
 */
export const surprises = (records: readonly VerdictRecord[], { expected }: ExpectedFailures): readonly Surprise[] =>
  records.flatMap((record): readonly Surprise[] => {
    const listed = expected.find((entry) => covers(entry, record.vector))
    const { vector, verdict } = record
    if (listed === undefined) {
      return verdict === 'Fail' || verdict === 'Errored' ? [{ vector, because: `is ${verdict}, and not listed` }] : []
    }
    const where = listed.path === undefined ? '' : ` at ${listed.path}`
    return isSame(listed, record)
      ? []
      : [{ vector, because: `is listed as ${listed.verdict}${where}, and is ${verdict}` }]
  })
