import { readdirSync, readFileSync } from 'node:fs'
import { isRight } from 'fp-ts/lib/Either.js'
import type { Scenario } from '../../../src/simulation/index.js'
import { ScenarioCodec, simulate, transcriptText } from '../../../src/simulation/index.js'
import { decodeJson } from '../../../src/wire/documents/index.js'

const folder = 'examples/scenarios'
const files = readdirSync(folder).filter((file) => /^scenario-.*\.json$/.test(file))

const read = (file: string): Scenario => {
  const decoded = decodeJson(ScenarioCodec)(readFileSync(`${folder}/${file}`, 'utf8'))
  if (!isRight(decoded)) {
    throw new Error(`${file}: ${JSON.stringify(decoded.left)}`)
  }
  expect(decoded.right.warnings).toEqual([])
  return decoded.right.value
}

describe('the scenarios that come with the library', () => {
  it('are at least ten, and tell of every paragraph of the handling of deferred messages', () => {
    const told = new Set(files.flatMap((file) => read(file).requirements))
    expect(files.length).toBeGreaterThanOrEqual(10)
    for (const paragraph of ['DEF', 'NTF', 'PSH', 'HND', 'MSS']) {
      expect([...told].some((id) => id.startsWith(paragraph))).toBe(true)
    }
  })

  it.each(files)('%s goes as the requirements want it', (file) => {
    const scenario = read(file)
    const transcript = simulate(scenario)
    expect(transcript.failures.length === 0 ? '' : transcriptText(transcript)).toBe('')
  })

  it.each(files)('%s expects something of each step that counts', (file) => {
    const { steps } = read(file)
    expect(steps.some(({ expect: expected }) => expected !== undefined)).toBe(true)
    expect(
      steps.flatMap(({ expect: expected }) => expected ?? []).some(({ requirement }) => requirement !== undefined),
    ).toBe(true)
  })
})

describe('the night of the clock change', () => {
  it('the message goes at 07:00 in Paris, which is 05:00 in UTC, to the phone alone', () => {
    const { lines } = simulate(read('scenario-quiet-hours-clock-change.json'))
    const delivered = lines.filter(({ what }) => what.startsWith('Deliver'))
    expect(delivered.map(({ to, at }) => [to, new Date(at).toISOString()])).toEqual([
      ['SIP/IP core', '2026-03-29T05:00:00.000Z'],
      ['phone', '2026-03-29T05:00:00.020Z'],
    ])
    expect(lines.some(({ from, to }) => from === 'tablet' || to === 'tablet' || to === 'Push Enabler')).toBe(false)
  })
})
