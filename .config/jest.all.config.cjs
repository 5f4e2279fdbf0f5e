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

/** Tables of every case reach every line by sheer number, so what they cover does not count, and is not slowed by counting. */
const tables = ['**/tests/exhaustive/**/*.test.ts']

module.exports = {
  rootDir: resolve(__dirname, '..'),
  projects: [
    { ...inZone('UTC', tables), displayName: 'tables', coveragePathIgnorePatterns: ['/src/'] },
    { ...inZone('UTC', project.testMatch), testPathIgnorePatterns: ['/node_modules/', '/tests/exhaustive/'] },
    inZone('America/New_York', wallClocks),
    inZone('Asia/Kolkata', wallClocks),
  ],
  maxWorkers: 2,
  coverageDirectory,
  coverageProvider,
  coverageReporters,
  collectCoverageFrom: project.collectCoverageFrom,
  coverageThreshold: { global: { lines: 100, branches: 100, functions: 100, statements: 100 } },
}
