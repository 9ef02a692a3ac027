import { describe, expect, it } from '@jest/globals';
import { type Check, type CheckEvidence, exampleEvidence, exampleSite, linkPresets } from '#contracts';
import { bookCheck, cancelCheck, checkId, countOf, moveCheck } from './check.js';
import { recordResult } from './result.js';
import { verdictOn as verdictBy } from './verdict.js';

const site = { meetingId: 'm', siteId: 'th-50', siteName: exampleSite.name };
const place = { startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z', room: 1 };
const booked = bookCheck(site, { ordinal: 0, appointment: 0 }, place).check;
const verdictOn = (evidence: CheckEvidence) => verdictBy(evidence, linkPresets.sala);
const after = new Date('2016-11-14T02:20:00.000Z');
const record = (evidence: Partial<CheckEvidence>, check: Check = booked, now = after) =>
  recordResult(
    check,
    { outcome: 'measured', evidence: { ...exampleEvidence, ...evidence }, recordedBy: 'staff-vc' },
    now,
  );

describe('the verdict on a check', () => {
  it('passes what is good in every measure and was seen and heard', () => {
    expect(verdictOn(exampleEvidence)).toEqual({ outcome: 'passed', faults: [] });
    expect(verdictOn({ ...exampleEvidence, lossPercent: 1, roundTripMs: 300, jitterMs: 30 })).toEqual({
      outcome: 'passed',
      faults: [],
    });
  });

  it.each<[Partial<CheckEvidence>, string]>([
    [{ lossPercent: 3.1 }, 'loss'],
    [{ roundTripMs: 401 }, 'round-trip'],
    [{ jitterMs: 51 }, 'jitter'],
    [{ audioBothWays: false }, 'audio'],
    [{ videoBothWays: false }, 'video'],
    [{ contentShared: false }, 'content'],
    [{ echoFree: false }, 'echo'],
    [{ contactPresent: false }, 'contact'],
  ])('fails %j', (evidence, fault) => {
    expect(verdictOn({ ...exampleEvidence, ...evidence })).toEqual({ outcome: 'failed', faults: [fault] });
  });

  it.each<Partial<CheckEvidence>>([{ lossPercent: 2 }, { roundTripMs: 350 }, { jitterMs: 40 }])(
    'asks for more measuring at %j',
    (evidence) => {
      expect(verdictOn({ ...exampleEvidence, ...evidence }).outcome).toBe('inconclusive');
      expect(() => record(evidence)).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'evidence-inconclusive' }),
      );
    },
  );
});

describe('a check', () => {
  it('is booked under an id of its meaning', () => {
    expect(booked).toMatchObject({
      id: checkId('m', 'th-50', 1),
      ordinal: 1,
      appointment: 1,
      state: 'booked',
      revision: 1,
    });
    expect(bookCheck(site, countOf([booked]), place).check).toMatchObject({
      id: checkId('m', 'th-50', 2),
      ordinal: 2,
      appointment: 2,
    });
  });

  it('after one that failed says what was found in it, remarks too, and by what the site is reached', () => {
    const failed: Check = {
      ...booked,
      state: 'failed',
      faults: ['echo'],
      steps: { echo: { state: 'no' }, clock: { state: 'no' }, backup: { state: 'not-tried' } },
    };
    const reachedBy = { systems: [{ kind: 'h323' as const, dial: '203.0.113.10' }], technicians: [] };
    expect(bookCheck({ ...site, reachedBy }, countOf([failed]), place).fact.data).toMatchObject({
      follows: 'failed',
      findings: ['echo', 'clock'],
      reachedBy,
    });
    expect(bookCheck(site, countOf([{ ...failed, state: 'passed' }]), place).fact.data).not.toHaveProperty('findings');
  });

  it('keeps its result with the evidence and who entered it', () => {
    expect(record({})?.changes).toMatchObject({
      state: 'passed',
      faults: [],
      recordedAt: after.toISOString(),
      recordedBy: 'staff-vc',
    });
    expect(record({ jitterMs: 80 })?.changes).toMatchObject({ state: 'failed', faults: ['jitter'] });
  });

  it('takes the same result twice as one and refuses another', () => {
    const passed = { ...booked, state: 'passed' as const, evidence: exampleEvidence, recordedBy: 'staff-vc' };
    expect(record({}, passed)).toBeUndefined();
    expect(() => record({ jitterMs: 80 }, passed)).toThrow(expect.objectContaining({ code: 'check-not-booked' }));
  });

  it('has no result before it begins', () => {
    expect(() => record({}, booked, new Date('2016-11-14T01:59:59.000Z'))).toThrow(
      expect.objectContaining({ code: 'check-not-begun' }),
    );
  });

  it('is moved with a new appointment, and stays where it is already', () => {
    const to = { startsAt: '2016-11-15T02:00:00.000Z', endsAt: '2016-11-15T02:20:00.000Z', room: 2 };
    expect(moveCheck(booked, site.siteName, countOf([booked]), to, { agreed: true })?.changes).toEqual({
      ...to,
      appointment: 2,
      agreed: true,
    });
    expect(moveCheck(booked, site.siteName, countOf([booked]), place, { agreed: true })).toBeUndefined();
  });

  it('is cancelled once, and not after its result', () => {
    expect(cancelCheck(booked, site.siteName, 'site')?.changes).toEqual({ state: 'cancelled', cancelCause: 'site' });
    expect(cancelCheck({ ...booked, state: 'cancelled' }, site.siteName, 'staff')).toBeUndefined();
    expect(() => cancelCheck({ ...booked, state: 'passed' }, site.siteName, 'staff')).toThrow(
      expect.objectContaining({ code: 'check-not-booked' }),
    );
  });
});
