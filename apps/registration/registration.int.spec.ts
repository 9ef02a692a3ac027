import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  AnnounceMeeting,
  CancelMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  exampleOrganisation,
  ExtendDeadline,
  GetInvitation,
  GetInvitationStanding,
  GetMeeting,
  GetReplyForm,
  GetResponseBoard,
  ListInvitations,
  ListMeetings,
  RecordDeskReply,
  RecordReply,
  type ResponseContent,
  WithdrawInvitation,
} from '#contracts';
import { unavailable } from '#platform';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { InvitationStore } from './invitation/invitation.module.js';
import { meetingId, offices, RegistrationUnderTest } from './testing/under-test.js';

const attend: ResponseContent = { answer: 'attend', attendees: [{ name: 'ผู้แทน ก' }] };
const decline: ResponseContent = { answer: 'decline', attendees: [] };
const afterDeadline = '2016-11-18T17:00:00.000Z';

// Real servers on a busy machine take their time; what is awaited are conditions.
jest.setTimeout(120_000);

describe('registration', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  const board = () => registration.call(GetResponseBoard, { meetingId });
  const firstInvitation = async () => {
    await eventually(async () => (await registration.list()).length > 0);
    return (await registration.list())[0]!;
  };

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  // A stream of its own for each test: events of one must not reach another's database.
  beforeEach(async () => {
    nats = await startNats();
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
  });
  afterEach(async () => {
    await registration.stop();
    await nats.stop();
  });

  it('refuses what is wrong, naming the field', async () => {
    await expect(
      registration.call(CreateMeeting, { ...exampleMeetingDraft, endsAt: exampleMeetingDraft.replyBy }),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'invalid-input', details: { fields: [{ field: 'endsAt' }] } });
    await expect(registration.call(EnrolOrganisations, { organisations: [exampleOrganisation] })).rejects.toMatchObject(
      { kind: 'invalid', details: { fields: [{ field: 'organisations.0.siteId' }] } },
    );
    await expect(registration.call(GetMeeting, { meetingId: 'nowhere' })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'meeting-not-found',
    });
  });

  it('creates a meeting once, and enrols what is new or changed', async () => {
    const { sites, organisations } = offices(4);
    const created = await registration.call(CreateMeeting, exampleMeetingDraft);
    expect(await registration.call(CreateMeeting, exampleMeetingDraft)).toEqual(created);
    expect((await registration.call(ListMeetings, {})).items).toEqual([created]);
    await expect(
      registration.call(CreateMeeting, { ...exampleMeetingDraft, fax: '0 0000 0000' }),
    ).rejects.toMatchObject({ code: 'meeting-exists' });

    expect(await registration.call(EnrolSites, { sites })).toEqual({ added: 4, changed: 0, unchanged: 0 });
    expect(await registration.call(EnrolOrganisations, { organisations })).toEqual({
      added: 4,
      changed: 0,
      unchanged: 0,
    });
    const { email: _email, ...moved } = { ...organisations[0]!, name: { th: 'ชื่อใหม่', en: 'New name' } };
    expect(await registration.call(EnrolOrganisations, { organisations: [moved, organisations[1]!] })).toEqual({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
    expect(await registration.call(EnrolOrganisations, { organisations: [moved] })).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  it('invites an office that is enrolled later to the meetings that are still to begin, and to none that are over', async () => {
    await registration.announceTo(2);
    await eventually(async () => (await registration.list()).length === 2);
    registration.moveClockTo('2016-12-01T00:00:00.000Z');
    const next = {
      ...exampleMeetingDraft,
      id: 'next-year',
      replyBy: '2017-11-18T16:59:59.000Z',
      startsAt: '2017-11-23T07:30:00.000Z',
      endsAt: '2017-11-23T09:30:00.000Z',
    };
    await registration.call(CreateMeeting, next);
    await registration.call(AnnounceMeeting, { meetingId: next.id });
    const organisation = { ...offices(3).organisations[0]!, id: 'office-of-next-year' };
    await registration.call(EnrolOrganisations, { organisations: [organisation] });
    await eventually(async () => (await registration.list({ meetingId: next.id })).length === 3);
    await eventually(() => registration.idle());
    expect((await registration.list()).map((each) => each.organisation.id)).not.toContain(organisation.id);
    await expect(registration.call(CancelMeeting, { meetingId, reason: 'too late' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'meeting-over',
    });
    expect(await registration.call(CancelMeeting, { meetingId: next.id, reason: 'moved' })).toMatchObject({
      status: 'cancelled',
    });
  });

  it('invites every office once when the meeting is announced, announced again or not', async () => {
    await registration.announceTo(30);
    await registration.call(AnnounceMeeting, { meetingId });
    await eventually(async () => (await board()).total.invited === 30);
    await eventually(() => registration.idle());
    const invitations = await registration.list({ limit: 7 });
    expect(invitations.map(({ organisation }) => organisation.id).sort()).toEqual(
      offices(30).organisations.map(({ id }) => id),
    );
    expect(await board()).toMatchObject({
      total: { invited: 30, answered: 0 },
      byProvince: { 'TH-50': { invited: 8 }, 'TH-53': { invited: 7 } },
    });
  });

  it('issues the rest when issuing was interrupted halfway', async () => {
    const store = registration.service.app.get(InvitationStore);
    const insert = store.insert.bind(store);
    let untilFailure = 60;
    let failures = 0;
    store.insert = (...given) => {
      if (untilFailure > 0 || failures === 3) {
        untilFailure -= 1;
        return insert(...given);
      }
      failures += 1;
      return Promise.reject(unavailable('service-unavailable'));
    };
    await registration.announceTo(150);
    await eventually(async () => (await registration.list()).length === 150, { within: 45_000 });
    await eventually(async () => (await board()).total.invited === 150, { within: 45_000 });
    expect(failures).toBe(3);
  });

  it('invites an office that is enrolled after the announcement, and follows its contact', async () => {
    await registration.announceTo(2);
    await eventually(async () => (await registration.list()).length === 2);
    const late = { ...offices(1).organisations[0]!, id: 'office-late' };
    await registration.call(EnrolOrganisations, { organisations: [late] });
    await eventually(async () => (await registration.list()).length === 3);
    await registration.call(EnrolOrganisations, { organisations: [{ ...late, email: 'new@th-50.example' }] });
    await eventually(async () =>
      (await registration.list()).some(
        ({ organisation }) => organisation.id === late.id && organisation.email === 'new@th-50.example',
      ),
    );
    await eventually(() => registration.idle());
    expect((await board()).total.invited).toBe(3);
  });

  it('takes a reply by its link, a change of it, and keeps both', async () => {
    await registration.announceTo(3);
    const { id: invitationId } = await firstInvitation();
    const replyToken = await registration.replyToken(invitationId);
    expect(await registration.call(GetReplyForm, { replyToken })).toMatchObject({
      open: true,
      invitation: { id: invitationId },
    });

    const first = await registration.call(RecordReply, { replyToken, content: attend });
    expect(first).toMatchObject({
      changed: true,
      response: { revision: 1, answer: 'attend', channel: 'web' },
      invitation: { revision: 2 },
    });
    expect(await registration.call(RecordReply, { replyToken, content: attend })).toMatchObject({
      changed: false,
      response: { revision: 1 },
    });
    await expect(
      registration.call(RecordReply, { replyToken, content: decline, expectedRevision: 1 }),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'revision-conflict' });
    await registration.call(RecordReply, { replyToken, content: decline, expectedRevision: 2 });

    const { invitation, responses } = await registration.call(GetInvitation, { invitationId });
    expect(responses.map(({ revision, answer }) => [revision, answer])).toEqual([
      [1, 'attend'],
      [2, 'decline'],
    ]);
    expect(invitation).toMatchObject({ revision: 3, response: { revision: 2, answer: 'decline' } });
    await eventually(async () => (await board()).total.decline === 1);
    expect(await board()).toMatchObject({
      total: { invited: 3, answered: 1, attend: 0, decline: 1 },
      byChannel: { web: 1, fax: 0 },
    });
    expect(await registration.call(GetInvitationStanding, { invitationId })).toMatchObject({
      status: 'issued',
      answered: true,
      meetingStatus: 'announced',
    });
  });

  it('keeps every one of many replies that come at once', async () => {
    await registration.announceTo(1);
    const { id: invitationId } = await firstInvitation();
    const replyToken = await registration.replyToken(invitationId);
    const names = Array.from({ length: 8 }, (_, index) => `ผู้แทน ${index}`);
    const replies = await Promise.all(
      names.map((name) =>
        registration.call(RecordReply, { replyToken, content: { answer: 'attend', attendees: [{ name }] } }),
      ),
    );
    expect(replies.map(({ response }) => response.revision).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const { responses } = await registration.call(GetInvitation, { invitationId });
    expect(responses.map(({ attendees }) => attendees[0]?.name).sort()).toEqual(names);
    await eventually(() => registration.idle());
    expect((await board()).total).toMatchObject({ invited: 1, answered: 1, attend: 1 });
  });

  it('closes the web at the deadline, and lets the desk enter what comes after it', async () => {
    await registration.announceTo(2);
    const { id: invitationId } = await firstInvitation();
    const replyToken = await registration.replyToken(invitationId);
    registration.moveClockTo(afterDeadline);
    expect(await registration.call(GetReplyForm, { replyToken })).toMatchObject({
      open: false,
      closedBecause: 'deadline-passed',
    });
    await expect(registration.call(RecordReply, { replyToken, content: attend })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'deadline-passed',
    });

    const fax = { invitationId, content: attend, channel: 'fax' as const, enteredBy: 'staff-desk' };
    await expect(
      registration.call(RecordDeskReply, { ...fax, receivedAt: '2016-11-18T17:00:01.000Z' }),
    ).rejects.toMatchObject({ code: 'invalid-received-at' });
    expect(await registration.call(RecordDeskReply, { ...fax, receivedAt: '2016-11-18T16:59:59.500Z' })).toMatchObject({
      changed: true,
      response: { late: true },
    });
    await eventually(async () => (await board()).total.late === 1);
    expect((await board()).byChannel).toMatchObject({ web: 0, fax: 1 });

    await registration.call(ExtendDeadline, { meetingId, replyBy: '2016-11-21T16:59:59.000Z' });
    expect(await registration.call(RecordReply, { replyToken, content: decline })).toMatchObject({
      response: { revision: 2, late: false },
    });
    await eventually(async () => (await board()).total.late === 0);
  });

  it('takes no reply to a withdrawn invitation or a cancelled meeting', async () => {
    await registration.announceTo(2);
    const { id: invitationId } = await firstInvitation();
    const replyToken = await registration.replyToken(invitationId);
    await registration.call(RecordReply, { replyToken, content: attend });
    await registration.call(WithdrawInvitation, { invitationId });
    await expect(registration.call(RecordReply, { replyToken, content: decline })).rejects.toMatchObject({
      code: 'invitation-withdrawn',
    });
    await eventually(async () => (await board()).total.invited === 1);
    expect((await board()).total).toEqual({
      invited: 1,
      answered: 0,
      attend: 0,
      representative: 0,
      decline: 0,
      late: 0,
      people: 0,
    });

    const [other] = await registration.list({ standing: 'silent' });
    const otherToken = await registration.replyToken(other!.id);
    await registration.call(CancelMeeting, { meetingId, reason: 'moved' });
    await expect(registration.call(RecordReply, { replyToken: otherToken, content: attend })).rejects.toMatchObject({
      code: 'meeting-cancelled',
    });
    expect(await registration.call(GetReplyForm, { replyToken: otherToken })).toMatchObject({
      open: false,
      closedBecause: 'meeting-cancelled',
    });
  });

  it('refuses a link that it did not make', async () => {
    await registration.announceTo(1);
    const { id } = await firstInvitation();
    const token = await registration.replyToken(id);
    for (const replyToken of [`${id}.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`, token.replace('.1.', '.2.')])
      await expect(registration.call(GetReplyForm, { replyToken })).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'reply-link-invalid',
      });
  });

  it('lists by each filter, page by page', async () => {
    await registration.announceTo(12);
    await eventually(async () => (await registration.list()).length === 12);
    const all = await registration.list();
    const answeredIds = all.slice(0, 5).map(({ id }) => id);
    for (const [index, invitationId] of answeredIds.entries()) {
      const content = index === 0 ? decline : attend;
      if (index < 3)
        await registration.call(RecordReply, { replyToken: await registration.replyToken(invitationId), content });
      else
        await registration.call(RecordDeskReply, {
          invitationId,
          content,
          channel: 'phone',
          receivedAt: '2016-11-07T02:00:00.000Z',
          enteredBy: 'staff-desk',
        });
    }
    const ids = async (filter: Parameters<typeof registration.list>[0]) =>
      (await registration.list({ limit: 2, ...filter })).map(({ id }) => id);
    expect(await ids({ standing: 'answered' })).toEqual(answeredIds);
    expect(await ids({ standing: 'silent' })).toEqual(all.slice(5).map(({ id }) => id));
    expect(await ids({ channel: 'phone' })).toEqual(answeredIds.slice(3));
    expect(await ids({ answer: 'decline' })).toEqual(answeredIds.slice(0, 1));
    expect(await ids({ class: 'labour' })).toEqual([]);
    expect(await ids({ provinceCode: 'TH-51' })).toEqual(
      all.filter(({ organisation }) => organisation.provinceCode === 'TH-51').map(({ id }) => id),
    );
    expect(await ids({ provinceCode: 'TH-51', standing: 'silent' })).toEqual(
      all
        .slice(5)
        .filter(({ organisation }) => organisation.provinceCode === 'TH-51')
        .map(({ id }) => id),
    );
    await expect(registration.call(ListInvitations, { meetingId, limit: 0 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
