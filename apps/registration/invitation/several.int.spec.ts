import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  AssignContact,
  CloseMeeting,
  type Contact,
  EnrolOrganisations,
  ExtendInvitations,
  GetInvitation,
  GetInvitationStanding,
  ListInvitationStandings,
  GetOrganisation,
  GetReplyForm,
  GetResponseBoard,
  InviteAgain,
  ListHistory,
  ListOrganisations,
  MergeOrganisations,
  mostContacts,
  RecordDeskReply,
  RecordReply,
  RenewReplyLink,
  ReopenMeeting,
  SaveOrganisation,
  WithdrawInvitation,
  WithdrawInvitations,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const until = '2016-11-21T16:59:59.000Z';
const more = { meetingId, until, reason: 'น้ำท่วม', extendedBy: 'staff-one' };
const content = { answer: 'attend' as const, attendees: [{ name: 'ก' }] };

describe('several invitations at once', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: 'registration_several',
    });
    await registration.announceTo(8);
    await eventually(() => registration.idle());
  });
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('gives one province more time: previewed, given, and given once', async () => {
    const filter = { provinceCode: 'TH-50' };
    expect(await registration.call(ExtendInvitations, { ...more, filter, preview: true })).toEqual({
      changed: 2,
      left: 0,
    });
    expect(await registration.call(ExtendInvitations, { ...more, filter })).toEqual({ changed: 2, left: 0 });
    expect(await registration.call(ExtendInvitations, { ...more, filter })).toEqual({ changed: 0, left: 2 });

    registration.moveClockTo('2016-11-20T03:00:00.000Z');
    const [extended] = await registration.list({ provinceCode: 'TH-50' });
    const [other] = await registration.list({ provinceCode: 'TH-51' });
    const [given, usual] = [extended?.id ?? '', other?.id ?? ''];
    const replyToken = await registration.replyToken(given);
    expect(await registration.call(GetInvitationStanding, { invitationId: given })).toMatchObject({
      open: true,
      replyBy: until,
      answersUntil: until,
    });
    const invitations = [usual, 'nobody', given].map((invitationId) => ({ invitationId }));
    expect(await registration.call(ListInvitationStandings, { invitations })).toMatchObject({
      items: [{ standing: { open: false } }, {}, { standing: { open: true, replyBy: until } }],
    });
    const form = await registration.call(GetReplyForm, { replyToken });
    expect(form).toMatchObject({ open: true, meeting: { replyBy: until, answersUntil: until } });
    expect(JSON.stringify(form)).not.toContain('staff-one');
    expect((await registration.call(RecordReply, { replyToken, content })).response.late).toBe(false);
    await expect(
      registration.call(RecordReply, { replyToken: await registration.replyToken(usual), content }),
    ).rejects.toMatchObject({ code: 'deadline-passed' });
  });

  it('withdraws and invites again with a new link; what was said counts again, and the history says all of it', async () => {
    const [answered] = await registration.list({ standing: 'answered' });
    const invitationId = answered?.id ?? '';
    const oldToken = await registration.replyToken(invitationId);
    const named = { meetingId, invitationIds: [invitationId, invitationId] };
    expect(await registration.call(WithdrawInvitations, { ...named, reason: 'ซ้ำ' })).toEqual({ changed: 1, left: 0 });
    await eventually(async () => {
      const { total } = await registration.call(GetResponseBoard, { meetingId });
      return total.invited === 7 && total.answered === 0;
    });
    expect(await registration.call(InviteAgain, named)).toEqual({ changed: 1, left: 0 });
    expect(await registration.call(InviteAgain, named)).toEqual({ changed: 0, left: 1 });
    await eventually(async () => {
      const { total } = await registration.call(GetResponseBoard, { meetingId });
      return total.invited === 8 && total.answered === 1;
    });
    await expect(registration.call(GetReplyForm, { replyToken: oldToken })).rejects.toMatchObject({
      code: 'reply-link-invalid',
    });
    const { invitation } = await registration.call(GetInvitation, { invitationId });
    expect(invitation).toMatchObject({ status: 'issued', response: { answer: 'attend' } });
    await eventually(() => registration.idle());
    const history = await registration.call(ListHistory, { meetingId, invitationId });
    expect(history.items.map(({ what, reason }) => [what, reason])).toEqual([
      ['invited-again', undefined],
      ['invitation-withdrawn', 'ซ้ำ'],
      ['response-recorded', undefined],
      ['invitation-extended', 'น้ำท่วม'],
      ['invitation-issued', undefined],
    ]);
  });

  it('leaves alone what belongs to another meeting', async () => {
    const [first] = await registration.list();
    await expect(
      registration.call(WithdrawInvitations, {
        meetingId: 'another-meeting',
        invitationIds: [first?.id ?? ''],
        reason: 'x',
      }),
    ).rejects.toMatchObject({ code: 'meeting-not-found' });
  });

  it('gives offices one contact, beside or instead of another, once; what is in somebody’s hands, full or merged is named and left', async () => {
    const invited = await registration.list();
    const [kept, inHand, full, merged] = invited.map(({ organisation }) => organisation.id);
    const officeOf = async (organisationId = '') => registration.call(GetOrganisation, { organisationId });
    const correct = async (organisationId = '', contacts: readonly Contact[] = []) => {
      const { organisation, revision } = await officeOf(organisationId);
      const { id: _id, ...content } = organisation;
      const corrected = { ...content, contacts: [...contacts] };
      return registration.call(SaveOrganisation, {
        organisationId,
        organisation: corrected,
        expectedRevision: revision,
      });
    };
    const one = { role: 'coordinator', name: 'หนึ่ง', phone: '0 5311 2222 ต่อ 12' } as const;
    const other = { role: 'coordinator', name: 'สอง', email: 'two@chiang-mai.example' } as const;
    const technician = { role: 'technical', name: 'ช่าง' } as const;
    const theirs = { role: 'saraban', name: 'ของผู้อื่น' } as const;
    const many = Array.from({ length: mostContacts }, (_, index) => ({ ...technician, name: `ช่าง ${index}` }));
    const asked = { meetingId, filter: {}, contact: one };
    const every = invited.length;

    expect(await registration.call(AssignContact, { ...asked, preview: true })).toEqual({
      changed: every,
      left: 0,
      not: [],
    });
    expect((await officeOf(kept)).organisation.contacts).toBeUndefined();
    await correct(kept, [technician]);
    expect(await registration.call(AssignContact, asked)).toEqual({ changed: every, left: 0, not: [] });
    expect(await registration.call(AssignContact, asked)).toEqual({ changed: 0, left: every, not: [] });
    expect((await officeOf(kept)).organisation.contacts).toEqual([technician, one]);
    await eventually(() => registration.idle());
    const history = await registration.call(ListHistory, { meetingId, invitationId: invited[0]?.id ?? '' });
    expect(history.items[0]?.what).toBe('invitation-followed');
    expect(history.items[0]?.changes).toEqual([expect.objectContaining({ field: 'contacts' })]);

    await correct(full, many);
    const mergeInto = { organisationId: kept ?? '', from: [merged ?? ''], reason: 'คำสั่ง', mergedBy: 'staff-one' };
    await registration.call(MergeOrganisations, mergeInto);
    const store = registration.service.app.get(OrganisationStore);
    const readKept = store.kept.bind(store);
    let isFirst = true;
    const between = jest.spyOn(store, 'kept').mockImplementation(async (ids) => {
      const found = await readKept(ids);
      if (!isFirst || !ids.includes(inHand ?? '')) return found;
      isFirst = false;
      await correct(inHand, [theirs]);
      return found;
    });
    const added = await registration.call(AssignContact, { ...asked, contact: other });
    between.mockRestore();
    const whyNot = (id: string | undefined, why: string) =>
      invited.flatMap(({ id: invitationId, organisation: { id: its, name } }) =>
        its === id ? [{ invitationId, name, why }] : [],
      );
    const left = [...whyNot(full, 'full'), ...whyNot(merged, 'merged')];
    expect(added).toMatchObject({ changed: every - 3, left: 0 });
    expect(new Set(added.not)).toEqual(new Set([...left, ...whyNot(inHand, 'in-hand')]));
    expect((await officeOf(inHand)).organisation.contacts).toEqual([theirs]);

    const instead = await registration.call(AssignContact, { ...asked, contact: other, instead: true });
    expect(instead).toMatchObject({ changed: every - 2, left: 0 });
    expect(new Set(instead.not)).toEqual(new Set(left));
    expect((await officeOf(kept)).organisation.contacts).toEqual([technician, other]);
    expect((await officeOf(inHand)).organisation.contacts).toEqual([theirs, other]);
    await expect(
      registration.call(AssignContact, { ...asked, contact: { role: 'saraban' }, instead: true }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    await eventually(() => registration.idle());
  });

  it('leaves all as it is once the books of the meeting are closed, until they are opened again', async () => {
    registration.moveClockTo('2016-11-24T03:00:00.000Z');
    await registration.call(CloseMeeting, { meetingId });
    const [first] = await registration.list({ standing: 'silent' });
    const invitationId = first?.id ?? '';
    const late = {
      invitationId,
      content,
      channel: 'fax',
      receivedAt: '2016-11-24T02:00:00.000Z',
      enteredBy: 'staff-one',
    } as const;
    for (const refused of [
      registration.call(RecordDeskReply, late),
      registration.call(WithdrawInvitation, { invitationId }),
      registration.call(RenewReplyLink, { invitationId }),
      registration.call(WithdrawInvitations, { meetingId, invitationIds: [invitationId], reason: 'x' }),
      registration.call(InviteAgain, { meetingId, invitationIds: [invitationId], preview: true }),
      registration.call(RecordReply, { replyToken: await registration.replyToken(invitationId), content }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'meeting-closed' });
    const form = await registration.call(GetReplyForm, { replyToken: await registration.replyToken(invitationId) });
    expect(form).toMatchObject({ open: false, closedBecause: 'meeting-closed' });

    const { items } = await registration.call(ListOrganisations, {});
    const organisation = items.find(({ id }) => id === first?.organisation.id);
    const renamed = { th: 'ชื่อใหม่หลังปิดการประชุม', en: 'A name of later' };
    await registration.call(EnrolOrganisations, { organisations: [{ ...organisation!, name: renamed }] });
    await eventually(() => registration.idle());
    const { invitation } = await registration.call(GetInvitation, { invitationId });
    expect(invitation.organisation.name).toEqual(first?.organisation.name);

    await registration.call(ReopenMeeting, { meetingId, reason: 'โทรสารมาถึงช้า' });
    expect((await registration.call(RecordDeskReply, late)).response).toMatchObject({ late: true, channel: 'fax' });
  });
});
