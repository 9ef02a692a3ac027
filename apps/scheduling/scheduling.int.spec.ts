import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  CancelCheck,
  type Check,
  CheckBooked,
  CheckCancelled,
  type CheckEvidence,
  CheckMoved,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  CorrectCheckResult,
  exampleEvidence,
  GetCheckCalendar,
  FindCheckMisfits,
  GetSchedulingWorkState,
  ListChecks,
  ListReadiness,
  MoveCheck,
  PlanChecks,
  RecordCheckResult,
  SetCheckCalendar,
  SiteReadinessChanged,
  WithdrawCheckResult,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { withAsker } from '#messaging';
import { connectMongo } from '#persistence';
import { meetingId, planningDay, SchedulingUnderTest, siteNumbered, twoDays } from './testing/under-test.js';

const firstSlot = '2016-11-14T02:00:00.000Z';
const red: CheckEvidence = { ...exampleEvidence, lossPercent: 12 };

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(120_000);
const patiently = { within: 60_000 };

describe('scheduling', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let database: string;
  let scheduling: SchedulingUnderTest;
  const servers = () => ({ natsUrl: nats.url, mongoUrl: mongo.url, database });
  const checks = async () => (await scheduling.call(ListChecks, { meetingId })).items;
  const readiness = async () => (await scheduling.call(ListReadiness, { meetingId })).items;
  const statusOf = async (siteId: string) => (await readiness()).find((row) => row.siteId === siteId)?.status;
  const plan = () => scheduling.call(PlanChecks, { meetingId });
  const quiet = () => eventually(() => scheduling.idle(), patiently);
  const record = (check: Check, evidence: CheckEvidence) =>
    scheduling.call(RecordCheckResult, { checkId: check.id, evidence, recordedBy: 'staff-vc' });
  /** Sites th-1 … th-n, at each of which one office attends. */
  const sitesJoin = async (count: number) => {
    await scheduling.announceMeeting();
    await scheduling.call(SetCheckCalendar, twoDays);
    for (let index = 1; index <= count; index += 1) await scheduling.enrol(siteNumbered(index));
    await quiet();
    for (let index = 1; index <= count; index += 1) await scheduling.answer(`inv-${index}`, `th-${index}`, 'attend');
    await eventually(
      async () => expect((await readiness()).filter(({ attending }) => attending > 0)).toHaveLength(count),
      patiently,
    );
    await quiet();
  };

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    database = mongo.database();
    scheduling = await SchedulingUnderTest.start(servers());
  });
  afterEach(async () => {
    await scheduling.stop();
    await nats.stop();
  });

  it('counts the attending offices of a site by their latest answer, in whatever order and however often it is told', async () => {
    await scheduling.enrol(siteNumbered(1));
    await scheduling.answer('inv-a', 'th-1', 'attend', 4);
    await scheduling.answer('inv-a', 'th-1', 'decline', 3);
    await scheduling.answer('inv-b', 'th-1', 'representative', 2);
    await scheduling.answer('inv-b', 'th-1', 'representative', 2);
    await scheduling.answer('inv-c', 'th-1', 'attend', 2);
    await scheduling.withdraw('inv-c', 'th-1', 3);
    await scheduling.answer('inv-d', 'th-1', 'decline', 2);
    await quiet();
    expect(await readiness()).toMatchObject([{ siteId: 'th-1', attending: 2, status: 'unknown' }]);
  });

  it('counts an office that joins at another hall there, in whatever order it is told', async () => {
    await scheduling.enrol(siteNumbered(1));
    await scheduling.enrol(siteNumbered(2));
    await scheduling.answer('inv-a', 'th-1', 'attend', 2);
    await scheduling.answer('inv-b', 'th-1', 'attend', 2);
    await scheduling.move('inv-a', 'th-1', 'th-2', 3);
    // Told late, of the time before it moved.
    await scheduling.answer('inv-a', 'th-1', 'representative', 2);
    await scheduling.move('inv-silent', 'th-1', 'th-3', 2, false);
    await quiet();
    expect((await readiness()).map(({ siteId, attending }) => [siteId, attending])).toEqual([
      ['th-1', 1],
      ['th-2', 1],
    ]);
    await scheduling.move('inv-a', 'th-2', 'th-1', 4);
    await quiet();
    expect((await readiness()).map(({ siteId, attending }) => [siteId, attending])).toEqual([
      ['th-1', 2],
      ['th-2', 0],
    ]);
  });

  it('takes a site’s new name over, also when an office answers before the site is known', async () => {
    await scheduling.answer('inv-a', 'th-1', 'attend');
    await eventually(async () => (await scheduling.call(GetSchedulingWorkState, {})).unhandled === 1);
    await scheduling.enrol(siteNumbered(1));
    await quiet();
    await scheduling.enrol({ ...siteNumbered(1), name: { th: 'ชื่อใหม่', en: 'New name' } }, 2);
    await quiet();
    expect(await readiness()).toMatchObject([{ siteId: 'th-1', attending: 1, name: { en: 'New name' } }]);
  });

  it('keeps the check calendar', async () => {
    await expect(scheduling.call(GetCheckCalendar, { meetingId })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'calendar-not-set',
    });
    await scheduling.call(SetCheckCalendar, twoDays);
    expect(await scheduling.call(GetCheckCalendar, { meetingId })).toEqual(twoDays);
    await expect(scheduling.call(SetCheckCalendar, { ...twoDays, lastDay: '2016-11-13' })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ field: 'lastDay' }] },
    });
  });

  it('plans nothing for a meeting that is not announced, has no calendar or is cancelled', async () => {
    await expect(plan()).rejects.toMatchObject({ kind: 'not-found', code: 'meeting-not-announced' });
    await scheduling.announceMeeting();
    await quiet();
    await expect(plan()).rejects.toMatchObject({ kind: 'not-found', code: 'calendar-not-set' });
    await scheduling.cancelMeeting();
    await quiet();
    await expect(plan()).rejects.toMatchObject({ kind: 'conflict', code: 'meeting-cancelled' });
  });

  it('books a place of its own for every site that joins, once, and tells it once', async () => {
    await sitesJoin(30);
    await scheduling.enrol(siteNumbered(31));
    await scheduling.answer('inv-31', 'th-31', 'decline');
    await quiet();
    const planned = await plan();
    expect(planned.unplaced).toEqual([]);
    expect(planned.booked.map(({ siteId }) => siteId).sort()).toEqual(
      Array.from({ length: 30 }, (_, index) => `th-${index + 1}`).sort(),
    );
    expect(new Set(planned.booked.map(({ startsAt, room }) => `${startsAt} ${room}`)).size).toBe(30);
    expect(await plan()).toEqual({ booked: [], unplaced: [] });
    await quiet();
    expect(await checks()).toHaveLength(30);
    expect(await scheduling.told(CheckBooked)).toHaveLength(30);
    expect((await readiness()).filter(({ status }) => status === 'booked')).toHaveLength(30);
    expect(await scheduling.told(SiteReadinessChanged)).toHaveLength(30);
  });

  it('says which sites have no place', async () => {
    await sitesJoin(50);
    const { booked, unplaced } = await plan();
    expect(booked).toHaveLength(48);
    expect(unplaced.map(({ reason }) => reason)).toEqual(['no-free-slot', 'no-free-slot']);
  });

  it('lets two planners at work at the same time book no place and no site twice', async () => {
    await sitesJoin(40);
    const second = await SchedulingUnderTest.start(servers());
    try {
      const plans = await Promise.all([plan(), second.call(PlanChecks, { meetingId }), plan()]);
      const booked = await checks();
      expect(plans.flatMap((each) => each.booked)).toHaveLength(40);
      expect(booked).toHaveLength(40);
      expect(new Set(booked.map(({ siteId }) => siteId)).size).toBe(40);
      expect(new Set(booked.map(({ startsAt, room }) => `${startsAt} ${room}`)).size).toBe(40);
      await quiet();
      expect(await scheduling.told(CheckBooked)).toHaveLength(40);
    } finally {
      await second.stop();
    }
  });

  it('follows a check through failure, another check and success', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    await expect(record(first!, exampleEvidence)).rejects.toMatchObject({ kind: 'conflict', code: 'check-not-begun' });
    scheduling.moveClockTo(first!.endsAt);
    await expect(record(first!, { ...exampleEvidence, jitterMs: 40 })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'evidence-inconclusive',
      details: { fields: [{ field: 'evidence.jitterMs' }] },
    });
    expect(await record(first!, red)).toMatchObject({ state: 'failed', faults: ['loss'], recordedAt: first!.endsAt });
    const [again] = (await plan()).booked;
    expect(again).toMatchObject({ siteId: 'th-1', ordinal: 2, appointment: 2 });
    expect(again!.startsAt > first!.endsAt).toBe(true);
    scheduling.moveClockTo(again!.endsAt);
    const passed = await record(again!, exampleEvidence);
    expect(passed).toMatchObject({ state: 'passed', faults: [], evidence: exampleEvidence });
    expect(await record(again!, exampleEvidence)).toEqual(passed);
    expect(await plan()).toEqual({ booked: [], unplaced: [] });
    await quiet();
    expect(await readiness()).toMatchObject([{ status: 'passed', checkId: again!.id }]);
    expect(await scheduling.told(CheckRecorded)).toMatchObject([
      { check: { state: 'failed' } },
      { check: { state: 'passed' } },
    ]);
  });

  it('moves a check to a free slot, with a new appointment, and refuses what is none', async () => {
    await sitesJoin(3);
    const booked = (await plan()).booked;
    const [taken] = booked;
    const to = '2016-11-15T02:00:00.000Z';
    const last = booked.at(-1)!;
    await expect(scheduling.call(MoveCheck, { checkId: last.id, startsAt: taken!.startsAt })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'slot-taken',
    });
    await expect(
      scheduling.call(MoveCheck, { checkId: last.id, startsAt: '2016-11-15T02:10:00.000Z' }),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'not-a-slot' });
    expect(await scheduling.call(MoveCheck, { checkId: last.id, startsAt: to })).toMatchObject({
      startsAt: to,
      room: 1,
      appointment: 2,
      state: 'booked',
    });
    await quiet();
    expect(await scheduling.told(CheckMoved)).toMatchObject([
      { check: { id: last.id, startsAt: to }, previousStartsAt: last.startsAt },
    ]);
    await expect(scheduling.call(MoveCheck, { checkId: 'chk-nowhere', startsAt: to })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'check-not-found',
    });
  });

  it('frees the place of a cancelled check', async () => {
    await sitesJoin(1);
    const [booked] = (await plan()).booked;
    expect(booked).toMatchObject({ startsAt: firstSlot, room: 1 });
    await scheduling.call(CancelCheck, { checkId: booked!.id });
    await quiet();
    expect(await statusOf('th-1')).toBe('unknown');
    expect((await plan()).booked).toMatchObject([{ startsAt: firstSlot, room: 1, ordinal: 2, appointment: 2 }]);
  });

  it('cancels the check of a site when its last office declines, and books again when one attends after all', async () => {
    await sitesJoin(1);
    await scheduling.answer('inv-other', 'th-1', 'representative');
    await quiet();
    await plan();
    await scheduling.answer('inv-1', 'th-1', 'decline', 3);
    await quiet();
    expect(await statusOf('th-1')).toBe('booked');
    await scheduling.withdraw('inv-other', 'th-1', 3);
    await quiet();
    expect(await checks()).toMatchObject([{ state: 'cancelled' }]);
    expect(await readiness()).toMatchObject([{ attending: 0, status: 'unknown' }]);
    expect(await scheduling.told(CheckCancelled)).toHaveLength(1);
    expect((await plan()).booked).toEqual([]);
    await scheduling.answer('inv-1', 'th-1', 'attend', 4);
    await quiet();
    expect((await plan()).booked).toMatchObject([{ siteId: 'th-1', ordinal: 2 }]);
  });

  it('leaves no check booked of a cancelled meeting, also none that was booked at that moment', async () => {
    await sitesJoin(20);
    await Promise.all([plan().catch(() => undefined), scheduling.cancelMeeting()]);
    await eventually(async () => expect((await checks()).filter(({ state }) => state === 'booked')).toEqual([]));
    await quiet();
    expect((await checks()).filter(({ state }) => state === 'booked')).toEqual([]);
  });

  it('cancels the checks that a meeting which was moved forward would begin before, and plans them anew in time', async () => {
    await sitesJoin(3);
    const { booked } = await plan();
    const starts = booked.map(({ startsAt }) => startsAt).sort();
    const [first, last] = [starts[0]!, starts.at(-1)!];
    expect(last > first).toBe(true);
    const would = (startsAt: string, leftSiteIds: string[] = []) =>
      scheduling.call(FindCheckMisfits, { meetingId, startsAt, leftSiteIds });
    const late = booked.find(({ startsAt }) => startsAt === last);
    expect(await would(last)).toMatchObject({ cancelled: 1, first: [{ siteId: late?.siteId, startsAt: last }] });
    expect(await would('2016-12-23T07:30:00.000Z')).toEqual({ cancelled: 0, first: [], ageing: 0 });
    expect(await would('2016-12-23T07:30:00.000Z', ['th-1', 'th-2'])).toMatchObject({ cancelled: 2 });
    await scheduling.changeMeeting({ startsAt: last });
    await quiet();
    const checks = (await scheduling.call(ListChecks, { meetingId })).items;
    expect(
      checks.filter(({ state }) => state === 'cancelled').map(({ startsAt, cancelCause }) => [startsAt, cancelCause]),
    ).toEqual([[last, 'meeting-moved']]);
    expect(checks.filter(({ state }) => state === 'booked')).toHaveLength(2);
    const { booked: anew, unplaced } = await plan();
    expect(anew.length + unplaced.length).toBe(1);
    for (const { endsAt } of anew) expect(endsAt <= last).toBe(true);
  });

  it('takes a pass for stale after its days, at the instant that its work state names', async () => {
    await sitesJoin(1);
    const [booked] = (await plan()).booked;
    scheduling.moveClockTo(booked!.endsAt);
    await record(booked!, exampleEvidence);
    await quiet();
    const staleAt = '2016-11-21T02:20:00.000Z';
    expect(await scheduling.call(GetSchedulingWorkState, {})).toEqual({
      idle: true,
      outbox: 0,
      unhandled: 0,
      due: 0,
      nextDueAt: staleAt,
      now: booked!.endsAt,
    });
    scheduling.moveClockTo(staleAt);
    await eventually(async () => (await statusOf('th-1')) === 'stale');
    await quiet();
    expect((await scheduling.told(SiteReadinessChanged)).at(-1)).toMatchObject({
      siteId: 'th-1',
      previous: 'passed',
      status: 'stale',
    });
    expect((await scheduling.call(GetSchedulingWorkState, {})).nextDueAt).toBeUndefined();
  });

  it('says at once where a site stands after each step, with its last result beside the next appointment', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    expect(await readiness()).toMatchObject([
      { status: 'booked', next: { checkId: first!.id, startsAt: first!.startsAt } },
    ]);
    scheduling.moveClockTo(first!.endsAt);
    await scheduling.call(RecordCheckResult, {
      checkId: first!.id,
      outcome: 'no-show',
      note: 'nobody answered',
      recordedBy: 'staff-vc',
    });
    expect(await readiness()).toMatchObject([
      { status: 'failed', lastResult: { state: 'no-show', faults: ['contact'], note: 'nobody answered' } },
    ]);
    const [again] = (await plan()).booked;
    expect(await readiness()).toMatchObject([
      { status: 'booked', lastResult: { checkId: first!.id, state: 'no-show' }, next: { checkId: again!.id } },
    ]);
    await quiet();
    expect(await scheduling.told(CheckBooked)).toMatchObject([
      { check: { ordinal: 1 } },
      { check: { ordinal: 2 }, follows: 'no-show' },
    ]);
    expect((await scheduling.told(CheckBooked))[0]).not.toHaveProperty('follows');
  });

  it('lets a check whose result is missing stand out by the clock, without keeping that, until somebody enters it', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    await quiet();
    scheduling.moveClockTo(first!.endsAt);
    expect(await checks()).toMatchObject([{ state: 'booked', overdue: true, revision: 1 }]);
    expect(await readiness()).toMatchObject([{ status: 'overdue', since: first!.endsAt }]);
    expect(await plan()).toEqual({ booked: [], unplaced: [{ siteId: 'th-1', reason: 'result-missing' }] });
    scheduling.moveClockTo(planningDay);
    expect(await statusOf('th-1')).toBe('booked');
    scheduling.moveClockTo(first!.endsAt);
    expect(
      await scheduling.call(MoveCheck, { checkId: first!.id, startsAt: '2016-11-15T02:00:00.000Z' }),
    ).toMatchObject({ state: 'booked', appointment: 2 });
    expect(await statusOf('th-1')).toBe('booked');
  });

  it('corrects a mistaken pass and withdraws one, with what it was and why, and readiness and events follow', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    scheduling.moveClockTo(first!.endsAt);
    await record(first!, exampleEvidence);
    const reason = 'entered for the wrong site';
    await expect(record(first!, red)).rejects.toMatchObject({ kind: 'conflict', code: 'check-not-booked' });
    await expect(
      scheduling.call(CorrectCheckResult, {
        checkId: first!.id,
        evidence: red,
        reason,
        correctedBy: 'staff-2',
        expectedRevision: 1,
      }),
    ).rejects.toMatchObject({ code: 'check-changed' });
    const corrected = await scheduling.call(CorrectCheckResult, {
      checkId: first!.id,
      evidence: red,
      reason,
      correctedBy: 'staff-2',
      expectedRevision: 2,
    });
    expect(corrected).toMatchObject({
      state: 'failed',
      faults: ['loss'],
      recordedBy: 'staff-2',
      history: [{ state: 'passed', recordedBy: 'staff-vc', ended: 'corrected', endedBy: 'staff-2', reason }],
    });
    expect(
      await scheduling.call(CorrectCheckResult, { checkId: first!.id, evidence: red, reason, correctedBy: 'staff-2' }),
    ).toEqual(corrected);
    expect(await readiness()).toMatchObject([{ status: 'failed' }]);
    const withdrawn = await scheduling.call(WithdrawCheckResult, {
      checkId: first!.id,
      reason,
      withdrawnBy: 'staff-2',
    });
    expect(withdrawn).toMatchObject({
      state: 'booked',
      revision: 4,
      history: [{ ended: 'corrected' }, { state: 'failed', ended: 'withdrawn' }],
    });
    for (const gone of ['evidence', 'faults', 'recordedAt', 'recordedBy']) expect(withdrawn).not.toHaveProperty(gone);
    expect(await scheduling.call(WithdrawCheckResult, { checkId: first!.id, reason, withdrawnBy: 'staff-2' })).toEqual(
      withdrawn,
    );
    expect(await statusOf('th-1')).toBe('overdue');
    await record(first!, exampleEvidence);
    await quiet();
    expect(await statusOf('th-1')).toBe('passed');
    expect(await scheduling.told(CheckResultCorrected)).toMatchObject([
      { check: { state: 'failed' }, previous: { state: 'passed', reason } },
    ]);
    expect(await scheduling.told(CheckResultWithdrawn)).toMatchObject([
      { check: { state: 'booked' }, previous: { state: 'failed' } },
    ]);
    expect((await scheduling.told(SiteReadinessChanged)).at(-1)).toMatchObject({ status: 'passed' });
  });

  it('cancels rather than books a withdrawn check whose site has its next one', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    scheduling.moveClockTo(first!.endsAt);
    await record(first!, red);
    const [again] = (await plan()).booked;
    expect(
      await scheduling.call(WithdrawCheckResult, { checkId: first!.id, reason: 'wrong site', withdrawnBy: 'staff-vc' }),
    ).toMatchObject({ state: 'cancelled', cancelCause: 'result-withdrawn' });
    await quiet();
    expect(await readiness()).toMatchObject([{ status: 'booked', checkId: again!.id }]);
    expect(await checks()).toMatchObject([{ state: 'cancelled' }, { state: 'booked' }]);
  });

  it('leaves a newer result as it is when an old one is withdrawn', async () => {
    await sitesJoin(1);
    const [first] = (await plan()).booked;
    scheduling.moveClockTo(first!.endsAt);
    await record(first!, red);
    const [second] = (await plan()).booked;
    scheduling.moveClockTo(second!.endsAt);
    await record(second!, exampleEvidence);
    expect(
      await scheduling.call(WithdrawCheckResult, { checkId: first!.id, reason: 'wrong site', withdrawnBy: 'staff-vc' }),
    ).toMatchObject({ state: 'cancelled', cancelCause: 'result-withdrawn' });
    await quiet();
    expect(await readiness()).toMatchObject([
      { status: 'passed', checkId: second!.id, lastResult: { state: 'passed' } },
    ]);
    expect(
      await scheduling.call(WithdrawCheckResult, {
        checkId: second!.id,
        reason: 'wrong site',
        withdrawnBy: 'staff-vc',
      }),
    ).toMatchObject({ state: 'booked' });
  });

  it('decides a withdrawal that meets a plan of the same moment, one way or the other, without an accident', async () => {
    await sitesJoin(6);
    const { booked } = await plan();
    scheduling.moveClockTo('2016-11-14T06:00:00.000Z');
    for (const check of booked) await record(check, red);
    const withdrawals = await Promise.allSettled([
      plan(),
      ...booked.map((check) =>
        scheduling.call(WithdrawCheckResult, { checkId: check.id, reason: 'wrong site', withdrawnBy: 'staff-vc' }),
      ),
      plan(),
    ]);
    expect(withdrawals.filter(({ status }) => status === 'rejected')).toEqual([]);
    const after = (await checks()).filter(({ state }) => state === 'booked');
    expect(new Set(after.map(({ siteId }) => siteId)).size).toBe(after.length);
  });

  it('follows an answer that was taken back, and an office that is silent again after it was told anew', async () => {
    await sitesJoin(2);
    await plan();
    await scheduling.takeBack('inv-1', 'th-1', 3);
    await scheduling.issueAgain('inv-2', 'th-2', 1_000_001);
    await scheduling.issueAgain('inv-2', 'th-2', 1);
    await quiet();
    expect(await readiness()).toMatchObject([
      { siteId: 'th-1', attending: 0, status: 'unknown' },
      { siteId: 'th-2', attending: 0, status: 'unknown' },
    ]);
    await scheduling.answer('inv-2', 'th-2', 'attend', 2);
    await quiet();
    expect((await readiness())[1]).toMatchObject({ attending: 0 });
  });

  it('shows a focal point the sites and checks of its own province alone', async () => {
    await sitesJoin(1);
    await scheduling.enrol({ ...siteNumbered(2), provinceCode: 'TH-10' });
    await quiet();
    await scheduling.answer('inv-2', 'th-2', 'attend');
    await quiet();
    await plan();
    const seenBy = (provinceCode: string) =>
      withAsker({ kind: 'staff', staffId: 'staff-9', role: 'focal-point', provinceCode }, async () =>
        [...(await readiness()), ...(await checks())].map(({ siteId }) => siteId),
      );
    expect(await seenBy('TH-10')).toEqual(['th-2', 'th-2']);
    expect(await seenBy(siteNumbered(1).provinceCode)).toEqual(['th-1', 'th-1']);
    expect(await seenBy('TH-99')).toEqual([]);
    await expect(
      withAsker({ kind: 'staff', staffId: 'staff-9', role: 'focal-point', provinceCode: 'TH-10' }, () => plan()),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('holds the places of checks that were booked before places were minutes', async () => {
    await sitesJoin(2);
    const [first] = (await plan()).booked;
    const connection = await connectMongo(mongo.url, database);
    try {
      const documents = connection.collection<{ _id: string; held?: string[]; heldUntil?: string }>('checks');
      // As the minutes were kept: those of the room with a gap of ten, without whose they are.
      const begins = Date.parse(first!.startsAt) / 60_000;
      const former = {
        roomMinutes: Array.from({ length: 30 }, (_each, minute) => begins + minute),
        siteMinutes: [begins],
      };
      await documents.updateMany({}, { $unset: { held: 1, heldUntil: 1 } });
      await documents.updateOne({ _id: first!.id }, { $set: former });
      await scheduling.stop();
      scheduling = await SchedulingUnderTest.start(servers());
      const kept = await documents.findOne({ _id: first!.id });
      expect(kept?.held?.filter((minute) => minute.includes(' room '))).toHaveLength(2 * 30);
      expect(kept?.held?.filter((minute) => minute.includes(' site '))).toHaveLength(2 * 20);
      expect(Date.parse(kept?.heldUntil ?? '') - Date.parse(first!.endsAt)).toBe(10 * 60_000);
      expect(kept).not.toHaveProperty('roomMinutes');
      await scheduling.call(CancelCheck, { checkId: first!.id });
      expect((await plan()).booked).toHaveLength(1);
    } finally {
      await connection.close();
    }
  });

  it('goes on where it was when it is stopped in the middle and started again', async () => {
    await sitesJoin(10);
    const planned = await plan();
    await scheduling.stop();
    scheduling = await SchedulingUnderTest.start(servers(), planningDay);
    await quiet();
    expect((await readiness()).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'booked'));
    expect(await checks()).toHaveLength(planned.booked.length);
    expect(await scheduling.told(CheckBooked)).toHaveLength(10);
  });
});
