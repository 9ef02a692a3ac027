import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  type Asker,
  ChangeMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingContent,
  exampleMeetingDraft,
  GetInvitation,
  GetReplyForm,
  RecordDeskReply,
  RecordReply,
  type ReplyFormSettings,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, offices, RegistrationUnderTest } from '../testing/under-test.js';

const form: ReplyFormSettings = {
  quota: 1,
  attendee: { email: 'required' },
  fields: { reasonDeclined: 'required', answeredBy: 'optional' },
  questions: [
    {
      id: 'ride',
      kind: 'choice',
      label: { th: 'เดินทางโดย', en: 'How you come' },
      options: [
        { id: 'car', label: { th: 'รถยนต์' } },
        { id: 'train', label: { th: 'รถไฟ' } },
      ],
      required: true,
      when: { answers: ['attend', 'representative'] },
    },
    {
      id: 'cars',
      kind: 'number',
      label: { th: 'รถกี่คัน' },
      required: true,
      when: { question: { id: 'ride', has: ['car'] } },
    },
  ],
};
const attendees = [{ name: 'ก', email: 'a@office.example' }];
const viewer: Asker = { kind: 'staff', staffId: 'staff-viewer', role: 'viewer' };

describe('a meeting with a reply form of its own', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let invitations: string[];
  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: 'registration_reply_form',
    });
    await registration.call(CreateMeeting, { ...exampleMeetingDraft, form });
    const { sites, organisations } = offices(3);
    await registration.call(EnrolSites, { sites });
    await registration.call(EnrolOrganisations, { organisations });
    await registration.call(AnnounceMeeting, { meetingId });
    await eventually(() => registration.idle());
    invitations = (await registration.list()).map(({ id }) => id);
  });
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });
  const invitation = (index: number): string => invitations[index] ?? '';

  it('shows it by the link, takes what it asks, and tells whoever may not see persons only how much was said', async () => {
    const replyToken = await registration.replyToken(invitation(0));
    expect((await registration.call(GetReplyForm, { replyToken })).meeting.form).toEqual(form);
    const content = { answer: 'attend' as const, attendees, answeredBy: 'ข', answers: { ride: 'car', cars: '๒' } };
    const recorded = await registration.call(RecordReply, { replyToken, content });
    expect(recorded.response).toMatchObject({ ...content, answers: { ride: 'car', cars: '2' } });
    const read = () => registration.call(GetInvitation, { invitationId: invitation(0) });
    expect((await read()).responses[0]?.answers).toEqual({ ride: 'car', cars: '2' });
    const seen = await withAsker(viewer, read);
    expect(JSON.stringify(seen)).not.toContain('"car"');
    expect(seen.invitation.response?.withheld).toMatchObject({ attendees: 1, answers: 2, answeredBy: true });
  });

  it('refuses what it does not ask, lacks, or takes otherwise, field by field, and keeps nothing of it', async () => {
    const replyToken = await registration.replyToken(invitation(1));
    const reply = (content: object) =>
      registration.call(RecordReply, { replyToken, content: { answer: 'attend', attendees, ...content } });
    await expect(reply({ answers: { ride: 'ox', pet: 'cat' }, otherSite: 'ที่อื่น' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'invalid-reply',
      details: {
        fields: [
          { field: 'content.otherSite', code: 'not-asked' },
          { field: 'content.answers.ride', code: 'one-of' },
          { field: 'content.answers.pet', code: 'unknown-field' },
        ],
      },
    });
    await expect(reply({ answers: { ride: 'train', cars: '1' } })).rejects.toMatchObject({ code: 'invalid-reply' });
    await expect(reply({ attendees: [...attendees, ...attendees], answers: { ride: 'train' } })).rejects.toMatchObject({
      code: 'over-quota',
    });
    expect((await registration.call(GetInvitation, { invitationId: invitation(1) })).responses).toEqual([]);
    const declined = { answer: 'decline' as const, attendees: [], reasonDeclined: 'no-staff' as const };
    expect((await registration.call(RecordReply, { replyToken, content: declined })).changed).toBe(true);
  });

  it('lets the desk enter a paper that lacks what is required', async () => {
    const entered = await registration.call(RecordDeskReply, {
      invitationId: invitation(2),
      content: { answer: 'attend', attendees: [{ name: 'ค' }] },
      channel: 'fax',
      receivedAt: '2016-11-07T02:00:00.000Z',
      enteredBy: 'staff-desk',
    });
    expect(entered.changed).toBe(true);
  });

  it('reads what was said before it changed, and takes what is said anew by what it asks now', async () => {
    const changed = await registration.call(ChangeMeeting, {
      meetingId,
      content: { ...exampleMeetingContent, form: { questions: [] } },
      expectedRevision: 2,
    });
    expect(changed.form?.questions?.map(({ id, retired }) => [id, retired])).toEqual([
      ['ride', true],
      ['cars', true],
    ]);
    const replyToken = await registration.replyToken(invitation(0));
    const { invitation: shown } = await registration.call(GetReplyForm, { replyToken });
    expect(shown.response?.answers).toEqual({ ride: 'car', cars: '2' });
    const same = { answer: 'attend' as const, attendees, answeredBy: 'ข', answers: { ride: 'car', cars: '2' } };
    expect((await registration.call(RecordReply, { replyToken, content: same })).changed).toBe(false);
    const anew = { answer: 'attend' as const, attendees: [{ name: 'ก' }, { name: 'ง' }] };
    expect((await registration.call(RecordReply, { replyToken, content: anew })).changed).toBe(true);
    const { responses } = await registration.call(GetInvitation, { invitationId: invitation(0) });
    expect(responses.map(({ answers }) => answers)).toEqual([{ ride: 'car', cars: '2' }, undefined]);
  });
});
