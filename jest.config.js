const every = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/packages', '<rootDir>/test', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.cache/', '<rootDir>/.runtime/', '<rootDir>/.sala/'],
  transform: { '^.+\\.tsx?$': '@swc/jest' },
};
const served = '**/*.{int,long,e2e}.spec.{ts,tsx}';

/** Unit (.spec), integration (.int.spec) and end-to-end (.e2e.spec) tests; the kinds are chosen by file name. */
export default {
  projects: [
    {
      ...every,
      displayName: 'unit',
      // They share a worker's modules (docs/decisions/0023).
      testEnvironment: './test/native/environment.ts',
      runtime: './test/native/runtime.ts',
      testMatch: ['**/*.spec.{ts,tsx}', `!${served}`],
    },
    {
      ...every,
      displayName: 'servers',
      testEnvironment: 'node',
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts', '$1.tsx'] },
      testMatch: [served],
    },
  ],
  // Real servers on a busy machine take their time; what must be fast is measured in benches.
  testTimeout: 30_000,
};
