const { readdirSync, readFileSync } = require('node:fs')
const { resolve } = require('node:path')

const { coverageDirectory, coverageProvider, coverageReporters, ...project } = require('./jest.config.cjs')

const inZone = (zone, testMatch) => ({
  ...project,
  rootDir: resolve(__dirname, '..'),
  displayName: zone,
  testMatch,
  testEnvironment: '<rootDir>/.config/zoneEnvironment.cjs',
  testEnvironmentOptions: { zone },
})

/** What touches wall clocks runs again as on machines of other zones: the answer does not change with the machine. */
const wallClocks = ['**/tests/unit/{schedule,routing}/**/*.test.ts']

/** The laws that go through every state of small worlds: here they run together, by tests/exhaustive/everyLaw.test.ts. */
const togetherByOne = readdirSync(resolve(__dirname, '../tests/laws'))
  .filter((name) => readFileSync(resolve(__dirname, '../tests/laws', name), 'utf8').includes('support/law.js'))
  .map((name) => `**/tests/laws/${name}`)

/** Tables of every case, every state of small worlds, and seeds reach every line by sheer number, so what they cover does not count. */
const bySheerNumber = [
  '**/tests/exhaustive/**/*.test.ts',
  '**/tests/simulation/**/*.test.ts',
  '**/tests/laws/{neverStuck,lintTellsTheTruth,impactMissesNoChange}.test.ts',
  '**/tests/conformance/{teeth,own,oracle}.test.ts',
  '**/tests/oracle/**/*.test.ts',
]

/** Counting costs time, and the first pass over the tests is the one that counts. */
const uncounted = { coveragePathIgnorePatterns: ['/src/'] }

module.exports = {
  rootDir: resolve(__dirname, '..'),
  projects: [
    { ...inZone('UTC', bySheerNumber), ...uncounted, displayName: 'by sheer number' },
    inZone('UTC', [...project.testMatch, ...[...bySheerNumber, ...togetherByOne].map((pattern) => `!${pattern}`)]),
    { ...inZone('America/New_York', wallClocks), ...uncounted },
    { ...inZone('Asia/Kolkata', wallClocks), ...uncounted },
  ],
  maxWorkers: 2,
  coverageDirectory,
  coverageProvider,
  coverageReporters,
  collectCoverageFrom: project.collectCoverageFrom,
  coverageThreshold: {
    global: { lines: 100, branches: 100, functions: 100, statements: 100 },
  },
}
