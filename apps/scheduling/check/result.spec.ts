import { describe, expect, it } from '@jest/globals';
import {
  type Check,
  Check as CheckContract,
  type CheckResult,
  type CheckState,
  exampleCheck,
  exampleEvidence,
} from '#contracts';
import { changed } from './check.js';
import { correctResult, mostPastResults, recordResult, withdrawResult } from './result.js';

const during = new Date('2016-11-14T02:20:00.000Z');
const later = new Date('2016-11-15T02:20:00.000Z');
const entry = (result: Partial<CheckResult>): CheckResult => ({ outcome: 'measured', ...result });
const good = entry({ evidence: exampleEvidence });
const bad = entry({ evidence: { ...exampleEvidence, lossPercent: 12 } });
const nobody = entry({ outcome: 'no-show' });
const aborted = entry({ outcome: 'aborted', note: 'the power went', evidence: { lossPercent: 9 } });
const apply = (check: Check, decision: ReturnType<typeof recordResult>): Check =>
  decision === undefined ? check : changed(check, decision.changes);
const record = (check: Check, result: CheckResult, recordedBy = 'staff-1') =>
  apply(check, recordResult(check, { ...result, recordedBy }, during));
const correct = (check: Check, result: CheckResult) =>
  apply(check, correctResult(check, { ...result, correctedBy: 'staff-2', reason: 'wrong site' }, later));
const withdraw = (check: Check, bookedAgain = true) =>
  apply(check, withdrawResult(check, { withdrawnBy: 'staff-2', reason: 'wrong site' }, bookedAgain, later));
const having = (state: CheckState): Check =>
  state === 'booked' || state === 'cancelled'
    ? { ...exampleCheck, state }
    : record(exampleCheck, state === 'passed' ? good : state === 'failed' ? bad : nobody);
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a check’s result', () => {
  it.each<[string, CheckResult, Partial<Check>]>([
    ['good measures', good, { state: 'passed', faults: [] }],
    ['bad measures', bad, { state: 'failed', faults: ['loss'] }],
    ['nobody there', nobody, { state: 'no-show', faults: ['contact'] }],
    [
      'an abort, with what was measured',
      aborted,
      { state: 'failed', faults: ['loss', 'aborted'], note: 'the power went', evidence: { lossPercent: 9 } },
    ],
    [
      'an abort of measures that stay between',
      entry({ outcome: 'aborted', note: 'stays at 2 %', evidence: { ...exampleEvidence, lossPercent: 2 } }),
      { state: 'failed', faults: ['aborted'] },
    ],
  ])('is kept: %s', (_what, result, expected) => {
    expect(record(exampleCheck, result)).toMatchObject(expected);
    expect(() => CheckContract.parse(record(exampleCheck, result))).not.toThrow();
  });

  it.each<[string, CheckResult, string[]]>([
    ['measured without measures', entry({}), Object.keys(exampleEvidence).map((name) => `evidence.${name}`)],
    ['measured in part', entry({ evidence: { ...exampleEvidence, jitterMs: undefined } }), ['evidence.jitterMs']],
    ['measures of nobody', entry({ outcome: 'no-show', evidence: exampleEvidence }), ['evidence']],
    ['an abort without a word', entry({ outcome: 'aborted', note: '' }), ['note']],
    [
      'measures between the thresholds',
      entry({ evidence: { ...exampleEvidence, lossPercent: 2, roundTripMs: 350, jitterMs: 40 } }),
      ['evidence.lossPercent', 'evidence.roundTripMs', 'evidence.jitterMs'],
    ],
  ])('is refused, with the request’s own fields and what to do: %s', (_what, result, fields) => {
    const refusal = expect.objectContaining({
      kind: 'invalid',
      details: {
        fields: fields.map((field) =>
          expect.objectContaining({ field, code: expect.any(String), remedy: expect.any(String) }),
        ),
      },
    });
    expect(() => record(exampleCheck, result)).toThrow(refusal);
    expect(() => correct(having('passed'), result)).toThrow(refusal);
  });

  const states: CheckState[] = ['booked', 'passed', 'failed', 'no-show', 'cancelled'];
  const entries: [string, CheckResult, CheckState][] = [
    ['passed', good, 'passed'],
    ['failed', bad, 'failed'],
    ['no-show', nobody, 'no-show'],
  ];
  it.each(states.flatMap((state) => entries.map(([name, result, becomes]) => [state, name, result, becomes] as const)))(
    'of a check that is %s, entered as %s',
    (state, _name, result, becomes) => {
      const check = having(state);
      if (state === 'booked') expect(record(check, result).state).toBe(becomes);
      else if (state === becomes) expect(record(check, result)).toEqual(check);
      else expect(() => record(check, result)).toThrow(code('check-not-booked'));
      if (state === 'booked' || state === 'cancelled')
        expect(() => correct(check, result)).toThrow(code('check-without-result'));
      else if (state === becomes) expect(correct(check, result)).toEqual(check);
      else
        expect(correct(check, result)).toMatchObject({
          state: becomes,
          recordedBy: 'staff-2',
          history: [{ state, ended: 'corrected', endedBy: 'staff-2', reason: 'wrong site' }],
        });
    },
  );

  it('takes another note or recorder of the same finding, and keeps what it was', () => {
    const passed = record(exampleCheck, { ...good, note: 'echo at first' });
    const noted = record(passed, { ...good, note: 'echo at first, then none' });
    expect(noted).toMatchObject({
      state: 'passed',
      note: 'echo at first, then none',
      history: [{ note: 'echo at first' }],
    });
    expect(record(noted, good, 'staff-3')).toMatchObject({ recordedBy: 'staff-3', note: 'echo at first, then none' });
    expect(record(noted, good)).toEqual(noted);
  });

  it.each<[boolean, Partial<Check>]>([
    [true, { state: 'booked' }],
    [false, { state: 'cancelled', cancelCause: 'result-withdrawn' }],
  ])('is withdrawn once (booked again: %s)', (bookedAgain, expected) => {
    const withdrawn = withdraw(having('passed'), bookedAgain);
    expect(withdrawn).toMatchObject({
      ...expected,
      history: [{ state: 'passed', ended: 'withdrawn', reason: 'wrong site' }],
    });
    expect(withdrawn.evidence ?? withdrawn.recordedAt ?? withdrawn.recordedBy ?? withdrawn.faults).toBeUndefined();
    expect(withdraw(withdrawn, bookedAgain)).toEqual(withdrawn);
    expect(() => withdraw(exampleCheck)).toThrow(code('check-without-result'));
  });

  it('keeps the first and the latest of very many corrections', () => {
    let check = having('passed');
    for (let turn = 0; turn < 60; turn += 1) check = correct(check, turn % 2 === 0 ? bad : good);
    expect(check.history).toHaveLength(mostPastResults);
    expect(check.history?.[0]).toMatchObject({ state: 'passed', recordedBy: 'staff-1' });
    expect(() => CheckContract.parse(check)).not.toThrow();
  });
});
