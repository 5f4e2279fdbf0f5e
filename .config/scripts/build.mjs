// Builds dist: ESM for Node, CommonJS, ESM for bundlers, and one file for script tags.
//
//   src ──tsc──► dist/esm ──fp-ts/lib → fp-ts/es6──► dist/bundler ──esbuild──► dist/browser/cpm-routing.js
//    └───tsc──► dist/cjs
import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)

const compile = async (config) => {
  try {
    await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `.config/${config}`])
  } catch (error) {
    throw new Error(`${config}\n${error.stdout}${error.stderr}`)
  }
}

const forBundlers = (code) =>
  code.replace(/(['"])(fp-ts|io-ts)\/lib\/(\w+)\.js\1/g, '$1$2/es6/$3.js$1').replace(/^\/\/# sourceMappingURL=.*$/m, '')

const writeBundlerOutput = async () => {
  const files = await readdir('dist/esm', { recursive: true })
  const modules = files.filter((file) => file.endsWith('.js') && !file.startsWith('cli'))
  for (const file of modules) {
    const target = join('dist/bundler', file)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, forBundlers(await readFile(join('dist/esm', file), 'utf8')))
  }
}

const writeBrowserBundle = async () => {
  const wire = existsSync('dist/bundler/wire/index.js') ? `export * as wire from './dist/bundler/wire/index.js'\n` : ''
  await build({
    stdin: { contents: `export * from './dist/bundler/index.js'\n${wire}`, resolveDir: root },
    outfile: 'dist/browser/cpm-routing.js',
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'cpmRouting',
    platform: 'browser',
    target: 'es2022',
    sourcemap: true,
    legalComments: 'eof',
    logLevel: 'warning',
  })
}

await rm('dist', { recursive: true, force: true })
await Promise.all([compile('tsconfig.esm.json'), compile('tsconfig.cjs.json')])
await writeFile('dist/cjs/package.json', '{ "type": "commonjs", "sideEffects": false }\n')
if (existsSync('dist/esm/cli/main.js')) {
  await chmod('dist/esm/cli/main.js', 0o755)
}
await writeBundlerOutput()
await writeBrowserBundle()
