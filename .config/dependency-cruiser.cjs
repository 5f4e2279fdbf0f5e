/** What each room may import besides itself; a room that is not listed may import nothing, and every import points upstream. */
const upstream = {
  // A reading of a silent place is a part of the requirements.
  requirements: ['interpretations'],
  interpretations: [],
  model: ['requirements'],
  schedule: ['model', 'requirements'],
  routing: ['schedule', 'model', 'requirements'],
  deferral: ['routing', 'schedule', 'model', 'requirements'],
  messageStorageServer: ['model', 'schedule', 'requirements'],
  cpmClient: ['model', 'schedule', 'requirements'],
  effects: ['deferral', 'routing', 'schedule', 'model', 'requirements'],
  // A world: every role, and the forms in which a scenario is written.
  simulation: [
    'effects',
    'deferral',
    'messageStorageServer',
    'cpmClient',
    'wire',
    'routing',
    'schedule',
    'model',
    'requirements',
  ],
  analysis: ['routing', 'schedule', 'model', 'requirements'],
  contracts: ['effects', 'model', 'requirements'],
  conformance: ['model', 'requirements'],
  wire: ['model', 'schedule', 'requirements'],
}

/** The same for the rooms inside `wire`: octets know nothing of messages, messages nothing of each other's neighbours. */
const upstreamInWire = {
  octets: [],
  mime: ['octets'],
  xml: ['octets'],
  cpim: ['mime', 'octets'],
  sip: ['cpim', 'mime', 'octets'],
  imdn: ['xml', 'mime', 'octets'],
  reginfo: ['xml', 'mime', 'octets'],
  outgoing: ['sip', 'cpim', 'imdn', 'xml', 'mime', 'octets'],
  documents: ['mime', 'octets'],
  policy: ['documents', 'xml', 'mime', 'octets'],
}

/** Where every room imports only what stands before it, no rooms import each other, not even by different files. */
const withoutCycle = (table) => {
  const before = new Set()
  const rest = new Set(Object.keys(table))
  for (let found = true; found; ) {
    found = false
    for (const room of rest) {
      if (table[room].every((name) => before.has(name) || !(name in table))) {
        before.add(room)
        found = rest.delete(room)
      }
    }
  }
  if (rest.size > 0) {
    throw new Error(`these rooms import each other: ${[...rest].join(', ')}`)
  }
  return Object.entries(table)
}

/** A pattern for the files of rooms, be they folders or single files. */
const filesOf = (names) => `^src/(${names.join('|')})(/|\\.ts$)`

const layerRules = withoutCycle(upstream).map(([room, allowed]) => ({
  name: `${room}-imports-upstream-only`,
  severity: 'error',
  from: { path: filesOf([room]) },
  to: { path: '^src/', pathNot: filesOf([room, ...allowed]) },
}))

const wireRules = withoutCycle(upstreamInWire).map(([room, allowed]) => ({
  name: `wire-${room}-imports-upstream-only`,
  severity: 'error',
  from: { path: `^src/wire/${room}/` },
  to: { path: '^src/wire/(index\\.ts|[^/]+/)', pathNot: `^src/wire/(${[room, ...allowed].join('|')})/` },
}))

/** A third-party library enters by one room. */
const enters = (name, library, room) => ({
  name: `${name}-enters-by-one-room`,
  severity: 'error',
  from: { path: '^src/', pathNot: room },
  to: { path: library },
})

module.exports = {
  forbidden: [
    ...layerRules,
    ...wireRules,
    {
      name: 'every-room-is-listed',
      severity: 'error',
      comment: 'Write down what a new room may import.',
      from: { path: '^src/[^/]+/', pathNot: filesOf([...Object.keys(upstream), 'cli']) },
      to: {},
    },
    {
      name: 'every-room-of-wire-is-listed',
      severity: 'error',
      from: {
        path: '^src/wire/[^/]+/',
        pathNot: `^src/wire/(${[...Object.keys(upstreamInWire), 'schemas'].join('|')})/`,
      },
      to: {},
    },
    {
      name: 'the-door-opens-the-middle-only',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { pathNot: filesOf(['model', 'schedule', 'routing', 'deferral', 'requirements']) },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'node-in-the-command-line-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-file-cycle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: 'node_modules/(fp-ts|io-ts|@types)/' },
    },
    enters('io-ts', 'node_modules/io-ts/', '^src/wire/'),
    enters('saxes', 'node_modules/saxes/', '^src/wire/xml/'),
    enters('task', 'node_modules/fp-ts/lib/\\w*Task\\w*\\.js', '^src/(effects|contracts|simulation|cli)/'),
    enters('date-fns', 'node_modules/date-fns/', '^src/(schedule|wire/documents)/'),
    {
      name: 'the-oracle-is-independent',
      severity: 'error',
      comment: 'A second implementation that borrowed from the first would agree with its mistakes.',
      from: { path: '^tests/oracle/[^/]*[oO]racle[^/]*$' },
      to: { path: '^src/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
