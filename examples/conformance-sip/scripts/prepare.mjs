// Sets up what is missing on a fresh machine: the library, its build, the example that is examined, the packages of this one. Then compiles.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const here = resolve(import.meta.dirname, '..')
const library = resolve(here, '../..')

const run = (folder, command, ...args) => {
  const options = { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }
  const { status } = spawnSync(command, args, options)
  if (status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')} failed in ${folder}\n`)
    process.exit(1)
  }
}

if (!existsSync(resolve(library, 'node_modules/.package-lock.json'))) {
  run(library, 'npm', 'ci', '--no-audit', '--no-fund')
}
// The last file that a build of the library writes.
if (!existsSync(resolve(library, 'dist/browser/cpm-routing.js'))) {
  run(library, process.execPath, '.config/scripts/build.mjs')
}
if (!existsSync(resolve(here, 'node_modules/.package-lock.json'))) {
  run(here, 'npm', 'ci', '--no-audit', '--no-fund')
}
run(resolve(here, '../participating-function'), process.execPath, 'scripts/prepare.mjs')
run(here, process.execPath, 'node_modules/typescript/bin/tsc')
