import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  ChangeMeeting,
  CloseMeeting,
  CreateMeeting,
  DeleteMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingContent,
  exampleMisfits,
  FindCheckMisfits,
  GetMeeting,
  ListClasses,
  ListInvitees,
  ListMeetings,
  ListSuppressions,
  type Meeting,
  type MeetingContent,
  PreviewMeetingChange,
  RecordReply,
  ReviewMeeting,
} from '#contracts';
import { NatsLink } from '#messaging';
import { eventually, startMongo, startNats, type RunningMongo, type RunningServer } from '#testing';
import { offices, RegistrationUnderTest } from '../testing/under-test.js';

const title = { th: 'ประชุมชี้แจงครั้งใหม่' };
const draft = {
  id: 'own',
  title,
  startsAt: '2016-11-23T07:30:00.000Z',
  coordinator: { unit: { th: 'ส่วนนโยบาย' }, email: 'coordinator@ega.example' },
};
const revenue = exampleMeetingContent.classes[0]!;
const health = { class: 'health', name: { th: 'สำนักงานสาธารณสุขจังหวัด' }, surveyed: false };
const organiser = { th: 'กรมตัวอย่าง' };

describe('preparing a meeting', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;

  /** Ten offices of one class, and four of another, one of which has no address. */
  const enrol = async () => {
    const { sites, organisations } = offices(10);
    await registration.call(EnrolSites, { sites });
    const others = organisations.slice(0, 4).map((each, index) => {
      const { email: _email, ...rest } = { ...each, id: `health-${index}`, class: 'health' };
      return index === 0 ? rest : { ...rest, email: each.email };
    });
    await registration.call(EnrolOrganisations, { organisations: [...organisations, ...others] });
  };
  const contentOf = ({ id: _id, status: _status, revision: _revision, ...rest }: Meeting): MeetingContent => {
    const { announcedAt: _announcedAt, answersUntil: _answersUntil, ...content } = rest;
    return content;
  };
  const change = async (changes: Partial<MeetingContent>) => {
    const meeting = await registration.call(GetMeeting, { meetingId: draft.id });
    const content = { ...contentOf(meeting), ...changes };
    return { meetingId: draft.id, content, expectedRevision: meeting.revision };
  };
  const invited = async () =>
    (await registration.list({ meetingId: draft.id })).filter(({ status }) => status === 'issued');

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    registration = await RegistrationUnderTest.start(servers);
  });
  afterEach(async () => {
    await registration.stop();
    await nats.stop();
  });

  it('goes from a title and a day to invitations, and says on the way what is missing', async () => {
    await enrol();
    await registration.call(CreateMeeting, draft);
    expect(await registration.call(ReviewMeeting, { meetingId: draft.id })).toMatchObject({
      missing: ['organiser', 'classes'],
      offices: 0,
    });
    await expect(registration.call(AnnounceMeeting, { meetingId: draft.id })).rejects.toMatchObject({
      code: 'meeting-incomplete',
      details: { fields: [{ field: 'classes' }] },
    });

    await registration.call(ChangeMeeting, await change({ organiser, classes: [revenue, health] }));
    expect(await registration.call(ReviewMeeting, { meetingId: draft.id })).toEqual({
      missing: [],
      doubtful: ['purpose', 'phone', 'fault-line', 'letter-number', 'no-address', 'duties'],
      offices: 14,
      mails: 13,
      withoutAddress: 1,
      byClass: { revenue: 10, health: 4 },
      byProvince: { 'TH-50': 4, 'TH-51': 4, 'TH-52': 3, 'TH-53': 3 },
    });
    const first = await registration.call(ListInvitees, { meetingId: draft.id, limit: 6 });
    const second = await registration.call(ListInvitees, { meetingId: draft.id, limit: 100, after: first.next });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect([new Set(ids).size, second.next]).toEqual([14, undefined]);

    await registration.call(AnnounceMeeting, { meetingId: draft.id });
    await eventually(async () => (await invited()).length === 14);
  });

  it('knows the classes of the directory and of meetings, by the names that the latest meeting gave them', async () => {
    await enrol();
    const named = { ...revenue, name: { th: 'สรรพากร' } };
    await registration.call(CreateMeeting, { ...draft, classes: [named] });
    const later = { ...draft, id: 'later', startsAt: '2016-12-14T07:30:00.000Z' };
    const police = { class: 'police', name: { th: 'ตำรวจภูธรจังหวัด' }, surveyed: true };
    await registration.call(CreateMeeting, { ...later, classes: [revenue, police] });
    expect((await registration.call(ListClasses, {})).items).toEqual([
      { class: 'health', surveyed: false, offices: 4 },
      { ...police, offices: 0 },
      { ...revenue, offices: 10 },
    ]);
  });

  it('shows what a change would do, and then does it: classes come and go with their invitations', async () => {
    await enrol();
    await registration.call(CreateMeeting, { ...draft, organiser, classes: [revenue] });
    await registration.call(AnnounceMeeting, { meetingId: draft.id });
    await eventually(async () => (await invited()).length === 10);
    const [one, two] = await invited();
    const attend = { answer: 'attend' as const, attendees: [{ name: 'ผู้แทน' }] };
    await registration.call(RecordReply, { replyToken: await registration.replyToken(one!.id), content: attend });
    await registration.call(RecordReply, {
      replyToken: await registration.replyToken(two!.id),
      content: { answer: 'decline' },
    });

    const later = await change({ startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' });
    expect(await registration.call(PreviewMeetingChange, later)).toEqual({
      changed: ['startsAt', 'endsAt'],
      told: 10,
      untold: 0,
      invited: 0,
      withdrawn: 0,
      withdrawnAnswered: 0,
      toConfirm: 1,
    });
    expect(await registration.call(ChangeMeeting, { ...later, reason: 'the hall is taken' })).toMatchObject({
      startsAt: '2016-11-24T07:30:00.000Z',
      status: 'announced',
    });
    await expect(registration.call(PreviewMeetingChange, later)).rejects.toMatchObject({ code: 'revision-conflict' });

    const others = await change({ classes: [health] });
    expect(await registration.call(PreviewMeetingChange, others)).toEqual({
      changed: ['classes'],
      told: 0,
      untold: 0,
      invited: 4,
      withdrawn: 10,
      withdrawnAnswered: 2,
      toConfirm: 0,
    });
    await registration.call(ChangeMeeting, others);
    await eventually(async () => (await invited()).every(({ organisation }) => organisation.class === 'health'));
    await eventually(async () => (await invited()).length === 4);
  });

  it('says what others know of a change: which addresses get no mail, and which checks would no longer fit', async () => {
    await enrol();
    const { organisations } = offices(10);
    const asked: unknown[] = [];
    const stand = (subject: string, answer: object) =>
      registration.service.app.get(NatsLink).nc.subscribe(subject, {
        callback: (_error, message) => {
          asked.push(message.json<{ data: unknown }>().data);
          message.respond(JSON.stringify({ response: answer, isDisposed: true }));
        },
      });
    const suppressed = { source: 'bounce', said: '550', since: draft.startsAt, recipientIds: [] };
    const address = (organisations[3]?.email ?? '').toUpperCase();
    const standIns = [
      stand(ListSuppressions.subject, { items: [{ ...suppressed, address }] }),
      stand(FindCheckMisfits.subject, exampleMisfits),
    ];
    await registration.call(CreateMeeting, { ...draft, organiser, classes: [revenue] });
    expect(await registration.call(ReviewMeeting, { meetingId: draft.id })).toMatchObject({
      offices: 10,
      mails: 9,
      withoutAddress: 0,
      badAddress: 1,
    });
    const invitees = await registration.call(ListInvitees, { meetingId: draft.id });
    expect(invitees.items.map(({ to }) => to.length)).toEqual([1, 1, 1, 0, 1, 1, 1, 1, 1, 1]);
    asked.length = 0;
    const startsAt = '2016-11-22T07:30:00.000Z';
    const sooner = { startsAt, endsAt: '2016-11-22T09:30:00.000Z' };
    // Of a draft there are no checks.
    expect(await registration.call(PreviewMeetingChange, await change(sooner))).toMatchObject({
      checks: { cancelled: 0 },
    });
    await registration.call(AnnounceMeeting, { meetingId: draft.id });
    await eventually(async () => (await invited()).length === 10);
    expect(await registration.call(PreviewMeetingChange, await change(sooner))).toMatchObject({
      told: 9,
      untold: 1,
      checks: exampleMisfits,
    });
    expect(await registration.call(PreviewMeetingChange, await change({ place: { th: 'ที่อื่น' } }))).toMatchObject({
      checks: { cancelled: 0 },
    });
    expect(asked).toEqual([{ meetingId: draft.id, startsAt, leftSiteIds: [] }]);
    for (const each of standIns) each.unsubscribe();
  });

  it('keeps one of two changes that were made of the same meeting, and says so to the other', async () => {
    await registration.call(CreateMeeting, draft);
    const [one, other] = [await change({ organiser }), await change({ organiser: { th: 'กรมอื่น' } })];
    const outcomes = await Promise.allSettled([
      registration.call(ChangeMeeting, one),
      registration.call(ChangeMeeting, other),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'revision-conflict' },
    });
  });

  it('makes the next from the last one, or from the one that is named', async () => {
    await registration.call(CreateMeeting, {
      ...draft,
      organiser,
      number: { ordinal: 1, year: 2016 },
      classes: [health],
    });
    const next = { id: 'next', title, startsAt: '2016-12-14T07:30:00.000Z' };
    expect(await registration.call(CreateMeeting, next)).toMatchObject({
      organiser,
      number: { ordinal: 2, year: 2016 },
      classes: [health],
      coordinator: draft.coordinator,
      status: 'draft',
    });
    const third = { id: 'third', title, startsAt: '2017-01-11T07:30:00.000Z', like: draft.id };
    expect(await registration.call(CreateMeeting, third)).toMatchObject({ number: { ordinal: 1, year: 2017 } });
    const anew = { ...draft, id: 'anew', like: null, startsAt: '2017-02-08T07:30:00.000Z' };
    const begun = await registration.call(CreateMeeting, anew);
    expect(begun).toMatchObject({ classes: [], status: 'draft' });
    expect([begun.number, begun.madeLike]).toEqual([undefined, undefined]);
    // Sent once more, as after an answer that was lost.
    expect(await registration.call(CreateMeeting, third)).toMatchObject({ id: 'third', revision: 1 });
  });

  it('deletes a draft, and neither an announced meeting nor one that is not there', async () => {
    await registration.call(CreateMeeting, { ...draft, organiser, classes: [revenue] });
    await registration.call(DeleteMeeting, { meetingId: draft.id });
    expect((await registration.call(ListMeetings, {})).items).toEqual([]);
    await expect(registration.call(DeleteMeeting, { meetingId: draft.id })).rejects.toMatchObject({
      code: 'meeting-not-found',
    });
    await registration.call(CreateMeeting, { ...draft, organiser, classes: [revenue] });
    await registration.call(AnnounceMeeting, { meetingId: draft.id });
    await expect(registration.call(DeleteMeeting, { meetingId: draft.id })).rejects.toMatchObject({
      code: 'meeting-kept',
    });
  });

  it('closes a meeting after it has taken place; nothing of it changes from then on', async () => {
    await registration.call(CreateMeeting, { ...draft, organiser, classes: [revenue] });
    await registration.call(AnnounceMeeting, { meetingId: draft.id });
    await expect(registration.call(CloseMeeting, { meetingId: draft.id })).rejects.toMatchObject({
      code: 'meeting-not-over',
    });
    registration.moveClockTo('2016-11-23T09:30:00.000Z');
    expect(await registration.call(CloseMeeting, { meetingId: draft.id })).toMatchObject({ status: 'closed' });
    await expect(registration.call(ChangeMeeting, await change({ organiser: { th: 'กรมอื่น' } }))).rejects.toMatchObject({
      code: 'meeting-closed',
    });
  });
});
