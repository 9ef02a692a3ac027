/** Unit (.spec), integration (.int.spec), end-to-end (.e2e.spec) and long (.long.spec) tests; the kinds are chosen by file name. */
export default {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/packages', '<rootDir>/test', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.cache/', '<rootDir>/.runtime/', '<rootDir>/.sala/'],
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  testMatch: ['**/*.spec.{ts,tsx}'],
  // They share a worker's modules (docs/decisions/0023).
  testEnvironment: './test/native/environment.ts',
  runtime: './test/native/runtime.ts',
  // Real servers on a busy machine take their time; what must be fast is measured in benches.
  testTimeout: 30_000,
};
