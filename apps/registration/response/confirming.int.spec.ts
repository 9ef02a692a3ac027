import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeMeeting,
  GetInvitation,
  GetMeeting,
  GetReplyForm,
  GetResponseBoard,
  ListHistory,
  type MeetingContent,
  meetingContentOf,
  RecordDeskReply,
  RecordReply,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const attend = { answer: 'attend' as const, attendees: [{ name: 'ผู้แทน' }] };
const decline = { answer: 'decline' as const };

describe('an answer that has to be confirmed', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;
  let ids: string[];

  beforeAll(async () => {
    mongo = await startMongo();
    nats = await startNats();
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(6);
    await eventually(async () => (await registration.list()).length === 6);
    ids = (await registration.list()).map(({ id }) => id);
  });
  afterAll(async () => {
    await registration.stop();
    await nats.stop();
    await mongo.stop();
  });

  const reply = async (at: number, content: typeof attend | typeof decline) =>
    registration.call(RecordReply, { replyToken: await registration.replyToken(ids[at] ?? ''), content });
  const fax = (at: number, receivedAt: string) =>
    registration.call(RecordDeskReply, {
      invitationId: ids[at] ?? '',
      content: attend,
      channel: 'fax',
      receivedAt,
      enteredBy: 'staff-desk',
    });
  const move = async (changes: Partial<MeetingContent>, confirmAgain: boolean) => {
    const meeting = await registration.call(GetMeeting, { meetingId });
    const content = meetingContentOf(meeting);
    return registration.call(ChangeMeeting, {
      meetingId,
      content: { ...content, ...changes },
      expectedRevision: meeting.revision,
      confirmAgain,
    });
  };
  const unconfirmed = async () => (await registration.list({ unconfirmed: true })).map(({ id }) => ids.indexOf(id));

  it('is found in the list and on the board from the change on until it is said again, by whichever way', async () => {
    for (const at of [0, 1, 2]) await reply(at, attend);
    await reply(3, decline);
    expect(await unconfirmed()).toEqual([]);
    expect(await registration.call(GetResponseBoard, { meetingId })).not.toHaveProperty('unconfirmed');

    registration.moveClockTo('2016-11-10T02:00:00.000Z');
    const moved = await move({ startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' }, true);
    expect(moved.confirmedFrom).toBe('2016-11-10T02:00:00.000Z');
    expect(await unconfirmed()).toEqual([0, 1, 2]);
    expect((await registration.list({ unconfirmed: false })).map(({ id }) => ids.indexOf(id))).toEqual([3, 4, 5]);
    expect(await registration.call(GetResponseBoard, { meetingId })).toMatchObject({ unconfirmed: 3 });
    const form = await registration.call(GetReplyForm, { replyToken: await registration.replyToken(ids[0] ?? '') });
    expect(form.invitation.unconfirmed).toBe(true);

    // In the very moment, by the link; then by a fax, by one from before that came late to the desk, and by another answer.
    const confirmed = await reply(0, attend);
    expect(confirmed).toMatchObject({ changed: false, response: { revision: 1 } });
    expect(confirmed.invitation).not.toHaveProperty('unconfirmed');
    registration.moveClockTo('2016-11-11T02:00:00.000Z');
    await fax(4, '2016-11-10T01:59:59.000Z');
    expect(await unconfirmed()).toEqual([1, 2, 4]);
    expect((await fax(4, '2016-11-11T01:00:00.000Z')).invitation).not.toHaveProperty('unconfirmed');
    await reply(1, { ...attend, attendees: [{ name: 'อีกคน' }] });
    await reply(2, decline);
    expect(await unconfirmed()).toEqual([]);
    expect((await registration.call(GetInvitation, { invitationId: ids[4] ?? '' })).responses).toHaveLength(1);
    await eventually(async () => {
      const { items } = await registration.call(ListHistory, { meetingId, invitationId: ids[0] ?? '', limit: 10 });
      return items.some(({ what }) => what === 'response-confirmed');
    });
    await eventually(() => registration.idle());
    expect(await registration.call(GetResponseBoard, { meetingId })).toMatchObject({
      unconfirmed: 0,
      total: { attend: 3, decline: 2 },
    });
  });

  it('has to be confirmed anew after each change that asks for it, and after no other', async () => {
    registration.moveClockTo('2016-11-12T02:00:00.000Z');
    await move({ place: { th: 'ห้องประชุมใหม่' } }, false);
    expect(await unconfirmed()).toEqual([]);
    await move({ place: { th: 'ห้องประชุมอีกห้อง' } }, true);
    expect(await unconfirmed()).toEqual([0, 1, 4]);
    await expect(move({ fax: '0 2612 0000' }, true)).rejects.toMatchObject({
      details: { fields: [{ field: 'confirmAgain' }] },
    });
    const late = await fax(5, '2016-11-11T05:00:00.000Z');
    expect(late.invitation.unconfirmed).toBe(true);
    expect(await unconfirmed()).toEqual([0, 1, 4, 5]);
  });
});
