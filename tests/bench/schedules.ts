/**
 * What it costs to say whether a schedule is in force, in 40 zones: `npm run bench -- schedules`. Each way is asked next to every clock
 * change of a year as well, and what it gets wrong is counted.
 */
import { newIntlZoneRules } from '../../src/schedule/index.js'
import { asWritten, compiled } from './schedules/ours.js'
import { changes, intl, judge, table, tableByName, zones } from './schedules/questions.js'
import { numbersOption, ratioText, report, short, spreadOf, tableText } from './support/figures.js'
import { peer } from './support/peer.js'
import { isContestant, race, worked } from './support/race.js'

const contestants = {
  table,
  'table by the name of the zone': tableByName,
  compiled,
  isInForce: asWritten,
  '@date-fns/tz tzOffset': peer('dateFnsTz'),
  'Intl offset': intl,
  '@date-fns/tz TZDate': peer('dateFnsTz', 'contestantWithDates'),
  'Intl weekday and time (judge)': judge,
}

/** Milliseconds to build the table of a zone for 128 days: the first question about it. */
const firstQuestions = (): readonly number[] => {
  const rules = newIntlZoneRules()
  return zones.map((zone) => {
    const start = worked()
    rules.spanAt(zone, Date.UTC(2026, 2, 1))
    return worked() - start
  })
}

const main = async (): Promise<void> => {
  const names = Object.keys(contestants)
  const rounds = numbersOption('rounds', [9])[0]!
  const results = await race({ names, rounds, tolerant: true })
  const judged = await race({
    names: ['Intl weekday and time (judge)', ...names.slice(0, -1)],
    rounds: 1,
    milliseconds: 1,
    warming: 1,
    tolerant: true,
  })
  const wrong = (name: string): number => judged.find((result) => result.name === name)!.wrong
  const median = (name: string): number => results.find((result) => result.name === name)!.ratio.median
  const building = spreadOf(firstQuestions())
  report(
    'A schedule in force or not, side by side',
    `${tableText(
      ['', 'ns', '÷ table: median (least to most)', `wrong of ${changes.length} near a clock change`],
      results.map(({ name, nanoseconds, ratio }) => [
        name,
        short(nanoseconds.median),
        ratioText(ratio),
        String(wrong(name)),
      ]),
    )}\n\nThe first question about a zone: ${ratioText(building)} ms\n`,
    { results, judged, building },
    [
      { what: 'isInForce ÷ table', measured: median('isInForce'), bound: 3 },
      { what: 'compiled window ÷ table', measured: median('compiled'), bound: 3 },
      { what: 'wrong answers of isInForce', measured: wrong('isInForce'), bound: 0 },
      { what: 'wrong answers of compiled windows', measured: wrong('compiled'), bound: 0 },
    ],
  )
}

if (!(await isContestant(contestants))) {
  await main()
}
