module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {
        tsconfig: {
          target: 'ES2022',
          module: 'CommonJS',
          moduleResolution: 'Bundler',
          esModuleInterop: true,
          resolveJsonModule: true,
          strict: true,
          isolatedModules: true,
          types: ['jest', 'node'],
        },
      },
    ],
  },
  cacheDirectory: '<rootDir>/.cache/jest',
  coverageDirectory: '<rootDir>/coverage',
  // Instrumented: V8's own figures see neither a missing else nor an unused default argument.
  coverageProvider: 'babel',
  // An index only re-exports (the lint rules see to it); what it opens is counted where it stands.
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/index.ts',
    // Three lines, run by tests/package as the built command.
    '!src/cli/main.ts',
  ],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
}
