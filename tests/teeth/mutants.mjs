// Mutation testing in one process: the mutants of Stryker, all in one bundle with the unit tests of a room, switched on one after the
// other. Far quicker than a run of jest for each; what it leaves out: mutants that are made once, when a module is loaded.
//
//   node tests/teeth/mutants.mjs --room routing --files expiry,route --minutes 5
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)
const { values } = parseArgs({
  options: {
    room: { type: 'string', default: 'routing' },
    files: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
})

// Stryker's own parts come with Stryker.
const ofStryker = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json'))
const load = (name) => import(pathToFileURL(ofStryker.resolve(name)).href)
const { createInjector } = await load('typed-inject')
const { createInstrumenter } = await load('@stryker-mutator/instrumenter')
const quiet = Object.fromEntries(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'isTraceEnabled', 'isDebugEnabled'].map((name) => [
    name,
    () => false,
  ]),
)
const instrumenter = createInjector()
  .provideValue('logger', quiet)
  .provideValue('getLogger', () => quiet)
  .provideValue('options', {})
  .injectFunction(createInstrumenter)

const chosen = values.files?.split(',')
const files = readdirSync(`src/${values.room}`)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && (chosen?.includes(basename(file, '.ts')) ?? true))
  .map((file) => `${root}/src/${values.room}/${file}`)
const instrumented = await instrumenter.instrument(
  files.map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true })),
  { plugins: null, excludedMutations: [], ignorers: [] },
)
const contents = new Map(instrumented.files.map(({ name, content }) => [name, content]))
writeFileSync('.cache/teeth/mutants.json', JSON.stringify(instrumented.mutants))

const tests = readdirSync(`tests/unit/${values.room}`).filter((file) => file.endsWith('.test.ts'))
await build({
  stdin: {
    contents: `import { run } from './tests/campaigns/mutants.js'
await run([${tests.map((file) => `['${file}', () => import('./tests/unit/${values.room}/${file.replace(/\.ts$/, '.js')}')]`).join(', ')}], ${Number(values.minutes)}, '${values.room}')`,
    resolveDir: root,
    sourcefile: 'mutants-of-a-room.ts',
    loader: 'ts',
  },
  outfile: '.cache/teeth/mutants.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
  plugins: [
    {
      name: 'mutants',
      setup: ({ onLoad }) => {
        onLoad({ filter: /\.ts$/ }, ({ path }) => {
          const content = contents.get(path) ?? readFileSync(path, 'utf8')
          return {
            contents: path.endsWith('.test.ts')
              ? content.replaceAll('__dirname', JSON.stringify(dirname(path)))
              : content,
            loader: 'ts',
          }
        })
      },
    },
  ],
})
const { status } = spawnSync(process.execPath, ['.cache/teeth/mutants.mjs'], { stdio: 'inherit' })
process.exitCode = status ?? 1
