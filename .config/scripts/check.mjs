// The one word that gates: runs every check, two at a time, and prints the time of each.
//
//   node .config/scripts/check.mjs              all
//   node .config/scripts/check.mjs lint types   the named ones
//
// A step counts as one check, unless it writes `{ "passed": n, "failed": n }` to .cache/counts/<step>.json.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)

/** In the order of their start: the long ones first. A step waits for those it comes `after`, where they run as well. */
const steps = [
  { name: 'build', command: 'node .config/scripts/build.mjs' },
  { name: 'tests', command: 'node .config/scripts/check-tests.mjs' },
  { name: 'package', command: 'node tests/package/check.mjs', after: ['build'] },
  { name: 'docs', command: 'node .config/scripts/check-docs.mjs', after: ['build'] },
  { name: 'lint', command: 'eslint --config .config/eslint.config.mjs --max-warnings 0 src tests .config' },
  { name: 'reference', command: 'typedoc --emit none' },
  { name: 'types', command: 'tsc -p tsconfig.json && tsc -p .config/tsconfig.tests.json' },
  { name: 'imports', command: 'depcruise --config .config/dependency-cruiser.cjs src tests/oracle' },
  {
    name: 'unused',
    command:
      'knip --config .config/knip.json --tsConfig .config/tsconfig.tests.json --include files,dependencies,unlisted',
  },
  { name: 'format', command: 'biome format --config-path=.config .' },
  { name: 'exports', command: 'node .config/scripts/exports.mjs' },
  { name: 'lock', command: 'node .config/scripts/lock.mjs' },
]

const together = 2
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  process.stderr.write(`no such check: ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}\n`)
  process.exit(2)
}

const countsOf = (name, ok) => {
  const file = `.cache/counts/${name}.json`
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

const run = (step) =>
  new Promise((done) => {
    const started = performance.now()
    const path = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`
    const child = spawn(step.command, {
      shell: true,
      env: { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('close', (status) => {
      const ok = status === 0
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      const { passed, failed } = countsOf(step.name, ok)
      process.stdout.write(
        `${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(9)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed\n`,
      )
      if (!ok) {
        process.stdout.write(`${Buffer.concat(output).toString().trimEnd().replace(/^/gm, '       ')}\n`)
      }
      done({ name: step.name, ok, passed, failed })
    })
  })

const runAll = (wanted) =>
  new Promise((done) => {
    const waiting = [...wanted]
    const running = new Set()
    const results = []
    const isOpen = (name) => running.has(name) || waiting.some((step) => step.name === name)
    const isBroken = (name) => results.some((result) => result.name === name && !result.ok)
    const startNext = () => {
      while (running.size < together) {
        const at = waiting.findIndex((step) => !(step.after ?? []).some(isOpen))
        if (at < 0) {
          break
        }
        const [step] = waiting.splice(at, 1)
        const broken = (step.after ?? []).filter(isBroken)
        if (broken.length > 0) {
          process.stdout.write(`FAIL ${step.name.padEnd(9)} not run: ${broken.join(', ')} failed\n`)
          results.push({ name: step.name, ok: false, passed: 0, failed: 1 })
          continue
        }
        running.add(step.name)
        void run(step).then((result) => {
          running.delete(step.name)
          results.push(result)
          startNext()
        })
      }
      if (running.size === 0 && waiting.length === 0) {
        done(results)
      }
    }
    startNext()
  })

rmSync('.cache/counts', { recursive: true, force: true })
mkdirSync('.cache/counts', { recursive: true })
const started = performance.now()
const results = await runAll(chosen.length === 0 ? steps : steps.filter((step) => chosen.includes(step.name)))
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const counts = { passed: sum('passed'), failed: sum('failed') }
writeFileSync('.cache/counts/all.json', JSON.stringify(counts))
process.stdout.write(
  `in ${((performance.now() - started) / 1000).toFixed(1)} s\n${counts.passed} passed, ${counts.failed} failed\n`,
)
process.exitCode = results.every((result) => result.ok) ? 0 : 1
