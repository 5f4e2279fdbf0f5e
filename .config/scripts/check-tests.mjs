// Runs jest over everything, in three time zones where it matters, with coverage, and leaves the counts for check.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

process.chdir(resolve(import.meta.dirname, '../..'))
mkdirSync('.cache/counts', { recursive: true })
const report = '.cache/jest.json'
rmSync(report, { force: true })

const jest = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    '-c',
    '.config/jest.all.config.cjs',
    '--coverage',
    '--json',
    `--outputFile=${report}`,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)

if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
  const counts = { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }
  writeFileSync('.cache/counts/tests.json', JSON.stringify(counts))
}
process.exit(jest.status ?? 1)
