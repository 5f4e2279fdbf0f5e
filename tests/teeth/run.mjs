// Breaks the library on purpose, one fault after the other, and asks of every checker that should notice whether it does:
//
//   node tests/teeth/run.mjs                             all faults, and every checker without a fault
//   node tests/teeth/run.mjs states --times 3            larger worlds, a minute each
//   node tests/teeth/run.mjs --quick --show --faults dnd   faults with a part of a name, and what is found
//
// The checkers are those of the repository, as they stand. They are bundled with other modules in place of `route`, `transition` and the
// frame of a law: the first two can be broken, the third stops at the first violation.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
/** What is exported by another module in place of its own. */
const replaced = {
  'src/routing/route': ['route', 'subject'],
  'src/routing/index': ['route', 'subject'],
  'src/deferral/transition': ['transition', 'subject'],
  'src/deferral/index': ['transition', 'subject'],
  'tests/exhaustive/evaluators': ['agree', 'subject'],
  'tests/support/law': ['itHolds', 'law'],
}

/** Has the files of the tests, but not those of this folder, import what is broken. */
const redirect = {
  name: 'redirect',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, resolveDir, namespace }) => {
      const isOfTests = importer.startsWith(`${root}/tests/`) && !importer.startsWith(`${root}/tests/teeth/`)
      const wanted = resolve(resolveDir, path)
        .slice(root.length + 1)
        .replace(/\.js$/, '')
      return namespace === 'file' && isOfTests && wanted in replaced
        ? { path: wanted, namespace: 'replaced' }
        : undefined
    })
    onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path }) => {
      const [name, file] = replaced[path]
      const [real, other] = [`${root}/${path}.ts`, `${root}/tests/teeth/${file}.ts`].map((each) => JSON.stringify(each))
      return { contents: `export * from ${real}\nexport { ${name} } from ${other}`, loader: 'ts', resolveDir: root }
    })
    // A bundle lies elsewhere than the files that it was made of.
    onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }))
  },
}

process.chdir(root)
await build({
  entryPoints: ['tests/campaigns/teeth.ts', 'tests/campaigns/states.ts'],
  outdir: '.cache/teeth',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
  plugins: [redirect],
})
const [program, ...options] = process.argv[2] === 'states' ? process.argv.slice(2) : ['teeth', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, [`.cache/teeth/${program}.mjs`, ...options], {
  stdio: 'inherit',
  // A disagreement with an oracle is not made shorter: that there is one is enough.
  env: { ...process.env, SHOW: '0' },
})
process.exitCode = status ?? 1
