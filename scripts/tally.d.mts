export type JestResults = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
};
export function tallyOf(results: JestResults | undefined, exitCode: number | null): { passed: number; failed: number; skipped: number; tests: number };
