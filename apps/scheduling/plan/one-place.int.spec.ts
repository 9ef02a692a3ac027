import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  CancelCheck,
  type Check,
  type CheckCalendar,
  CorrectCheckResult,
  exampleEvidence,
  exampleMeeting,
  ListChecks,
  ListReadiness,
  type Meeting,
  MoveCheck,
  PlanChecks,
  RecordCheckResult,
  SetCheckCalendar,
  WithdrawCheckResult,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { planningDay, SchedulingUnderTest, siteNumbered, twoDays } from '../testing/under-test.js';

jest.setTimeout(120_000);
const patiently = { within: 60_000 };

const first: Meeting = exampleMeeting;
const second: Meeting = { ...exampleMeeting, id: 'egov-readiness-2560' };
const meetings = [first, second];

/** What must never be: two checks that share a room (with its gap) or a site at a time, at whichever meeting; two that are booked for a site at a meeting. */
const overlaps = (checks: readonly Check[], gapMs: number): string[] =>
  checks.flatMap((one, index) =>
    checks.slice(index + 1).flatMap((other) => {
      const apart = (gap: number) =>
        Date.parse(one.endsAt) + gap <= Date.parse(other.startsAt)
        || Date.parse(other.endsAt) + gap <= Date.parse(one.startsAt);
      const pair = `${one.id} ${one.startsAt} room ${one.room} ${one.siteId} / ${other.id} ${other.startsAt} room ${other.room} ${other.siteId}`;
      return [
        ...(one.room === other.room && !apart(gapMs) ? [`room: ${pair}`] : []),
        ...(one.siteId === other.siteId && !apart(0) ? [`site: ${pair}`] : []),
        ...(one.siteId === other.siteId
        && one.meetingId === other.meetingId
        && one.state === 'booked'
        && other.state === 'booked'
          ? [`booked twice: ${pair}`]
          : []),
      ];
    }),
  );

/** The same numbers at each run. */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
};

describe('one place, one check, one site at one time, over all meetings', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let scheduling: SchedulingUnderTest;
  let replica: SchedulingUnderTest;
  const quiet = () => eventually(() => scheduling.idle(), patiently);
  const checksOf = async (meetingId: string) => (await scheduling.call(ListChecks, { meetingId })).items;
  const holding = async () =>
    (await Promise.all(meetings.map(({ id }) => checksOf(id)))).flat().filter(({ state }) => state !== 'cancelled');
  const calendar = (meeting: Meeting, changes: Partial<CheckCalendar>) =>
    scheduling.call(SetCheckCalendar, { ...twoDays, noticeHours: 0, meetingId: meeting.id, ...changes });
  const join = async (meeting: Meeting, sites: readonly number[]) => {
    for (const index of sites)
      await scheduling.answer(`inv-${meeting.id}-${index}`, `th-${index}`, 'attend', 2, meeting.id);
    await eventually(
      async () =>
        expect(
          (await scheduling.call(ListReadiness, { meetingId: meeting.id })).items.filter(
            ({ attending }) => attending > 0,
          ),
        ).toHaveLength(sites.length),
      patiently,
    );
  };
  const numbers = (count: number) => Array.from({ length: count }, (_each, index) => index + 1);

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    scheduling = await SchedulingUnderTest.start(servers);
    replica = await SchedulingUnderTest.start(servers);
    for (const meeting of meetings) await scheduling.announceMeeting(meeting);
    for (const index of numbers(40)) await scheduling.enrol(siteNumbered(index));
    await quiet();
  });
  afterEach(async () => {
    await replica.stop();
    await scheduling.stop();
    await nats.stop();
  });

  it('lets two meetings that plan at once share the rooms, and a site of both be in one place at a time', async () => {
    for (const meeting of meetings) await calendar(meeting, { rooms: 2 });
    await Promise.all(meetings.map((meeting) => join(meeting, numbers(24))));
    const plans = await Promise.all([
      scheduling.call(PlanChecks, { meetingId: first.id }),
      replica.call(PlanChecks, { meetingId: second.id }),
    ]);
    expect(plans.flatMap(({ unplaced }) => unplaced)).toEqual([]);
    expect(await holding()).toHaveLength(48);
    expect(overlaps(await holding(), 10 * 60_000)).toEqual([]);
  });

  it('refuses a slot that overlaps, by ten minutes and by another meeting’s grid, of two moves at once', async () => {
    await calendar(first, { rooms: 1 });
    await calendar(second, { rooms: 1, firstDay: '2016-11-15' });
    await join(first, [1]);
    await join(second, [2]);
    const [[one], [other]] = [
      (await scheduling.call(PlanChecks, { meetingId: first.id })).booked,
      (await scheduling.call(PlanChecks, { meetingId: second.id })).booked,
    ];
    await calendar(first, { rooms: 1, hours: [{ from: '13:00', to: '14:00' }] });
    await calendar(second, { rooms: 1, hours: [{ from: '13:10', to: '14:10' }] });
    for (let day = 14; day <= 15; day += 1) {
      const moves = await Promise.allSettled([
        scheduling.call(MoveCheck, { checkId: one!.id, startsAt: `2016-11-${day}T06:00:00.000Z` }),
        replica.call(MoveCheck, { checkId: other!.id, startsAt: `2016-11-${day}T06:10:00.000Z` }),
      ]);
      expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(moves.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { kind: 'conflict', code: 'slot-taken' },
      });
      expect(overlaps(await holding(), 10 * 60_000)).toEqual([]);
    }
  });

  it('plans and moves beside checks of another calendar with a longer gap, also one that was lowered since', async () => {
    await calendar(first, { rooms: 1, gapMinutes: 30, hours: [{ from: '09:00', to: '09:20' }], lastDay: '2016-11-14' });
    await calendar(second, { rooms: 1, gapMinutes: 0, hours: [{ from: '09:20', to: '10:20' }], lastDay: '2016-11-14' });
    await join(first, [1]);
    await join(second, [2, 3, 4]);
    expect((await scheduling.call(PlanChecks, { meetingId: first.id })).booked).toMatchObject([
      { startsAt: '2016-11-14T02:00:00.000Z' },
    ]);
    const { booked, unplaced } = await scheduling.call(PlanChecks, { meetingId: second.id });
    // 09:00–09:20 holds its room until 09:50.
    expect(booked.map(({ startsAt }) => startsAt)).toEqual(['2016-11-14T03:00:00.000Z']);
    expect(unplaced).toHaveLength(2);
    await expect(
      scheduling.call(MoveCheck, { checkId: booked[0]!.id, startsAt: '2016-11-14T02:20:00.000Z' }),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'slot-taken' });
    await calendar(first, { rooms: 1, gapMinutes: 0, hours: [{ from: '09:00', to: '10:20' }], lastDay: '2016-11-14' });
    await expect(
      scheduling.call(MoveCheck, { checkId: booked[0]!.id, startsAt: '2016-11-14T02:40:00.000Z' }),
    ).rejects.toMatchObject({ code: 'slot-taken' });
    await calendar(first, { rooms: 1, gapMinutes: 0, hours: [{ from: '09:20', to: '10:20' }], lastDay: '2016-11-14' });
    await scheduling.answer(`inv-${first.id}-5`, 'th-5', 'attend', 2, first.id);
    await eventually(
      async () =>
        expect(
          (await scheduling.call(ListReadiness, { meetingId: first.id })).items.filter(
            ({ attending }) => attending > 0,
          ),
        ).toHaveLength(2),
      patiently,
    );
    expect((await scheduling.call(PlanChecks, { meetingId: first.id })).unplaced).toMatchObject([
      { siteId: 'th-5', reason: 'no-free-slot' },
    ]);
  });

  it('gives every place to one of many who want them at once, and leaves none free while one waits', async () => {
    await calendar(first, { rooms: 40, lastDay: '2016-11-14' });
    await join(first, numbers(40));
    const { booked } = await scheduling.call(PlanChecks, { meetingId: first.id });
    expect(booked).toHaveLength(40);
    await calendar(first, {
      firstDay: '2016-11-15',
      lastDay: '2016-11-15',
      hours: [{ from: '09:00', to: '11:30' }],
      rooms: 4,
    });
    const starts = numbers(5).map((index) =>
      new Date(Date.parse('2016-11-15T02:00:00.000Z') + (index - 1) * 30 * 60_000).toISOString(),
    );
    const client = async (check: Check, index: number): Promise<boolean> => {
      for (let turn = 0; turn < starts.length; turn += 1) {
        const startsAt = starts[(index + turn) % starts.length]!;
        try {
          await (index % 2 === 0 ? scheduling : replica).call(MoveCheck, { checkId: check.id, startsAt });
          return true;
        } catch (error) {
          expect(error).toMatchObject({ code: 'slot-taken' });
        }
      }
      return false;
    };
    const moved = await Promise.all(booked.map(client));
    expect(moved.filter(Boolean)).toHaveLength(20);
    expect((await holding()).filter(({ startsAt }) => startsAt >= starts[0]!)).toHaveLength(20);
    expect(overlaps(await holding(), 10 * 60_000)).toEqual([]);
  });

  it.each([7, 2559])(
    'holds whatever is planned, moved, cancelled, recorded, corrected and withdrawn at once (seed %i)',
    async (seed) => {
      const next = random(seed);
      const pick = <Item>(items: readonly Item[]): Item => items[next(items.length)]!;
      await calendar(first, { rooms: 2 });
      await calendar(second, { rooms: 3, hours: [{ from: '09:10', to: '12:10' }], slotMinutes: 25 });
      await Promise.all(meetings.map((meeting) => join(meeting, numbers(12))));
      const refusals = new Set<string>();
      for (let round = 0; round < 12; round += 1) {
        const checks = (await Promise.all(meetings.map(({ id }) => checksOf(id)))).flat();
        // Half a day goes by with each third round, so that some checks can be given results.
        const now = new Date(Date.parse(planningDay) + 86_400_000 * 3 + round * 4 * 3_600_000).toISOString();
        for (const each of [scheduling, replica]) each.moveClockTo(now);
        const acts = numbers(14).map(async () => {
          const at = pick([scheduling, replica]);
          const check = checks.length === 0 ? undefined : pick(checks);
          const minute = pick(['02:00', '02:10', '02:30', '02:45', '03:00', '04:00', '06:00', '06:30']);
          const act = check === undefined ? 0 : next(7);
          if (act <= 1 || check === undefined) return at.call(PlanChecks, { meetingId: pick(meetings).id });
          const checkId = check.id;
          if (act <= 3) return at.call(MoveCheck, { checkId, startsAt: `2016-11-${pick([14, 15])}T${minute}:00.000Z` });
          if (act === 4) return at.call(CancelCheck, { checkId });
          if (act === 5)
            return at.call(
              RecordCheckResult,
              next(2) === 0
                ? { checkId, outcome: 'no-show', recordedBy: 'staff-vc' }
                : { checkId, evidence: exampleEvidence, recordedBy: 'staff-vc' },
            );
          if (next(2) === 0)
            return at.call(WithdrawCheckResult, { checkId, reason: 'wrong site', withdrawnBy: 'staff-vc' });
          return at.call(CorrectCheckResult, {
            checkId,
            evidence: { ...exampleEvidence, jitterMs: 80 },
            reason: 'wrong site',
            correctedBy: 'staff-vc',
          });
        });
        for (const done of await Promise.allSettled(acts))
          if (done.status === 'rejected') refusals.add((done.reason as { code: string }).code);
        expect(overlaps(await holding(), 0)).toEqual([]);
      }
      // Every refusal says which rule it keeps; none is an accident.
      expect(
        [...refusals].filter(
          (code) =>
            ![
              'slot-taken',
              'site-busy',
              'not-a-slot',
              'check-not-booked',
              'check-not-begun',
              'check-without-result',
              'revision-conflict',
            ].includes(code),
        ),
      ).toEqual([]);
      await quiet();
      expect(overlaps(await holding(), 0)).toEqual([]);
    },
  );
});
