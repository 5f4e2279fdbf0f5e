// The long campaigns: what each of them runs, and how its result is said in one line.
const { spawnSync } = require('node:child_process')
const { existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs')

const report = '.cache/campaign.json'
const number = (value) => Math.round(value).toLocaleString('en-US')

/** Runs jest over some files, with more runs and another seed; gives the number of facts, or says what failed. */
const runTests = (files, { times, seed }) => {
  mkdirSync('.cache', { recursive: true })
  rmSync(report, { force: true })
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      '-c',
      '.config/jest.config.cjs',
      '--testTimeout=86400000',
      '--json',
      `--outputFile=${report}`,
      ...files,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TIMES: String(times), SEED: String(seed) } },
  )
  if (status !== 0 || !existsSync(report)) {
    return undefined
  }
  return JSON.parse(readFileSync(report, 'utf8')).numPassedTests
}

/** Runs a program and gives the lines that it printed; shows them and gives none where it failed. */
const linesOf = (command, options, environment = {}) => {
  const { status, stdout } = spawnSync(command, options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...environment },
  })
  if (status !== 0) {
    process.stdout.write(stdout ?? '')
    return undefined
  }
  return stdout.trim().split('\n')
}

const teeth = (...options) => linesOf(process.execPath, ['tests/teeth/run.mjs', ...options])?.at(-1)

/** The vectors, through the protocol: this library as a program of its own. */
const conformance = () => {
  const cli = ['--import', 'tsx', 'src/cli/main.ts', 'conformance']
  const target = [process.execPath, ...cli, 'serve'].join(' ')
  const run = [...cli, 'run', '--target', target, '--format', 'json', '--timeout', '60']
  const json = linesOf(process.execPath, run)
  if (json === undefined) {
    return undefined
  }
  const { records, summary } = JSON.parse(json.join('\n'))
  const count = (verdict) => records.filter((record) => record.verdict === verdict).length
  const bad = count('Fail') + count('Errored') + count('Skipped')
  return `${number(records.length)} vectors, ${number(count('Pass'))} passed, ${count('Informational')} informational, ${bad} failed or skipped; ${summary.line}`
}

/** Findings about generated preference documents, each checked by the router. */
const lint = ({ times, seed }) => {
  const lines = linesOf('npx', [
    ...['tsx', 'tests/campaigns/lint.ts', '--documents', String(Math.round(2000 * times)), '--seed', String(seed)],
  ])
  const value = (name) => number(Number(lines?.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)))
  return lines === undefined
    ? undefined
    : `${value('documents')} documents, ${value('rules')} rules, ${value('planted')} defects planted: all found, ${value('findings')} findings, ${value('wrong')} wrong, ${value('undecided')} undecided`
}

/** One thing changed at a time in a room: what of it the quick tests notice. What is left is on the page about it. */
const mutation = ({ room, files }) =>
  linesOf(process.execPath, [
    ...['tests/teeth/mutants.mjs', '--room', room],
    ...(files === undefined ? [] : ['--files', files]),
  ])?.at(-1)

const jestCampaign = (name, what, files, figure) => ({
  name,
  what,
  run: (size) => {
    const facts = runTests(files, size)
    return facts === undefined ? undefined : figure(facts, size.times)
  },
})

const routingLaws = [
  'alwaysDecides',
  'decidesTheSameTwice',
  'diversionTrumps',
  'defersUnder',
  'defersWithout',
  'sendsToExactly',
  'perDevice',
  'storesOnce',
  'orderOfClients',
  'addingAClient',
  'insertsTarget',
  'givesItsReason',
].map((law) => `tests/laws/${law}`)

const readers = [
  'decodeNeverThrows',
  'decodeEncodeIsIdentity',
  'unknownFieldsAreDropped',
  'hostileKeysAreInert',
  'rawReadersNeverThrow',
  'xmlReadersNeverThrow',
  'preferencesAreTheSameAfterXml',
].map((law) => `tests/laws/${law}`)

/** Every campaign, in the order of the page. */
const campaigns = [
  jestCampaign(
    'table',
    'the whole decision table, by four evaluators, and what each factor changes by itself',
    ['tests/exhaustive'],
    () => '393,216 + 132,192 rows: 0 disagreements; every factor with its pair of rows',
  ),
  jestCampaign(
    'properties',
    'the laws of routing, against requests by chance',
    routingLaws,
    (facts, times) => `${facts} facts, ${number(times * 1000)} requests each: 0 violations`,
  ),
  jestCampaign(
    'oracle',
    'routing against a second implementation',
    ['tests/oracle/differential.test.ts'],
    (_, times) => `${number(times * 3000)} requests: 0 disagreements`,
  ),
  jestCampaign(
    'fuzz',
    'every reader, on octets and documents that are nearly right or not at all',
    readers,
    (facts, times) =>
      `${facts} facts, ${number(times * 500)} to ${number(times * 2000)} inputs each: no throw, all read again the same`,
  ),
  {
    name: 'states',
    what: 'every state of small worlds, larger than those of the tests, with every law at every step',
    run: ({ times }) => teeth('states', '--times', String(times)),
  },
  jestCampaign(
    'deferral-oracle',
    'the deferral against a second implementation',
    ['tests/oracle/deferralDifferential.test.ts'],
    (_, times) => `${number(times * 200)} scenarios of 40 events: 0 new disagreements`,
  ),
  jestCampaign(
    'faults',
    'a server with ports that fail, answers that are lost, and crashes between any two steps',
    ['tests/simulation/faults.test.ts'],
    (_, times) =>
      `${number(times * 500)} seeds of 60 steps: 0 losses, 0 duplicates, all ended after the faults stopped`,
  ),
  { name: 'conformance', what: 'the vectors of the kit, put to this library through the protocol', run: conformance },
  { name: 'lint', what: 'findings about generated preference documents', run: lint },
  { name: 'teeth', what: 'faults on purpose, each of which its checkers must notice', run: () => teeth() },
  { name: 'mutation', what: 'one thing changed at a time in a room, which a quick test must notice', run: mutation },
]

module.exports = { campaigns }
