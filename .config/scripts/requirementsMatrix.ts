import type { Requirement } from '../../src/requirements.js'
import { requirements } from '../../src/requirements.js'
import type { Places, Trace } from './requirementsTrace.js'

/** The page that is made from the catalogue, the code and the tests. */
export const matrixFile = 'docs/requirements.md'

const links = (places: Places, id: string, top: string): string =>
  (places.get(id) ?? []).map((file) => `[${file.slice(top.length)}](../${file})`).join(', ') || '–'

const row = (requirement: Requirement, { code, tests }: Trace): string => {
  const { id, role, level, gist, verifiedBy } = requirement
  const choice = requirement.switch === undefined ? '' : ` *Policy: \`${requirement.switch.member}\`.*`
  const cells = [id, role, level, gist + choice, verifiedBy, links(code, id, 'src/'), links(tests, id, 'tests/')]
  return `| ${cells.join(' | ')} |`
}

const table = (rows: readonly Requirement[], trace: Trace): string =>
  [
    '| id | role | level | what must be true | verified by | code | tests |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((requirement) => row(requirement, trace)),
  ].join('\n')

const headings: Readonly<Record<string, string>> = {
  '5.2.2.1.3': 'Message handling in terminating networks',
  '5.2.2.2': 'Deferred messages',
  '5.2.2.2.1': 'Notify and await the client',
  '5.2.2.2.2': 'Push',
  '5.2.2.2.3': 'Hand over to the Message Storage Server',
}

/** The page as Markdown: every requirement with the files that implement it and those that test it. */
export const requirementsMatrix = (trace: Trace): string => {
  const isReading = ({ level }: Requirement): boolean => level === 'interpretation'
  const sections = Object.entries(headings).map(([section, heading]) => {
    const rows = requirements.filter((requirement) => requirement.section === section && !isReading(requirement))
    return `## ${section} ${heading}\n\n${table(rows, trace)}\n`
  })
  return [
    '# Requirements\n',
    'Every statement of the standard, cut into pieces that are tested one by one, with the files that name it after `@spec` or in an',
    '`Interpretation` comment, and the tests that name it. A dash stands where nothing is built yet. `npm run matrix` makes this page.\n',
    ...sections,
    '## Readings of silent places\n',
    'None of these decides whether an implementation conforms.\n',
    table(requirements.filter(isReading), trace),
    '',
  ].join('\n')
}
