import type { Requirement } from '../requirements.js'
import { requirements } from '../requirements.js'
import type { RequirementSummary, SectionSummary, Standing, Summary } from './Summary.js'
import type { Verdict, VerdictRecord } from './Verdict.js'
import { isAsExpected, verdicts } from './Verdict.js'

/** Under which heading the readings of silent places stand. */
const silentPlaces = 'silent places'

const isFailed = ({ verdict }: VerdictRecord): boolean => verdict === 'Fail' || verdict === 'Errored'

/** Whether a vector is conformant and yet not as expected. */
const isOtherwise = (record: VerdictRecord): boolean => !isAsExpected(record) && !isFailed(record)

const standingOf = (own: readonly VerdictRecord[]): Standing => {
  const asked = own.filter(({ verdict }) => verdict !== 'Skipped')
  return asked.length === 0
    ? 'notSupported'
    : asked.some(isFailed)
      ? 'notMet'
      : asked.some(isOtherwise)
        ? 'otherwise'
        : 'met'
}

const counted = (own: readonly VerdictRecord[]): RequirementSummary['verdicts'] =>
  Object.fromEntries(
    verdicts
      .map((verdict): [Verdict, number] => [verdict, own.filter((record) => record.verdict === verdict).length])
      .filter(([, count]) => count > 0),
  )

const aboutRequirement = (
  { id, section, level }: Requirement,
  records: readonly VerdictRecord[],
): readonly RequirementSummary[] => {
  const own = records.filter(({ requirements: [first] }) => first === id)
  return own.length === 0
    ? []
    : [
        {
          requirement: id,
          section: level === 'interpretation' ? silentPlaces : section,
          level,
          standing: standingOf(own),
          otherwise: own.filter(isOtherwise).length,
          verdicts: counted(own),
        },
      ]
}

const aboutSections = (about: readonly RequirementSummary[]): readonly SectionSummary[] =>
  [...new Set(about.map(({ section }) => section))].map((section) => {
    const own = about.filter((each) => each.section === section)
    return { section, requirements: own.length, met: own.filter(({ standing }) => standing === 'met').length }
  })

const named = (about: readonly RequirementSummary[], standing: Standing, words: string): readonly string[] => {
  const found = about.filter((each) => each.standing === standing)
  return found.length === 0
    ? []
    : [`${found.length} ${words} (${found.map(({ requirement }) => requirement).join(', ')})`]
}

const lineOf = (about: readonly RequirementSummary[], version: string): string => {
  const isMet = ({ standing }: RequirementSummary): boolean => standing === 'met'
  const stated = about.filter(({ level }) => level !== 'interpretation')
  const readings = about.filter(({ level }) => level === 'interpretation')
  return [
    `${stated.filter(isMet).length} of ${stated.length} requirements`,
    ...named(stated, 'notMet', 'not met'),
    ...named(stated, 'otherwise', 'optional and done otherwise'),
    ...named(stated, 'notSupported', 'not supported'),
    ...(readings.length === 0
      ? []
      : [`${readings.filter(isMet).length} of ${readings.length} silent places read in the same way`]),
    `kit ${version}`,
  ].join(', ')
}

/**
 * What verdicts say of each requirement, each section and the kit. A vector counts for the first of its requirements.
 *
 * @param records the verdicts of one implementation
 * @param version that of the kit
 *
 * @example
 * ```ts
 * import { summarize } from 'cpm-routing/conformance'
 *
 * const record = { requirements: ['TERM-12'], level: 'shall', title: 'defers', came: [] } as const
 * const { conformant, line } = summarize(
 *   [
 *     { ...record, vector: 'TERM-12/1', verdict: 'Pass' },
 *     { ...record, requirements: ['NTF-06'], vector: 'NTF-06/1', verdict: 'Skipped', reason: 'pushes only' },
 *   ],
 *   '1.0.0',
 * )
 * console.log(conformant, line)
 * // => true 1 of 2 requirements, 1 not supported (NTF-06), kit 1.0.0
 * ```
 */
export const summarize = (records: readonly VerdictRecord[], version: string): Summary => {
  const about = requirements.flatMap((requirement) => aboutRequirement(requirement, records))
  return {
    conformant: !records.some(isFailed),
    line: lineOf(about, version),
    requirements: about,
    sections: aboutSections(about),
  }
}
