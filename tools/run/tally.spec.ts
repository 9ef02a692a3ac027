import { describe, expect, it } from '@jest/globals';
import { tallyOf } from './tally.js';

const results = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the count of tests', () => {
  it.each([
    ['all passed', results, 0, { passed: 3, failed: 0, skipped: 0, tests: 3 }],
    ['a failed test', { ...results, numFailedTests: 1 }, 1, { passed: 3, failed: 1, skipped: 0, tests: 4 }],
    [
      'a file that does not compile',
      { ...results, numRuntimeErrorTestSuites: 1 },
      1,
      { passed: 3, failed: 1, skipped: 0, tests: 3 },
    ],
    ['an error code though no test failed', results, 1, { passed: 3, failed: 1, skipped: 0, tests: 3 }],
    ['a run that was killed', undefined, null, { passed: 0, failed: 1, skipped: 0, tests: 0 }],
    [
      'tests that cannot run here',
      { ...results, numPendingTests: 2 },
      0,
      { passed: 3, failed: 0, skipped: 2, tests: 3 },
    ],
  ])('has %s', (_what, given, exitCode, counted) => expect(tallyOf(given, exitCode)).toEqual(counted));
});
