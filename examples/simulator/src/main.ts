import { strict as assert } from 'node:assert'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { checkTotals } from './checkTotals.js'
import { dayChart } from './dayChart.js'
import { readOptions } from './readOptions.js'
import { report } from './report.js'
import { simulate } from './simulate.js'

const options = readOptions(process.argv.slice(2))
const { recipients, date, out } = options
process.stderr.write(`A day of ${recipients} recipients; 100,000 take about two minutes of processor time.\n`)

const before = process.cpuUsage()
const started = performance.now()
const totals = simulate(options)
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)

mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, dayChart(totals, recipients, date))
process.stdout.write(`${report(totals)}\n\n`)
process.stdout.write(
  `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time; plot in ${out}\n`,
)

checkTotals(totals)
const few = { ...options, recipients: Math.min(recipients, 500) }
assert.deepEqual(simulate(few), simulate(few), 'the same seed gives the same day')
process.stdout.write('The books balance, nobody was disturbed, and the same seed gives the same day.\n')
