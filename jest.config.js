/** One configuration for unit (.spec), integration (.int.spec) and end-to-end (.e2e.spec) tests; the kinds are chosen by file name. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/packages', '<rootDir>/test', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.cache/', '<rootDir>/.runtime/', '<rootDir>/.sala/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts', '$1.tsx'] },
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  // Real servers on a busy machine take their time; what must be fast is measured in benches.
  testTimeout: 30_000,
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
};
