/**
 * What reading a routing request of two thousand characters costs beside `JSON.parse` of the same text: `npm run bench -- documents`.
 *
 * The codecs read instants into numbers and addresses into their canonical form as well, which neither ajv nor zod does here.
 */
import { accepting, deciding, floor, ofValues, refusing } from './documents/ours.js'
import { numbersOption, ratioText, report, short, tableText } from './support/figures.js'
import { peer } from './support/peer.js'
import { isContestant, race } from './support/race.js'

const contestants = {
  'JSON.parse': floor,
  'decodeJson, accepting': accepting,
  'decodeJson, refusing': refusing,
  'JSON.parse, then decode': ofValues,
  'decodeJson, then route': deciding,
  'JSON.parse, then ajv': peer('ajv'),
  'JSON.parse, then zod': peer('zod'),
}

const main = async (): Promise<void> => {
  const names = Object.keys(contestants)
  const own = names.slice(0, 5)
  const results = [...(await race({ names, rounds: numbersOption('rounds', [9])[0]!, compared: 0 }))]
  // The floor gives no verdict; all others are compared with the codecs.
  await race({ names: names.slice(1), rounds: 1, milliseconds: 1, warming: 1, compared: 512 })
  const median = (name: string): number => results.find((result) => result.name === name)!.ratio.median
  report(
    'A routing request read, side by side',
    tableText(
      ['', 'ns', '÷ JSON.parse: median (least to most)'],
      results.map(({ name, nanoseconds, ratio }) => [name, short(nanoseconds.median), ratioText(ratio)]),
    ),
    results,
    [
      { what: 'decodeJson ÷ JSON.parse', measured: median(own[1]!), bound: 2 },
      { what: 'refusing ÷ accepting', measured: median(own[2]!) / median(own[1]!), bound: 1.5 },
    ],
  )
}

if (!(await isContestant(contestants))) {
  await main()
}
