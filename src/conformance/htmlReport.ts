import type { Requirement } from '../requirements.js'
import { requirements } from '../requirements.js'
import type { ConformanceResult } from './ConformanceResult.js'
import { reportScript } from './reportScript.js'
import { reportStyle } from './reportStyle.js'
import type { RequirementSummary, SectionSummary } from './Summary.js'
import type { Vector } from './Vector.js'

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => String(entities.get(character)))

/** Data for the script: `<` would end the element that it stands in. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** How a cell looks and what it says: a sign, and how many vectors went how. */
const cellOf = (about: RequirementSummary | undefined): readonly [look: string, text: string] => {
  if (about === undefined) {
    return ['none', 'not asked']
  }
  const { otherwise, standing, verdicts } = about
  const { Pass = 0, NonStrict = 0, Informational = 0, Fail = 0, Skipped = 0, Errored = 0 } = verdicts
  const parts = [
    [Fail, 'failed'],
    [Errored, 'errored'],
    [otherwise, 'otherwise'],
    [Skipped, 'skipped'],
    [Pass + NonStrict + Informational - otherwise, 'as expected'],
  ] as const
  const text = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
  switch (standing) {
    case 'met':
      return Skipped > 0 ? ['other', `≈ ${text}`] : ['met', `✓ ${text}`]
    case 'otherwise':
      return ['other', `≈ ${text}`]
    case 'notMet':
      return ['notMet', `✗ ${text}`]
    case 'notSupported':
      return ['none', `– ${text}`]
  }
}

const cell = (id: string, { implementation, summary }: ConformanceResult, column: number): string => {
  const [look, text] = cellOf(summary.requirements.find(({ requirement }) => requirement === id))
  const name = escaped(implementation.name)
  return `<td class="cell ${look}"><button type="button" data-requirement="${id}" data-target="${column}" aria-label="${id}, ${name}: ${text}">${text}</button></td>`
}

const row = ({ id, gist }: Requirement, results: readonly ConformanceResult[]): string =>
  `<tr data-requirement="${id}"><th scope="row"><code>${id}</code> <span class="dim">${escaped(gist)}</span></th>${results
    .map((result, column) => cell(id, result, column))
    .join('')}</tr>`

const countOf = (section: string, { summary }: ConformanceResult): string => {
  const found: SectionSummary | undefined = summary.sections.find((each) => each.section === section)
  return found === undefined ? '<td></td>' : `<td>${found.met} of ${found.requirements}</td>`
}

const rowsOf = (results: readonly ConformanceResult[]): string => {
  const asked = results.flatMap(({ summary }) => summary.requirements)
  const sections = [...new Set(asked.map(({ section }) => section))]
  return sections
    .flatMap((section) => {
      const ids = new Set(asked.filter((each) => each.section === section).map(({ requirement }) => requirement))
      const counts = results.map((result) => countOf(section, result)).join('')
      return [
        `<tr class="section"><th scope="rowgroup">${escaped(section)}</th>${counts}</tr>`,
        ...requirements.filter(({ id }) => ids.has(id)).map((requirement) => row(requirement, results)),
      ]
    })
    .join('\n')
}

const headOf = ({ implementation: { name, version, language }, summary }: ConformanceResult): string =>
  `<th scope="col">${escaped(name)} ${escaped(version)}<br><span class="dim">${escaped(language ?? '')} ${
    summary.conformant ? 'conformant' : 'not conformant'
  }</span></th>`

const lineOf = ({ implementation: { name, version }, summary, kit }: ConformanceResult): string =>
  `<p><strong>${escaped(name)} ${escaped(version)}</strong>: ${escaped(summary.line)} <code class="kit">${escaped(kit.digest.slice(0, 12))}</code></p>`

const legend = [
  '✓ as expected',
  '≈ conformant: a note, an option or a silent place is done otherwise, or vectors are skipped',
  '✗ not met',
  '– not supported',
]

/**
 * One page about the results of one or more implementations: requirements against implementations, where each cell opens its vectors,
 * what was expected and what came. It holds everything that it shows and asks nothing of a network.
 *
 * @param vectors those of the kit
 * @param results one for each column
 */
export const htmlReport = (vectors: readonly Vector[], results: readonly ConformanceResult[]): string => {
  const asked = new Set(results.flatMap(({ records }) => records.map(({ vector }) => vector)))
  const data = {
    gists: Object.fromEntries(requirements.map(({ id, gist }) => [id, gist])),
    vectors: Object.fromEntries(vectors.filter(({ id }) => asked.has(id)).map((vector) => [vector.id, vector])),
    targets: results.map(({ implementation, records }) => ({ implementation, records })),
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>CPM conformance</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>CPM conformance</h1>
${results.map(lineOf).join('\n')}
<div class="tools">
<label>Find <input id="search" type="search"></label>
<label><input id="others" type="checkbox"> only what is not all as expected</label>
<div class="legend">${legend.map((entry) => `<span>${entry}</span>`).join('')}</div>
</div>
<table>
<thead><tr><th scope="col">Requirement</th>${results.map(headOf).join('')}</tr></thead>
<tbody>
${rowsOf(results)}
</tbody>
</table>
<dialog aria-labelledby="about"><header><div><h2 id="about"></h2><p></p></div><button type="button">Close</button></header><div class="vectors"></div></dialog>
<script type="application/json" id="data">${embedded(data)}</script>
<script>${reportScript}</script>
</body>
</html>
`
}
