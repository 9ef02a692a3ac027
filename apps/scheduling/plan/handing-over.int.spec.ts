import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  ApplyCheckProposal,
  CancelCheck,
  type Check,
  CheckBooked,
  CheckMoved,
  type CheckProposal,
  emptyDossier,
  exampleTechnician,
  FollowCheckProposal,
  ListChecks,
  ListFreePlaces,
  ListProposalSteps,
  ListReadiness,
  ListTechnicians,
  MoveCheck,
  PlanChecks,
  type ProposedPlan,
  ProposeChecks,
  SaveSiteDossier,
  SaveTechnician,
  SetCheckCalendar,
  StopCheckProposal,
  type Technician,
} from '#contracts';
import { connectMongo } from '#persistence';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { slotsOf } from '../calendar/calendar.module.js';
import { minutesTaken } from '../check/check.module.js';
import { meetingId, planningDay, SchedulingUnderTest, siteNumbered, twoDays } from '../testing/under-test.js';
import { HandingOver } from './handing-over.js';
import { MakingService } from './making.service.js';
import { ProposalStore } from './proposal.store.js';
import { StandingService } from './standing.service.js';

jest.setTimeout(120_000);
const patiently = { within: 60_000 };
const { revision: _revision, ...someone } = exampleTechnician;
const alwaysThere = { ...someone, shifts: [], absences: [], systems: [], mostPerDay: undefined };
const firstDay = { firstDay: '2016-11-14', lastDay: '2016-11-14' };

describe('a plan that is done', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let database: string;
  let scheduling: SchedulingUnderTest;
  const servers = () => ({ natsUrl: nats.url, mongoUrl: mongo.url, database });
  const checks = async () => (await scheduling.call(ListChecks, { meetingId })).items;
  const booked = async () => (await checks()).filter(({ state }) => state === 'booked');
  const quiet = () => eventually(() => scheduling.idle(), patiently);
  const propose = () => scheduling.call(ProposeChecks, { meetingId });
  const planOf = ({ plan }: CheckProposal): ProposedPlan => {
    if (plan === undefined) throw new Error('the proposal is not worked out');
    return plan;
  };
  const apply = ({ id: proposalId }: CheckProposal, by = scheduling) => by.call(ApplyCheckProposal, { proposalId });
  const technician = (id: string, changes: Partial<Technician> = {}, expectedRevision?: number) =>
    scheduling.call(SaveTechnician, {
      ...alwaysThere,
      id,
      name: id,
      ...changes,
      ...(expectedRevision !== undefined && { expectedRevision }),
    });
  /** Everything that is held, by whom; each minute of each check twice, and of nobody else. */
  const held = async (): Promise<Map<string, string>> => {
    const connection = await connectMongo(mongo.url, database);
    try {
      const docs = await connection
        .collection('checks')
        .find({ held: { $exists: true } })
        .toArray();
      return new Map(docs.flatMap(({ _id, held }) => (held as string[]).map((minute) => [minute, String(_id)])));
    } finally {
      await connection.close();
    }
  };
  const inHand = async (): Promise<unknown[]> => {
    const connection = await connectMongo(mongo.url, database);
    try {
      return await connection
        .collection('checks')
        .find({ $or: [{ handedBy: { $exists: true } }, { claimOf: { $exists: true } }] })
        .toArray();
    } finally {
      await connection.close();
    }
  };
  /** What is held is what the checks say, with both hands, and nothing is in hand. */
  const isWhole = async (gapMinutes = 10) => {
    const expected = new Map(
      (await checks())
        .filter(({ state }) => state !== 'cancelled')
        .flatMap((check) =>
          minutesTaken(check, gapMinutes).flatMap((minute) => [
            [`left ${minute}`, check.id] as const,
            [`right ${minute}`, check.id] as const,
          ]),
        ),
    );
    expect(await held()).toEqual(expected);
    expect(await inHand()).toEqual([]);
  };
  const sitesJoin = async (count: number) => {
    await scheduling.announceMeeting();
    await scheduling.call(SetCheckCalendar, twoDays);
    for (let index = 1; index <= count; index += 1) await scheduling.enrol(siteNumbered(index));
    await quiet();
    for (let index = 1; index <= count; index += 1) await scheduling.answer(`inv-${index}`, `th-${index}`, 'attend');
    await eventually(
      async () =>
        expect(
          (await scheduling.call(ListReadiness, { meetingId })).items.filter(({ attending }) => attending > 0),
        ).toHaveLength(count),
      patiently,
    );
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

  it('books each site a place with a room and somebody who tests it, shared fairly, and moves whom an absence moves, whole', async () => {
    await technician('anong');
    await technician('boon');
    await sitesJoin(30);
    const first = await propose();
    expect(first).toMatchObject({
      state: 'open',
      plan: { kept: 0, proof: { sites: 30, placed: 30, mostPossible: 30, proven: true } },
    });
    expect(await checks()).toEqual([]);
    expect(planOf(first).loads.map(({ checks: load }) => load)).toEqual([15, 15]);
    expect((await apply(first)).state).toBe('applied');
    expect((await apply(first)).state).toBe('applied');
    await quiet();
    expect(await booked()).toHaveLength(30);
    expect(await scheduling.told(CheckBooked)).toHaveLength(30);
    await isWhole();

    await technician('anong', { absences: [firstDay] }, 1);
    const second = await propose();
    const moved = planOf(second).steps.filter(({ from, to }) => from?.startsAt !== to?.startsAt);
    expect(planOf(second).proof.placed).toBe(30);
    expect(moved.length).toBeGreaterThan(0);
    await apply(second);
    await quiet();
    const after = await booked();
    expect(after).toHaveLength(30);
    expect(after.filter(({ technicianId, startsAt }) => technicianId === 'anong' && startsAt < '2016-11-15')).toEqual(
      [],
    );
    expect(await scheduling.told(CheckMoved)).toHaveLength(moved.length);
    expect(planOf(await propose()).steps).toEqual([]);
    await isWhole();
  });

  it('gives a place to whom it takes it from another: checks that change places with each other', async () => {
    await sitesJoin(2);
    await scheduling.call(SetCheckCalendar, {
      ...twoDays,
      rooms: 1,
      lastDay: '2016-11-14',
      hours: [{ from: '09:00', to: '10:00' }],
    });
    const [one, two] = planOf(await apply(await propose())).steps;
    const times = [one?.to?.startsAt, two?.to?.startsAt];
    // Each is busy when it is booked and free when the other is.
    for (const [index, step] of [one, two].entries())
      await scheduling.call(SaveSiteDossier, {
        siteId: step?.siteId ?? '',
        dossier: { ...emptyDossier, busy: [{ from: times[index] ?? '', to: step?.to?.endsAt ?? '' }] },
        changedBy: 'staff-vc',
      });
    const swap = await propose();
    expect(planOf(swap).steps.map(({ to }) => to?.startsAt)).toEqual([times[1], times[0]]);
    await apply(swap);
    await quiet();
    expect((await booked()).map(({ siteId, startsAt }) => [siteId, startsAt])).toEqual([
      [two?.siteId, times[0]],
      [one?.siteId, times[1]],
    ]);
    await isWhole();
  });

  it('is done once by two at once, and not at all once something that it rests on has changed', async () => {
    await sitesJoin(6);
    const proposal = await propose();
    const replica = await SchedulingUnderTest.start(servers());
    try {
      const done = await Promise.all([apply(proposal), apply(proposal, replica), apply(proposal)]);
      expect(done.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
      expect(await booked()).toHaveLength(6);
      const [check] = await booked();
      await scheduling.call(CancelCheck, { checkId: check?.id ?? '' });
      const late = await propose();
      const place = planOf(late).steps[0]?.to;
      const other = (await booked()).at(-1);
      await scheduling
        .call(MoveCheck, { checkId: other?.id ?? '', startsAt: place?.startsAt ?? '' })
        .catch(() => undefined);
      await scheduling.call(CancelCheck, { checkId: (await booked()).at(-1)?.id ?? '' });
      const before = await checks();
      await expect(apply(late)).rejects.toMatchObject({ kind: 'conflict', code: 'proposal-overtaken' });
      expect(await checks()).toEqual(before);
      await isWhole();
    } finally {
      await replica.stop();
    }
  });

  it('is whole or not at all while others book and move at the same moment, and no place is held twice', async () => {
    await technician('anong');
    await technician('boon');
    await sitesJoin(20);
    await apply(await propose());
    const replica = await SchedulingUnderTest.start(servers());
    try {
      await technician('anong', { absences: [firstDay] }, 1);
      for (let round = 0; round < 4; round += 1) {
        const proposal = await propose();
        const now = await booked();
        const free = (await scheduling.call(ListFreePlaces, { meetingId, siteId: 'th-1', limit: 20 })).items;
        const outcomes = await Promise.allSettled([
          apply(proposal),
          ...now
            .slice(0, 6)
            .map((check, index) =>
              replica.call(MoveCheck, { checkId: check.id, startsAt: free[index]?.startsAt ?? '' }),
            ),
        ]);
        const [applied] = outcomes;
        if (applied.status === 'rejected') expect(applied.reason).toMatchObject({ code: 'proposal-overtaken' });
        await isWhole();
        const all = await booked();
        expect(all).toHaveLength(20);
        const places = all.flatMap((check) => minutesTaken(check, 10));
        expect(new Set(places).size).toBe(places.length);
      }
    } finally {
      await replica.stop();
    }
  });

  it.each<[string, keyof HandingOver | 'claimed', 'applied' | 'overtaken']>([
    ['while it was still claiming its places', 'claimed', 'overtaken'],
    ['once nothing could refuse it any more', 'finish', 'applied'],
  ])('that was broken off %s is taken up by whoever comes next', async (_when, at, state) => {
    await technician('anong');
    await technician('boon');
    await sitesJoin(8);
    await apply(await propose());
    const before = await checks();
    await technician('anong', { absences: [firstDay] }, 1);
    const proposal = await propose();
    expect(planOf(proposal).steps.length).toBeGreaterThan(0);
    const handing = scheduling.service.app.get(HandingOver, { strict: false });
    const broken = new Error('the process ends here');
    const spied =
      at === 'claimed'
        ? jest.spyOn(handing, 'claim').mockImplementationOnce(async (...given) => {
            spied.mockRestore();
            await handing.claim(...given);
            throw broken;
          })
        : jest.spyOn(handing, 'finish').mockRejectedValueOnce(broken);
    await expect(apply(proposal)).rejects.toBeDefined();
    await eventually(async () => expect(await inHand()).toEqual([]), patiently);
    if (state === 'overtaken') {
      expect(withoutRevision(await checks())).toEqual(withoutRevision(before));
      await expect(apply(proposal)).rejects.toMatchObject({ code: 'proposal-overtaken' });
    } else {
      await eventually(async () => expect(planOf(await propose()).steps).toEqual([]), patiently);
      expect((await apply(proposal)).state).toBe('applied');
    }
    await isWhole();
  });

  it('goes on by itself where it takes longer than a request waits, by this replica or by another, and can be stopped', async () => {
    await technician('anong');
    await sitesJoin(12);
    const hasty = await SchedulingUnderTest.start(servers(), planningDay, { SALA_PLAN_PATIENCE_MS: '0' });
    const follow = ({ id: proposalId }: CheckProposal, by = hasty) => by.call(FollowCheckProposal, { proposalId });
    const until = async (proposal: CheckProposal, state: CheckProposal['state']) => {
      await eventually(async () => expect((await follow(proposal)).state).toBe(state), patiently);
      return follow(proposal);
    };
    try {
      const started = await hasty.call(ProposeChecks, { meetingId });
      const made = await until(started, 'open');
      expect(planOf(made).counts).toEqual({ added: 12, moved: 0, other: 0, gone: 0 });
      const { items } = await hasty.call(ListProposalSteps, { proposalId: made.id, from: 10 });
      expect(items).toEqual(planOf(made).steps.slice(10));
      await apply(made, hasty);
      await until(made, 'applied');
      expect(await booked()).toHaveLength(12);
      await isWhole();

      const store = hasty.service.app.get(ProposalStore, { strict: false });
      await store.begin({ id: 'prop-left', meetingId, madeAt: planningDay }, planningDay);
      await eventually(
        async () =>
          expect((await scheduling.call(FollowCheckProposal, { proposalId: 'prop-left' })).state).toBe('stopped'),
        patiently,
      );
      await expect(apply({ ...made, id: 'prop-left' })).rejects.toMatchObject({ code: 'proposal-overtaken' });
      await expect(scheduling.call(FollowCheckProposal, { proposalId: 'prop-none' })).rejects.toMatchObject({
        code: 'proposal-not-found',
      });
      const standing = await hasty.service.app.get(StandingService, { strict: false }).of(meetingId);
      const [site] = standing.sites;
      const country = Array.from({ length: 4_000 }, (_each, index) => ({
        ...site,
        siteId: `site-${index}`,
        siteName: { th: `จุด ${index}` },
        checks: [],
        status: 'unknown' as const,
      }));
      await store.begin({ id: 'prop-country', meetingId, madeAt: planningDay }, planningDay);
      const made4000 = hasty.service.app
        .get(MakingService, { strict: false })
        .make('prop-country', {
          ...standing,
          slots: slotsOf({ ...twoDays, lastDay: '2017-03-01' }, 'Asia/Bangkok'),
          sites: country,
        });
      await eventually(async () =>
        expect((await follow({ ...made, id: 'prop-country' })).work?.done).toBeGreaterThan(0),
      );
      expect((await hasty.call(StopCheckProposal, { proposalId: 'prop-country' })).state).toBe('stopped');
      await made4000;
      expect(await follow({ ...made, id: 'prop-country' })).not.toHaveProperty('plan');
      // What is worked out already is not stopped any more.
      const open = await propose();
      expect((await scheduling.call(StopCheckProposal, { proposalId: open.id })).state).toBe('open');
    } finally {
      await hasty.stop();
    }
  });

  it('finds three places for a site on the telephone, and the one that is taken is agreed: no plan moves it', async () => {
    await technician('anong');
    await sitesJoin(3);
    await scheduling.call(PlanChecks, { meetingId });
    const [check] = await booked();
    const { items } = await scheduling.call(ListFreePlaces, { meetingId, siteId: check?.siteId ?? '' });
    expect(items).toHaveLength(3);
    const to = items.at(-1);
    const moved = await scheduling.call(MoveCheck, { checkId: check?.id ?? '', startsAt: to?.startsAt ?? '' });
    expect(moved).toMatchObject({ startsAt: to?.startsAt, technicianId: 'anong', agreed: true });
    expect(planOf(await propose()).steps).toEqual([]);
    await isWhole();
  });

  it('knows its technicians: a new one, a change of what was seen, and none that was changed meanwhile', async () => {
    const saved = await technician('anong', { mostPerDay: 3 });
    expect(saved).toMatchObject({ id: 'anong', mostPerDay: 3, revision: 1 });
    await expect(technician('anong')).rejects.toMatchObject({ code: 'revision-conflict' });
    const both = await Promise.allSettled([
      technician('anong', { name: 'a' }, 1),
      technician('anong', { name: 'b' }, 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await scheduling.call(ListTechnicians, {})).items).toMatchObject([{ id: 'anong', revision: 2 }]);
  });
});

const withoutRevision = (checks: readonly Check[]) => checks.map(({ revision: _seen, ...check }) => check);
