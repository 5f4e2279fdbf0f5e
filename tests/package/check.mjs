// Uses the packed tarball as a stranger would: installs it in an empty folder and enters by every door.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { build, transform } from 'esbuild'
import { rooms } from '../../.config/rooms.mjs'
import { expectedOutput, snippets, withoutLayout } from '../../.config/scripts/snippets.mjs'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)

const run = async (command, args, options = {}) => {
  try {
    return await promisify(execFile)(command, args, { maxBuffer: 64 * 1024 * 1024, ...options })
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? error}`, { cause: error })
  }
}
const bin = (name) => join(root, 'node_modules/.bin', name)
const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'))

const counts = { passed: 0, failed: 0 }
const check = async (fact, prove) => {
  try {
    await prove()
    counts.passed += 1
    process.stdout.write(`ok   ${fact}\n`)
  } catch (error) {
    counts.failed += 1
    process.stdout.write(
      `FAIL ${fact}\n${String(error?.message ?? error)
        .trimEnd()
        .replace(/^/gm, '     ')}\n`,
    )
  }
}

const specifiers = rooms.map(([subpath]) => `cpm-routing${subpath.slice(1)}`)
const nameOf = (specifier) => specifier.replace(/\W+(\w)/g, (_, letter) => letter.toUpperCase())

// ------------------------------------------------------------------------------------------------ pack and install

const pack = async () => {
  await rm('.cache/pack', { recursive: true, force: true })
  await mkdir('.cache/pack', { recursive: true })
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', '.cache/pack'])
  const [{ filename, files, unpackedSize }] = JSON.parse(stdout)
  return { tarball: resolve('.cache/pack', filename), files: files.map(({ path }) => path), unpackedSize }
}

/** The packages that the library needs at run time, whatever depth: they are taken from here, so nothing is downloaded. */
const runtimePackages = async () => {
  const manifest = await readJson('package.json')
  const found = new Set()
  const visit = async (names) => {
    for (const name of names.filter((each) => !found.has(each))) {
      found.add(name)
      const { dependencies = {}, peerDependencies = {} } = await readJson(`node_modules/${name}/package.json`)
      await visit([...Object.keys(dependencies), ...Object.keys(peerDependencies)])
    }
  }
  await visit(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
  return [...found]
}

const install = async (tarball) => {
  const folder = await mkdtemp(join(tmpdir(), 'cpm-routing-'))
  const packages = await runtimePackages()
  const local = Object.fromEntries(packages.map((name) => [name, `file:${resolve('node_modules', name)}`]))
  const dependencies = { 'cpm-routing': `file:${tarball}`, ...local }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  await run('npm', ['install', '--offline', '--install-links', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  })
  return folder
}

const { tarball, files, unpackedSize } = await pack()
const folder = await install(tarball)
process.stdout.write(`${files.length} files, ${Math.round(unpackedSize / 1024)} KiB, installed in ${folder}\n`)

// ------------------------------------------------------------------------------------------------ what a stranger does

/** Delivers at noon and defers at night: enough to see that the answers are right, by whatever door. */
const consumer = `
const address = cpmAddress('tel:+15550100').value
const now = 1770112800000
const message = { entryId: 'e-1', kind: 'pager', originator: { address }, recipient: address, receivedAt: now, size: 5 }
const clients = [{ deviceId: 'd-1', registered: true, services: ['msg'] }]
const doNotDisturb = { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] }
const preferences = { owner: address, doNotDisturb }
const answerAt = (at) => route({ message, recipient: { preferences, clients }, now: at })
const noon = answerAt(now)
const night = answerAt(now + 12 * 3600000)
`
const answers = '`${noon._tag} ${noon.determinedBy.requirement}, ${night._tag} ${night.determinedBy.requirement}`'
const expectedAnswers = 'Send TERM-15, Defer TERM-12'

const inFolder = async (name, code) => {
  await writeFile(join(folder, name), code)
  return join(folder, name)
}

const node = async (name, code) => {
  const { stdout } = await run(process.execPath, [await inFolder(name, code)], { cwd: folder })
  return stdout.trim()
}

const namesByDoor = `Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, Object.keys(door).filter((key) => key !== 'default' && key !== '__esModule' && key !== 'module.exports').sort()]))`

const namesByImport = () =>
  node(
    'doors.mjs',
    `const doors = { ${specifiers.map((name) => `'${name}': await import('${name}')`).join(', ')} }
console.log(JSON.stringify(${namesByDoor}))`,
  )
const namesByRequire = () =>
  node(
    'doors.cjs',
    `const doors = { ${specifiers.map((name) => `'${name}': require('${name}')`).join(', ')} }
console.log(JSON.stringify(${namesByDoor}))`,
  )

const typed = `
import type { RoutingDecision, RoutingRequest } from 'cpm-routing'
import { route } from 'cpm-routing'
${specifiers.map((name) => `import * as ${nameOf(name)} from '${name}'`).join('\n')}
export const decide = (request: RoutingRequest): RoutingDecision => route(request)
export const doors: readonly object[] = [${specifiers.map(nameOf).join(', ')}]
// @ts-expect-error a request has a message
export const none = route({ recipient: {}, now: 0 })
`

/** Type-checks with the declarations of the library checked as well. */
const typeCheck = (file, options) =>
  run(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--ignoreConfig', '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
    ...['--skipLibCheck', 'false', '--target', 'es2022', '--lib', 'es2022', ...options, file],
  ])

const bundleFor = async (code, conditions = {}) => {
  const result = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundle',
    target: 'es2022',
    logLevel: 'silent',
    ...conditions,
  })
  return { code: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) }
}

const namesNoNode = (code) => {
  const named = builtinModules.filter((name) => code.includes(`"node:${name}"`) || code.includes(`require("${name}")`))
  assert.deepEqual(named, [])
}

const commandLine = async (args, input = '') => {
  const child = promisify(execFile)(join(folder, 'node_modules/.bin/cpm-routing'), args, { cwd: folder })
  child.child.stdin.end(input)
  const { stdout, stderr, code = 0 } = await child.catch((error) => error)
  return { stdout, stderr, code }
}

const request = {
  message: {
    entryId: 'e-1',
    kind: 'pager',
    originator: { address: 'sip:+15550199@home1.example' },
    recipient: 'sip:+15550100@home2.example',
    receivedAt: '2026-02-03T10:00:01Z',
    size: 5,
  },
  recipient: { clients: [{ deviceId: 'd-1', registered: true, services: ['msg'] }] },
  now: '2026-02-03T10:00:01Z',
}

/** Subpaths of JSON documents, which have no types. */
const documents = ['./schemas/*.json', './conformance/vectors/*.json', './conformance/schemas/*.json']

await Promise.all([
  check('publint finds nothing', () => run(bin('publint'), ['run', tarball, '--strict'])),
  check('the types resolve everywhere, Node 10 included', () =>
    run(bin('attw'), [tarball, '--no-emoji', '--format', 'ascii', '--exclude-entrypoints', ...documents]),
  ),
])

await check('the tarball holds dist, src and the four pages, and nothing else', async () => {
  const others = files.filter((file) => !/^(dist|src)\//.test(file)).sort()
  assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
  assert.deepEqual(
    files.filter((file) => /\.test\.|tsbuildinfo/.test(file)),
    [],
  )
})

await check('an import gets the right answers', async () =>
  assert.equal(
    await node('consumer.mjs', `import { cpmAddress, route } from 'cpm-routing'\n${consumer}\nconsole.log(${answers})`),
    expectedAnswers,
  ),
)

await check('a require gets the right answers', async () =>
  assert.equal(
    await node(
      'consumer.cjs',
      `const { cpmAddress, route } = require('cpm-routing')\n${consumer}\nconsole.log(${answers})`,
    ),
    expectedAnswers,
  ),
)

await check('every door opens to import and to require, and shows the same names', async () => {
  const [byImport, byRequire] = await Promise.all([namesByImport(), namesByRequire()])
  assert.deepEqual(JSON.parse(byRequire), JSON.parse(byImport))
  assert.deepEqual(Object.keys(JSON.parse(byImport)), specifiers)
})

await check('every JSON Schema and every vector is reached by its subpath', async () => {
  const schemas = files.filter((file) => /^src\/wire\/schemas\/.+\.json$/.test(file))
  const kit = files.filter((file) => /^src\/conformance\/(vectors|schemas)\/.+\.json$/.test(file))
  assert.notEqual(schemas.length, 0)
  assert.notEqual(kit.length, 0)
  const list = JSON.stringify([...schemas, ...kit].map((file) => file.replace(/^src\/(wire\/)?/, 'cpm-routing/')))
  const code = `for (const name of ${list}) JSON.parse(require('fs').readFileSync(require.resolve(name)))`
  await node('schemas.cjs', `${code}\nrequire('cpm-routing/package.json')`)
})

await Promise.all([
  check('the types fit under nodenext, import', async () =>
    typeCheck(await inFolder('typed.mts', typed), ['--module', 'nodenext']),
  ),
  check('the types fit under nodenext, require', async () =>
    typeCheck(await inFolder('typed.cts', typed), ['--module', 'nodenext']),
  ),
  check('the types fit under bundler', async () =>
    typeCheck(await inFolder('typed.ts', typed), ['--module', 'esnext', '--moduleResolution', 'bundler']),
  ),
])

await check('the file for script tags answers in an empty world, without Node', async () => {
  const code = await readFile(join(folder, 'node_modules/cpm-routing/dist/browser/cpm-routing.js'), 'utf8')
  namesNoNode(code)
  const found = runInNewContext(`${code}\nconst { cpmAddress, route } = cpmRouting\n${consumer};${answers}`)
  assert.equal(found, expectedAnswers)
})

await check('a bundle for browsers answers in an empty world, from the files for bundlers', async () => {
  const { code, inputs } = await bundleFor(
    `import { cpmAddress, route } from 'cpm-routing'\n${consumer}\nexport const found = ${answers}`,
  )
  namesNoNode(code)
  assert.equal(runInNewContext(`${code}\nbundle.found`), expectedAnswers)
  assert.deepEqual(
    inputs.filter((file) => /cpm-routing\/dist\/(?!bundler)|fp-ts\/lib/.test(file)),
    [],
  )
})

await check('every door goes into a bundle for browsers, without Node', async () => {
  const { code } = await bundleFor(specifiers.map((name) => `export * as ${nameOf(name)} from '${name}'`).join('\n'))
  namesNoNode(code)
  runInNewContext(code)
})

await check('who only routes loads neither io-ts nor an XML parser', async () => {
  const { inputs } = await bundleFor(`export * from 'cpm-routing'`, { treeShaking: false })
  assert.deepEqual(
    inputs.filter((file) => /node_modules\/(io-ts|saxes)\//.test(file)),
    [],
  )
})

await check('what is not used leaves the bundle', async () => {
  const { code } = await bundleFor(`import { isSameAddress } from 'cpm-routing'\nexport { isSameAddress }`)
  assert.ok(code.length < 2000, `${code.length} octets for one small function`)
})

/** In bytes, not above what is reached; the goal is 20,000, and names and texts of the data alone are more. */
const mostForRoutingAndDeferral = 62_000

await check('routing and deferral do not grow in a bundle with their peers', async () => {
  const names = 'route, compile, routeCompiled, nextChange, transition, plan, save, restore, emptyQueue'
  const { code } = await bundleFor(`export { ${names} } from 'cpm-routing'`, { format: 'esm' })
  assert.ok(code.length <= mostForRoutingAndDeferral, `${code.length} octets`)
})

/** What Node opens for a door: its own file and the parts that it shares with others. */
const filesOf = async (file, found = new Set()) => {
  found.add(file)
  for (const [, name] of (await readFile(file, 'utf8')).matchAll(/(?:from |import )"(\.[^"]+)"/g)) {
    const next = resolve(dirname(file), name)
    if (!found.has(next)) {
      await filesOf(next, found)
    }
  }
  return found
}

await check('who routes opens few files, and none of a peer', async () => {
  const opened = [...(await filesOf(join(folder, 'node_modules/cpm-routing/dist/esm/routing/index.js')))]
  const others = await Promise.all(opened.map(async (file) => /from "[^."]/.test(await readFile(file, 'utf8'))))
  assert.ok(opened.length <= 12, `${opened.length} files`)
  assert.ok(!others.includes(true), opened.filter((_, place) => others[place]).join(', '))
})

await check('the command line judges itself by the vectors in the package', async () => {
  const target = `"${join(folder, 'node_modules/.bin/cpm-routing')}" conformance serve`
  const out = join(folder, 'result.json')
  const { stderr, code } = await commandLine([
    ...'conformance run --format json'.split(' '),
    '--target',
    target,
    '--out',
    out,
  ])
  assert.equal(code, 0, stderr)
  const { records } = await readJson(out)
  assert.deepEqual(
    records
      .filter(({ verdict, mismatches }) => verdict === 'Skipped' || mismatches !== undefined)
      .map(({ vector, verdict }) => `${vector} ${verdict}`),
    [],
  )
})

await check('the command line routes a request from standard input', async () => {
  const { stdout, stderr, code } = await commandLine(['route', '-'], JSON.stringify(request))
  assert.equal(code, 0, stderr)
  assert.deepEqual(JSON.parse(stdout).determinedBy, { requirement: 'TERM-15' })
})

await check('the command line answers bad usage with status 2 and a bad document with status 1', async () => {
  const usage = await commandLine(['no-such-command'])
  assert.deepEqual({ stdout: usage.stdout, code: usage.code }, { stdout: '', code: 2 })
  const document = await commandLine(['route', '-'], '{}')
  assert.equal(document.code, 1)
})

await check('the README works word for word', async () => {
  const blocks = snippets().filter(({ file }) => file === 'README.md')
  assert.notEqual(blocks.length, 0)
  if (existsSync('examples')) {
    await cp('examples', join(folder, 'examples'), { recursive: true })
  }
  for (const { code, line } of blocks) {
    const module = await transform(code, { loader: 'ts', format: 'esm' })
    const found = withoutLayout(await node(`readme-${line}.mjs`, module.code))
    assert.equal(found, withoutLayout(expectedOutput(code)), `README.md:${line}`)
  }
})

await rm(folder, { recursive: true, force: true })
await mkdir('.cache/counts', { recursive: true })
await writeFile('.cache/counts/package.json', JSON.stringify(counts))
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
process.exitCode = counts.failed === 0 ? 0 : 1
