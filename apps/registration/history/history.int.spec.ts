import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Connection } from 'mongoose';
import {
  AnnounceMeeting,
  type Asker,
  CancelMeeting,
  ChangeMeeting,
  CreateMeeting,
  DeleteMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingContent,
  exampleMeetingDraft,
  GetInvitation,
  type HistoryEntry,
  type HistoryWhat,
  ListHistory,
  ListMeetings,
  MergeOrganisations,
  RecordDeskReply,
  RecordReply,
  RenewReplyLink,
  RetellRegistration,
  SaveOrganisation,
  TakeBackReply,
  VerifyHistory,
  WithdrawInvitation,
} from '#contracts';
import { withAsker } from '#messaging';
import { connectionToken } from '#persistence';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { InvitationChangesInTurn, withdrawInvitation } from '../invitation/invitation.module.js';
import { meetingId, offices, RegistrationUnderTest } from '../testing/under-test.js';
import { linked, nothingYet } from './chain.js';
import { HistoryStore } from './history.store.js';
import { verifyHistory } from '../verify-history.command.js';

const coordinator: Asker = { kind: 'staff', staffId: 'staff-owner', role: 'coordinator' };
const desk: Asker = { kind: 'staff', staffId: 'staff-desk', role: 'desk' };
const viewer: Asker = { kind: 'staff', staffId: 'staff-viewer', role: 'viewer' };
const says = (name: string) => ({ answer: 'attend' as const, attendees: [{ name, phone: '053 000 000' }] });

jest.setTimeout(120_000);

describe('the history of a meeting', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let servers: { natsUrl: string; mongoUrl: string; database: string };
  let replicas: RegistrationUnderTest[];
  const first = () => replicas[0]!;
  const asking = <Result>(who: Asker, work: () => Promise<Result>): Promise<Result> => withAsker(who, work);
  const history = async (request: { meetingId?: string; invitationId?: string } = {}): Promise<HistoryEntry[]> => {
    const items: HistoryEntry[] = [];
    for (let after: string | undefined; ;) {
      const page = await first().call(ListHistory, { meetingId, limit: 7, ...request, ...(after && { after }) });
      items.push(...page.items);
      if (page.next === undefined) return items.reverse();
      after = page.next;
    }
  };
  const settled = async () => {
    for (const replica of replicas) await eventually(() => replica.idle());
  };
  const whats = (entries: readonly HistoryEntry[]): HistoryWhat[] => entries.map(({ what }) => what);
  const verified = (holds?: string) => first().call(VerifyHistory, { meetingId, ...(holds && { holds }) });
  const entriesOf = (replica: RegistrationUnderTest) =>
    replica.service.app.get<Connection>(connectionToken).collection('history');
  const invitationIds = async (count: number) => {
    await eventually(async () => (await first().list()).length === count);
    return (await first().list()).map(({ id }) => id);
  };

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await nats.stop();
  });

  it('says of each write who had it done, what it changed and why, drafts included', async () => {
    const { sites, organisations } = offices(1);
    const revenue = organisations[0]!;
    await asking(coordinator, async () => {
      const draft = await first().call(CreateMeeting, exampleMeetingDraft);
      await first().call(ChangeMeeting, {
        meetingId,
        content: { ...exampleMeetingContent, fax: '0 2612 6012' },
        expectedRevision: draft.revision,
        reason: 'the old line is dead',
      });
      await first().call(EnrolSites, { sites });
      await first().call(EnrolOrganisations, { organisations });
      await first().call(AnnounceMeeting, { meetingId });
    });
    const [invitationId] = await invitationIds(1);
    const id = invitationId!;
    const replyToken = await first().replyToken(id);
    for (const replica of replicas) replica.moveClockTo('2016-11-09T01:00:00.000Z');
    await asking({ kind: 'office' }, () => first().call(RecordReply, { replyToken, content: says('ผู้แทน ก') }));
    const entered = { invitationId: id, channel: 'fax' as const, enteredBy: 'staff-desk' };
    await asking(desk, async () => {
      await first().call(RecordDeskReply, {
        ...entered,
        content: { answer: 'decline' },
        receivedAt: '2016-11-07T02:00:00.000Z',
      });
      await first().call(RecordDeskReply, {
        ...entered,
        content: says('ผู้แทน ข'),
        receivedAt: '2016-11-09T01:00:00.000Z',
        reason: 'another person comes',
      });
      await first().call(TakeBackReply, {
        invitationId: id,
        responseRevision: 3,
        reason: 'of another office',
        takenBackBy: 'staff-desk',
      });
    });
    await asking(coordinator, async () => {
      await first().call(EnrolOrganisations, {
        organisations: [{ ...revenue, name: { ...revenue.name, th: 'ชื่อใหม่' }, email: 'new@th-50.example' }],
      });
      await eventually(async () => (await first().call(GetInvitation, { invitationId: id })).invitation.revision > 5);
      await first().call(RenewReplyLink, { invitationId: id });
      await first().call(WithdrawInvitation, { invitationId: id });
      await first().call(CancelMeeting, { meetingId, reason: 'moved to next year' });
    });
    await settled();
    const entries = await history();
    const { items: listed } = await first().call(ListHistory, { meetingId, limit: 200, language: 'en' });
    const saidOf = (what: HistoryWhat) => listed.filter((entry) => entry.what === what).flatMap(({ said }) => said);
    expect(saidOf('meeting-cancelled')).toEqual([{ label: 'Standing', before: 'Announced', after: 'Cancelled' }]);
    expect(saidOf('response-recorded')).toEqual(
      expect.arrayContaining([
        { label: 'Answer', after: 'Attends' },
        { label: 'Attendees', personal: true },
      ]),
    );
    expect(JSON.stringify(listed.map(({ said }) => said))).not.toContain('ผู้แทน');
    expect(whats(entries).sort()).toEqual(
      [
        'meeting-created',
        'draft-changed',
        'meeting-announced',
        'invitation-issued',
        'response-recorded',
        'response-kept',
        'response-recorded',
        'response-taken-back',
        'invitation-followed',
        'reply-link-renewed',
        'invitation-withdrawn',
        'meeting-cancelled',
      ].sort(),
    );
    const entry = (what: HistoryWhat) => entries.find((each) => each.what === what);
    expect(entry('draft-changed')).toMatchObject({
      who: { kind: 'staff', staffId: 'staff-owner', role: 'coordinator' },
      at: '2016-11-07T02:00:00.000Z',
      changes: [{ field: 'fax', before: '0 2612 6011', after: '0 2612 6012' }],
      reason: 'the old line is dead',
    });
    expect(entry('meeting-created')?.changes).toContainEqual({ field: 'title', after: exampleMeetingContent.title });
    expect(entry('meeting-cancelled')).toMatchObject({
      changes: [{ field: 'status', before: 'announced', after: 'cancelled' }],
      reason: 'moved to next year',
    });
    expect(entry('invitation-issued')).toMatchObject({ who: { kind: 'system' }, invitationId: id });
    expect(entry('response-recorded')).toMatchObject({ who: { kind: 'office' }, responseRevision: 1 });
    expect(entry('response-kept')).toMatchObject({
      who: { kind: 'staff', staffId: 'staff-desk', role: 'desk' },
      responseRevision: 2,
    });
    expect(entries.find((each) => each.what === 'response-recorded' && each.responseRevision === 3)).toMatchObject({
      who: { kind: 'staff' },
      reason: 'another person comes',
    });
    expect(entry('response-taken-back')).toMatchObject({ responseRevision: 3, reason: 'of another office' });
    expect(entry('invitation-followed')).toMatchObject({
      who: { kind: 'staff', staffId: 'staff-owner', role: 'coordinator' },
      changes: [
        { field: 'email', personal: true },
        { field: 'name', after: { th: 'ชื่อใหม่' } },
      ],
    });
    const kept = JSON.stringify(await entriesOf(first()).find({}).toArray());
    expect(kept).toContain('"attendees"');
    for (const personal of ['ผู้แทน', '053 000 000', 'new@th-50.example']) expect(kept).not.toContain(personal);
    expect(await verified()).toEqual({ meetingId, count: entries.length, hash: entries.at(-1)?.hash });
  });

  it('says of corrections in the directory who made them, one by one and for many offices at once', async () => {
    await first().announceTo(2);
    await invitationIds(2);
    await settled();
    const { sites, organisations } = offices(2);
    const [one, two] = organisations;
    const { id: organisationId, ...content } = one!;
    const of = (who: Asker, work: () => Promise<unknown>) => asking(who, work).then(settled);
    const second: Asker = { kind: 'staff', staffId: 'staff-second', role: 'coordinator' };
    await of(coordinator, () =>
      first().call(SaveOrganisation, {
        organisationId,
        organisation: { ...content, aliases: ['ชื่อเดิม'] },
        expectedRevision: 1,
      }),
    );
    await of(second, () => first().call(EnrolOrganisations, { organisations: [{ ...two!, aliases: ['ชื่อเดิม'] }] }));
    await of(coordinator, () =>
      first().call(EnrolSites, { sites: sites.map((site) => ({ ...site, name: { th: 'ห้องประชุมใหม่' } })) }),
    );
    await of(second, () =>
      first().call(MergeOrganisations, {
        organisationId,
        from: [two!.id],
        reason: 'by decree',
        mergedBy: 'staff-second',
      }),
    );
    const after = (await history()).slice(4).map(({ what, who }) => [what, 'staffId' in who ? who.staffId : who.kind]);
    expect(after.slice(0, 4)).toEqual([
      ['invitation-followed', 'staff-owner'],
      ['invitation-followed', 'staff-second'],
      ['invitation-followed', 'staff-owner'],
      ['invitation-followed', 'staff-owner'],
    ]);
    expect(after.slice(4)).toContainEqual(['invitation-withdrawn', 'staff-second']);
    expect(after.slice(4).map(([, who]) => who)).toEqual(after.slice(4).map(() => 'staff-second'));
  });

  it('is found out to be changed in what it says of a call and of a site, as in all else', async () => {
    const at = '2016-11-22T02:00:00.000Z';
    const what = { meetingId, at, who: { kind: 'system' as const }, changes: [] };
    const store = first().service.app.get(HistoryStore);
    await store.append(
      linked(nothingYet, [
        {
          ...what,
          what: 'call-recorded',
          invitationId: 'inv-1',
          event: 'call',
          changes: [{ field: 'outcome', after: 'no-answer' }],
        },
        { ...what, what: 'site-fault-changed', siteId: 'th-50', event: 'fault' },
      ]),
    );
    expect(await verified()).toMatchObject({ count: 2 });
    const collection = entriesOf(first());
    for (const [sequence, $set] of [
      [2, { siteId: 'th-51' }],
      [1, { 'changes.0.after': 'will-answer' }],
    ] as const) {
      await collection.updateOne({ meetingId, sequence }, { $set });
      expect((await verified()).broken).toMatchObject({ sequence, why: 'changed' });
    }
  });

  it('goes on when a deleted draft’s id is used again, and outlives the draft', async () => {
    await first().call(CreateMeeting, exampleMeetingDraft);
    await first().call(DeleteMeeting, { meetingId });
    await settled();
    expect(whats(await history())).toEqual(['meeting-created', 'draft-deleted']);
    expect((await first().call(ListMeetings, {})).items).toEqual([]);
    await expect(first().call(ListHistory, { meetingId: 'nowhere' })).rejects.toMatchObject({
      code: 'meeting-not-found',
    });
    const { host: _host, ...other } = { ...exampleMeetingDraft, host: undefined, fax: '0 2612 6012' };
    expect(await first().call(CreateMeeting, other)).toMatchObject({ status: 'draft', fax: '0 2612 6012' });
    await settled();
    expect(whats(await history())).toEqual(['meeting-created', 'draft-deleted', 'meeting-created']);
    expect((await verified()).broken).toBeUndefined();
  });

  it('is one chain without a gap or a fork, whichever replicas write and note', async () => {
    await first().announceTo(60);
    const ids = await invitationIds(60);
    await Promise.all(
      ids.map(async (id, index) => {
        const replica = replicas[index % 2]!;
        await replica.call(RecordReply, { replyToken: await replica.replyToken(id), content: says(`ผู้แทน ${index}`) });
      }),
    );
    await settled();
    const entries = await history();
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 122 }, (_each, index) => index + 1));
    expect(new Set(entries.map(({ event }) => event)).size).toBe(122);
    expect(await verified()).toEqual({ meetingId, count: 122, hash: entries.at(-1)?.hash });
    const own = await history({ invitationId: ids[7]! });
    expect(whats(own)).toEqual(['invitation-issued', 'response-recorded']);
  });

  it('lacks nothing that was written before a crash, and notes nothing twice when all is told again, also as the newest', async () => {
    await first().announceTo(5);
    const [id, other] = await invitationIds(5);
    await settled();
    // Written with the state, and not told: the service ends before.
    await nats.crash();
    const changes = first().service.app.get(InvitationChangesInTurn);
    await changes.change(id!, {
      decide: (record) => ({ decision: withdrawInvitation(record), result: () => undefined }),
    });
    await Promise.all(replicas.map((replica) => replica.stop()));
    await nats.restart();
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
    await eventually(async () => (await history()).length === 8);
    // Told, and not noted; noted, and not acknowledged.
    for (const replica of replicas) {
      const store = replica.service.app.get(HistoryStore);
      const append = store.append.bind(store);
      jest
        .spyOn(store, 'append')
        .mockImplementationOnce(() => Promise.reject(new Error('ended before the entry')))
        .mockImplementationOnce(async (links) => {
          await append(links);
          throw new Error('ended before the acknowledgement');
        });
    }
    await first().call(RenewReplyLink, { invitationId: other! });
    await eventually(async () => (await history()).length === 9);
    await settled();
    const before = await history();
    expect(whats(before).slice(-2)).toEqual(['invitation-withdrawn', 'reply-link-renewed']);
    for (const asNewest of [false, true]) {
      await first().call(RetellRegistration, { asNewest }, { timeoutMs: 60_000 });
      await settled();
      expect(await history()).toEqual(before);
    }
    await first().call(WithdrawInvitation, { invitationId: other! });
    await eventually(async () => (await history()).length === 10);
    expect(await verified()).toMatchObject({ count: 10 });
    expect((await verified()).broken).toBeUndefined();
  });

  it('shows a focal point its province, and those who see no persons neither who entered an answer nor why it was taken back', async () => {
    await first().announceTo(4);
    const ids = await invitationIds(4);
    await asking(desk, async () => {
      for (const invitationId of ids) {
        const entered = { invitationId, channel: 'fax' as const, enteredBy: 'staff-desk' };
        await first().call(RecordDeskReply, { ...entered, content: says('ก'), receivedAt: '2016-11-07T02:00:00.000Z' });
        const reason = 'of another office';
        await first().call(TakeBackReply, { invitationId, responseRevision: 1, reason, takenBackBy: 'staff-desk' });
      }
    });
    await settled();
    const focal: Asker = { kind: 'staff', staffId: 'staff-focal', role: 'focal-point', provinceCode: 'TH-51' };
    const own = await asking(focal, () => history());
    expect(whats(own).sort()).toEqual(
      ['invitation-issued', 'meeting-announced', 'meeting-created', 'response-recorded', 'response-taken-back'].sort(),
    );
    expect(own.filter(({ provinceCode }) => provinceCode !== undefined && provinceCode !== 'TH-51')).toEqual([]);
    expect(own.find(({ what }) => what === 'response-taken-back')).toMatchObject({ reason: 'of another office' });
    const seen = await asking(viewer, () => history());
    expect(seen).toHaveLength(14);
    for (const entry of seen.filter(({ what }) => what.startsWith('response-'))) {
      expect(entry).toMatchObject({ who: { kind: 'staff', role: 'desk' }, withheld: true });
      expect(JSON.stringify(entry)).not.toMatch(/staff-desk|another office/);
    }
  });

  it('that was changed behind its back is found out, by the request and by the command', async () => {
    await first().announceTo(3);
    await invitationIds(3);
    await settled();
    const whole = await verified();
    expect(whole).toMatchObject({ count: 5 });
    const env = { MONGODB_URL: mongo.url, SALA_DATABASE: servers.database };
    const run = async (args: string[], environment: Record<string, string> = env) => {
      const said = { out: '', err: '' };
      const code = await verifyHistory(args, environment, {
        out: (text) => void (said.out += text),
        err: (text) => void (said.err += text),
      });
      return { code, ...said };
    };
    expect(await run([meetingId])).toEqual({
      code: 0,
      out: `The history is whole. 5 entries, the last with the hash ${whole.hash}.\n`,
      err: '',
    });
    const collection = entriesOf(first());
    await collection.deleteOne({ meetingId, sequence: 5 });
    expect(await verified()).toMatchObject({ count: 4 });
    expect((await verified()).broken).toBeUndefined();
    expect(await verified(whole.hash)).toMatchObject({ count: 4, broken: { sequence: 5, why: 'not-held' } });
    await collection.updateOne({ meetingId, sequence: 3 }, { $set: { who: { kind: 'office' } } });
    const { code, out } = await run([meetingId, '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([1, { count: 2, broken: { sequence: 3, why: 'changed' } }]);
    expect((await run([meetingId])).out).toContain('The history is broken at entry 3: what it says was changed.');
    await collection.deleteOne({ meetingId, sequence: 2 });
    expect((await verified()).broken).toEqual({ sequence: 2, why: 'missing' });

    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--holds HASH') });
    expect(await run(['nowhere'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no meeting nowhere'),
    });
    expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining('Name the meeting') });
    expect(await run([meetingId], {})).toMatchObject({ code: 78, err: expect.stringContaining('MONGODB_URL') });
  });
});
