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
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
};
