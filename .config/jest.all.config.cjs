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

// What touches wall clocks runs again as on machines of other zones: the answer does not change with the machine.
const wallClocks = ['**/tests/unit/{schedule,routing}/**/*.test.ts']

module.exports = {
  rootDir: resolve(__dirname, '..'),
  projects: [
    inZone('UTC', project.testMatch),
    inZone('America/New_York', wallClocks),
    inZone('Asia/Kolkata', wallClocks),
  ],
  coverageDirectory,
  coverageProvider,
  coverageReporters,
  collectCoverageFrom: project.collectCoverageFrom,
  coverageThreshold: { global: { lines: 100, branches: 100, functions: 100, statements: 100 } },
}
