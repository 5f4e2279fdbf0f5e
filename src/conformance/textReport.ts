import type { ConformanceResult } from './ConformanceResult.js'
import type { Mismatch } from './mismatchesOf.js'
import type { RequirementSummary } from './Summary.js'
import { isAsExpected, type VerdictRecord } from './Verdict.js'

const standings = { met: 'met', otherwise: 'otherwise', notMet: 'NOT MET', notSupported: 'not supported' } as const

/** What came from an implementation may hold anything, and goes to a terminal. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const plain = (text: string): string =>
  text.replace(unseen, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`)

const longest = 400

const brief = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return plain(text.length > longest ? `${text.slice(0, longest)} …` : text)
}

const mismatchLines = ({ path, expected, came }: Mismatch): readonly string[] => [
  `      ${plain(path)}`,
  `        expected ${brief(expected)}`,
  `        came     ${brief(came)}`,
]

const recordLines = ({ vector, title, verdict, reason, mismatches = [] }: VerdictRecord): readonly string[] => [
  `    ${verdict} ${vector} ${title}${reason === undefined ? '' : `: ${plain(reason)}`}`,
  ...mismatches.flatMap(mismatchLines),
]

const requirementLines = (
  { requirement, standing, verdicts }: RequirementSummary,
  records: readonly VerdictRecord[],
): readonly string[] => {
  const own = records.filter(({ requirements: [first] }) => first === requirement)
  const counts = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`)
  const skipped = own.filter(({ verdict }) => verdict === 'Skipped').slice(0, 1)
  return [
    `  ${requirement.padEnd(8)} ${standings[standing].padEnd(13)} ${counts.join(', ')}`,
    ...skipped.map(({ reason = '' }) => `    Skipped: ${plain(reason)}`),
    ...own.filter((record) => !isAsExpected(record)).flatMap(recordLines),
  ]
}

/**
 * A result as text: each section, each requirement, whatever did not go as expected, and the line to cite at the end.
 */
export const textReport = ({ kit, implementation, summary, records }: ConformanceResult): string =>
  [
    plain(`${implementation.name} ${implementation.version}, by kit ${kit.version} (${kit.digest.slice(0, 12)})`),
    ...summary.sections.flatMap(({ section, requirements, met }) => [
      '',
      `${section}: ${met} of ${requirements}`,
      ...summary.requirements
        .filter((requirement) => requirement.section === section)
        .flatMap((requirement) => requirementLines(requirement, records)),
    ]),
    '',
    summary.line,
    '',
  ].join('\n')
