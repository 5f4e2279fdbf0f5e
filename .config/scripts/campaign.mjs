// Runs long campaigns and writes what came of them to docs/figures.json and docs/reliability.md.
//
//   npm run campaign                                     what there is, and how old each figure is
//   npm run campaign -- oracle fuzz --times 20 --seed 7  twenty times what the tests do, from seed 7
//   npm run campaign -- mutation --room routing          one room, or some of its files: --files route,expiry
//   npm run campaign -- all --times 20 --minutes 60      one after the other, until the time is up
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import campaignList from './campaigns.cjs'
import promises from './reliability.cjs'

const { campaigns } = campaignList
const { figuresFile, reliabilityFile, reliabilityPage } = promises

process.chdir(resolve(import.meta.dirname, '../..'))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '360' },
    room: { type: 'string', default: 'routing' },
    files: { type: 'string' },
  },
})
const times = Number(values.times)
const seed = Number(values.seed)
const unknown = positionals.filter((name) => name !== 'all' && !campaigns.some((campaign) => campaign.name === name))
if (unknown.length > 0 || !(times > 0) || !Number.isInteger(seed)) {
  process.stderr.write(
    `campaigns: ${campaigns.map(({ name }) => name).join(', ')}, all; --times N --seed N --minutes N\n`,
  )
  process.exit(2)
}

/** The options that a figure comes from. */
const optionsOf = (name) =>
  name === 'mutation'
    ? `--room ${values.room}${values.files === undefined ? '' : ` --files ${values.files}`}`
    : `--times ${times} --seed ${seed}`

const readFigures = () => JSON.parse(readFileSync(figuresFile, 'utf8'))
const dayInMs = 86_400_000
if (positionals.length === 0) {
  for (const { name, what } of campaigns) {
    const { date, figure } = readFigures()[name] ?? {}
    const age = date === undefined ? 'never run' : `${Math.floor((Date.now() - Date.parse(date)) / dayInMs)} days old`
    const stale = date === undefined || Date.now() - Date.parse(date) > 30 * dayInMs ? ' STALE' : ''
    process.stdout.write(`${name.padEnd(16)} ${what}\n${' '.repeat(17)}${figure ?? '–'} (${age}${stale})\n`)
  }
  process.exit(0)
}

const chosen = campaigns.filter(({ name }) => positionals.includes('all') || positionals.includes(name))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
const end = Date.now() + Number(values.minutes) * 60_000
let failed = false
for (const { name, run } of chosen) {
  if (Date.now() > end) {
    process.stdout.write(`${name}: not run, the time is up\n`)
    failed = true
    continue
  }
  const started = Date.now()
  const figure = run({ times, seed, room: values.room, files: values.files })
  const seconds = Math.round((Date.now() - started) / 1000)
  process.stdout.write(`${name}: ${figure ?? 'FAILED, see above'} (${seconds} s)\n`)
  if (figure === undefined) {
    failed = true
    continue
  }
  // Read again: another campaign may have come to its end meanwhile.
  const figures = readFigures()
  figures[name] = {
    figure,
    command: `npm run campaign -- ${name} ${optionsOf(name)}`,
    seconds,
    date: new Date(started).toISOString().slice(0, 10),
    commit,
  }
  const ordered = Object.fromEntries(
    campaigns.flatMap((campaign) =>
      figures[campaign.name] === undefined ? [] : [[campaign.name, figures[campaign.name]]],
    ),
  )
  writeFileSync(figuresFile, `${JSON.stringify(ordered, undefined, 2)}\n`)
  writeFileSync(reliabilityFile, reliabilityPage(ordered))
}
process.exitCode = failed ? 1 : 0
