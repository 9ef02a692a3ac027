import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  CancelMeeting,
  ChangeMeeting,
  EnrolSites,
  exampleMeetingContent,
  exampleResponseContent,
  exampleSite,
  GetHall,
  GetInvitation,
  GetMeeting,
  GetReplyForm,
  GetResponseBoard,
  ListHalls,
  ListHistory,
  MoveInvitation,
  ReadList,
  RecordAttendance,
  RecordDeskReply,
  type ReplyFormSettings,
  type ResponseContent,
  WithdrawInvitation,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { InvitationChangesInTurn } from '../invitation/invitation.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';
import { moveInvitation } from './moving.js';

jest.setTimeout(120_000);
const [own, other] = ['th-50', 'th-51'];
const reason = 'ใกล้กว่า';

describe('an office that joins at another hall', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let replicas: RegistrationUnderTest[];
  let offices: string[];
  const first = () => replicas[0]!;
  const idle = () =>
    eventually(async () => (await Promise.all(replicas.map((each) => each.idle()))).every(Boolean), { within: 30_000 });
  const move = (office: number, siteId = other, by = first()) =>
    by.call(MoveInvitation, { invitationId: offices[office]!, siteId, reason });
  const say = async (office: number, content: ResponseContent) =>
    (
      await first().call(RecordDeskReply, {
        invitationId: offices[office]!,
        content,
        channel: 'fax',
        receivedAt: '2016-11-07T02:00:00.000Z',
        enteredBy: 'staff-desk',
      })
    ).seat;
  const seat = async (office: number) =>
    (await first().call(GetReplyForm, { replyToken: await first().replyToken(offices[office]!) })).seat;
  const ask = async (form: ReplyFormSettings) => {
    const { revision } = await first().call(GetMeeting, { meetingId });
    await first().call(ChangeMeeting, {
      meetingId,
      content: { ...exampleMeetingContent, form },
      expectedRevision: revision,
    });
    await idle();
  };
  const asFocalPoint = <Result>(provinceCode: string, work: () => Result): Result =>
    withAsker({ kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode }, work);

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
    await first().announceTo(16);
    await eventually(async () => (await first().list()).length === 16, { within: 30_000 });
    offices = (await first().list({ provinceCode: 'TH-50' })).map(({ id }) => id);
    await ask({
      fields: { otherSite: 'optional' },
      halls: {
        bySite: [
          { siteId: own, seats: 2 },
          { siteId: other, seats: 1 },
        ],
      },
    });
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('is found by what it asks for until that is decided, and counted', async () => {
    expect(await say(0, { ...exampleResponseContent, otherSite: 'ลำพูน' })).toMatchObject({ state: 'seated' });
    expect(await say(1, exampleResponseContent)).toMatchObject({ state: 'seated' });
    expect(await say(2, { ...exampleResponseContent, otherSite: 'ลำพูน' })).toMatchObject({
      state: 'waiting',
      place: 1,
    });
    const asking = async () => (await first().list({ asksOtherSite: true })).map(({ id }) => id);
    expect(await asking()).toEqual([offices[0], offices[2]]);
    expect(await first().list({ asksOtherSite: false })).toHaveLength(14);
    expect((await first().call(GetResponseBoard, { meetingId })).asksOtherSite).toBe(2);
    await move(0);
    expect(await asking()).toEqual([offices[2]]);
    // It is to stay.
    await move(2, own);
    expect(await asking()).toEqual([]);
    expect((await first().call(GetResponseBoard, { meetingId })).asksOtherSite).toBe(0);
  });

  it('has left its seat to whoever waited there, and has one or waits where it is', async () => {
    expect(await seat(0)).toEqual({ state: 'seated', people: 1 });
    expect(await seat(2)).toEqual({ state: 'seated', people: 1 });
    expect(await say(3, exampleResponseContent)).toMatchObject({ state: 'waiting', place: 1 });
    const { invitation, seat: given } = await move(1);
    expect(given).toEqual({ state: 'waiting', people: 1, place: 1 });
    expect(invitation).toMatchObject({ seat: 'waiting', organisation: { siteId: other, provinceCode: 'TH-50' } });
    expect(await seat(3)).toMatchObject({ state: 'seated' });
    await idle();
    expect((await first().list({ seat: 'waiting' })).map(({ id }) => id)).toEqual([offices[1]]);
    // Asked again, it is where it was in the queue.
    expect((await move(1)).seat).toEqual(given);
  });

  it('is in one hall alone, however many move it at once and whatever is cut off', async () => {
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([move(1, own, replicas[0]), move(1, other, replicas[1])]);
      const { invitation } = await first().call(GetInvitation, { invitationId: offices[1]! });
      await idle();
      const { items } = await first().call(ListHalls, { meetingId });
      const claimed = items.reduce((sum, { seats }) => sum + (seats?.seated ?? 0) + (seats?.waiting ?? 0), 0);
      expect({ round, claimed }).toEqual({ round, claimed: 4 });
      expect([own, other]).toContain(invitation.organisation.siteId);
      const held = await seat(1);
      await eventually(async () => {
        const now = await first().call(GetInvitation, { invitationId: offices[1]! });
        return held !== undefined && now.invitation.seat === held.state;
      });
    }
    await move(1, own);
    await first()
      .service.app.get(InvitationChangesInTurn)
      .change(offices[1]!, {
        decide: (record, meeting) => ({
          decision: moveInvitation(record, meeting, { ...exampleSite, id: other }, reason, new Date()),
          result: () => undefined,
        }),
      });
    await eventually(async () => (await first().list({ seat: 'waiting' })).map(({ id }) => id).join() === offices[1]);
    await idle();
  });

  it('stands in the register, on the sheet and in the list of the hall where it joins, and counts for its own province', async () => {
    const hallOf = async (siteId: string) => (await first().call(GetHall, { meetingId, siteId })).offices;
    expect((await hallOf(own)).map(({ invitationId }) => invitationId)).toEqual([offices[2], offices[3]]);
    expect((await hallOf(other)).map(({ invitationId }) => invitationId)).toEqual(
      expect.arrayContaining([offices[0], offices[1]]),
    );
    const { items } = await first().call(ListHalls, { meetingId });
    expect(
      items.map(({ siteId, provinceCode, invited, expected }) => [siteId, provinceCode, invited, expected]),
    ).toEqual([
      [own, 'TH-50', 2, 2],
      [other, 'TH-51', 6, 2],
      ['th-52', 'TH-52', 4, 0],
      ['th-53', 'TH-53', 4, 0],
    ]);
    const rows = async (list: 'attendees' | 'sign-in' | 'answers', provinceCode: string) =>
      (await first().call(ReadList, { meetingId, list, provinceCode })).items.length;
    expect([await rows('attendees', 'TH-50'), await rows('attendees', 'TH-51')]).toEqual([2, 2]);
    expect([await rows('sign-in', 'TH-50'), await rows('sign-in', 'TH-51')]).toEqual([2, 6]);
    expect([await rows('answers', 'TH-50'), await rows('answers', 'TH-51')]).toEqual([4, 4]);
    const { byProvince } = await first().call(GetResponseBoard, { meetingId });
    expect(byProvince['TH-50']).toMatchObject({ invited: 4, answered: 4 });
    const seen = await asFocalPoint('TH-51', () => first().call(ListHalls, { meetingId }));
    expect(seen.items).toMatchObject([{ siteId: other, invited: 6 }]);
  });

  it('is entered where it joins, by the people of that hall, also when it was entered elsewhere before', async () => {
    for (const each of replicas) each.moveClockTo('2016-11-23T07:00:00.000Z');
    const enter = (siteId: string, entryId: string, state: 'present' | 'absent') =>
      first().call(RecordAttendance, {
        meetingId,
        siteId,
        invitationId: offices[3]!,
        entryId,
        state,
        recordedBy: 'staff-desk',
      });
    const [was, is] = [
      () => first().call(GetHall, { meetingId, siteId: own }),
      () => first().call(GetHall, { meetingId, siteId: other }),
    ];
    await enter(own, 'before', 'absent');
    expect((await was()).hall.byState.absent).toBe(1);
    await move(3);
    expect((await was()).hall.byState.absent).toBe(0);
    expect((await is()).hall.byState.absent).toBe(1);
    const office = async () => (await is()).offices.find(({ invitationId }) => invitationId === offices[3]);
    expect(await office()).toMatchObject({ attendance: { state: 'absent', siteId: other } });
    // Sent again by whoever never heard that it was taken.
    expect(await enter(own, 'before', 'absent')).toMatchObject({ state: 'absent', entries: 1 });
    await expect(enter(own, 'there', 'present')).rejects.toMatchObject({ code: 'invitation-not-found' });
    await expect(asFocalPoint('TH-50', () => enter(other, 'here', 'present'))).rejects.toMatchObject({
      code: 'other-province',
    });
    for (const each of replicas) each.moveClockTo('2016-11-23T07:05:00.000Z');
    await asFocalPoint('TH-51', () => enter(other, 'here', 'present'));
    expect(await office()).toMatchObject({ attendance: { state: 'present', entries: 2 } });
    const { items } = await first().call(ListHalls, { meetingId });
    expect(items.slice(0, 2).map(({ byState: { present, absent } }) => [present, absent])).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('leaves a register behind where others came, though nobody is invited there any more', async () => {
    const left = 'th-52';
    const enter = (state: 'present' | 'absent') =>
      asFocalPoint('TH-52', () =>
        first().call(RecordAttendance, {
          meetingId,
          siteId: left,
          entryId: `walk-in-${state}`,
          walkIn: { id: 'walk-in', office: 'เทศบาลตัวอย่าง' },
          state,
          recordedBy: 'staff-desk',
        }),
      );
    await enter('present');
    for (const { id } of await first().list({ provinceCode: 'TH-52' }))
      await first().call(MoveInvitation, { invitationId: id, siteId: other, reason });
    const halls = async () =>
      (await asFocalPoint('TH-52', () => first().call(ListHalls, { meetingId }))).items.map(({ siteId }) => siteId);
    expect(await halls()).toEqual([left]);
    const { hall, walkIns } = await asFocalPoint('TH-52', () => first().call(GetHall, { meetingId, siteId: left }));
    expect([hall.invited, hall.people, walkIns.length]).toEqual([0, 1, 1]);
    // It was a mistake: nothing is left of it.
    await enter('absent');
    expect(await halls()).toEqual([]);
  });

  it('is noted with both halls and why, and that it stays as well', async () => {
    await idle();
    const { items } = await first().call(ListHistory, { meetingId, invitationId: offices[0]! });
    expect(items.find(({ what }) => what === 'invitation-moved')).toMatchObject({
      reason,
      changes: [{ field: 'siteId', before: own, after: other }],
    });
    const kept = await first().call(ListHistory, { meetingId, invitationId: offices[2]! });
    expect(kept.items.find(({ what }) => what === 'hall-kept')).toMatchObject({ reason });
  });

  it('follows the new name of the hall where it joins, not that of the one before', async () => {
    const name = { th: 'ศาลากลางหลังใหม่', en: 'New hall' };
    for (const [id, called] of [
      [own, { th: 'เดิม', en: 'Old' }],
      [other, name],
    ] as const)
      await first().call(EnrolSites, { sites: [{ ...exampleSite, id, provinceCode: id.toUpperCase(), name: called }] });
    await eventually(async () => {
      const { invitation } = await first().call(GetInvitation, { invitationId: offices[0]! });
      return invitation.siteName.en === name.en;
    });
  });

  it('is refused where nobody joins, where it is not invited, and once the meeting is over', async () => {
    await expect(move(0, 'nowhere')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ field: 'siteId', code: 'site-unknown' }] },
    });
    await expect(
      first().call(MoveInvitation, { invitationId: 'inv-none', siteId: other, reason }),
    ).rejects.toMatchObject({ code: 'invitation-not-found' });
    await first().call(WithdrawInvitation, { invitationId: offices[2]! });
    await expect(move(2)).rejects.toMatchObject({ code: 'invitation-withdrawn' });
    await first().call(CancelMeeting, { meetingId, reason: 'น้ำท่วม' });
    await expect(move(0, own)).rejects.toMatchObject({ code: 'meeting-cancelled' });
  });
});
