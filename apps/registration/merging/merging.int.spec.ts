import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  GetInvitation,
  GetOrganisation,
  InviteAgain,
  ListHistory,
  ListOrganisations,
  ListOtherMeetings,
  MergeOrganisations,
  PreviewMerge,
  RecordReply,
  SaveOrganisation,
  UndoMerge,
  WithdrawInvitations,
} from '#contracts';
import { eventually, startMongo, startNats, type RunningMongo, type RunningServer } from '#testing';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { announcedAt, offices, RegistrationUnderTest } from '../testing/under-test.js';

const reason = 'รวมตามกฎกระทรวง';
const attend = { answer: 'attend' as const, attendees: [{ name: 'ผู้แทน' }] };

describe('offices that are merged', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;
  let other: RegistrationUnderTest;
  let round = 0;
  /** Each test has five offices and a meeting of its own. */
  let meetingId: string;
  const id = (at: number): string => `of-${round}-${at}`;
  const codeOf = (at: number): string => `code${round}x${at}`;

  beforeAll(async () => {
    mongo = await startMongo();
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    registration = await RegistrationUnderTest.start(servers);
    other = await RegistrationUnderTest.start(servers);
    await registration.call(EnrolSites, { sites: offices(4).sites });
  });
  beforeEach(async () => {
    round += 1;
    meetingId = `meeting-${round}`;
    const organisations = offices(5).organisations.map((each, at) => ({
      ...each,
      id: id(at),
      class: `class-${round}`,
      code: codeOf(at),
      name: { th: `สำนักงาน ${round} ที่ ${at}` },
    }));
    await registration.call(EnrolOrganisations, { organisations });
    for (const each of [registration, other]) each.moveClockTo(announcedAt);
    await announce(meetingId, `class-${round}`);
  });
  afterAll(async () => {
    await other.stop();
    await registration.stop();
    await nats.stop();
    await mongo.stop();
  });

  const announce = async (of: string, organisationClass: string, days = 0) => {
    const later = (instant: string) => new Date(Date.parse(instant) + days * 86_400_000).toISOString();
    await registration.call(CreateMeeting, {
      ...exampleMeetingDraft,
      id: of,
      startsAt: later(exampleMeetingDraft.startsAt),
      endsAt: later(exampleMeetingDraft.endsAt),
      replyBy: later(exampleMeetingDraft.replyBy),
      classes: [{ class: organisationClass, name: { th: 'ประเภท' }, surveyed: false }],
    });
    await registration.call(AnnounceMeeting, { meetingId: of });
    await eventually(async () => (await registration.list({ meetingId: of })).length === 5);
  };
  const invitationOf = async (at: number, of = meetingId) =>
    (await registration.list({ meetingId: of })).find(({ organisation }) => organisation.id === id(at))!;
  const answer = async (at: number) =>
    registration.call(RecordReply, {
      replyToken: await registration.replyToken((await invitationOf(at)).id),
      content: attend,
    });
  const merge = (into: number, ...from: number[]) => ({
    organisationId: id(into),
    from: from.map(id),
    reason,
    mergedBy: 'staff-1',
  });
  const settled = () => eventually(() => registration.idle());

  it('are shown what becomes of their invitations, and then it becomes so', async () => {
    await answer(2);
    await settled();
    const { items } = await registration.call(PreviewMerge, { organisationId: id(0), from: [id(1), id(2)] });
    expect(items.map(({ invitations }) => invitations.map(({ becomes, answer: said }) => [becomes, said]))).toEqual([
      [['withdrawn', undefined]],
      [['stays', 'attend']],
    ]);
    expect((await invitationOf(1)).status).toBe('issued');

    const merged = await registration.call(MergeOrganisations, merge(0, 1, 2));
    expect(merged.organisation).toMatchObject({
      aliases: [`สำนักงาน ${round} ที่ 1`, `สำนักงาน ${round} ที่ 2`],
      formerCodes: [codeOf(1), codeOf(2)],
    });
    expect(merged.holds?.map((each) => each.id).sort()).toEqual([id(1), id(2)]);
    await eventually(async () => (await invitationOf(1)).status === 'withdrawn');
    expect(await invitationOf(2)).toMatchObject({ status: 'issued', response: { answer: 'attend' } });
    const found = await registration.call(ListOrganisations, { q: codeOf(1) });
    expect(found.items.map((each) => each.id)).toEqual([id(0)]);
    expect(await registration.call(GetOrganisation, { organisationId: id(1) })).toMatchObject({
      merged: { into: { id: id(0) }, reason },
    });
    await settled();
    const withdrawn = await invitationOf(1);
    await eventually(async () => {
      const history = await registration.call(ListHistory, { meetingId, invitationId: withdrawn.id, limit: 10 });
      return history.items.some((each) => each.what === 'invitation-withdrawn' && each.reason === reason);
    });

    // Sent once more, as after an answer that was lost, it changes nothing.
    const again = await other.call(MergeOrganisations, merge(0, 1, 2));
    expect(again.revision).toBe((await registration.call(GetOrganisation, { organisationId: id(0) })).revision);
    await expect(registration.call(MergeOrganisations, merge(3, 1))).rejects.toMatchObject({
      code: 'organisation-merged',
    });
    await expect(registration.call(MergeOrganisations, merge(3, 3))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('leave an invitation that follows where the one that stays is not invited, and it follows corrections', async () => {
    const own = await invitationOf(0);
    await registration.call(WithdrawInvitations, { meetingId, invitationIds: [own.id], reason: 'เชิญซ้ำ' });
    await registration.call(MergeOrganisations, merge(0, 1));
    await eventually(async () => (await invitationOf(1)).organisation.name.th === `สำนักงาน ${round} ที่ 0`);
    expect(await invitationOf(1)).toMatchObject({
      status: 'issued',
      organisation: { email: `office-00000@th-50.example` },
    });
    const { organisation, revision } = await registration.call(GetOrganisation, { organisationId: id(0) });
    const { id: organisationId, ...content } = organisation;
    const corrected = { ...content, email: 'new@office.example' };
    await registration.call(SaveOrganisation, { organisationId, organisation: corrected, expectedRevision: revision });
    await eventually(async () => (await invitationOf(1)).organisation.email === 'new@office.example');
  });

  it('are enrolled no more by their ids or codes, and come back as they were when it is undone', async () => {
    const before = (await registration.call(GetOrganisation, { organisationId: id(1) })).organisation;
    const into = (await registration.call(GetOrganisation, { organisationId: id(0) })).organisation;
    await registration.call(MergeOrganisations, merge(0, 1));
    await expect(registration.call(EnrolOrganisations, { organisations: [before] })).rejects.toMatchObject({
      details: { fields: [{ field: 'organisations.0.id', code: 'merged-into', params: { name: into.name.th } }] },
    });
    const { id: _id, ...content } = before;
    await expect(
      registration.call(SaveOrganisation, { organisationId: id(1), organisation: content }),
    ).rejects.toMatchObject({ code: 'organisation-merged' });

    const back = await registration.call(UndoMerge, { organisationId: id(1) });
    expect(back.organisation).toEqual(before);
    expect((await registration.call(UndoMerge, { organisationId: id(1) })).revision).toBe(back.revision);
    expect((await registration.call(GetOrganisation, { organisationId: id(0) })).organisation).toEqual(into);

    await settled();
    await registration.call(MergeOrganisations, merge(0, 1));
    await registration.call(EnrolOrganisations, {
      organisations: [{ ...before, id: `${id(1)}-new`, code: codeOf(1).toUpperCase() }],
    });
    await expect(registration.call(UndoMerge, { organisationId: id(1) })).rejects.toMatchObject({
      details: { fields: [{ field: 'organisation.code', code: 'code-of-another' }] },
    });
  });

  it('have the invitations again that the merge withdrew when it is undone, and none that people withdrew', async () => {
    const [own, theirs] = [await invitationOf(1), await invitationOf(2)];
    await registration.call(WithdrawInvitations, { meetingId, invitationIds: [theirs.id], reason: 'เชิญซ้ำ' });
    const link = await registration.replyToken(own.id);
    await registration.call(MergeOrganisations, merge(0, 1, 2));
    await eventually(async () => (await invitationOf(1)).status === 'withdrawn');
    // As long as it is another office, nobody invites it beside that one.
    const again = await registration.call(InviteAgain, { meetingId, invitationIds: [own.id] });
    expect([again.changed, again.left, (await invitationOf(1)).status]).toEqual([0, 1, 'withdrawn']);
    for (const at of [1, 2]) await registration.call(UndoMerge, { organisationId: id(at) });
    await eventually(async () => (await invitationOf(1)).status === 'issued');
    await settled();
    expect(await registration.replyToken(own.id)).not.toBe(link);
    expect((await invitationOf(2)).status).toBe('withdrawn');
    expect((await invitationOf(0)).status).toBe('issued');

    // Withdrawn by people after it had come back, it stays so through another merge.
    await registration.call(WithdrawInvitations, { meetingId, invitationIds: [own.id], reason: 'เชิญซ้ำ' });
    await registration.call(MergeOrganisations, merge(0, 1));
    await registration.call(UndoMerge, { organisationId: id(1) });
    await settled();
    expect((await invitationOf(1)).status).toBe('withdrawn');
  });

  it('never vanish where two merge them into each other at once', async () => {
    const outcomes = await Promise.allSettled([
      registration.call(MergeOrganisations, merge(0, 1)),
      other.call(MergeOrganisations, merge(1, 0)),
    ]);
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    await settled();
    const found = await registration.call(ListOrganisations, { class: `class-${round}` });
    expect(found.items.filter((each) => each.id === id(0) || each.id === id(1))).toHaveLength(1);
  });

  it('are finished by whoever hears of it where the merge was cut off after its first write', async () => {
    const store = registration.service.app.get(OrganisationStore);
    const kept = await store.kept([id(0), id(1)]);
    const gave = { aliases: [`สำนักงาน ${round} ที่ 1`], codes: [codeOf(1)] };
    const merged = { into: id(0), at: announcedAt, by: 'staff-1', reason, gave };
    await store.merge(kept.get(id(1))!, kept.get(id(0))!.entry, merged, new Date(announcedAt));
    await eventually(async () => (await invitationOf(1)).status === 'withdrawn');
    expect((await registration.call(GetOrganisation, { organisationId: id(0) })).organisation.aliases).toEqual(
      gave.aliases,
    );
  });

  it('keep what each of them did at other meetings, also of a new office that was split from one', async () => {
    await announce(`${meetingId}-next`, `class-${round}`, 7);
    const past = await invitationOf(1);
    for (const each of [registration, other]) each.moveClockTo('2016-11-23T08:00:00.000Z');
    await registration.call(MergeOrganisations, merge(0, 1));
    await eventually(async () => (await invitationOf(1, `${meetingId}-next`)).status === 'withdrawn');
    expect((await registration.call(GetInvitation, { invitationId: past.id })).invitation).toMatchObject({
      status: 'issued',
      organisation: { name: { th: `สำนักงาน ${round} ที่ 1` } },
    });
    const next = await invitationOf(0, `${meetingId}-next`);
    const others = (await registration.call(ListOtherMeetings, { invitationId: next.id })).items;
    expect(others.map((each) => [each.invitationId, each.office?.th])).toContainEqual([
      past.id,
      `สำนักงาน ${round} ที่ 1`,
    ]);

    const { organisation } = await registration.call(GetOrganisation, { organisationId: id(4) });
    const split = { ...organisation, id: id(5), code: codeOf(5), splitFrom: id(4) };
    await registration.call(EnrolOrganisations, { organisations: [split] });
    const respelt = { ...split, id: id(6), code: codeOf(5).toUpperCase() };
    await expect(registration.call(EnrolOrganisations, { organisations: [respelt] })).rejects.toMatchObject({
      details: { fields: [{ field: 'organisations.0.code', code: 'code-of-another' }] },
    });
    await eventually(async () => (await registration.list({ meetingId: `${meetingId}-next` })).length === 6);
    const own = await invitationOf(5, `${meetingId}-next`);
    const earlier = (await registration.call(ListOtherMeetings, { invitationId: own.id })).items;
    expect(earlier.map((each) => each.meetingId)).toContain(meetingId);
    await expect(
      registration.call(EnrolOrganisations, { organisations: [{ ...split, splitFrom: 'nobody' }] }),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'organisations.0.splitFrom' }] } });
  });
});
