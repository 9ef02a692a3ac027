import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  ExtendDeadline,
  GetInvitation,
  GetMeeting,
  GetReplyForm,
  GetResponseBoard,
  InviteAgain,
  ListHistory,
  ListInvitations,
  RebuildResponseBoard,
  RecordDeskReply,
  RecordReply,
  RenewReplyLink,
  type ResponseContent,
  TakeBackReply,
  WithdrawInvitation,
  WithdrawReply,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, offices, RegistrationUnderTest } from './testing/under-test.js';

const says = (name: string): ResponseContent => ({
  answer: 'attend',
  attendees: [{ name, phone: '053 000 000' }],
  note: 'มาด้วยรถของหน่วยงาน',
});
const decline: ResponseContent = { answer: 'decline', attendees: [] };

jest.setTimeout(120_000);

describe('registration under many at once', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let replicas: RegistrationUnderTest[];
  const first = () => replicas[0]!;
  const board = () => first().call(GetResponseBoard, { meetingId });
  /** As it is counted entry by entry, and as it is counted anew of what is kept. */
  const theBoardIsTrue = async (total: { readonly invited: number; readonly answered: number }) => {
    expect((await board()).total).toMatchObject(total);
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({ board: { total } });
  };
  const invitationIds = async (count: number) => {
    await eventually(async () => (await first().list()).length === count);
    return (await first().list()).map(({ id }) => id);
  };

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await nats.stop();
  });

  it('answers each of 200 replies to one invitation, over two replicas, and loses none that it acknowledged', async () => {
    await first().announceTo(1);
    const [invitationId] = await invitationIds(1);
    const entries = Array.from({ length: 150 }, (_each, index) =>
      replicas[index % 2]!.call(RecordDeskReply, {
        invitationId: invitationId!,
        content: says(`ผู้แทน ${index}`),
        channel: 'fax',
        receivedAt: '2016-11-07T02:00:00Z',
        enteredBy: 'staff-desk',
      }),
    );
    const replyToken = await first().replyToken(invitationId!);
    const sent = Array.from({ length: 50 }, (_each, index) =>
      replicas[index % 2]!.call(RecordReply, { replyToken, content: says(`ผู้ส่ง ${index}`), expectedRevision: 1 }),
    );
    const outcomes = await Promise.allSettled([...entries, ...sent]);
    const recorded = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.response] : []));
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'conflict' });
    expect(recorded.length).toBeGreaterThanOrEqual(150);
    expect(new Set(recorded.map(({ revision }) => revision)).size).toBe(recorded.length);

    const kept = [];
    for (let before: number | undefined; ;) {
      const page = await first().call(GetInvitation, {
        invitationId: invitationId!,
        limit: 100,
        ...(before !== undefined && { before }),
      });
      kept.unshift(...page.responses);
      if (page.earlier === undefined) break;
      before = page.earlier;
    }
    expect(kept.map(({ revision }) => revision)).toEqual(
      Array.from({ length: recorded.length }, (_each, index) => index + 1),
    );
    await eventually(() => first().idle());
    expect((await board()).total).toMatchObject({ invited: 1, answered: 1, attend: 1 });
  });

  it('opens an invitation and lists it however much its office has written', async () => {
    await first().announceTo(3);
    const [invitationId] = await invitationIds(3);
    const long = (entry: number): ResponseContent => ({
      answer: 'attend',
      attendees: Array.from({ length: 20 }, (_each, index) => ({
        name: `${entry}-${index} ${'นางสาวชื่อยาว '.repeat(13)}`.trim(),
        position: 'ตำแหน่ง'.repeat(28),
      })),
      note: 'หมายเหตุ'.repeat(120),
    });
    for (let entry = 0; entry < 60; entry += 1)
      await first().call(RecordDeskReply, {
        invitationId: invitationId!,
        content: long(entry),
        channel: 'letter',
        receivedAt: '2016-11-07T02:00:00Z',
        enteredBy: 'staff-desk',
      });
    const { invitation, responses, earlier } = await first().call(GetInvitation, {
      invitationId: invitationId!,
      limit: 100,
    });
    expect(invitation.response?.revision).toBe(60);
    expect(responses.at(-1)?.revision).toBe(60);
    expect(earlier).toBe(responses[0]?.revision);
    expect((await first().list({ limit: 1000 })).map(({ id }) => id)).toContain(invitationId);
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({
      board: { total: { invited: 3, answered: 1 } },
    });
  });

  it('takes an answer back, and board, lists, link and standing follow', async () => {
    await first().announceTo(2);
    const [invitationId] = await invitationIds(2);
    const replyToken = await first().replyToken(invitationId!);
    const web = await first().call(RecordReply, { replyToken, content: says('ผู้แทน ก') });
    for (const replica of replicas) replica.moveClockTo('2016-11-08T02:00:00.000Z');
    const fax = { invitationId: invitationId!, content: decline, channel: 'e-mail' as const, enteredBy: 'staff-desk' };
    const early = await first().call(RecordDeskReply, {
      ...fax,
      content: says('อื่น'),
      reason: 'แจ้งเปลี่ยนทางอีเมล',
      receivedAt: '2016-11-07T02:00:00Z',
    });
    expect([web.counts, early.counts]).toEqual([true, true]);
    const wrong = await first().call(RecordDeskReply, { ...fax, receivedAt: '2016-11-08T01:00:00Z' });
    await eventually(async () => (await board()).byChannel['e-mail'] === 1 && (await board()).total.decline === 1);
    const takeBack = {
      invitationId: invitationId!,
      responseRevision: wrong.response.revision,
      reason: 'เป็นของอีกหน่วยงาน',
      takenBackBy: 'staff-desk',
    };
    const taken = await Promise.all(
      replicas.flatMap((replica) => [replica.call(TakeBackReply, takeBack), replica.call(TakeBackReply, takeBack)]),
    );
    for (const each of taken)
      expect(each).toMatchObject({
        response: { takenBack: { reason: 'เป็นของอีกหน่วยงาน' } },
        invitation: { response: { revision: 2 } },
      });
    await eventually(async () => (await board()).total.attend === 1);
    for (const responseRevision of [1, 2]) await first().call(TakeBackReply, { ...takeBack, responseRevision });
    await eventually(async () => (await board()).total.answered === 0);
    expect((await first().list({ standing: 'silent' })).map(({ id }) => id)).toContain(invitationId);
    expect(await first().list({ answer: 'attend' })).toEqual([]);
    expect((await first().call(GetReplyForm, { replyToken })).invitation).not.toHaveProperty('response');
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({ differed: false });
  });

  it('withdraws by its link what an office has said, once however often, and not what the desk entered meanwhile', async () => {
    await first().announceTo(2);
    const [invitationId, otherId] = await invitationIds(2);
    const replyToken = await first().replyToken(invitationId!);
    const reason = 'ยังไม่ได้มอบหมาย';
    const nothing = await first().call(WithdrawReply, { replyToken, reason });
    expect(nothing).toMatchObject({ changed: false, invitation: { revision: 1 } });
    await first().call(RecordReply, { replyToken, content: says('ผู้แทน ก') });
    for (const replica of replicas) replica.moveClockTo('2016-11-08T02:00:00.000Z');
    await first().call(RecordDeskReply, {
      invitationId: invitationId!,
      content: decline,
      channel: 'fax',
      receivedAt: '2016-11-08T01:00:00.000Z',
      enteredBy: 'staff-desk',
      reason: 'แจ้งเปลี่ยนทางโทรสาร',
    });
    // The page was opened before the fax was entered.
    await expect(first().call(WithdrawReply, { replyToken, reason, expectedRevision: 2 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'revision-conflict',
    });
    await eventually(async () => (await board()).total.answered === 1);
    const taken = await withAsker({ kind: 'office' }, () =>
      Promise.all(
        replicas.flatMap((replica) =>
          [1, 2].map(() => replica.call(WithdrawReply, { replyToken, reason, expectedRevision: 3 })),
        ),
      ),
    );
    expect(taken.filter(({ changed }) => changed)).toHaveLength(1);
    for (const { invitation } of taken) expect(invitation).not.toHaveProperty('response');
    await eventually(async () => (await board()).total.answered === 0);
    const { responses } = await first().call(GetInvitation, { invitationId: invitationId! });
    expect(responses.map(({ takenBack }) => [takenBack?.reason, takenBack?.by])).toEqual([
      [reason, undefined],
      [reason, undefined],
    ]);
    const form = await first().call(GetReplyForm, { replyToken });
    expect(form).toMatchObject({ open: true, takenBack: { reason } });
    expect(form.invitation).not.toHaveProperty('response');
    await eventually(async () => {
      const { items } = await first().call(ListHistory, { meetingId, invitationId });
      return items.filter(({ what, who }) => what === 'response-withdrawn' && who.kind === 'office').length === 1;
    });
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({ differed: false });

    const again = await first().call(RecordReply, { replyToken, content: says('ผู้แทน ข') });
    expect(again).toMatchObject({ changed: true, response: { revision: 3 } });
    expect(await first().call(GetReplyForm, { replyToken })).not.toHaveProperty('takenBack');
    for (const replica of replicas) replica.moveClockTo('2016-11-18T16:59:59.000Z');
    expect(await first().call(WithdrawReply, { replyToken, reason })).toMatchObject({ changed: true });
    for (const replica of replicas) replica.moveClockTo('2016-11-18T17:00:00.000Z');
    await expect(first().call(WithdrawReply, { replyToken, reason })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'deadline-passed',
    });
    const forged = replyToken.replace(invitationId!, otherId!);
    await expect(first().call(WithdrawReply, { replyToken: forged, reason })).rejects.toMatchObject({
      code: 'reply-link-invalid',
    });
  });

  it('opens nothing by a link that was renewed, and shows no person once the invitation is withdrawn', async () => {
    await first().announceTo(1);
    const [invitationId] = await invitationIds(1);
    const old = await first().replyToken(invitationId!);
    await first().call(RecordReply, { replyToken: old, content: says('ผู้แทน ก') });
    expect(await first().call(RenewReplyLink, { invitationId: invitationId! })).toMatchObject({ linkVersion: 2 });
    await expect(first().call(GetReplyForm, { replyToken: old })).rejects.toMatchObject({ code: 'reply-link-invalid' });
    await expect(first().call(RecordReply, { replyToken: old, content: decline })).rejects.toMatchObject({
      code: 'reply-link-invalid',
    });
    const replyToken = await first().replyToken(invitationId!);
    expect(JSON.stringify(await first().call(GetReplyForm, { replyToken }))).toContain('ผู้แทน ก');
    await first().call(WithdrawInvitation, { invitationId: invitationId! });
    const shown = await first().call(GetReplyForm, { replyToken });
    expect(shown).toMatchObject({ open: false, closedBecause: 'invitation-withdrawn' });
    expect(JSON.stringify(shown)).not.toMatch(/ผู้แทน ก|053 000 000|มาด้วยรถ/);
  });

  it('counts a class whose id every object has a property of', async () => {
    const { sites, organisations } = offices(3);
    const classes = ['constructor', 'valueof', '1'].map((id) => ({
      class: id,
      name: { th: id, en: id },
      surveyed: true,
    }));
    await first().call(CreateMeeting, { ...exampleMeetingDraft, classes });
    await first().call(EnrolSites, { sites });
    await first().call(EnrolOrganisations, {
      organisations: organisations.map((each, index) => ({ ...each, class: classes[index]!.class })),
    });
    await first().call(AnnounceMeeting, { meetingId });
    await eventually(async () => (await board()).total.invited === 3);
    await first().call(RebuildResponseBoard, { meetingId });
    expect(Object.keys((await board()).byClass).sort()).toEqual(['1', 'constructor', 'valueof']);
  });

  it('enrols 1,000 organisations sent by several at once, each once, and finds them done when they are sent again', async () => {
    const { sites, organisations } = offices(1000);
    await first().call(EnrolSites, { sites });
    const counts = await Promise.all(
      replicas.flatMap((replica) =>
        [1, 2].map(() => replica.call(EnrolOrganisations, { organisations }, { timeoutMs: 60_000 })),
      ),
    );
    const total = (kind: 'added' | 'changed' | 'unchanged') => counts.reduce((sum, each) => sum + each[kind], 0);
    expect([total('added'), total('changed'), total('unchanged')]).toEqual([1000, 0, 3000]);
  });

  it('invites each office once, also where it is announced and enrolled by several at the same time', async () => {
    const { sites, organisations } = offices(24);
    await first().call(CreateMeeting, exampleMeetingDraft);
    await first().call(EnrolSites, { sites });
    await first().call(EnrolOrganisations, { organisations: organisations.slice(0, 12) });
    const outcomes = await Promise.allSettled(
      replicas.flatMap((replica) => [
        replica.call(AnnounceMeeting, { meetingId }),
        replica.call(EnrolOrganisations, { organisations }),
        replica.call(AnnounceMeeting, { meetingId }),
      ]),
    );
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'conflict' });
    await invitationIds(24);
    await eventually(() => first().idle());
    const invited = (await first().list()).map(({ organisation }) => organisation.id);
    expect(invited.sort()).toEqual(organisations.map(({ id }) => id));
    await theBoardIsTrue({ invited: 24, answered: 0 });
    const { items } = await first().call(ListHistory, { meetingId, limit: 500 });
    expect(items.filter(({ what }) => what === 'invitation-issued')).toHaveLength(24);
  });

  it('takes each answer or refuses it where the invitation is withdrawn in the same moment, and says the same everywhere', async () => {
    await first().announceTo(24);
    const ids = await invitationIds(24);
    const tokens = await Promise.all(ids.map((id) => first().replyToken(id)));
    const withdrawn = ids.map((invitationId, at) => replicas[at % 2]!.call(WithdrawInvitation, { invitationId }));
    const replies = await Promise.allSettled(
      tokens.map((replyToken, at) => replicas[(at + 1) % 2]!.call(RecordReply, { replyToken, content: says(`${at}`) })),
    );
    await Promise.all(withdrawn);
    for (const [at, reply] of replies.entries()) {
      if (reply.status === 'rejected') expect(reply.reason).toMatchObject({ code: 'invitation-withdrawn' });
      const { invitation, responses } = await first().call(GetInvitation, { invitationId: ids[at]! });
      // What was acknowledged is kept, though it counts no more.
      expect([invitation.status, responses.length]).toEqual(['withdrawn', reply.status === 'fulfilled' ? 1 : 0]);
    }
    await eventually(() => first().idle());
    await theBoardIsTrue({ invited: 0, answered: 0 });

    const answered = replies.filter(({ status }) => status === 'fulfilled').length;
    const again = await Promise.all(
      replicas.flatMap((replica) => [0, 1].map(() => replica.call(InviteAgain, { meetingId, invitationIds: ids }))),
    );
    expect(again.reduce((sum, { changed }) => sum + changed, 0)).toBe(24);
    await eventually(() => first().idle());
    for (const id of ids) expect(await first().replyToken(id)).toMatch(`${id}.2.`);
    expect(tokens.every((token) => token.includes('.1.'))).toBe(true);
    await theBoardIsTrue({ invited: 24, answered });
  });

  it('takes many extensions at once: the latest stands', async () => {
    await first().announceTo(1);
    const wanted = Array.from({ length: 40 }, (_each, index) =>
      new Date(Date.parse('2016-11-19T00:00:00Z') + index * 3_600_000).toISOString(),
    );
    const outcomes = await Promise.allSettled(
      wanted.map((replyBy, index) => replicas[index % 2]!.call(ExtendDeadline, { meetingId, replyBy })),
    );
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'invalid', code: 'invalid-deadline' });
    expect((await first().call(GetMeeting, { meetingId })).replyBy).toBe(wanted.at(-1));
  });

  it('pages through a list that no message could carry at once', async () => {
    await first().announceTo(40);
    const ids = await invitationIds(40);
    const content: ResponseContent = {
      answer: 'attend',
      attendees: Array.from({ length: 20 }, (_each, index) => ({
        name: `${index} ${'ชื่อ'.repeat(60)}`.slice(0, 200),
        position: 'ก'.repeat(200),
      })),
    };
    await Promise.all(
      ids.map((invitationId) =>
        first().call(RecordDeskReply, {
          invitationId,
          content,
          channel: 'fax',
          receivedAt: '2016-11-07T02:00:00Z',
          enteredBy: 'staff-desk',
        }),
      ),
    );
    const page = await first().call(ListInvitations, { meetingId, limit: 1000 });
    expect(page.next).toBeDefined();
    expect((await first().list({ limit: 1000 })).map(({ id }) => id)).toEqual(ids);
  });
});
