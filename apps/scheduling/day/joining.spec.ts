import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JoiningState } from '#contracts';
import {
  closeRoom,
  endFault,
  issuesOf,
  type JoiningDecision,
  type JoiningRecord,
  logFault,
  notYet,
  sayState,
  seeOnBridge,
  stepOf,
} from './joining.js';

const start = new Date('2016-11-23T06:30:00.000Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const site = notYet('m', 'th-50', 'TH-50');
const by = 'staff-vc';
const stateOf = (decision: JoiningDecision | undefined, before: JoiningRecord = site): JoiningRecord =>
  decision?.state ?? before;
const subjects = (decision: JoiningDecision | undefined) =>
  decision?.facts.map(({ contract }) => contract.subject.split('.').at(-1));

describe('how a site stands', () => {
  const joined = stateOf(sayState(site, { state: 'in', by }, start));

  it('is what people say, with who said it and since when', () => {
    const decision = sayState(site, { state: 'joining', by }, start);
    expect(decision?.state).toMatchObject({
      state: 'joining',
      since: start.toISOString(),
      moves: [{ state: 'joining', at: start.toISOString(), by }],
    });
    expect(subjects(decision)).toEqual(['site-joining-changed']);
  });

  it('changes nothing where it stands so already', () => {
    expect(sayState(joined, { state: 'in', by }, after(1))).toBeUndefined();
    const left = stateOf(sayState(joined, { state: 'left', leftBy: 'site', by }, after(1)));
    expect(sayState(left, { state: 'left', leftBy: 'site', by }, after(2))).toBeUndefined();
    expect(stateOf(sayState(left, { state: 'left', leftBy: 'operator', by }, after(2))).leftBy).toBe('operator');
  });

  it('is lost only where it was there', () => {
    expect(() => sayState(site, { state: 'dropped', by }, start)).toThrow(
      expect.objectContaining({ code: 'joining-not-in' }),
    );
    const lost = sayState(joined, { state: 'dropped', by }, after(5));
    expect(subjects(lost)).toEqual(['site-joining-changed', 'site-fault-changed']);
    expect(issuesOf(stateOf(lost))).toMatchObject([{ what: 'dropped', since: after(5).toISOString() }]);
  });

  it('is lost until it is back, and the log says from when to when', () => {
    const lost = stateOf(sayState(joined, { state: 'dropped', by }, after(5)));
    const called = stateOf(sayState(lost, { state: 'joining', by }, after(6)));
    expect(issuesOf(called)).toHaveLength(1);
    const back = sayState(called, { state: 'in', by }, after(7));
    expect(issuesOf(stateOf(back))).toEqual([]);
    expect(stateOf(back).faults).toMatchObject([
      { what: 'dropped', at: after(5).toISOString(), endedAt: after(7).toISOString() },
    ]);
  });

  it('is what the bridge sees from one look to the next', () => {
    const seen = seeOnBridge(site, true, false, start);
    expect(seen?.state).toMatchObject({ state: 'in', onBridge: true, moves: [{ by: 'bridge' }] });
    expect(seeOnBridge(stateOf(seen), true, false, after(1))).toBeUndefined();
    expect(seeOnBridge(stateOf(seen), false, false, after(1))?.state).toMatchObject({
      state: 'dropped',
      onBridge: false,
    });
    expect(seeOnBridge(stateOf(seen), false, true, after(1))?.state).toMatchObject({ state: 'left', leftBy: 'bridge' });
  });

  it('stays what people say where the bridge never had the site', () => {
    expect(seeOnBridge(joined, false, false, after(1))).toBeUndefined();
  });

  it('says nothing new where the bridge has whom people said to be in, and forgets nobody who left', () => {
    const seen = seeOnBridge(joined, true, false, after(1));
    expect([stateOf(seen).onBridge, subjects(seen)]).toEqual([true, []]);
    const left = stateOf(sayState(stateOf(seen), { state: 'left', leftBy: 'site', by }, after(2)));
    expect(seeOnBridge(left, false, false, after(3))).toMatchObject({
      state: { state: 'left', leftBy: 'site' },
      facts: [],
    });
  });

  it('ends for whoever is in where the room is closed', () => {
    const seen = stateOf(seeOnBridge(site, true, false, start));
    expect(closeRoom(seen, by, after(1))?.state).toMatchObject({ state: 'left', leftBy: 'operator', onBridge: false });
    expect(closeRoom(joined, by, after(1))).toBeUndefined();
  });

  it('is never lost or in twice over, whatever is said and seen in whichever order', () => {
    const act = fc.oneof(
      fc.record({ say: fc.constantFrom(...JoiningState.options) }),
      fc.record({ see: fc.boolean(), ended: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let kept: JoiningRecord = site;
        acts.forEach((each, index) => {
          const now = after(index);
          if ('see' in each) kept = stateOf(seeOnBridge(kept, each.see, each.ended, now), kept);
          else if (each.say !== 'dropped' || kept.state === 'in' || kept.state === 'joining')
            kept = stateOf(
              sayState(kept, { state: each.say, leftBy: each.say === 'left' ? 'site' : undefined, by }, now),
              kept,
            );
          const lost = issuesOf(kept).filter(({ what }) => what === 'dropped');
          expect(lost.length).toBeLessThanOrEqual(1);
          if (kept.state === 'dropped') expect(lost).toHaveLength(1);
          if (kept.state === 'in' || kept.state === 'left' || kept.state === 'waiting') expect(lost).toEqual([]);
          expect(kept.state === 'left').toBe(kept.leftBy !== undefined);
          expect(new Set(kept.faults.map(({ faultId }) => faultId)).size).toBe(kept.faults.length);
        });
      }),
    );
  });
});

describe('the fault log', () => {
  const entry = { faultId: 'f-1', what: 'no-sound', by } as const;
  const logged = stateOf(logFault(site, entry, start));

  it('has each entry once', () => {
    expect(logged.faults).toEqual([{ faultId: 'f-1', what: 'no-sound', at: start.toISOString(), by }]);
    expect(logFault(logged, entry, after(1))).toBeUndefined();
    expect(() => logFault(logged, { ...entry, what: 'echo' }, after(1))).toThrow(
      expect.objectContaining({ code: 'fault-entered-otherwise' }),
    );
  });

  it('is ended once', () => {
    const ended = stateOf(endFault(logged, 'f-1', 'staff-2', after(3)));
    expect(ended.faults).toMatchObject([{ endedAt: after(3).toISOString(), endedBy: 'staff-2' }]);
    expect(endFault(ended, 'f-1', by, after(4))).toBeUndefined();
    expect(issuesOf(ended)).toEqual([]);
    expect(() => endFault(logged, 'f-9', by, after(4))).toThrow(expect.objectContaining({ code: 'fault-not-found' }));
  });

  it('is corrected by another entry, and keeps the one that was wrong', () => {
    const right = stateOf(logFault(logged, { faultId: 'f-2', what: 'echo', corrects: 'f-1', by }, after(1)));
    expect(right.faults).toMatchObject([
      { faultId: 'f-1', what: 'no-sound', correctedBy: 'f-2' },
      { faultId: 'f-2', what: 'echo', corrects: 'f-1' },
    ]);
    expect(issuesOf(right).map(({ what }) => what)).toEqual(['echo']);
    expect(() => logFault(right, { faultId: 'f-3', what: 'power', corrects: 'f-1', by }, after(2))).toThrow(
      expect.objectContaining({ code: 'fault-corrected-already' }),
    );
    const mistake = stateOf(logFault(right, { faultId: 'f-4', what: 'mistake', corrects: 'f-2', by }, after(2)));
    expect(issuesOf(mistake)).toEqual([]);
  });
});

describe('what is next', () => {
  const dialAt = after(10).toISOString();
  it.each<[string, JoiningRecord, Date, string]>([
    ['before its time', site, after(9), 'wait'],
    ['from its time on', site, after(10), 'call'],
    ['while it is called', { ...site, state: 'joining', since: start.toISOString() }, after(2), 'see-in'],
    ['where it does not come', { ...site, state: 'joining', since: start.toISOString() }, after(3), 'call-again'],
    ['where it is lost', { ...site, state: 'dropped', since: start.toISOString() }, after(1), 'call-again'],
    ['where it is in', { ...site, state: 'in' }, after(20), 'none'],
    [
      'where something is wrong',
      { ...site, state: 'in', faults: [{ faultId: 'f', what: 'echo', at: dialAt, by }] },
      after(20),
      'mend',
    ],
    ['where it has left', { ...site, state: 'left', leftBy: 'site' }, after(20), 'none'],
  ])('%s', (_when, kept, now, step) => expect(stepOf(kept, dialAt, now)).toBe(step));
});
