export type JestResults = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: number;
};

/**
 * Counts jest's results. A file that did not run at all counts as one failed, and so does a run that gave no results or
 * ended with an error code though no test failed; todo and pending tests count as skipped.
 */
export const tallyOf = (results: JestResults | undefined, exitCode: number | null): Tally => {
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0, tests: 0 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
    tests: results.numPassedTests + results.numFailedTests,
  };
};

/** The failed tests of a run, each by its file and name, and the files that did not run at all. */
export const failedTests = (results: JestResults | undefined): string[] =>
  (results?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name] : [];
    return failed.map(({ fullName }) => `${name}: ${fullName}`);
  });
