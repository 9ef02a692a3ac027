/** For the package alone; within Sala its short suites run with all others. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 30_000,
  testMatch: ['**/*.spec.ts'],
};
