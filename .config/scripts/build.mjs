// Builds dist: ESM for Node, CommonJS, ESM for bundlers, and one file for script tags.
//
//   src ──tsc──────► dist/esm/**/*.d.ts, copied to dist/cjs
//    ├───esbuild───► dist/esm      one file for each room and each part that rooms share ──► dist/cjs, file by file
//    └───esbuild───► dist/bundler  file by file, fp-ts/lib → fp-ts/es6 ──► dist/browser/cpm-routing.js
//
// Node opens a file in half a millisecond, so what is loaded there is few files; a bundler drops best what comes in small ones.
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { rooms } from '../rooms.mjs'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)

const filesIn = async (folder, ending) =>
  (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(ending)).map((file) => join(folder, file))

const common = { target: 'es2022', platform: 'neutral', logLevel: 'warning' }

const writeDeclarations = async () => {
  try {
    const compiler = ['node_modules/typescript/bin/tsc', '-p', '.config/tsconfig.declarations.json']
    await promisify(execFile)(process.execPath, compiler)
  } catch (error) {
    throw new Error(`declarations\n${error.stdout}${error.stderr}`)
  }
  await cp('dist/esm', 'dist/cjs', {
    recursive: true,
    filter: (file) => !file.startsWith('dist/esm/cli') && !/\.js(\.map)?$|\/parts$/.test(file),
  })
}

/** What Node imports, and the same file by file as what it requires. */
const writeNodeOutput = async () => {
  const modules = { ...common, format: 'esm', bundle: true, splitting: true, packages: 'external', sourcemap: true }
  const { metafile } = await build({
    ...modules,
    entryPoints: Object.fromEntries(
      [...rooms.map(([, file]) => file), 'cli/main'].map((file) => [file, `src/${file}.ts`]),
    ),
    chunkNames: 'parts/[hash]',
    outdir: 'dist/esm',
    sourcesContent: false,
    metafile: true,
  })
  await chmod('dist/esm/cli/main.js', 0o755)
  // The command line is for import alone, and so are the parts that only it needs.
  const outputs = metafile.outputs
  const needed = new Set(rooms.map(([, file]) => `dist/esm/${file}.js`))
  for (const file of needed) {
    for (const { path, external } of outputs[file].imports) {
      if (external !== true) {
        needed.add(path)
      }
    }
  }
  await build({
    ...common,
    entryPoints: [...needed],
    outdir: 'dist/cjs',
    outbase: 'dist/esm',
    format: 'cjs',
    sourcemap: true,
    sourcesContent: false,
  })
  await writeFile('dist/cjs/package.json', '{ "type": "commonjs", "sideEffects": false }\n')
}

const forBundlers = (code) => code.replace(/(['"])(fp-ts|io-ts)\/lib\/(\w+)\.js\1/g, '$1$2/es6/$3.js$1')

const writeBundlerOutput = async () => {
  const sources = (await filesIn('src', '.ts')).filter((file) => !file.startsWith('src/cli'))
  await build({ ...common, entryPoints: sources, outbase: 'src', outdir: 'dist/bundler', format: 'esm' })
  for (const file of await filesIn('dist/bundler', '.js')) {
    await writeFile(file, forBundlers(await readFile(file, 'utf8')))
  }
}

const writeBrowserBundle = async () => {
  const wire = existsSync('dist/bundler/wire/index.js') ? `export * as wire from './dist/bundler/wire/index.js'\n` : ''
  await build({
    ...common,
    stdin: { contents: `export * from './dist/bundler/index.js'\n${wire}`, resolveDir: root },
    outfile: 'dist/browser/cpm-routing.js',
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'cpmRouting',
    platform: 'browser',
    sourcemap: true,
    legalComments: 'eof',
  })
}

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
await Promise.all([writeDeclarations(), writeNodeOutput(), writeBundlerOutput().then(writeBrowserBundle)])
