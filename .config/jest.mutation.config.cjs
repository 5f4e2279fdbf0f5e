const { resolve } = require('node:path')
const {
  coverageDirectory,
  coverageProvider,
  coverageReporters,
  collectCoverageFrom,
  ...project
} = require('./jest.config.cjs')

const room = process.env.ROOM ?? 'routing'
const tests = process.env.TESTS === undefined ? '**/*' : `{${process.env.TESTS},}`

/** Laws that are quick enough to be asked about every mutant, with a tenth of their requests: `LAWS=storesOnce,alwaysDecides`. */
const laws = process.env.LAWS === undefined ? [] : [`**/tests/laws/{${process.env.LAWS},}.test.ts`]
process.env.TIMES ??= '0.1'

/** The tests of one room: those that reach a mutant are run against it. */
module.exports = {
  ...project,
  rootDir: resolve(__dirname, '..'),
  testMatch: [`**/tests/unit/${room}/${tests}.test.ts`, ...laws],
  maxWorkers: 1,
}
