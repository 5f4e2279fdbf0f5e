// Runs the benchmarks, each in a process of its own, against the sources as they stand.
//
//   npm run bench                                 all parts, in a few minutes
//   npm run bench -- decisions schedules          the named parts
//   npm run bench -- decisions --rules=10 --json  options go to every part; --json prints what is otherwise a table
//
// The sources are stripped of their types one by one, as the build does it, so that modules and functions are those that ship. The peers
// of peers/package.json are installed beside the output on first use: no check and no test of the project needs them.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
const output = join(root, '.cache/bench')
/** Of this run alone, so that two can run at a time. */
const compiled = join(output, `run-${process.pid}`)

/** Each part: the file that runs it, whether peers take part, and what the engine is started with. */
const parts = {
  decisions: { peers: true, flags: ['--expose-gc', '--no-turbo-inline-js-wasm-calls'] },
  documents: { peers: true },
  wire: {},
  xml: {},
  messages: {},
  queue: { flags: ['--expose-gc'] },
  effects: {},
  schedules: { peers: true },
  engine: {},
  loading: {},
  lines: {},
  workload: { flags: ['--expose-gc'] },
}

const isThere = (name) => existsSync(join(import.meta.dirname, `${name}.ts`))
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n`)
  process.exit(2)
}
const chosen = (wanted.length === 0 ? Object.keys(parts) : wanted).filter(isThere)

const stripTypes = async () => {
  const files = ['src', 'tests/bench', 'tests/support'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('node_modules'))
      .map((file) => join(root, folder, file)),
  )
  await build({
    entryPoints: files,
    outdir: compiled,
    outbase: root,
    format: 'esm',
    target: 'es2022',
    loader: { '.mjs': 'copy' },
    logLevel: 'warning',
  })
  copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
}

/** Beside the output, so that what stands there finds them by their names. */
const installPeers = () => {
  const from = join(import.meta.dirname, 'peers')
  const installed = join(output, 'node_modules/.package-lock.json')
  const isSame =
    existsSync(installed) &&
    existsSync(join(output, 'package-lock.json')) &&
    readFileSync(join(output, 'package-lock.json'), 'utf8') === readFileSync(join(from, 'package-lock.json'), 'utf8')
  if (!isSame) {
    mkdirSync(output, { recursive: true })
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(from, file), join(output, file))
    }
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: output,
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) {
      process.stderr.write('the peers could not be installed\n')
      process.exit(1)
    }
  }
}

await stripTypes()
if (chosen.some((name) => parts[name].peers === true)) {
  installPeers()
}
let worst = 0
for (const name of chosen) {
  const { status } = spawnSync(
    process.execPath,
    [...(parts[name].flags ?? []), join(compiled, 'tests/bench', `${name}.js`), ...options],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  )
  worst = Math.max(worst, status ?? 1)
}
rmSync(compiled, { recursive: true, force: true })
process.exitCode = worst
