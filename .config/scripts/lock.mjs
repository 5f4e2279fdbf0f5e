// Keeps package-lock.json whole: it names no package host, and has an entry for every optional package, those for other platforms
// included. A registry that does not carry them leaves them out, and then `npm ci` refuses the lock file. `--write` adds them.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

process.chdir(resolve(import.meta.dirname, '../..'))

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const places = Object.keys(lock.packages)

const platforms = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'wasm32',
]
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

/** What a package for one platform says of itself, read from its name. */
const restrictionsOf = (name) => {
  const words = name.split(/[-/]/)
  const os = platforms.find((platform) => words.includes(platform))
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(libc && os === 'linux' && { libc }),
    ...(os && os !== 'wasm32' && { os: [os] }),
  }
}

const isThere = (parent, name) =>
  `${parent}/node_modules/${name}` in lock.packages || places.some((place) => place === `node_modules/${name}`)

const missing = places.flatMap((parent) =>
  Object.entries(lock.packages[parent].optionalDependencies ?? {})
    .filter(([name]) => !isThere(parent, name))
    .map(([name, version]) => ({ name, version, isDev: lock.packages[parent].dev === true })),
)
const named = places.filter((place) => /^https?:/.test(lock.packages[place].resolved ?? ''))

if (process.argv.includes('--write')) {
  for (const { name, version, isDev } of missing) {
    const { cpu, libc, os } = restrictionsOf(name)
    const restricted = { ...(cpu && { cpu }), ...(isDev && { dev: true }), ...(libc && { libc }) }
    lock.packages[`node_modules/${name}`] = { version, ...restricted, optional: true, ...(os && { os }) }
  }
  const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
} else if (missing.length > 0 || named.length > 0) {
  process.stderr.write(missing.map(({ name }) => `package-lock.json has no entry for ${name}; npm run lock\n`).join(''))
  process.stderr.write(named.map((place) => `package-lock.json names a package host for ${place}\n`).join(''))
  process.exit(1)
}
