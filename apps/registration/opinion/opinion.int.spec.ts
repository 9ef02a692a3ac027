import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeMeeting,
  CloseMeeting,
  exampleMeetingContent,
  ExportReport,
  GetMeeting,
  GetReplyForm,
  GetReport,
  GiveOpinion,
  ListHistory,
  ListOpinions,
  mostOpinions,
  ReadList,
  RecordDeskOpinion,
  type RequestOf,
  WithdrawInvitation,
  WithdrawOpinion,
  WithdrawOwnOpinion,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

describe('opinions', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let invited: string[];
  let tokens: string[];

  const give = (office: number, opinionId: string, text = `ความเห็น ${opinionId}`) =>
    registration.call(GiveOpinion, { replyToken: tokens[office] ?? '', opinionId, text });
  const enter = (changes: Partial<RequestOf<typeof RecordDeskOpinion>> = {}) =>
    registration.call(RecordDeskOpinion, {
      invitationId: invited[1] ?? '',
      opinionId: 'by-fax',
      text: 'ไม่ขัดข้อง',
      givenBy: 'ผู้แทน (ตัวอย่าง)',
      channel: 'fax',
      receivedAt: '2016-11-24T01:00:00.000Z',
      enteredBy: 'staff-desk',
      ...changes,
    });
  const list = async (of: Partial<RequestOf<typeof ListOpinions>> = {}) =>
    (await registration.call(ListOpinions, { meetingId, ...of })).items;
  const own = async (office: number) =>
    (await registration.call(GetReplyForm, { replyToken: tokens[office] ?? '' })).opinions;
  const asFocalPoint = <Result>(provinceCode: string, work: () => Result): Result =>
    withAsker({ kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode }, work);

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(6);
    await eventually(async () => (await registration.list()).length === 6, { within: 30_000 });
    // In the order of their provinces: two each of the first two.
    const all = await registration.list();
    all.sort((one, other) => (one.organisation.provinceCode < other.organisation.provinceCode ? -1 : 1));
    invited = all.map(({ id }) => id);
    tokens = await Promise.all(invited.map((id) => registration.replyToken(id)));
  }, 120_000);
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('are not taken where the meeting does not ask for them', async () => {
    const ask = async (opinions: boolean) => {
      const { revision } = await registration.call(GetMeeting, { meetingId });
      const content = { ...exampleMeetingContent, form: { opinions } };
      await registration.call(ChangeMeeting, { meetingId, content, expectedRevision: revision });
    };
    await ask(false);
    await expect(give(0, 'unasked')).rejects.toMatchObject({ kind: 'conflict', code: 'opinions-not-asked' });
    await expect(enter({ receivedAt: '2016-11-07T02:00:00.000Z' })).rejects.toMatchObject({
      code: 'opinions-not-asked',
    });
    await ask(true);
    // After the deadline, and after the day.
    registration.moveClockTo('2016-11-24T02:00:00.000Z');
  });

  it('are given by the link once it is too late to answer; the same one sent twice at once is one, another under its id none', async () => {
    const text = 'บรรทัดแรก\nบรรทัดที่สอง';
    const [one, other] = await Promise.all([give(0, 'first', text), give(0, 'first', `${text}  `)]);
    expect(one).toEqual(other);
    expect(one).toEqual({ id: 'first', text, givenAt: '2016-11-24T02:00:00.000Z', channel: 'web' });
    await expect(give(0, 'first', 'อีกข้อ')).rejects.toMatchObject({ kind: 'conflict', code: 'opinion-id-used' });
    expect(await own(0)).toEqual({ open: true, given: [one] });
  });

  it('stand to the number of twenty, of two at once that would be the twentieth and one more, one is taken', async () => {
    for (let index = 2; index < mostOpinions; index += 1) await give(0, `o-${index}`);
    const outcomes = await Promise.allSettled([give(0, 'this'), give(0, 'that')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', code: 'too-many-opinions' },
    });
    expect((await own(0)).given).toHaveLength(mostOpinions);
    expect(await list({ limit: 7 })).toHaveLength(7);
    const pages = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await registration.call(ListOpinions, {
        meetingId,
        limit: 7,
        ...(after !== undefined && { after }),
      });
      pages.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(new Set(pages).size).toBe(mostOpinions);
    expect(pages).toHaveLength(mostOpinions);
  });

  it('are withdrawn by the office, and not with the link of another or one that was made up', async () => {
    const replyToken = tokens[0] ?? '';
    const stranger = { replyToken: tokens[1] ?? '', opinionId: 'first' };
    await expect(registration.call(WithdrawOwnOpinion, stranger)).rejects.toMatchObject({ code: 'opinion-not-found' });
    const forged = { replyToken: `${replyToken.slice(0, -2)}xx`, opinionId: 'first' };
    await expect(registration.call(WithdrawOwnOpinion, forged)).rejects.toMatchObject({ code: 'reply-link-invalid' });
    await expect(registration.call(GiveOpinion, { ...forged, opinionId: 'new', text: 'แอบอ้าง' })).rejects.toMatchObject(
      { code: 'reply-link-invalid' },
    );
    for (const { id } of (await own(0)).given.slice(1))
      await registration.call(WithdrawOwnOpinion, { replyToken, opinionId: id });
    expect((await own(0)).given.map(({ id }) => id)).toEqual(['first']);
    await expect(give(0, 'o-2')).rejects.toMatchObject({ code: 'opinion-id-used' });
  });

  it('are entered by the desk with when they arrived, and by a focal point for its own province', async () => {
    expect(await enter()).toMatchObject({ channel: 'fax', enteredBy: 'staff-desk', text: 'ไม่ขัดข้อง' });
    expect((await own(1)).given).toEqual([
      { id: 'by-fax', text: 'ไม่ขัดข้อง', givenBy: 'ผู้แทน (ตัวอย่าง)', givenAt: '2016-11-24T01:00:00.000Z', channel: 'fax' },
    ]);
    await expect(enter({ opinionId: 'early', receivedAt: '2016-11-24T02:00:01.000Z' })).rejects.toMatchObject({
      code: 'invalid-received-at',
    });
    await expect(enter({ opinionId: 'blank', text: ' \n ' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(enter({ opinionId: 'long', text: 'ก'.repeat(4001) })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(asFocalPoint('TH-51', () => enter({ opinionId: 'else' }))).rejects.toMatchObject({
      code: 'other-province',
    });
    await asFocalPoint('TH-51', () => enter({ invitationId: invited[2] ?? '', opinionId: 'own' }));
    expect(await asFocalPoint('TH-51', () => list())).toMatchObject([{ id: 'own', invitationId: invited[2] }]);
    await expect(asFocalPoint('TH-51', () => list({ provinceCode: 'TH-50' }))).rejects.toMatchObject({
      code: 'other-province',
    });
  });

  it('are listed office by office, by province and class, and without persons to whom they are not open', async () => {
    expect((await list()).map(({ organisation }) => organisation.provinceCode)).toEqual(['TH-50', 'TH-50', 'TH-51']);
    expect(await list({ provinceCode: 'TH-51' })).toHaveLength(1);
    expect(await list({ class: 'revenue' })).toHaveLength(3);
    expect(await list({ class: 'other' })).toHaveLength(0);
    expect(await list({ invitationId: invited[1] ?? '' })).toMatchObject([{ id: 'by-fax' }]);
    const seen = await withAsker({ kind: 'staff', staffId: 'v', role: 'viewer' }, () => list());
    expect(seen).toHaveLength(3);
    expect(JSON.stringify(seen)).not.toMatch(/ผู้แทน|staff-desk/);
  });

  it('stand in the lists and the report, with their offices', async () => {
    const read = await registration.call(ReadList, { meetingId, list: 'opinions' });
    expect(read.items.map(({ cells }) => cells.at(4)).sort()).toEqual(
      ['ไม่ขัดข้อง', 'ไม่ขัดข้อง', 'บรรทัดแรก\nบรรทัดที่สอง'].sort(),
    );
    expect((await registration.call(GetReport, { meetingId })).opinions).toEqual({ given: 3, offices: 3 });
    const { bytes } = await registration.call(ExportReport, { meetingId });
    expect(bytes).toBeGreaterThan(0);
  });

  it('are withdrawn by staff with a reason, which the history keeps beside that they were given, and neither text nor name', async () => {
    const opinion = { invitationId: invited[1] ?? '', opinionId: 'by-fax' };
    const withdraw = () =>
      registration.call(WithdrawOpinion, { ...opinion, reason: 'ของหน่วยงานอื่น', withdrawnBy: 'staff-desk' });
    await expect(asFocalPoint('TH-51', withdraw)).rejects.toMatchObject({ code: 'other-province' });
    await asFocalPoint('TH-50', withdraw);
    expect(await list({ invitationId: invited[1] ?? '' })).toEqual([]);
    await eventually(async () => {
      const { items } = await registration.call(ListHistory, { meetingId, invitationId: invited[1] ?? '' });
      return items.some(({ what, reason }) => what === 'opinion-withdrawn' && reason === 'ของหน่วยงานอื่น');
    });
    const { items } = await registration.call(ListHistory, { meetingId, limit: 1000 });
    const noted = items.filter(({ what }) => what.startsWith('opinion-'));
    // Twenty of one office, nineteen withdrawn again; two entered, one withdrawn.
    expect(noted).toHaveLength(42);
    const beneathLabels = (key: string, value: unknown) => (key === 'label' ? undefined : value);
    expect(JSON.stringify(noted, beneathLabels)).not.toMatch(/ความเห็น|ไม่ขัดข้อง|ผู้แทน/);
  });

  it('end with the invitation and with the meeting’s books: what was said then stands', async () => {
    await registration.call(WithdrawInvitation, { invitationId: invited[2] ?? '' });
    await expect(give(2, randomUUID())).rejects.toMatchObject({ code: 'invitation-withdrawn' });
    expect(await own(2)).toEqual({ open: false, given: [] });
    expect((await registration.call(GetReport, { meetingId })).opinions).toEqual({ given: 1, offices: 1 });
    await registration.call(CloseMeeting, { meetingId });
    await expect(give(0, 'late')).rejects.toMatchObject({ code: 'meeting-closed' });
    await expect(give(0, 'first', 'บรรทัดแรก\nบรรทัดที่สอง')).resolves.toMatchObject({ id: 'first' });
    await expect(enter({ opinionId: 'late' })).rejects.toMatchObject({ code: 'meeting-closed' });
    const first = { invitationId: invited[0] ?? '', opinionId: 'first' };
    await expect(
      registration.call(WithdrawOpinion, { ...first, reason: 'x', withdrawnBy: 'staff-desk' }),
    ).rejects.toMatchObject({ code: 'meeting-closed' });
    await expect(
      registration.call(WithdrawOwnOpinion, { replyToken: tokens[0] ?? '', opinionId: 'first' }),
    ).rejects.toMatchObject({ code: 'meeting-closed' });
    expect(await own(0)).toMatchObject({ open: false, given: [{ id: 'first' }] });
  });
});
