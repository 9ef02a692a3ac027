import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  ChangeMeeting,
  exampleMeetingContent,
  GetMeeting,
  GetReplyForm,
  GetSeat,
  ListHistory,
  RecordDeskReply,
  RecordReply,
  type ReplyFormSettings,
  type ResponseContent,
  TakeBackReply,
  WithdrawInvitation,
  WithdrawReply,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { InvitationChangesInTurn } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { decideReply } from '../response/response.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const comes = (people: number): ResponseContent => ({
  answer: 'representative',
  attendees: Array.from({ length: people }, (_each, index) => ({ name: `ผู้แทน ${index + 1} (ตัวอย่าง)` })),
});
const declines: ResponseContent = { answer: 'decline', attendees: [] };
const hall = 'th-50';

jest.setTimeout(120_000);

describe('the seats of a hall', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let replicas: RegistrationUnderTest[];
  let offices: string[];
  let tokens: string[];
  const first = () => replicas[0]!;
  const say = async (office: number, content: ResponseContent, by = first()) =>
    (await by.call(RecordReply, { replyToken: tokens[office]!, content })).seat;
  const seat = async (office: number) => (await first().call(GetReplyForm, { replyToken: tokens[office]! })).seat;
  const offer = async (halls: ReplyFormSettings['halls']) => {
    const { revision } = await first().call(GetMeeting, { meetingId });
    const { form: _form, ...content } = exampleMeetingContent;
    await first().call(ChangeMeeting, {
      meetingId,
      content: { ...content, ...(halls && { form: { halls } }) },
      expectedRevision: revision,
    });
    await idle();
  };
  const idle = () =>
    eventually(async () => (await Promise.all(replicas.map((each) => each.idle()))).every(Boolean), { within: 30_000 });
  /** All have said that they don't come, and the hall has so many seats. */
  const empty = async (seats: number) => {
    for (const index of offices.keys()) await say(index, declines);
    await offer({ bySite: [{ siteId: hall, seats }] });
    for (const index of offices.keys()) expect(await seat(index)).toBeUndefined();
  };

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
    await first().announceTo(24);
    await eventually(async () => (await first().list()).length === 24, { within: 30_000 });
    offices = (await first().list({ provinceCode: 'TH-50' })).map(({ id }) => id);
    tokens = await Promise.all(offices.map((id) => first().replyToken(id)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('are not counted where nobody says so', async () => {
    expect(await say(0, comes(2))).toBeUndefined();
    expect(await seat(0)).toBeUndefined();
  });

  it('are kept by whoever had answered before they were counted; the next waits', async () => {
    await say(1, comes(2));
    await offer({ usual: 1 });
    expect(await seat(0)).toEqual({ state: 'seated', people: 2 });
    expect(await seat(1)).toEqual({ state: 'seated', people: 2 });
    expect(await say(2, comes(1))).toEqual({ state: 'waiting', people: 1, place: 1 });
    await offer(undefined);
    expect(await seat(2)).toBeUndefined();
    expect(await say(3, comes(1))).toBeUndefined();
    await offer({ usual: 1 });
    for (const office of [0, 1, 2, 3]) expect(await seat(office)).toMatchObject({ state: 'seated' });
  });

  it('go to one of two who want the last one at once, over two replicas; the other is the first who waits', async () => {
    await empty(3);
    for (let round = 0; round < 5; round += 1) {
      expect(await say(0, comes(2))).toMatchObject({ state: 'seated' });
      const both = await Promise.all([say(1, comes(1), replicas[0]), say(2, comes(1), replicas[1])]);
      expect(both.map((each) => each?.state).sort()).toEqual(['seated', 'waiting']);
      expect(both.find((each) => each?.state === 'waiting')).toMatchObject({ place: 1 });
      for (const office of [0, 1, 2]) await say(office, declines);
    }
    const all = await Promise.all(offices.map((_id, index) => say(index, comes(1), replicas[index % 2])));
    expect(all.filter((each) => each?.state === 'seated')).toHaveLength(3);
    expect(all.flatMap((each) => (each?.state === 'waiting' ? [each.place] : [])).sort()).toEqual([1, 2, 3]);
  });

  it('are more or fewer by a change of the meeting: more go to those who wait, fewer are taken from nobody', async () => {
    await empty(1);
    for (const office of [0, 1, 2]) await say(office, comes(1));
    await offer({ bySite: [{ siteId: hall, seats: 2 }] });
    expect(await Promise.all([0, 1, 2].map(seat))).toMatchObject([
      { state: 'seated' },
      { state: 'seated' },
      { state: 'waiting', place: 1 },
    ]);
    await offer({ bySite: [{ siteId: hall, seats: 1 }] });
    expect(await seat(1)).toMatchObject({ state: 'seated' });
    await say(0, declines);
    expect(await seat(2)).toMatchObject({ state: 'waiting', place: 1 });
    await say(1, declines);
    expect(await seat(2)).toMatchObject({ state: 'seated' });
  });

  it('are told to the desk, found in the list, and noted in the history of the office', async () => {
    await empty(1);
    await say(0, comes(1));
    const entered = await first().call(RecordDeskReply, {
      invitationId: offices[1]!,
      content: comes(1),
      channel: 'fax',
      receivedAt: '2016-11-07T02:00:00.000Z',
      reason: 'แก้ตามโทรสาร',
      enteredBy: 'staff-desk',
    });
    expect(entered.seat).toEqual({ state: 'waiting', people: 1, place: 1 });
    expect(await first().call(GetSeat, { invitationId: offices[1]! })).toEqual({ seat: entered.seat });
    await eventually(async () => (await first().list({ seat: 'waiting' })).map(({ id }) => id).join() === offices[1]);
    expect(await first().list({ seat: 'seated' })).toMatchObject([{ id: offices[0], seat: 'seated' }]);
    await say(0, declines);
    await eventually(async () => (await first().list({ seat: 'waiting' })).length === 0);
    await eventually(async () => {
      const { items } = await first().call(ListHistory, { meetingId, invitationId: offices[1]! });
      return items.some(
        ({ what, changes }) =>
          what === 'seat-changed' && changes.some(({ before, after }) => before === 'waiting' && after === 'seated'),
      );
    });
  });

  it('follow an answer that was kept when the service died before it could seat the office', async () => {
    await empty(2);
    const app = first().service.app;
    const now = new Date('2016-11-07T02:00:00.000Z');
    await app.get(InvitationChangesInTurn).change(offices[0]!, {
      decide: (record, meeting) => {
        const decided = decideReply(record, meeting, { channel: 'web', content: comes(2) }, now);
        if (!decided.changed) throw new Error('it had said so');
        return { decision: { changes: { responses: decided.responses }, fact: decided.fact }, result: () => undefined };
      },
    });
    await eventually(async () => (await seat(0))?.state === 'seated');
    expect((await app.get(MeetingStore).get(meetingId)).seatsSince).toBeDefined();
    expect(await say(1, comes(1))).toEqual({ state: 'waiting', people: 1, place: 1 });
  });

  it('go to the first who waits once they are free: declined, withdrawn, taken back, or no longer invited', async () => {
    await empty(1);
    for (const office of [0, 1, 2, 3]) await say(office, comes(1));
    expect(await seat(3)).toEqual({ state: 'waiting', people: 1, place: 3 });
    await say(0, declines);
    expect(await seat(1)).toEqual({ state: 'seated', people: 1 });
    await first().call(WithdrawReply, { replyToken: tokens[1]!, reason: 'ยังไม่แน่ใจ' });
    expect(await seat(1)).toBeUndefined();
    expect(await seat(2)).toEqual({ state: 'seated', people: 1 });
    const { invitation } = await first().call(GetReplyForm, { replyToken: tokens[2]! });
    await first().call(TakeBackReply, {
      invitationId: invitation.id,
      responseRevision: invitation.response!.revision,
      reason: 'ผิดหน่วยงาน',
      takenBackBy: 'staff-desk',
    });
    // What it had said before counts again, and that was to decline.
    expect(await seat(3)).toEqual({ state: 'seated', people: 1 });
    expect(await say(4, comes(1))).toMatchObject({ place: 1 });
    await first().call(WithdrawInvitation, { invitationId: offices[3]! });
    await eventually(async () => (await seat(4))?.state === 'seated');
  });
});
