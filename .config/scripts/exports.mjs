// Makes the entries of package.json that follow from rooms.mjs; `--write` writes them, otherwise a difference is an error.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { rooms } from '../rooms.mjs'

process.chdir(resolve(import.meta.dirname, '../..'))

const missing = rooms.filter(([, file]) => !existsSync(`src/${file}.ts`))
const unlisted = readdirSync('src')
  .filter((name) => name !== 'cli' && existsSync(`src/${name}/index.ts`))
  .filter((name) => !rooms.some(([, file]) => file === `${name}/index`))
const present = rooms.filter((room) => !missing.includes(room))

const doors = Object.fromEntries(
  present.map(([subpath, file]) => [
    subpath,
    {
      import: {
        types: `./dist/esm/${file}.d.ts`,
        browser: `./dist/bundler/${file}.js`,
        default: `./dist/esm/${file}.js`,
      },
      require: { types: `./dist/cjs/${file}.d.ts`, default: `./dist/cjs/${file}.js` },
    },
  ]),
)

const entries = {
  main: './dist/cjs/index.js',
  module: './dist/esm/index.js',
  types: './dist/cjs/index.d.ts',
  unpkg: './dist/browser/cpm-routing.js',
  jsdelivr: './dist/browser/cpm-routing.js',
  exports: {
    ...doors,
    './schemas/*.json': './src/wire/schemas/*.json',
    './conformance/vectors/*.json': './src/conformance/vectors/*.json',
    './conformance/schemas/*.json': './src/conformance/schemas/*.json',
    './package.json': './package.json',
  },
  typesVersions: {
    '*': Object.fromEntries(
      present
        .filter(([subpath]) => subpath !== '.')
        .map(([subpath, file]) => [subpath.slice(2), [`./dist/cjs/${file}.d.ts`]]),
    ),
  },
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const stale = Object.keys(entries).filter((key) => JSON.stringify(manifest[key]) !== JSON.stringify(entries[key]))

if (process.argv.includes('--write')) {
  writeFileSync('package.json', `${JSON.stringify({ ...manifest, ...entries }, null, 2)}\n`)
} else if (stale.length > 0 || missing.length > 0 || unlisted.length > 0) {
  const doorless = unlisted.map((name) => `src/${name}/index.ts has no line in .config/rooms.mjs\n`).join('')
  const unbuilt = missing.map(([subpath, file]) => `${subpath} has no src/${file}.ts\n`).join('')
  const outdated =
    stale.length > 0 ? `package.json is not as rooms.mjs has it: ${stale.join(', ')}; npm run exports\n` : ''
  process.stderr.write(unbuilt + doorless + outdated)
  process.exit(1)
}
