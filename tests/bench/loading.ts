/**
 * What the package costs before it does anything: `npm run build`, then `npm run bench -- loading`.
 *
 * Loading is timed in fresh processes, by turns; sizes are those of a bundle with its peers, minified, from what bundlers are given.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { numbersOption, ratioText, report, short, spreadOf, tableText } from './support/figures.js'

const at = (file: string): string => pathToFileURL(resolve(file)).href
const modules = {
  'fp-ts/lib/function.js': at('node_modules/fp-ts/lib/function.js'),
  'fp-ts/lib/Option.js': at('node_modules/fp-ts/lib/Option.js'),
  'cpm-routing/routing': at('dist/esm/routing/index.js'),
  'cpm-routing': at('dist/esm/index.js'),
}

const millisecondsToLoad = (module: string): number => {
  const program =
    `const { user, system } = process.cpuUsage(); await import('${module}'); ` +
    'const after = process.cpuUsage(); console.log((after.user + after.system - user - system) / 1000)'
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }))
}

const bundles = {
  route: "export { route } from './dist/bundler/routing/index.js'",
  'route, compile, routeCompiled': "export { route, compile, routeCompiled } from './dist/bundler/routing/index.js'",
  'all of routing': "export * from './dist/bundler/routing/index.js'",
  'transition, emptyQueue': "export { transition, emptyQueue } from './dist/bundler/deferral/index.js'",
  'route, compile, routeCompiled, transition, emptyQueue':
    "export { route, compile, routeCompiled } from './dist/bundler/routing/index.js'\n" +
    "export { transition, emptyQueue } from './dist/bundler/deferral/index.js'",
  'all of routing and deferral':
    "export * from './dist/bundler/routing/index.js'\nexport * from './dist/bundler/deferral/index.js'",
}

interface Bundle {
  readonly bytes: number
  /** Bytes by where they come from. */
  readonly parts: Readonly<Record<string, number>>
}

const bundled = async (contents: string): Promise<Bundle> => {
  const { metafile } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  const output = Object.values(metafile.outputs)[0]!
  const parts: Record<string, number> = {}
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const part = /^dist\/bundler\/([^/]+)/.exec(file)?.[1] ?? /node_modules\/([^/]+)/.exec(file)?.[1] ?? file
    parts[part] = (parts[part] ?? 0) + bytesInOutput
  }
  return { bytes: output.bytes, parts }
}

if (existsSync('dist/esm/routing/index.js')) {
  const rounds = numbersOption('rounds', [9])[0]!
  const names = Object.keys(modules) as readonly (keyof typeof modules)[]
  const times = Array.from({ length: rounds }, () => names.map((name) => millisecondsToLoad(modules[name])))
  const loaded = names.map((name, index) => ({
    name,
    milliseconds: spreadOf(times.map((round) => round[index]!)),
    ratio: spreadOf(times.map((round) => round[index]! / round[0]!)),
  }))
  const sizes: (Bundle & { readonly name: string })[] = []
  for (const [name, contents] of Object.entries(bundles)) {
    sizes.push({ name, ...(await bundled(contents)) })
  }
  report(
    'What loading and shipping cost',
    `${tableText(
      ['module', 'ms', '÷ fp-ts/lib/function.js: median (least to most)'],
      loaded.map(({ name, milliseconds, ratio }) => [name, short(milliseconds.median), ratioText(ratio)]),
    )}\n\n${tableText(
      ['bundle with its peers, minified', 'bytes', 'of which'],
      sizes.map(({ name, bytes, parts }) => [
        name,
        bytes.toLocaleString('en-US'),
        Object.entries(parts)
          .filter(([, size]) => size > 0)
          .map(([part, size]) => `${part} ${size}`)
          .join(', '),
      ]),
    )}\n`,
    { loaded, sizes },
    [
      { what: 'loading routing ÷ loading fp-ts/lib/function.js', measured: loaded[2]!.ratio.median, bound: 2 },
      {
        what: 'kB of routing and deferral',
        measured:
          sizes.find(({ name }) => name.endsWith('transition, emptyQueue') && name.startsWith('route'))!.bytes / 1000,
        bound: 20,
      },
    ],
  )
} else {
  console.log('\nWhat loading and shipping cost: run `npm run build` first')
}
