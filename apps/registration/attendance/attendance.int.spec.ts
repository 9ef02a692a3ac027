import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CloseMeeting,
  exampleResponseContent,
  GetHall,
  ListHalls,
  ListHistory,
  RecordAttendance,
  RecordDeskReply,
  RecordHall,
  ReopenMeeting,
  type RequestOf,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const siteId = 'th-50';
const recordedBy = 'staff-desk';

describe('the register of a hall', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let invited: string[];

  const enter = (entry: Partial<RequestOf<typeof RecordAttendance>>) =>
    registration.call(RecordAttendance, { meetingId, siteId, entryId: 'e', state: 'present', recordedBy, ...entry });
  const hall = () => registration.call(GetHall, { meetingId, siteId });

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(12);
    await eventually(async () => (await registration.list()).length === 12, { within: 30_000 });
    invited = (await registration.list({ provinceCode: 'TH-50' })).map(({ id }) => id);
    await registration.call(RecordDeskReply, {
      invitationId: invited[0] ?? '',
      content: exampleResponseContent,
      channel: 'fax',
      receivedAt: '2016-11-07T02:00:00.000Z',
      enteredBy: recordedBy,
    });
  }, 120_000);
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('takes nothing before the day', async () => {
    await expect(enter({ invitationId: invited[0] })).rejects.toMatchObject({ code: 'meeting-not-begun' });
  });

  it('takes each entry once, however often and by however many it is sent, and loses none of two at once', async () => {
    registration.moveClockTo('2016-11-23T07:00:00.000Z');
    const twice = { entryId: 'first', invitationId: invited[0], people: 2, names: 'หนึ่ง ทดสอบ' };
    const [one, other] = await Promise.all([enter(twice), enter(twice)]);
    expect([one.entries, other.entries]).toEqual([1, 1]);
    registration.moveClockTo('2016-11-23T07:10:00.000Z');
    await Promise.all([
      enter({ entryId: 'second', invitationId: invited[0], state: 'represented', agoMs: 60_000 }),
      enter({ entryId: 'third', invitationId: invited[0], state: 'excused', agoMs: 0 }),
    ]);
    expect((await hall()).offices.find(({ invitationId }) => invitationId === invited[0])).toMatchObject({
      answer: 'attend',
      named: [exampleResponseContent.attendees?.[0]?.name],
      attendance: { state: 'excused', entries: 3 },
    });
    // It had waited for the network since before all of them.
    const late = await enter({ entryId: 'fourth', invitationId: invited[0], state: 'absent', agoMs: 3_600_000 });
    expect(late).toMatchObject({ state: 'excused', entries: 4 });
  });

  it('takes who came without an invitation, and who presides', async () => {
    const walkIn = { id: 'walk-1', name: 'สาม ทดสอบ', office: 'เทศบาลตัวอย่าง' };
    await enter({ entryId: 'w1', walkIn });
    await enter({ entryId: 'w2', walkIn: { ...walkIn, id: 'walk-2' } });
    await enter({ entryId: 'w3', walkIn: { ...walkIn, id: 'walk-2' }, state: 'absent' });
    const presiding = { name: 'ประธาน ตัวอย่าง', position: 'รองผู้ว่าราชการจังหวัด' };
    await registration.call(RecordHall, { meetingId, siteId, presiding, recordedBy });
    const done = await registration.call(RecordHall, { meetingId, siteId, done: true, recordedBy });
    expect(done).toMatchObject({ presiding, walkIns: 1, invited: 3, expected: 1, doneAt: '2016-11-23T07:10:00.000Z' });
    // Said once more it is no other entry: one was made for who presides, one for the register's being complete.
    await registration.call(RecordHall, { meetingId, siteId, presiding, done: true, recordedBy });
    await enter({ entryId: 'w4', walkIn });
    const noted = await eventually(async () => {
      const { items } = await registration.call(ListHistory, { meetingId, limit: 100 });
      const entries = items.filter(
        ({ what, provinceCode }) => what === 'attendance-recorded' && provinceCode === 'TH-50',
      );
      if (entries.length < 8) throw new Error(`${entries.length} are noted`);
      return items.filter(({ what }) => what === 'hall-recorded').length;
    });
    expect(noted).toBe(2);
    const { walkIns } = await hall();
    expect(walkIns.map((each) => each.walkIn)).toEqual([walkIn]);
    const { items } = await registration.call(ListHalls, { meetingId });
    expect(items.map((each) => each.siteId)).toEqual(['th-50', 'th-51', 'th-52', 'th-53']);
  });

  it('keeps what is withheld from whoever keeps the register beside them', async () => {
    const asOperations = <Result>(work: () => Result): Result =>
      withAsker({ kind: 'staff', staffId: 'o', role: 'operations', roles: ['operations'] }, work);
    const [, second] = invited;
    const whom = { names: 'หนึ่ง ทดสอบ', vouchedBy: 'สอง ทดสอบ' };
    const line = async () => (await hall()).offices.find(({ invitationId }) => invitationId === second)?.attendance;
    await enter({ entryId: 'named', invitationId: second, people: 2, ...whom });
    const seen = await asOperations(async () => {
      // As a page sends a form of which it shows nothing, and as another state is pressed.
      const form = { invitationId: second, state: 'represented' as const, names: '', vouchedBy: '' };
      await Promise.all([
        enter({ ...form, entryId: 'blank' }),
        enter({ invitationId: second, state: 'excused', entryId: 'state' }),
      ]);
      await expect(enter({ ...form, entryId: 'other', names: 'สาม' })).rejects.toMatchObject({
        code: 'withheld-stands',
      });
      const presiding = { name: 'คนอื่น ตัวอย่าง' };
      const asChair = (said: object) => registration.call(RecordHall, { meetingId, siteId, recordedBy, ...said });
      await expect(asChair({ presiding })).rejects.toMatchObject({ code: 'withheld-stands' });
      return asChair({ done: true });
    });
    expect(seen).toMatchObject({ withheld: true });
    expect(seen).not.toHaveProperty('presiding');
    expect(await line()).toMatchObject({ ...whom, people: 2, entries: 3 });
    expect((await hall()).hall.presiding).toMatchObject({ name: 'ประธาน ตัวอย่าง' });
    await enter({ entryId: 'emptied', invitationId: second, state: 'absent', people: null, names: '' });
    expect(await line()).toMatchObject({ vouchedBy: whom.vouchedBy });
    for (const field of ['people', 'names']) expect(await line()).not.toHaveProperty(field);
  });

  it('refuses whom it does not know, another hall’s office, and nobody', async () => {
    await expect(enter({ siteId: 'th-51', invitationId: invited[0] })).rejects.toMatchObject({
      code: 'invitation-not-found',
    });
    await expect(enter({})).rejects.toMatchObject({ code: 'attendance-of-nobody' });
    await expect(enter({ siteId: 'nowhere', walkIn: { id: 'w', office: 'x' } })).rejects.toMatchObject({
      code: 'site-not-found',
    });
  });

  it('is a focal point’s for the own province only', async () => {
    const asFocalPoint = <Result>(work: () => Result): Result =>
      withAsker(
        { kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode: 'TH-51' },
        work,
      );
    const { items } = await asFocalPoint(() => registration.call(ListHalls, { meetingId }));
    expect(items.map((each) => each.siteId)).toEqual(['th-51']);
    await expect(asFocalPoint(() => enter({ invitationId: invited[1] }))).rejects.toMatchObject({
      code: 'other-province',
    });
    await expect(asFocalPoint(() => hall())).rejects.toMatchObject({ code: 'other-province' });
    // Whoever came without an invitation has an id of the sender's own: none leads to a line of another province.
    const before = await hall();
    for (const id of [invited[0] ?? '', invited[2] ?? '', 'walk-1'])
      await asFocalPoint(() =>
        enter({ siteId: 'th-51', entryId: 'own', walkIn: { id, office: 'x' }, state: 'absent' }),
      );
    expect(await hall()).toEqual(before);
  });

  it('of a closed meeting takes corrections with a reason only, until the meeting is opened again with one', async () => {
    registration.moveClockTo('2016-11-24T02:00:00.000Z');
    await registration.call(CloseMeeting, { meetingId });
    await expect(enter({ entryId: 'late', invitationId: invited[1] })).rejects.toMatchObject({
      code: 'correction-without-reason',
    });
    // What had been taken before is answered as it was.
    expect(await enter({ entryId: 'first', invitationId: invited[0] })).toMatchObject({ entries: 4 });
    await enter({ entryId: 'late', invitationId: invited[1], source: 'sheet', reason: 'the sheet came by post' });
    const reopened = await registration.call(ReopenMeeting, { meetingId, reason: 'two sheets were left out' });
    expect(reopened.status).toBe('announced');
    await enter({ entryId: 'later', invitationId: invited[2], source: 'sheet' });
    await eventually(() => registration.idle(), { within: 30_000 });
    const { items } = await registration.call(ListHistory, { meetingId, limit: 100 });
    const what = items.map((each) => `${each.what}${each.reason === undefined ? '' : `: ${each.reason}`}`);
    expect(what).toEqual(
      expect.arrayContaining([
        'attendance-recorded',
        'hall-recorded',
        'meeting-closed',
        'attendance-recorded: the sheet came by post',
        'meeting-reopened: two sheets were left out',
      ]),
    );
    expect(JSON.stringify(items)).not.toMatch(/ทดสอบ/);
  });
});
