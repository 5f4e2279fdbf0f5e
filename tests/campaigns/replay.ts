// Takes a run of the simulation again, exactly:
//
//   npx tsx tests/campaigns/replay.ts --seed 7                        the run of a seed
//   npx tsx tests/campaigns/replay.ts --seed 7 --shortest             the fewest steps of it that break the same law
//   npx tsx tests/campaigns/replay.ts --run '{"seed":7,"steps":[…]}'  the steps that a violation printed
import { parseArgs } from 'node:util'
import { replay, reportOf } from '../support/faults.js'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, shortest: { type: 'boolean' }, run: { type: 'string' } },
})

const { seed, steps }: { readonly seed: number; readonly steps?: readonly number[] } =
  values.run === undefined ? { seed: Number(values.seed) } : JSON.parse(values.run)
if (!Number.isInteger(seed)) {
  process.stderr.write('--seed takes a whole number\n')
  process.exit(2)
}
const lines = values.shortest === true ? reportOf(seed) : replay(seed, steps)
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = lines.at(-2)?.endsWith(' 0 violations') === true ? 0 : 1
