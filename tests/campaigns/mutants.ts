import { readFileSync, writeFileSync } from 'node:fs'
import type { Fact } from '../teeth/collect.js'
import { factsOf } from '../teeth/collect.js'

interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

/** What the mutants look at: which of them is switched on, how often it may be reached, and by which facts. */
interface Switch {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
}

const lever: Switch = ((globalThis as unknown as { __stryker__?: Switch }).__stryker__ ??= {})
const print = (text: string): void => void process.stdout.write(`${text}\n`)

const isNoticed = (facts: readonly Fact[]): boolean =>
  facts.some(({ check }) => {
    try {
      check()
      return false
    } catch {
      return true
    }
  })

/** Switches on one mutant after the other, runs the facts that reach it, and prints those that none of them notices. */
export const run = async (
  files: readonly (readonly [name: string, load: () => Promise<unknown>])[],
  minutes: number,
  room: string,
): Promise<void> => {
  const facts: Fact[] = []
  for (const [, load] of files) {
    facts.push(...(await factsOf(load)))
  }
  const quick: (readonly [place: number, fact: Fact])[] = []
  for (const [place, fact] of facts.entries()) {
    lever.currentTestId = String(place)
    const started = performance.now()
    fact.check()
    if (performance.now() - started < 2000) {
      quick.push([place, fact])
    }
  }
  lever.currentTestId = undefined
  const reached = lever.mutantCoverage ?? { static: {}, perTest: {} }

  const mutants: readonly Mutant[] = JSON.parse(readFileSync('.cache/teeth/mutants.json', 'utf8'))
  const end = performance.now() + minutes * 60_000
  const survivors: string[] = []
  let [killed, once, unreached, left] = [0, 0, 0, 0]
  for (const { id, fileName, mutatorName, replacement, location } of mutants) {
    const reaching = quick.filter(([place]) => (reached.perTest[String(place)]?.[id] ?? 0) > 0)
    if (reaching.length === 0 && (reached.static[id] ?? 0) > 0) {
      once += 1
    } else if (performance.now() > end) {
      left += 1
    } else {
      const most = Math.max(...reaching.map(([place]) => reached.perTest[String(place)]?.[id] ?? 0), 1)
      lever.activeMutant = id
      lever.hitCount = 0
      lever.hitLimit = most * facts.length * 100
      const noticed = isNoticed(reaching.map(([, fact]) => fact))
      lever.activeMutant = undefined
      lever.hitCount = undefined
      lever.hitLimit = undefined
      killed += noticed ? 1 : 0
      unreached += reaching.length === 0 ? 1 : 0
      if (!noticed) {
        const { line, column } = location.start
        const place = `${fileName.slice(fileName.lastIndexOf('/src/') + 1)}:${line + 1}:${column + 1}`
        survivors.push(
          `${place} ${mutatorName} ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}${reaching.length === 0 ? ' (not reached)' : ''}`,
        )
        print(`survived ${survivors.at(-1) ?? ''}`)
      }
    }
  }
  const tried = killed + survivors.length
  writeFileSync(`.cache/teeth/survivors-${room}.json`, JSON.stringify(survivors, undefined, 2))
  print(
    `src/${room}: ${killed} of ${tried} mutants killed by ${quick.length} quick unit tests (${((100 * killed) / Math.max(1, tried)).toFixed(1)} %), ` +
      `${survivors.length} left, of which ${unreached} not reached; ${once} made once and ${left} for want of time not tried`,
  )
}
