import { describe, expect, it } from '@jest/globals';
import {
  type Check,
  Check as CheckContract,
  type CheckResult,
  type CheckState,
  exampleCheck,
  exampleEvidence,
  linkPresets,
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

  const step = (state: 'yes' | 'no' | 'not-tried', note?: string) => ({ state, ...(note !== undefined && { note }) });
  const allSeen = {
    dialled: step('yes'),
    present: step('yes'),
    audio: step('yes'),
    video: step('yes'),
    content: step('yes'),
    echo: step('yes'),
  };
  const measures = { lossPercent: 0.2, roundTripMs: 48, jitterMs: 6 };
  const windows = (count: number, changes: object = {}) =>
    Array.from({ length: count }, () => ({ sent: 1000, lost: 0, roundTripMs: 48, jitterMs: 6, ...changes }));

  it.each<[string, CheckResult, object]>([
    [
      'steps and measures, with remarks that fail nothing',
      entry({
        steps: { ...allSeen, clock: step('no', '3 minutes late'), backup: step('not-tried') },
        evidence: measures,
      }),
      { state: 'passed', faults: [], evidence: exampleEvidence, steps: { clock: { note: '3 minutes late' } } },
    ],
    [
      'a step that was not as it should be',
      entry({ steps: { ...allSeen, echo: step('no') }, evidence: measures }),
      { state: 'failed', faults: ['echo'], evidence: { echoFree: false } },
    ],
    [
      'samples, by what they say for themselves',
      entry({ steps: allSeen, samples: windows(3) }),
      { state: 'passed', evidence: { lossPercent: 0, roundTripMs: 48, jitterMs: 6 }, samples: windows(3) },
    ],
    [
      'bad samples',
      entry({ steps: allSeen, samples: windows(3, { lost: 80 }) }),
      { state: 'failed', faults: ['loss'] },
    ],
    [
      'few samples where something else fails it',
      entry({ steps: { ...allSeen, video: step('no') }, samples: windows(1) }),
      { state: 'failed', faults: ['video'] },
    ],
    [
      'nobody answering where it is dialled',
      entry({ outcome: 'aborted', note: 'rings out', steps: { dialled: step('no') } }),
      { state: 'failed', faults: ['dial', 'aborted'] },
    ],
    [
      'nobody there, with what was tried',
      entry({ outcome: 'no-show', steps: { dialled: step('yes'), present: step('no') } }),
      { state: 'no-show', faults: ['contact'], steps: { present: { state: 'no' } } },
    ],
  ])('is kept of %s', (_what, result, expected) => {
    const kept = record(exampleCheck, result);
    expect(kept).toMatchObject(expected);
    expect(CheckContract.parse(kept)).toEqual(kept);
    expect(record(kept, result)).toEqual(kept);
  });

  it.each<[string, CheckResult, string, string]>([
    [
      'a step that was not tried',
      entry({ steps: { ...allSeen, audio: step('not-tried') }, evidence: measures }),
      'steps.audio',
      'measure-missing',
    ],
    ['no measures', entry({ steps: allSeen }), 'evidence.lossPercent', 'measure-missing'],
    ['two samples', entry({ steps: allSeen, samples: windows(2) }), 'samples', 'samples-few'],
    [
      'samples that stay between',
      entry({ steps: allSeen, samples: windows(4, { jitterMs: 40 }) }),
      'samples',
      'samples-stay-between',
    ],
    ['samples of nobody', entry({ outcome: 'no-show', samples: windows(3) }), 'samples', 'evidence-of-nobody'],
  ])('goes on measuring at %s', (_what, result, field, problem) =>
    expect(() => record(exampleCheck, result)).toThrow(
      expect.objectContaining({
        details: { fields: expect.arrayContaining([expect.objectContaining({ field, code: problem })]) },
      }),
    ),
  );

  it('is judged by the meeting’s limits, which it keeps where they are not the usual ones', () => {
    const between = entry({ steps: allSeen, evidence: { ...measures, lossPercent: 2 } });
    const decision = recordResult(exampleCheck, { ...between, recordedBy: 'staff-1' }, during, linkPresets.jitsi);
    expect(decision?.changes).toMatchObject({ state: 'passed', limits: { preset: 'jitsi' } });
    expect(record(exampleCheck, good).limits).toBeUndefined();
  });

  it('leaves nothing of its steps and samples behind once it is corrected or withdrawn', () => {
    const sampled = record(exampleCheck, entry({ steps: allSeen, samples: windows(3) }));
    const corrected = correct(sampled, bad);
    expect(corrected.steps ?? corrected.samples).toBeUndefined();
    expect(corrected.history?.[0]).toMatchObject({ steps: allSeen });
    expect(withdraw(sampled).samples).toBeUndefined();
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
