import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type Asker,
  BookCheck,
  CancelCheck,
  CheckBooked,
  emptyDossier,
  exampleDossier,
  exampleEvidence,
  ExportSiteDossiers,
  GetSiteDossier,
  KeepDossierList,
  ListChecks,
  ListFreePlaces,
  ListReadiness,
  ListSchedulingAudit,
  ListSiteDossiers,
  PlanChecks,
  PreviewDossierList,
  RecordCheckResult,
  SaveSiteDossier,
  SetCheckCalendar,
  type SiteDossier,
  SiteDossierChanged,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, SchedulingUnderTest, siteNumbered, twoDays } from '../testing/under-test.js';

jest.setTimeout(120_000);
const patiently = { within: 60_000 };
const operations: Asker = { kind: 'staff', staffId: 'staff-vc', role: 'operations' };
const focalPoint = (provinceCode: string): Asker => ({
  kind: 'staff',
  staffId: 'staff-fp',
  role: 'focal-point',
  provinceCode,
});

describe('site dossiers', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let scheduling: SchedulingUnderTest;
  const as = <Result>(who: Asker, work: () => Promise<Result>) => withAsker(who, work);
  const get = (siteId = 'th-1') => scheduling.call(GetSiteDossier, { siteId });
  const save = (
    dossier: SiteDossier,
    expectedRevision?: number,
    more: { onlyCorrects?: boolean; siteId?: string } = {},
  ) => scheduling.call(SaveSiteDossier, { siteId: 'th-1', dossier, expectedRevision, changedBy: 'staff-vc', ...more });
  const standing = async () =>
    (await scheduling.call(ListReadiness, { meetingId })).items.find(({ siteId }) => siteId === 'th-1');
  const quiet = () => eventually(() => scheduling.idle(), patiently);

  beforeAll(async () => {
    [mongo, nats] = await Promise.all([startMongo(), startNats()]);
    scheduling = await SchedulingUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await scheduling.announceMeeting();
    await scheduling.call(SetCheckCalendar, twoDays);
    await scheduling.enrol(siteNumbered(1));
    await scheduling.enrol({ ...siteNumbered(2), provinceCode: 'TH-51' });
    await quiet();
  });
  afterAll(async () => {
    await scheduling.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('lack everything until somebody writes them, and are listed by province', async () => {
    expect(await get()).toMatchObject({ siteId: 'th-1', revision: 0, dossier: emptyDossier });
    const { items } = await scheduling.call(ListSiteDossiers, {});
    expect(items.map(({ siteId, missing }) => [siteId, missing.length])).toEqual([
      ['th-1', 9],
      ['th-2', 9],
    ]);
    const { items: own } = await as(focalPoint('TH-51'), () => scheduling.call(ListSiteDossiers, {}));
    expect(own.map(({ siteId }) => siteId)).toEqual(['th-2']);
  });

  it.each<[string, Partial<Record<keyof SiteDossier, unknown>>, string]>([
    ['an H.323 address that nothing dials', { systems: [{ kind: 'h323', dial: 'ห้องประชุม' }] }, 'dial-h323'],
    ['a web link with a script', { systems: [{ kind: 'web', dial: 'javascript:alert(1)' }] }, 'dial-web'],
    [
      'a time that ends before it begins',
      { busy: [{ from: '2016-11-14T03:00Z', to: '2016-11-14T02:00Z' }] },
      'must-be-after',
    ],
    ['a telephone without digits', { technicians: [{ name: 'a', mobile: 'ไม่มี' }] }, 'phone-digits'],
    [
      'a field that nobody knows',
      { systems: [{ kind: 'web', dial: 'https://vc.example/', password: 'x' }] },
      'unknown-field',
    ],
    [
      'more technicians than a site has',
      { technicians: Array.from({ length: 7 }, () => ({ name: 'a' })) },
      'list-long',
    ],
  ])('refuse %s, naming the field', async (_what, changes, code) => {
    const refused = save({ ...emptyDossier, ...changes } as SiteDossier);
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      details: { fields: expect.arrayContaining([expect.objectContaining({ code })]) },
    });
    expect((await get()).revision).toBe(0);
  });

  it('are written by one of two who begin at once; the other is told, and a whole one lacks nothing', async () => {
    const outcomes = await Promise.allSettled([save(exampleDossier), save({ ...exampleDossier, seats: 61 })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', code: 'revision-conflict' },
    });
    const kept = await get();
    expect(kept).toMatchObject({ revision: 1, missing: [], changedBy: 'staff-vc' });
    await expect(save({ ...exampleDossier, seats: 62 }, 7)).rejects.toMatchObject({ code: 'revision-conflict' });
    // What is there already is no change, whoever sends it again.
    expect(await save(kept.dossier)).toMatchObject({ revision: 1 });
    expect(await save(exampleDossier, 1)).toMatchObject({ dossier: { seats: 60 } });
  });

  it('are open to a focal point for its province alone, and their persons to those who ring them', async () => {
    await expect(as(focalPoint('TH-51'), () => get())).rejects.toMatchObject({ code: 'other-province' });
    await expect(as(focalPoint('TH-51'), () => save({ ...exampleDossier, seats: 1 }, 2))).rejects.toMatchObject({
      code: 'other-province',
    });
    const { revision } = await get();
    const own = await as(focalPoint('TH-50'), () => save({ ...exampleDossier, notes: 'โทรก่อน 08.30 น.' }, revision));
    expect(own.dossier.technicians).toHaveLength(2);
    const seen = await as({ kind: 'staff', staffId: 'v', role: 'viewer' }, () => get());
    expect(seen).toMatchObject({ withheld: { technicians: 2, presiding: true }, missing: [] });
    expect(JSON.stringify(seen)).not.toContain('ตัวอย่าง');
    await expect(as(operations, () => get('nowhere'))).rejects.toMatchObject({ code: 'site-not-enrolled' });
  });

  it('are noted in the audit by who wrote them', async () => {
    const { revision, dossier } = await get();
    await as(operations, () => save({ ...dossier, seats: 70 }, revision));
    const { items } = await scheduling.call(ListSchedulingAudit, {});
    expect(items).toContainEqual(
      expect.objectContaining({ staffId: 'staff-vc', role: 'operations', request: expect.stringContaining('dossier') }),
    );
  });

  it('go out as a list and come in again, row by row, and are kept only as they were looked at', async () => {
    const list = async (format: 'xlsx' | 'csv') => (await scheduling.call(ExportSiteDossiers, { format })).content;
    for (const format of ['xlsx', 'csv'] as const) {
      const { rows, unknownColumns } = await scheduling.call(PreviewDossierList, { content: await list(format) });
      expect(unknownColumns).toEqual([]);
      expect(rows.map(({ siteId, state }) => [siteId, state])).toEqual([
        ['th-1', 'same'],
        ['th-2', 'same'],
      ]);
    }
    const text = [
      'Site id,Room,Seats,Ways in,Weather',
      'th-1,ห้องใหม่,๘๐,H.323 | 203.0.113.10##1234;Web link | https://vc.example/chiang-mai,x',
      'th-2,,x,nowhere to dial,',
      'th-2,a,1,,',
      'th-9,a,1,,',
    ].join('\n');
    const content = Buffer.from(text).toString('base64');
    const looked = await scheduling.call(PreviewDossierList, { content, language: 'th' });
    expect(looked.unknownColumns).toEqual(['Weather']);
    expect(looked.rows.map(({ row, state, changed }) => [row, state, changed])).toEqual([
      [2, 'changed', ['room', 'seats']],
      [3, 'invalid', []],
      [4, 'invalid', []],
      [5, 'invalid', []],
    ]);
    expect(looked.rows[1]?.problems.map(({ code }) => code).toSorted()).toEqual(['dial-h323', 'not-number']);
    expect(looked.rows[3]?.problems).toMatchObject([
      { code: 'dossier-site-unknown', problem: expect.stringMatching(/ไม่มีจุด/) },
    ]);
    const keep = (seen: string) => scheduling.call(KeepDossierList, { content, seen, changedBy: 'staff-vc' });
    await expect(keep('seen by nobody')).rejects.toMatchObject({ code: 'revision-conflict' });
    await keep(looked.seen);
    expect(await get()).toMatchObject({ dossier: { room: 'ห้องใหม่', seats: 80, systems: exampleDossier.systems } });
    // What is kept is another one now: once more it is to be looked at again.
    await expect(keep(looked.seen)).rejects.toMatchObject({ code: 'revision-conflict' });

    const own = await as(focalPoint('TH-51'), () => list('csv'));
    expect(Buffer.from(own, 'base64').toString()).not.toContain('th-1');
    const foreign = await as(focalPoint('TH-51'), () => scheduling.call(PreviewDossierList, { content }));
    expect(foreign.rows[0]).toMatchObject({ siteId: 'th-1', state: 'invalid' });
    for (const [bytes, code] of [
      ['<html>', 'table-unknown'],
      ['Room,Seats\na,1\n', 'dossier-list-without-site'],
      ['Site id\n', 'table-empty'],
    ] as const)
      await expect(
        scheduling.call(PreviewDossierList, { content: Buffer.from(bytes).toString('base64') }),
      ).rejects.toMatchObject({ kind: 'invalid', code });
  });

  it('make the last pass stale with the reason once the equipment is another one, until the site passes again', async () => {
    await scheduling.answer('inv-1', 'th-1', 'attend');
    await eventually(async () => expect(await standing()).toMatchObject({ attending: 1 }), patiently);
    const pass = async () => {
      const { booked } = await scheduling.call(PlanChecks, { meetingId });
      const [check] = booked;
      if (check === undefined) throw new Error('nothing was booked');
      // Busy by its dossier until then.
      expect(check.startsAt >= '2016-11-14T05:00:00.000Z').toBe(true);
      scheduling.moveClockTo(check.endsAt);
      await scheduling.call(RecordCheckResult, {
        checkId: check.id,
        evidence: exampleEvidence,
        recordedBy: 'staff-vc',
      });
      await quiet();
      return check;
    };
    const first = await pass();
    expect(await standing()).toMatchObject({ status: 'passed', checkId: first.id });

    const other = exampleDossier.equipment.map((each) => ({ ...each, firmware: '9.9' }));
    scheduling.moveClockTo('2016-11-14T08:00:00.000Z');
    const { revision } = await get();
    const corrected = await save({ ...exampleDossier, equipment: other }, revision, { onlyCorrects: true });
    await quiet();
    expect(await standing()).toMatchObject({ status: 'passed' });
    const replaced = await save(
      { ...exampleDossier, equipment: other.map((each) => ({ ...each, model: 'X8' })) },
      corrected.revision,
    );
    expect(replaced.linkChanged).toEqual({ at: '2016-11-14T08:00:00.000Z', because: 'equipment' });
    await quiet();
    expect(await standing()).toMatchObject({ status: 'stale', staleBecause: 'equipment', checkId: first.id });
    expect(await scheduling.told(SiteDossierChanged)).toContainEqual(
      expect.objectContaining({ changed: ['equipment'], linkChanged: replaced.linkChanged }),
    );

    // The site is on the phone: three slots, of which one is booked, by however many at once.
    const at = { meetingId, siteId: 'th-1' };
    const { items: offered } = await scheduling.call(ListFreePlaces, at);
    expect(offered).toHaveLength(3);
    expect(offered.every(({ startsAt }) => startsAt > '2016-11-14T08:00:00.000Z')).toBe(true);
    const [, later] = offered;
    const startsAt = later?.startsAt ?? '';
    const both = await Promise.all([1, 2].map(() => scheduling.call(BookCheck, { ...at, startsAt })));
    expect(both.map(({ id, ordinal }) => [id, ordinal])).toEqual([
      [both[0]?.id, 2],
      [both[0]?.id, 2],
    ]);
    await expect(scheduling.call(BookCheck, { ...at, startsAt: offered[0]?.startsAt ?? '' })).rejects.toMatchObject({
      code: 'site-has-check',
    });
    await expect(
      scheduling.call(BookCheck, { meetingId, siteId: 'th-2', startsAt: '2016-11-14T08:01:00.000Z' }),
    ).rejects.toMatchObject({ kind: 'not-found' });
    expect(await scheduling.told(CheckBooked)).toContainEqual(
      expect.objectContaining({
        check: expect.objectContaining({ ordinal: 2 }),
        reachedBy: expect.objectContaining({ systems: exampleDossier.systems }),
      }),
    );
    await scheduling.call(CancelCheck, { checkId: both[0]?.id ?? '', cause: 'site' });
    await expect(scheduling.call(BookCheck, { ...at, startsAt: '2016-11-14T08:01:00.000Z' })).rejects.toMatchObject({
      code: 'not-a-slot',
    });

    const second = await pass();
    expect(second.ordinal).toBe(3);
    expect(await standing()).toMatchObject({ status: 'passed', checkId: second.id });
    expect((await scheduling.call(ListChecks, { meetingId })).items).toHaveLength(3);
  });
});
