// The long campaigns: what each of them runs, and how its result is said in one line.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

const report = '.cache/campaign.json'
const number = (value) => Math.round(value).toLocaleString('en-US')

/** Runs jest over some files, with more runs and another seed; gives the number of facts, or says what failed. */
const jest = (files, { times, seed }) => {
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

/** Runs a program of ours that prints its figure as its last line. */
const program = (file, { times, seed }, more = []) => {
  const { status, stdout } = spawnSync(
    'npx',
    ['tsx', file, '--times', String(times), '--seed', String(seed), ...more],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    },
  )
  return status === 0 ? stdout.trim().split('\n').at(-1) : undefined
}

const jestCampaign = (name, what, files, figure) => ({
  name,
  what,
  run: (size) => {
    const facts = jest(files, size)
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
export const campaigns = [
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
]
