import type { ConformanceResult } from './ConformanceResult.js'
import type { RequirementSummary } from './Summary.js'
import { isAsExpected, type VerdictRecord } from './Verdict.js'

const entities: ReadonlyMap<string, string> = new Map([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ['\n', '#10'],
  ['\t', '#9'],
])

/** Text in XML 1.0, which has no place for most control characters and for lone surrogates. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (entities.has(character) ? character : '\uFFFD'))
    .replace(/[&<>"\n\t]/g, (character) => `&${entities.get(character)};`)

const detailsOf = ({ reason, mismatches }: VerdictRecord): string =>
  reason ?? (mismatches ?? []).map((mismatch) => JSON.stringify(mismatch)).join('\n')

const outcomeOf = (record: VerdictRecord): string => {
  const details = escaped(detailsOf(record))
  switch (record.verdict) {
    case 'Fail':
      return `<failure message="not as expected">${details}</failure>`
    case 'Errored':
      return `<error message="${details}"/>`
    case 'Skipped':
      return `<skipped message="${details}"/>`
    case 'NonStrict':
    case 'Informational':
      return `<system-out>${record.verdict} ${isAsExpected(record) ? '' : details}</system-out>`
    case 'Pass':
      return ''
  }
}

const testCase = (record: VerdictRecord): string =>
  `    <testcase classname="${escaped(record.requirements[0])}" name="${escaped(`${record.vector} ${record.title}`)}">` +
  `${outcomeOf(record)}</testcase>`

const suite = ({ requirement }: RequirementSummary, all: readonly VerdictRecord[]): string => {
  const records = all.filter(({ requirements: [own] }) => own === requirement)
  const count = (verdict: VerdictRecord['verdict']): number => records.filter((each) => each.verdict === verdict).length
  return [
    `  <testsuite name="${requirement}" tests="${records.length}" failures="${count('Fail')}" errors="${count('Errored')}" skipped="${count('Skipped')}">`,
    ...records.map(testCase),
    '  </testsuite>',
  ].join('\n')
}

/** A result as JUnit XML: one suite for each requirement, one case for each vector. */
export const junitReport = ({ implementation, kit, summary, records }: ConformanceResult): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`${implementation.name} ${implementation.version}, kit ${kit.version}`)}">`,
    ...summary.requirements.map((requirement) => suite(requirement, records)),
    '</testsuites>',
    '',
  ].join('\n')
