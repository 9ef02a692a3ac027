import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  CancelMeeting,
  CreateMeeting,
  exampleMeetingDraft,
  ListOtherMeetings,
  RecordAttendance,
  RecordReply,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

describe('what an office did at other meetings', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: 'registration_series',
    });
    await registration.announceTo(2);
    await eventually(() => registration.idle());
  });
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });
  const others = async (invitationId: string) => (await registration.call(ListOtherMeetings, { invitationId })).items;

  it('is nothing at its first', async () => {
    const [first] = await registration.list();
    expect(await others(first?.id ?? '')).toEqual([]);
  });

  it('is told at the next, the latest first: what it answered, whether it came, and what was called off', async () => {
    const [before, silent] = await registration.list();
    const replyToken = await registration.replyToken(before?.id ?? '');
    await registration.call(RecordReply, { replyToken, content: { answer: 'attend', attendees: [{ name: 'ก' }] } });
    registration.moveClockTo('2016-11-23T07:00:00.000Z');
    await registration.call(RecordAttendance, {
      meetingId,
      entryId: 'entry-1',
      invitationId: before?.id ?? '',
      state: 'represented',
      source: 'live',
      siteId: before?.organisation.siteId ?? '',
      recordedBy: 'staff-one',
    });
    for (const [id, year] of [
      ['of-2017', '2017'],
      ['of-2018', '2018'],
    ] as const) {
      const inYear = (instant: string) => instant.replace('2016', year);
      const { startsAt, endsAt, replyBy } = exampleMeetingDraft;
      await registration.call(CreateMeeting, {
        ...exampleMeetingDraft,
        id,
        startsAt: inYear(startsAt),
        endsAt: inYear(endsAt),
        replyBy: inYear(replyBy),
      });
      await registration.call(AnnounceMeeting, { meetingId: id });
    }
    await eventually(() => registration.idle());
    await registration.call(CancelMeeting, { meetingId: 'of-2017', reason: 'น้ำท่วม' });
    const sameOffice = async (organisationId: string | undefined) =>
      (await registration.list({ meetingId: 'of-2018' })).find(
        ({ organisation }) => organisation.id === organisationId,
      );

    const next = await sameOffice(before?.organisation.id);
    expect(await others(next?.id ?? '')).toEqual([
      expect.objectContaining({ meetingId: 'of-2017', meetingStatus: 'cancelled', status: 'issued' }),
      expect.objectContaining({ meetingId, status: 'issued', answer: 'attend', attendance: 'represented' }),
    ]);
    const nextSilent = await sameOffice(silent?.organisation.id);
    expect(Object.keys((await others(nextSilent?.id ?? '')).at(-1) ?? {})).not.toContain('answer');
  });
});
