import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type Asker,
  changedBySite,
  CheckConfirmed,
  ConfirmCheck,
  ConfirmSiteCheck,
  CorrectSiteDossier,
  emptyDossier,
  exampleDossier,
  exampleMeeting,
  GetSiteDossier,
  exampleSelfCheck,
  GetSiteLink,
  KeepSelfCheck,
  KeepUnreachedSelfCheck,
  ListSelfChecks,
  SelfCheckDone,
  ListChecks,
  ListReadiness,
  ListSchedulingAudit,
  ListSiteTimes,
  MoveCheck,
  PlanChecks,
  ProposeChecks,
  ReadSitePage,
  RenewSiteLink,
  type RequestOf,
  type ReturnOf,
  type RpcContract,
  SaveSiteDossier,
  SaySiteBusy,
  SetCheckCalendar,
  TakeSiteTime,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { RegistrationStandIn } from '../testing/registration-stand-in.js';
import { meetingId, planningDay, SchedulingUnderTest, siteNumbered, twoDays } from '../testing/under-test.js';

jest.setTimeout(120_000);
const patiently = { within: 60_000 };
const invalid = expect.objectContaining({ kind: 'forbidden', code: 'site-link-invalid' });
const present = [{ name: 'นายประจำ จุดหนึ่ง', mobile: '08 1000 0009' }];

describe('a site’s own say by its link', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationStandIn;
  let scheduling: SchedulingUnderTest;
  /** As the gateway asks for whoever holds a link. */
  const ask = <C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> =>
    withAsker({ kind: 'office' }, () => scheduling.call(contract, request));
  const as = <Result>(who: Asker, work: () => Promise<Result>) => withAsker(who, work);
  const tokenOf = async (siteId: string) => (await scheduling.call(GetSiteLink, { meetingId, siteId })).siteToken;
  const page = async (siteId: string) => ask(ReadSitePage, { siteToken: await tokenOf(siteId) });
  const appointmentOf = async (siteId: string) => {
    const { appointment } = await page(siteId);
    if (appointment === undefined) throw new Error(`${siteId} has no appointment`);
    return appointment;
  };
  const confirm = async (siteId: string, more: Partial<RequestOf<typeof ConfirmSiteCheck>> = {}) => {
    const { checkId, revision: expectedRevision } = await appointmentOf(siteId);
    return ask(ConfirmSiteCheck, { siteToken: await tokenOf(siteId), checkId, expectedRevision, ...more });
  };

  beforeAll(async () => {
    [mongo, nats] = await Promise.all([startMongo(), startNats()]);
    registration = await RegistrationStandIn.start(nats.url);
    scheduling = await SchedulingUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await scheduling.announceMeeting();
    await scheduling.call(SetCheckCalendar, twoDays);
    for (let site = 1; site <= 6; site += 1) {
      await scheduling.enrol(siteNumbered(site));
      await scheduling.answer(`inv-${site}`, `th-${site}`, 'attend');
    }
    await eventually(() => scheduling.idle(), patiently);
    await scheduling.call(PlanChecks, { meetingId });
  });
  afterAll(async () => {
    await scheduling.stop();
    await Promise.all([registration.stop(), nats.stop(), mongo.stop()]);
  });

  it('begins with its appointment and what is known of it; opening it changes nothing', async () => {
    const before = await scheduling.call(ListChecks, { meetingId });
    expect(await page('th-1')).toMatchObject({
      meetingId,
      siteId: 'th-1',
      siteName: siteNumbered(1).name,
      language: 'th',
      meeting: { title: exampleMeeting.title },
      appointment: { state: 'booked', mayChange: true },
      dossier: emptyDossier,
      dossierRevision: 0,
    });
    expect(await scheduling.call(ListChecks, { meetingId })).toEqual(before);
  });

  it('opens nothing by a text that was changed, of another site, or by a link that was made void', async () => {
    const token = await tokenOf('th-2');
    const other = token.replace('th-2', 'th-3');
    for (const bad of [other, `${token.slice(0, -2)}xx`, 'nothing.at.1.all'])
      await expect(ask(ReadSitePage, { siteToken: bad })).rejects.toEqual(invalid);
    expect(await scheduling.call(RenewSiteLink, { meetingId, siteId: 'th-2' })).toEqual({ version: 2 });
    await expect(ask(ReadSitePage, { siteToken: token })).rejects.toEqual(invalid);
    expect(await page('th-2')).toMatchObject({ siteId: 'th-2' });
    const twice = [1, 2].map(() => scheduling.call(RenewSiteLink, { meetingId, siteId: 'th-2' }));
    expect((await Promise.all(twice)).map(({ version }) => version).sort()).toEqual([3, 4]);
    await expect(scheduling.call(RenewSiteLink, { meetingId, siteId: 'nowhere' })).rejects.toMatchObject({
      code: 'site-not-enrolled',
    });
    await expect(ask(GetSiteLink, { meetingId, siteId: 'th-1' })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('confirms the appointment that was seen, once, and says by whom it was written', async () => {
    const seen = await appointmentOf('th-1');
    expect(await confirm('th-1', { present })).toMatchObject({
      appointment: { confirmed: { by: 'site', present }, revision: seen.revision + 1 },
    });
    await confirm('th-1', { present });
    await expect(confirm('th-1', { expectedRevision: seen.revision })).rejects.toMatchObject({ code: 'check-changed' });
    const other = await appointmentOf('th-2');
    await expect(confirm('th-1', { checkId: other.checkId, expectedRevision: 1 })).rejects.toMatchObject({
      code: 'check-changed',
    });
    await eventually(() => scheduling.idle(), patiently);
    expect(await scheduling.told(CheckConfirmed)).toHaveLength(1);
    const { items } = await scheduling.call(ListSchedulingAudit, { object: seen.checkId });
    expect(items.map(({ siteId, request, outcome }) => [siteId, request, outcome])).toContainEqual([
      'th-1',
      ConfirmSiteCheck.subject,
      'done',
    ]);
  });

  it('is not confirmed any more once somebody moved it, and may be confirmed by telephone', async () => {
    const { checkId } = await appointmentOf('th-1');
    await scheduling.call(MoveCheck, { checkId, startsAt: '2016-11-15T07:00:00.000Z' });
    const moved = await appointmentOf('th-1');
    expect(moved.confirmed).toBeUndefined();
    await as({ kind: 'staff', staffId: 'staff-vc', role: 'operations' }, () =>
      scheduling.call(ConfirmCheck, { checkId, present, expectedRevision: moved.revision }),
    );
    expect((await appointmentOf('th-1')).confirmed).toMatchObject({ by: 'staff', present });
    const seenBy = async (who: Asker) =>
      (await as(who, () => scheduling.call(ListChecks, { meetingId, siteId: 'th-1' }))).items[0]?.confirmed?.present;
    expect(await seenBy({ kind: 'staff', staffId: 'staff-v', role: 'viewer' })).toEqual([]);
    expect(await seenBy({ kind: 'staff', staffId: 'staff-vc', role: 'operations' })).toEqual(present);
  });

  const take = async (siteId: string, startsAt: string) => {
    const { appointment } = await page(siteId);
    return ask(TakeSiteTime, {
      siteToken: await tokenOf(siteId),
      startsAt,
      ...(appointment?.state === 'booked' && { checkId: appointment.checkId, expectedRevision: appointment.revision }),
    });
  };
  const timesOf = async (siteId: string) => (await ask(ListSiteTimes, { siteToken: await tokenOf(siteId) })).items;

  it('takes one of the nearest free times, which is agreed and confirmed by that', async () => {
    const seen = await appointmentOf('th-2');
    const times = await timesOf('th-2');
    expect(times).toHaveLength(12);
    expect(times.map(({ startsAt }) => startsAt)).not.toContain(seen.startsAt);
    const startsAt = times.at(-1)?.startsAt ?? '';
    const { appointment } = await take('th-2', startsAt);
    expect(appointment).toMatchObject({ checkId: seen.checkId, startsAt, confirmed: { by: 'site', present: [] } });
    const { items } = await scheduling.call(ListChecks, { meetingId, siteId: 'th-2' });
    expect(items[0]).toMatchObject({ agreed: true, startsAt });
    // Pressed again it is that time already.
    expect((await take('th-2', startsAt)).appointment).toEqual(appointment);
    const proposal = await scheduling.call(ProposeChecks, { meetingId });
    expect(proposal.plan?.steps.map(({ siteId }) => siteId)).not.toContain('th-2');
  });

  it('is offered no time without the notice that a plan gives, and none is taken', async () => {
    scheduling.moveClockTo('2016-11-14T01:00:00.000Z');
    const early = '2016-11-14T02:30:00.000Z';
    expect((await timesOf('th-2')).every(({ startsAt }) => startsAt > early)).toBe(true);
    await expect(take('th-2', early)).rejects.toMatchObject({ code: 'not-a-slot' });
    const { startsAt } = await appointmentOf('th-4');
    scheduling.moveClockTo(new Date(Date.parse(startsAt) - 20 * 60_000).toISOString());
    expect(await timesOf('th-4')).toEqual([]);
    await expect(take('th-4', '2016-11-15T08:00:00.000Z')).rejects.toMatchObject({ code: 'too-late-to-move' });
    scheduling.moveClockTo(planningDay);
  });

  it('gets a place once where two sites press at once, and the other the next free ones', async () => {
    const startsAt = '2016-11-15T08:30:00.000Z';
    // Two rooms: one of three loses.
    const pressed = await Promise.allSettled(['th-3', 'th-5', 'th-6'].map((siteId) => take(siteId, startsAt)));
    const lost = pressed.filter((each): each is PromiseRejectedResult => each.status === 'rejected');
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(['slot-taken']);
    const loser = ['th-3', 'th-5', 'th-6'][pressed.findIndex(({ status }) => status === 'rejected')] ?? '';
    const next = await timesOf(loser);
    expect(next.map((each) => each.startsAt)).not.toContain(startsAt);
    expect((await take(loser, next[0]?.startsAt ?? '')).appointment).toMatchObject({ startsAt: next[0]?.startsAt });
  });

  it('says when it is busy, once, and what no longer fits stands out until it takes another time', async () => {
    const { startsAt, endsAt } = await appointmentOf('th-5');
    const siteToken = await tokenOf('th-5');
    const busy = { from: startsAt, to: endsAt, why: 'ประชุมจังหวัด' };
    const said = await ask(SaySiteBusy, { siteToken, busy });
    expect(said).toMatchObject({ appointment: { startsAt, unfit: true }, dossier: { busy: [busy] } });
    expect((await ask(SaySiteBusy, { siteToken, busy })).dossierRevision).toBe(said.dossierRevision);
    const more = [11, 12, 13].map((day) => ({
      from: `2016-11-${day}T02:00:00.000Z`,
      to: `2016-11-${day}T05:00:00.000Z`,
    }));
    await Promise.all(more.map((each) => ask(SaySiteBusy, { siteToken, busy: each })));
    expect((await page('th-5')).dossier.busy).toEqual([...more, busy]);
    const row = (await scheduling.call(ListReadiness, { meetingId })).items.find(({ siteId }) => siteId === 'th-5');
    expect(row?.next).toMatchObject({ unfit: true });
    await expect(
      ask(SaySiteBusy, { siteToken, busy: { from: '2016-11-01T00:00:00.000Z', to: '2016-11-02T00:00:00.000Z' } }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect((await timesOf('th-5')).every((each) => each.endsAt <= startsAt || each.startsAt >= endsAt)).toBe(true);
  });

  it('corrects what is known of it as it was seen, and leaves others’ notes alone', async () => {
    await scheduling.call(SaveSiteDossier, {
      siteId: 'th-6',
      dossier: { ...exampleDossier, notes: 'ของเจ้าหน้าที่' },
      changedBy: 'staff-vc',
    });
    const siteToken = await tokenOf('th-6');
    const { dossier, dossierRevision } = await page('th-6');
    expect(dossier).not.toHaveProperty('notes');
    const systems = [{ kind: 'sip' as const, dial: 'sip:hall@vc.example' }];
    const corrected = await ask(CorrectSiteDossier, {
      siteToken,
      dossier: { ...dossier, systems },
      expectedRevision: dossierRevision,
    });
    expect(corrected).toMatchObject({ dossier: { systems }, dossierRevision: dossierRevision + 1 });
    await expect(
      ask(CorrectSiteDossier, { siteToken, dossier, expectedRevision: dossierRevision }),
    ).rejects.toMatchObject({ code: 'revision-conflict' });
    expect(await scheduling.call(GetSiteDossier, { siteId: 'th-6' })).toMatchObject({
      dossier: { notes: 'ของเจ้าหน้าที่', systems },
      linkChanged: { because: 'systems' },
      changedBy: changedBySite,
    });
  });

  it('keeps what it has measured by itself as evidence, once for each session, and is no more ready by it', async () => {
    const siteToken = await tokenOf('th-5');
    const before = await scheduling.call(ListReadiness, { meetingId });
    const { said, measured } = exampleSelfCheck;
    const found = { siteToken, sessionId: 'sess-one', udp: 'reached' as const, said, measured };
    await expect(ask(KeepSelfCheck, found)).rejects.toMatchObject({ code: 'office-not-admitted' });
    const kept = await scheduling.call(KeepSelfCheck, found);
    expect(kept).toMatchObject({ siteId: 'th-5', verdict: 'pre-check-passed', reasons: [], said, measured });
    expect(await scheduling.call(KeepSelfCheck, found)).toEqual(kept);
    const blocked = await ask(KeepUnreachedSelfCheck, { siteToken, udp: 'blocked', said });
    expect(blocked).toMatchObject({ verdict: 'not-passed', reasons: [{ what: 'udp-blocked', grave: true }] });
    const { items } = await scheduling.call(ListSelfChecks, { meetingId, siteId: 'th-5' });
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set([kept.id, blocked.id]));
    expect((await scheduling.call(ListSelfChecks, { meetingId })).items).toHaveLength(1);
    await eventually(() => scheduling.idle(), patiently);
    expect(await scheduling.told(SelfCheckDone)).toHaveLength(2);
    expect(await scheduling.call(ListReadiness, { meetingId })).toEqual(before);
  });

  it('says nothing any more of a time that is over, and nothing once nobody comes or the meeting is off', async () => {
    const { endsAt } = await appointmentOf('th-3');
    scheduling.moveClockTo(endsAt);
    await expect(confirm('th-3')).rejects.toMatchObject({ code: 'check-over' });
    scheduling.moveClockTo(planningDay);
    registration.meeting = { ...exampleMeeting, status: 'cancelled' };
    await expect(confirm('th-4')).rejects.toMatchObject({ code: 'site-closed' });
    expect(await page('th-4')).toMatchObject({ closedBecause: 'meeting-cancelled', dossier: emptyDossier });
    registration.meeting = exampleMeeting;
  });
});
