// Sets up what is missing, then routes the SIP MESSAGE of examples/ through its preferences and its registration: the decision on
// standard output, how it came about on standard error.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

process.chdir(resolve(import.meta.dirname, '../..'))

/** Runs a step whose output is for a person, or ends here. */
const prepare = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')} failed\n`)
    process.exit(1)
  }
}

const ask = (question) => {
  const documents = [
    '--message',
    'message.sip',
    '--preferences',
    'preferences.json',
    '--registration',
    'registration.xml',
  ]
  const files = documents.map((word) => (word.startsWith('--') ? word : `examples/${word}`))
  const words = ['dist/esm/cli/main.js', question, ...files, '--now', '2026-02-03T22:30:00Z', ...process.argv.slice(2)]
  const { status, stdout } = spawnSync(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) {
    process.stdout.write(stdout)
    process.exit(status ?? 1)
  }
  return stdout
}

if (!existsSync('node_modules/.package-lock.json')) {
  prepare('npm', ['ci', '--no-audit', '--no-fund'])
}
// The last file that a build writes.
if (!existsSync('dist/browser/cpm-routing.js')) {
  prepare(process.execPath, ['.config/scripts/build.mjs'])
}
process.stdout.write(ask('route'))
process.stderr.write(`\n${JSON.parse(ask('explain')).text}\n`)
