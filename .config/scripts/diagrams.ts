// Draws the scenarios that the documentation shows: npx tsx .config/scripts/diagrams.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { simulate, svgDiagram, ScenarioCodec } from '../../src/simulation/index.js'
import { decodeJson } from '../../src/wire/documents/index.js'

/** The scenarios that are drawn in docs/diagrams, by name. */
export const drawn: readonly string[] = ['quiet-hours-clock-change']

/** The drawing of a scenario, from the top of the project. */
export const diagramOf = (name: string): string => {
  const decoded = decodeJson(ScenarioCodec)(readFileSync(`examples/scenarios/scenario-${name}.json`, 'utf8'))
  if (decoded._tag === 'Left') {
    throw new Error(JSON.stringify(decoded.left))
  }
  return svgDiagram(simulate(decoded.right.value))
}

/** Where the drawing of a scenario stands. */
export const diagramFile = (name: string): string => `docs/diagrams/${name}.svg`

if (process.argv[1]?.endsWith('diagrams.ts') === true) {
  mkdirSync('docs/diagrams', { recursive: true })
  for (const name of drawn) {
    writeFileSync(diagramFile(name), diagramOf(name))
  }
}
