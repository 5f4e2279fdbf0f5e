/**
 * Mutation testing: changes one thing at a time in a room, and asks whether a quick test notices.
 *
 *   ROOM=routing npx stryker run .config/stryker.config.mjs                      a whole room
 *   ROOM=routing FILES=expiry,route npx stryker run .config/stryker.config.mjs   some of its files
 *
 * The tests are those of .config/jest.mutation.config.cjs. A mutant that no test reaches survives; one that does not compile is refused by
 * the type checker where `TYPES=1` says so, and counts as killed or survived like the others where not.
 */
const room = process.env['ROOM'] ?? 'routing'
const files = process.env['FILES']
const mutated = files === undefined ? '**/*' : files.includes(',') ? `{${files}}` : files

export default {
  mutate: [`src/${room}/${mutated}.ts`, '!src/**/index.ts'],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: '.config/jest.mutation.config.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  checkers: process.env['TYPES'] === '1' ? ['typescript'] : [],
  tsconfigFile: 'tsconfig.json',
  ignorePatterns: ['dist', 'docs', 'coverage', 'examples', '.cache', 'tests/bench', 'tests/corpus'],
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `.cache/mutation/${room}.json`,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `.cache/mutation/${room}.report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  tempDirName: '.cache/mutation/sandbox',
  concurrency: Number(process.env['WORKERS'] ?? 1),
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 60,
  disableTypeChecks: false,
  thresholds: { high: 100, low: 95, break: null },
}
