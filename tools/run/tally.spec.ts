import { describe, expect, it } from '@jest/globals';
import { failedTests, tallyOf } from './tally.js';

const results = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
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

it('names the failed tests, and the files that did not run at all', () => {
  const test = (fullName: string, status: string) => ({ fullName, status });
  const testResults = [
    { name: 'a.spec.ts', status: 'passed', assertionResults: [test('counts', 'passed'), test('later', 'pending')] },
    { name: 'b.spec.ts', status: 'failed', assertionResults: [test('adds', 'failed'), test('takes', 'passed')] },
    { name: 'c.spec.ts', status: 'failed', assertionResults: [] },
  ];
  expect(failedTests({ ...results, testResults })).toEqual(['b.spec.ts: adds', 'c.spec.ts']);
  expect(failedTests(undefined)).toEqual([]);
});
