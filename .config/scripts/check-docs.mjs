// Type-checks and runs every ```ts block of README.md, docs and the doc comments of src, and every example, against the built
// package, and compares what is printed with the `// => ` comments.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { transform } from 'esbuild'
import { expectedOutput, snippets, withoutLayout } from './snippets.mjs'

process.chdir(resolve(import.meta.dirname, '../..'))

const folder = '.cache/snippets'
const examples = readdirSync('examples')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const code = readFileSync(join('examples', file), 'utf8')
    return { file: `examples/${file}`, line: 1, name: `examples-${file.slice(0, -3)}`, code, isExample: true }
  })
const all = [...snippets(), ...examples]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { name, code, isExample } of all) {
  if (!isExample) {
    writeFileSync(join(folder, `${name}.ts`), `${code}\nexport {}\n`)
  }
}

const failures = new Map()
const fail = (snippet, reason) => failures.set(snippet, `${failures.get(snippet) ?? ''}${reason}\n`)

const check = () => {
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.config/tsconfig.docs.json'], {
    encoding: 'utf8',
  })
  for (const line of tsc.stdout.split('\n').filter((text) => text.includes('error TS'))) {
    const [, file = '', at = '1', message = line] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
    const snippet = all.find(({ name, isExample }) => file === (isExample ? '' : `${folder}/${name}.ts`))
    const example = all.find(({ file: own, isExample }) => isExample && own === file)
    fail(
      snippet ?? example ?? { file, line: 1 },
      `line ${Number(at) + ((snippet ?? example)?.line ?? 1) - 1}: ${message}`,
    )
  }
}

const run = async (snippet) => {
  const printed = []
  const { log } = console
  try {
    const { code } = await transform(snippet.code, { loader: 'ts', format: 'esm', target: 'node20' })
    const file = join(folder, `${snippet.name}.mjs`)
    writeFileSync(file, code)
    console.log = (...values) => void printed.push(format(...values))
    await import(pathToFileURL(resolve(file)).href)
  } catch (error) {
    fail(
      snippet,
      `throws ${String(error?.stack ?? error)
        .split('\n')
        .slice(0, 2)
        .join('\n')}`,
    )
    return
  } finally {
    console.log = log
  }
  const expected = withoutLayout(expectedOutput(snippet.code))
  const found = withoutLayout(printed.join('\n'))
  if (expected !== found) {
    fail(snippet, `says    ${expected}\nprints  ${found}`)
  }
  if (snippet.isExample && !/^assert/m.test(snippet.code)) {
    fail(snippet, 'ends without an assertion')
  }
}

check()
for (const snippet of all) {
  await run(snippet)
}

for (const [{ file, line }, reason] of failures) {
  process.stderr.write(`${file}:${line}\n${reason.trimEnd().replace(/^/gm, '  ')}\n`)
}
const failed = failures.size
mkdirSync('.cache/counts', { recursive: true })
writeFileSync('.cache/counts/docs.json', JSON.stringify({ passed: Math.max(0, all.length - failed), failed }))
process.stdout.write(`${all.length} snippets, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
