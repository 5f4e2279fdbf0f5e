/**
 * What one decision costs: `npm run bench -- decisions`. All contestants give the same decisions, which is checked first.
 *
 *   --rules=1,10,100,1000   --people=1000   --rounds=9   --with=compiled,byHand   --with=compiled,casbin
 */
import { byHandContestant, compiledContestant, routeContestant } from './decisions/ours.js'
import { packedContestant } from './decisions/packed.js'
import type { Goal } from './support/figures.js'
import { numbersOption, option, ratioText, report, short, tableText } from './support/figures.js'
import { peer } from './support/peer.js'
import type { Result } from './support/race.js'
import { isContestant, race } from './support/race.js'

const contestants = {
  packed: packedContestant,
  compiled: compiledContestant,
  route: routeContestant,
  byHand: byHandContestant,
  jsonRulesEngine: peer('jsonRulesEngine'),
  casbin: peer('casbin'),
  cedar: peer('cedar'),
  matrix: peer('matrix'),
}
const own = ['packed', 'compiled', 'route', 'byHand']
const rounds = numbersOption('rounds', [9])[0]!

const asked = option('with')?.split(',')
const isAsked = (name: string): boolean => asked?.includes(name) ?? true

interface Row {
  readonly rules: number
  readonly people: number
  readonly plain: boolean
  readonly results: readonly Result[]
}

const run = async (rules: number, people: number, others: readonly string[], plain: boolean): Promise<Row> => {
  const names = [...own, ...others].filter((name) => name === 'packed' || isAsked(name))
  const options = [`--rules=${rules}`, `--people=${people}`, ...(plain ? ['--plain'] : [])]
  return { rules, people, plain, results: await race({ names, options, rounds, compared: rules > 100 ? 100 : 400 }) }
}

const median = (row: Row | undefined, name: string): number =>
  row?.results.find((result) => result.name === name)?.nanoseconds.median ?? Number.NaN

const goalsOf = (rows: readonly Row[]): readonly Goal[] => {
  const row = (rules: number, plain = false, engines = plain): Row | undefined =>
    rows.find(
      (each) =>
        each.rules === rules &&
        each.plain === plain &&
        each.results.some(({ name }) => !own.includes(name)) === engines,
    )
  const times = (over: string, under: string, rules: number, plain = false, engines = plain): number =>
    median(row(rules, plain, engines), over) / median(row(rules, plain, engines), under)
  const goals: readonly Goal[] = [
    { what: 'compiled ÷ packed, 10 rules', measured: times('compiled', 'packed', 10), bound: 2 },
    { what: 'compiled ÷ packed, 1000 rules', measured: times('compiled', 'packed', 1000), bound: 2 },
    {
      what: 'compiled, 1000 rules ÷ 10 rules',
      measured: median(row(1000), 'compiled') / median(row(10), 'compiled'),
      bound: 3,
    },
    ...[1, 10, 100, 1000].map((rules) => ({
      what: `route ÷ loop by hand, ${rules} rules`,
      measured: times('route', 'byHand', rules),
      bound: 1,
    })),
    {
      what: 'json-rules-engine ÷ compiled, 100 rules',
      measured: times('jsonRulesEngine', 'compiled', 100, false, true),
      bound: 100,
      atLeast: true,
    },
    {
      what: 'casbin ÷ compiled, 100 rules',
      measured: times('casbin', 'compiled', 100, false, true),
      bound: 100,
      atLeast: true,
    },
    {
      what: 'Matrix push rules ÷ compiled, 100 rules',
      measured: times('matrix', 'compiled', 100, true),
      bound: 10,
      atLeast: true,
    },
  ]
  return goals.filter(({ measured }) => !Number.isNaN(measured))
}

const main = async (): Promise<void> => {
  const rows: Row[] = []
  const people = numbersOption('people', [1000])[0]!
  for (const rules of numbersOption('rules', [1, 10, 100, 1000])) {
    if (own.some(isAsked)) {
      rows.push(await run(rules, people, [], false))
    }
    // The engines hold so much for each rule that they can only be given few people; the others then get as few.
    const few = Math.min(people, rules < 100 ? 200 : rules < 1000 ? 100 : 10)
    const engines = ['jsonRulesEngine', 'casbin', 'cedar'].filter(isAsked)
    if (engines.length > 0) {
      rows.push(await run(rules, few, engines, false))
    }
    if (rules >= 100 && isAsked('matrix')) {
      rows.push(await run(rules, few, ['matrix'], true))
    }
  }
  if (option('rules') === undefined && option('people') === undefined) {
    rows.push(await run(1, 100_000, [], false), await run(10, 100_000, [], false))
  }
  const cells = rows.flatMap(({ rules, people: size, plain, results }) =>
    results.map(({ name, nanoseconds, ratio, bytes }) => [
      `${rules} rules${plain ? ', plain' : ''}, ${size} people: ${name}`,
      short(nanoseconds.median),
      ratioText(ratio),
      short(bytes ?? 0),
    ]),
  )
  report(
    'A decision, side by side',
    tableText(['', 'ns', '÷ packed: median (least to most)', 'bytes a person'], cells),
    rows,
    goalsOf(rows),
  )
}

if (!(await isContestant(contestants))) {
  await main()
}
