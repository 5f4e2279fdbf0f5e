// The programs of the site: the playground with the library itself in it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = 'examples/scenarios'

const scenarios = () =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  )

/** Puts the scenarios of the examples where `examples:scenarios` is imported. */
const withScenarios = {
  name: 'scenarios',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^examples:scenarios$/ }, ({ path }) => ({ path, namespace: 'examples' }))
    onLoad({ filter: /.*/, namespace: 'examples' }, () => ({
      contents: `export const scenarios = ${JSON.stringify(scenarios())}`,
      resolveDir: process.cwd(),
    }))
  },
}

/** Writes the programs beside the pages: plain scripts, since modules cannot be loaded from a folder. */
export const bundle = (out) =>
  build({
    entryPoints: {
      playground: 'docs/site/playground/playground.ts',
      scenario: 'docs/site/playground/scenario.ts',
      search: 'docs/site/style/search.ts',
      site: 'docs/site/style/site.ts',
    },
    outdir: out,
    tsconfig: 'docs/site/tsconfig.json',
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'eof',
    logLevel: 'warning',
    plugins: [withScenarios],
  })
