import { describe, expect, it } from '@jest/globals';
import { type Check, CheckCalendar, type CheckEvidence, exampleCalendar, exampleCheck, exampleEvidence, exampleSite, type ReadinessStatus } from '#contracts';
import { slotsOf } from '../calendar/calendar.js';
import { bookCheck, cancelCheck, checkId, countOf, moveCheck } from './check.js';
import { needsCheck, planPlaces, portions, type SiteToPlan } from './planning.js';
import { recordResult } from './result.js';
import { verdictOn } from './verdict.js';

const site = { meetingId: 'm', siteId: 'th-50', siteName: exampleSite.name };
const place = { startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z', room: 1 };
const booked = bookCheck(site, { ordinal: 0, appointment: 0 }, place).check;
const after = new Date('2016-11-14T02:20:00.000Z');
const record = (evidence: Partial<CheckEvidence>, check: Check = booked, now = after) => recordResult(check, { outcome: 'measured', evidence: { ...exampleEvidence, ...evidence }, recordedBy: 'staff-vc' }, now);

describe('the verdict on a check', () => {
  it('passes what is good in every measure and was seen and heard', () => {
    expect(verdictOn(exampleEvidence)).toEqual({ outcome: 'passed', faults: [] });
    expect(verdictOn({ ...exampleEvidence, lossPercent: 1, roundTripMs: 300, jitterMs: 30 })).toEqual({ outcome: 'passed', faults: [] });
  });

  it.each<[Partial<CheckEvidence>, string]>([
    [{ lossPercent: 3.1 }, 'loss'], [{ roundTripMs: 401 }, 'round-trip'], [{ jitterMs: 51 }, 'jitter'], [{ audioBothWays: false }, 'audio'],
    [{ videoBothWays: false }, 'video'], [{ contentShared: false }, 'content'], [{ echoFree: false }, 'echo'], [{ contactPresent: false }, 'contact'],
  ])('fails %j', (evidence, fault) => {
    expect(verdictOn({ ...exampleEvidence, ...evidence })).toEqual({ outcome: 'failed', faults: [fault] });
  });

  it.each<Partial<CheckEvidence>>([{ lossPercent: 2 }, { roundTripMs: 350 }, { jitterMs: 40 }])('asks for more measuring at %j', (evidence) => {
    expect(verdictOn({ ...exampleEvidence, ...evidence }).outcome).toBe('inconclusive');
    expect(() => record(evidence)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'evidence-inconclusive' }));
  });
});

describe('a check', () => {
  it('is booked under an id of its meaning', () => {
    expect(booked).toMatchObject({ id: checkId('m', 'th-50', 1), ordinal: 1, appointment: 1, state: 'booked', revision: 1 });
    expect(bookCheck(site, countOf([booked]), place).check).toMatchObject({ id: checkId('m', 'th-50', 2), ordinal: 2, appointment: 2 });
  });

  it('keeps its result with the evidence and who entered it', () => {
    expect(record({})?.changes).toMatchObject({ state: 'passed', faults: [], recordedAt: after.toISOString(), recordedBy: 'staff-vc' });
    expect(record({ jitterMs: 80 })?.changes).toMatchObject({ state: 'failed', faults: ['jitter'] });
  });

  it('takes the same result twice as one and refuses another', () => {
    const passed = { ...booked, state: 'passed' as const, evidence: exampleEvidence, recordedBy: 'staff-vc' };
    expect(record({}, passed)).toBeUndefined();
    expect(() => record({ jitterMs: 80 }, passed)).toThrow(expect.objectContaining({ code: 'check-not-booked' }));
  });

  it('has no result before it begins', () => {
    expect(() => record({}, booked, new Date('2016-11-14T01:59:59.000Z'))).toThrow(expect.objectContaining({ code: 'check-not-begun' }));
  });

  it('is moved with a new appointment, and stays where it is already', () => {
    const to = { startsAt: '2016-11-15T02:00:00.000Z', endsAt: '2016-11-15T02:20:00.000Z', room: 2 };
    expect(moveCheck(booked, site.siteName, countOf([booked]), to)?.changes).toEqual({ ...to, appointment: 2 });
    expect(moveCheck(booked, site.siteName, countOf([booked]), place)).toBeUndefined();
  });

  it('is cancelled once, and not after its result', () => {
    expect(cancelCheck(booked, site.siteName, 'site')?.changes).toEqual({ state: 'cancelled', cancelCause: 'site' });
    expect(cancelCheck({ ...booked, state: 'cancelled' }, site.siteName, 'staff')).toBeUndefined();
    expect(() => cancelCheck({ ...booked, state: 'passed' }, site.siteName, 'staff')).toThrow(expect.objectContaining({ code: 'check-not-booked' }));
  });
});

describe('planning', () => {
  const calendar = CheckCalendar.parse({ ...exampleCalendar, firstDay: '2016-11-14', lastDay: '2016-11-14', hours: [{ from: '09:00', to: '10:00' }], rooms: 1 });
  const slots = slotsOf(calendar, 'Asia/Bangkok');
  const check = (changes: Partial<Check>): Check => ({ ...exampleCheck, ...changes });
  const fresh = (siteId: string): SiteToPlan => ({ siteId, checks: [], status: 'unknown' });

  it.each<[ReadinessStatus, boolean]>([['unknown', true], ['booked', false], ['passed', false], ['failed', true], ['stale', true]])(
    'finds a slot for a site that is %s: %s',
    (status, needed) => expect(needsCheck({ status })).toBe(needed),
  );

  it('gives each site a place of its own and says which did not fit', () => {
    const { places, unplaced } = planPlaces(['a', 'b', 'c'].map(fresh), slots, [], calendar);
    expect(places.map(({ place: each }) => each.startsAt)).toEqual(slots.map((slot) => slot.startsAt));
    expect(unplaced).toEqual([{ siteId: expect.any(String), reason: 'no-free-slot' }]);
  });

  it('serves a re-check before a first check, after the failure', () => {
    const failed: SiteToPlan = { siteId: 'z', status: 'failed', checks: [check({ state: 'failed', startsAt: slots[0]?.startsAt ?? '', endsAt: slots[0]?.endsAt ?? '' })] };
    const { places, unplaced } = planPlaces([fresh('a'), fresh('b'), failed], slots, [], calendar);
    expect(places).toContainEqual({ siteId: 'z', place: { ...slots[1], room: 1 } });
    expect(unplaced).toHaveLength(1);
  });

  it('leaves taken rooms alone, also those of an older grid', () => {
    const across = { ...check({ startsAt: '2016-11-14T02:10:00.000Z', endsAt: '2016-11-14T02:25:00.000Z', room: 1 }), heldUntil: '2016-11-14T02:25:00.000Z' };
    expect(planPlaces([fresh('a')], slots, [across], calendar).places).toEqual([]);
    expect(planPlaces([fresh('a')], slots, [across], { ...calendar, rooms: 2 }).places[0]?.place.room).toBe(2);
  });

  it('makes a big plan in portions, re-checks first, with every place used once', () => {
    const again: SiteToPlan = { siteId: 'again', status: 'failed', checks: [check({ state: 'failed' })] };
    const sites = [...Array.from({ length: 650 }, (_each, index) => fresh(`s${index}`)), again, { ...fresh('done'), status: 'passed' as const }];
    expect(portions(sites).map((portion) => portion.length)).toEqual([300, 300, 51]);
    expect(portions(sites)[0]?.[0]).toBe(again);
    expect(portions([])).toEqual([]);
  });

  it('says when no slot is left at all', () => {
    expect(planPlaces([fresh('a')], [], [], calendar).unplaced).toEqual([{ siteId: 'a', reason: 'no-time-left' }]);
  });
});
