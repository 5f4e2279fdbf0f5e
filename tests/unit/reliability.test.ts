import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { campaigns } from '../../.config/scripts/campaigns.cjs'
import { laws, reliabilityPage } from '../../.config/scripts/reliability.cjs'

const all: readonly (readonly [law: string, words: string, by: readonly string[]])[] = Object.values(
  laws,
).flat() as never
const figures = JSON.parse(readFileSync('docs/figures.json', 'utf8')) as Readonly<Record<string, unknown>>

describe('docs/reliability.md', () => {
  it('names every law that has a test, and no other', () => {
    const tested = readdirSync('tests/laws').map((file) => file.replace('.test.ts', ''))
    expect(all.map(([law]) => law).toSorted()).toEqual(tested.toSorted())
  })

  it('has a figure of every campaign that holds a law', () => {
    const wanted = new Set([...all.flatMap(([, , by]) => by), ...campaigns.map(({ name }) => name)])
    expect([...wanted].filter((name) => figures[name] === undefined)).toEqual([])
  })

  it('is written from docs/figures.json; `npm run campaign` writes it anew', () => {
    expect(existsSync('docs/reliability.md')).toBe(true)
    expect(readFileSync('docs/reliability.md', 'utf8')).toBe(reliabilityPage(figures))
  })
})
