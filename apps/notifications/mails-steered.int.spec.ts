import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import {
  AddWebhook,
  type Announcement,
  ChangeWebhook,
  DecideOverdueMails,
  exampleMeeting,
  GetDelivery,
  GetMailAttention,
  ListAhead,
  ListAnnouncementOffices,
  ListAnnouncements,
  ListDeliveries,
  HolidayChanged,
  ListMailPauses,
  ListWebhookMessages,
  ListWebhooks,
  LookAhead,
  type MailSchedule,
  PauseAllMails,
  PauseMails,
  PreviewAnnouncement,
  PreviewDelivery,
  PreviewHoliday,
  PreviewMailSchedule,
  PreviewReminder,
  ReleaseAnnouncement,
  ReplayWebhookMessages,
  RemindNow,
  ResendDelivery,
  ResolveUnknownDelivery,
  ResumeAllMails,
  ResumeMails,
  RotateWebhookSecret,
  TestWebhook,
  usualMails,
  WithdrawAnnouncement,
  WriteAnnouncement,
} from '#contracts';
import {
  eventually,
  type MailSink,
  type RunningMongo,
  type RunningServer,
  startMailSink,
  startMongo,
  startNats,
  startRedis,
} from '#testing';
import { withAsker } from '#messaging';
import { connectMongo } from '#persistence';
import { NotificationsUnderTest, officeAddress, officeId, quickTimings } from './testing/under-test.js';

const meetingId = exampleMeeting.id;
const timings = { ...quickTimings, outageMs: 4_000, webhookRetriesMs: [50, 50, 50], webhookGivenUpMs: 150 };
jest.setTimeout(120_000);

/** One meeting from its announcement on, with two replicas; each test goes on where the one before it left off. */
describe('mails, seen and steered by people', () => {
  let nats: RunningServer;
  let redis: RunningServer;
  let mongo: RunningMongo;
  let sink: MailSink;
  let under: NotificationsUnderTest;
  const quiet = (now?: string) => eventually(() => under.idle(now), { within: 60_000 });
  const invitationOf = (index: number) => `${meetingId}.${officeId(index)}.invitation.1`;

  beforeAll(async () => {
    [nats, redis, mongo, sink] = await Promise.all([startNats(), startRedis(), startMongo(), startMailSink()]);
    const servers = {
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      redisUrl: redis.url,
      smtpUrl: sink.url,
      database: mongo.database(),
      env: { SALA_ANNOUNCE_ALONE: '2', SALA_WEBHOOKS_PRIVATE: 'true' },
    };
    under = await NotificationsUnderTest.start(servers, { replicas: 2, timings });
  });
  afterAll(async () => {
    await under?.stop();
    await Promise.all([nats.stop(), redis.stop(), mongo.stop(), sink.stop()]);
  });

  it('are listed by whom they go to, the latest first, page by page, and shown with their addresses', async () => {
    sink.follow((moment, said) =>
      moment === 'recipient' && said.includes(officeAddress(3)) ? '550 5.1.1 no such user' : undefined,
    );
    await under.announce(6, { withoutAddress: [5] });
    await eventually(async () => (await under.deliveries()).length === 6);
    await quiet();
    const named = (await under.deliveries()).map(({ recipient }) => recipient);
    expect(named[0]).toMatchObject({ name: { th: expect.any(String) }, class: 'revenue', provinceCode: 'TH-50' });
    const first = await under.call(ListDeliveries, { meetingId, newest: true, limit: 4 });
    const rest = await under.call(ListDeliveries, { meetingId, newest: true, limit: 4, after: first.next ?? '' });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(6);
    expect(rest.next).toBeUndefined();
    expect(await under.deliveries({ q: 'เชียงใหม่', provinceCode: 'TH-50' })).toHaveLength(6);
    expect(await under.deliveries({ q: 'ลำพูน' })).toHaveLength(0);
    const asFocalPoint = <Result>(provinceCode: string, work: () => Promise<Result>) =>
      withAsker({ kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode }, work);
    const [recipientId = ''] = (await under.deliveries()).map((each) => each.recipientId);
    expect(await asFocalPoint('TH-50', () => under.deliveries())).toHaveLength(6);
    expect(await asFocalPoint('TH-51', () => under.deliveries())).toEqual([]);
    for (const filter of [{ provinceCode: 'TH-50' }, { recipientId }, { recipientId: 'coordinator' }])
      await expect(asFocalPoint('TH-51', () => under.deliveries(filter))).rejects.toMatchObject({
        code: 'other-province',
      });
    expect((await under.deliveries({ failure: 'permanent' })).map(({ id }) => id)).toEqual([invitationOf(3)]);
    expect(await under.call(GetDelivery, { deliveryId: invitationOf(0) })).toMatchObject({
      address: officeAddress(0),
      state: 'accepted',
      mayResend: true,
      mayDecide: false,
    });
    expect(await under.call(GetMailAttention, { meetingId })).toEqual({
      meetingId,
      unknown: 0,
      unreached: 1,
      overdue: 0,
      laneStopped: false,
      paused: false,
    });
  });

  it('are read as they would be written now, sent, failed or left out, and no preview opens a reply page', async () => {
    for (const index of [0, 3, 5]) {
      const { subject, text } = await under.call(PreviewDelivery, { deliveryId: invitationOf(index) });
      expect(subject).not.toBe('');
      expect(text).toContain('https://sala.example/r/…');
      expect(text).not.toContain(officeId(index));
    }
    const [sent] = sink.messages.filter(({ to }) => to.includes(officeAddress(0)));
    const { text } = await under.call(PreviewDelivery, { deliveryId: invitationOf(0) });
    const withoutLink = (each: string) =>
      each
        .replace(/\/r\/\S+/, '')
        .replace(/\s+/g, ' ')
        .trim();
    expect(withoutLink(text)).toBe(withoutLink(sent?.parsed.text ?? ''));
  });

  it('cannot be decided on where their outcome is known', async () => {
    await expect(
      under.call(ResolveUnknownDelivery, { deliveryId: invitationOf(0), decision: 'accepted' }),
    ).rejects.toMatchObject({ code: 'delivery-not-unknown' });
  });

  it('leave no more within a second of a pause, from whichever replica, and each goes once when they are resumed', async () => {
    // The server takes its time, so that some are under way and some wait when the pause begins.
    let begun = 0;
    sink.follow(async (moment) => {
      if (moment === 'sender') begun += 1;
      await delay(moment === 'message' ? 100 : 0);
      return undefined;
    });
    const before = sink.messages.length;
    const many = 40;
    for (let index = 100; index < 100 + many; index += 1) await under.invite(index);
    await eventually(() => begun > 3);
    await under.call(PauseMails, { meetingId, reason: 'กำหนดการอาจเลื่อน', pausedBy: 'staff-coordinator' });
    await delay(1_000);
    const underWay = begun;
    expect(underWay).toBeLessThan(many);
    // What was under way is finished, and nothing else begins.
    await quiet();
    await delay(1_000);
    expect(begun).toBe(underWay);
    const after = sink.messages.length;
    expect(after).toBe(before + underWay);
    const { items } = await under.call(ListMailPauses, { meetingId });
    expect(items).toEqual([
      expect.objectContaining({ meetingId, reason: 'กำหนดการอาจเลื่อน', waiting: before + many - after }),
    ]);
    // Each was due at a moment of its own; they are one line of what is to come.
    const [waits, ...others] = (await under.call(LookAhead, { meetingId })).items.filter(({ of }) => of === 'ledger');
    expect([waits?.kind, waits?.gets, others]).toEqual(['invitation', before + many - after, []]);
    await under.call(PauseMails, { meetingId, reason: 'again', pausedBy: 'staff-coordinator' });
    expect((await under.call(ListMailPauses, { meetingId })).items[0]?.reason).toBe('กำหนดการอาจเลื่อน');
    sink.follow(undefined);
    expect(await under.call(ResumeMails, { meetingId })).toEqual({ items: [] });
    await quiet();
    const addresses = sink.messages.slice(before).map(({ to: [address] }) => address);
    expect(addresses).toHaveLength(many);
    expect(new Set(addresses).size).toBe(many);
  });

  it('of one kind or of all meetings are kept back alone', async () => {
    const before = sink.messages.length;
    await under.call(PauseMails, { meetingId, kind: 'receipt', reason: 'x', pausedBy: 'staff-coordinator' });
    await delay(300);
    await under.hearAnswer(0);
    await under.call(ResendDelivery, { deliveryId: invitationOf(1) });
    await eventually(() => sink.messages.length === before + 1);
    await quiet();
    await under.call(PauseAllMails, { reason: 'y', pausedBy: 'staff-admin' });
    await delay(300);
    await under.call(ResumeMails, { meetingId, kind: 'receipt' });
    await under.call(ResendDelivery, { deliveryId: invitationOf(2) });
    await quiet();
    expect(sink.messages.length).toBe(before + 1);
    await under.call(ResumeAllMails, {});
    await quiet();
    expect(sink.messages.length).toBe(before + 3);
  });

  const remindersTo = (index: number) =>
    sink.messages.filter(
      ({ to, parsed }) => to.includes(officeAddress(index)) && parsed.headers.get('x-sala-kind') === 'reminder',
    ).length;

  it('are looked at ahead: who gets the next reminder and who does not and why, which is what then happens', async () => {
    const { items, callList } = await under.call(LookAhead, { meetingId });
    expect(items.map(({ kind }) => kind)).toEqual([
      'reminder',
      'reminder',
      'reminder',
      'reminder',
      'check-missing',
      'day-before',
    ]);
    expect(items.at(-1)).toMatchObject({ dueAt: '2016-11-22T08:00:00.000Z', gets: 1, left: { silent: 45 } });
    expect(items[0]).toMatchObject({
      dueAt: '2016-11-11T02:00:00.000Z',
      gets: 43,
      left: { answered: 1, 'no-address': 1, 'bad-address': 1 },
    });
    expect(callList).toEqual([expect.objectContaining({ offices: 45 })]);
    expect((await under.call(LookAhead, { meetingId, until: '2016-11-10T02:00:00.000Z' })).items).toEqual([]);
    expect((await under.call(LookAhead, { meetingId, provinceCode: 'TH-51' })).items[0]?.gets).toBe(0);
    const left = await under.call(ListAhead, { meetingId, step: 'reminder-1', gets: false });
    expect(left.items.map(({ invitationId, whyNot }) => [invitationId, whyNot])).toEqual([
      [officeId(0), 'answered'],
      [officeId(3), 'bad-address'],
      [officeId(5), 'no-address'],
    ]);
    // What another schedule would do, and what a day off would.
    const { replyBy, startsAt, endsAt, timeZone } = exampleMeeting;
    const mails: MailSchedule = { ...usualMails, hours: { from: '08:30', to: '16:30', on: 'working-days' } };
    const preview = async () =>
      (await under.call(PreviewMailSchedule, { meetingId, mails, replyBy, startsAt, endsAt, timeZone })).items;
    expect((await preview()).every(({ moved, dueAt, wantedAt }) => moved === undefined && dueAt === wantedAt)).toBe(
      true,
    );
    await under.changeMeeting({ mails });
    await quiet();
    const day = '2016-11-15';
    expect((await under.call(PreviewHoliday, { day, off: true })).items).toEqual([
      expect.objectContaining({ before: '2016-11-15T02:00:00.000Z', after: '2016-11-16T01:30:00.000Z' }),
    ]);
    await under.tell(HolidayChanged, { id: day, revision: 1 }, { day, off: true });
    await quiet();
    expect((await preview())[1]).toMatchObject({ dueAt: '2016-11-16T01:30:00.000Z', moved: 'day-off' });
    expect((await under.call(LookAhead, { meetingId })).items[1]?.dueAt).toBe('2016-11-16T01:30:00.000Z');
    await under.tell(HolidayChanged, { id: day, revision: 2 }, { day, off: false });
    await under.changeMeeting({ mails: usualMails }, 4);
    await quiet();
    const first = await under.call(ListAhead, { meetingId, step: 'reminder-1', limit: 40 });
    const rest = await under.call(ListAhead, { meetingId, step: 'reminder-1', limit: 40, after: first.next ?? '' });
    expect([first.items.length, rest.items.length, rest.next]).toEqual([40, 6, undefined]);
    const before = sink.messages.length;
    await under.moveClockTo('2016-11-11T02:00:00.000Z');
    await quiet('2016-11-11T02:00:00.000Z');
    expect(sink.messages.length - before).toBe(43);
  });

  it('remind by hand whom somebody chose, once however often it is pressed, and nobody who answers in the same second', async () => {
    const now = await under.call(ListAhead, { meetingId, step: 'now', limit: 1000 });
    expect(now.items.some(({ invitationId }) => invitationId === officeId(0))).toBe(false);
    expect(now.items.find(({ invitationId }) => invitationId === officeId(1))).toMatchObject({ recently: true });
    expect((await under.call(PreviewReminder, { invitationId: officeId(1) })).text).toContain('/r/…');
    under.beforeStanding = (invitationId) => {
      if (invitationId === officeId(2)) under.answers(2);
    };
    const press = { meetingId, pressId: 'press-1', invitationIds: [0, 1, 2, 3].map(officeId) };
    const pressed = await Promise.all([under.call(RemindNow, press), under.call(RemindNow, press)]);
    expect(pressed).toEqual(Array.from({ length: 2 }, () => ({ planned: 2, left: { answered: 1, 'bad-address': 1 } })));
    await quiet();
    under.beforeStanding = () => undefined;
    expect(await under.call(RemindNow, { ...press, invitationIds: [officeId(4)] })).toEqual(pressed[0]);
    await quiet();
    expect([0, 1, 2, 3, 4].map(remindersTo)).toEqual([0, 2, 1, 0, 1]);
    expect(await under.call(RemindNow, { ...press, pressId: 'press-2' })).toMatchObject({ planned: 2 });
    await quiet();
    expect([1, 2].map(remindersTo)).toEqual([3, 1]);
    await under.moveClockTo('2016-11-15T02:00:00.000Z');
    await quiet('2016-11-15T02:00:00.000Z');
    expect([1, 2, 4].map(remindersTo)).toEqual([4, 1, 2]);
  });

  const overdue = async () => (await under.call(GetMailAttention, { meetingId })).overdue;

  it('are held when an outage kept them too long, and leave once, or not at all, as people decide', async () => {
    for (const replica of under.replicas.splice(0)) await replica.close();
    await delay(timings.outageMs + 500);
    // The reminder of 09:00 is ten hours late.
    const now = '2016-11-17T12:00:00.000Z';
    await under.moveClockTo(now);
    const before = sink.messages.length;
    await under.addReplica();
    await under.addReplica();
    await eventually(async () => (await overdue()) > 0);
    await quiet(now);
    const held = await overdue();
    expect(held).toBe(45);
    expect(sink.messages.length).toBe(before);
    const of = { meetingId, pressId: 'overdue-1' };
    const [kept] = await under.deliveries({ state: 'overdue', recipientId: officeId(1) });
    expect(await under.call(DecideOverdueMails, { ...of, decision: 'drop', deliveryIds: [kept?.id ?? ''] })).toEqual({
      changed: 1,
    });
    under.answers(100);
    const press = { ...of, pressId: 'overdue-2', decision: 'send' as const };
    const both = await Promise.all([under.call(DecideOverdueMails, press), under.call(DecideOverdueMails, press)]);
    expect(both.reduce((sum, { changed }) => sum + changed, 0)).toBe(held - 1);
    await quiet();
    // One was dropped, two have answered, two are not reached.
    expect(sink.messages.length - before).toBe(held - 5);
    expect(await overdue()).toBe(0);
    expect(await under.deliveries({ recipientId: officeId(1), state: 'cancelled' })).toEqual([
      expect.objectContaining({ id: kept?.id, cancelReason: 'dropped' }),
    ]);
  });

  it('that a pause kept too long are held as well, and are not sent once they are of no use', async () => {
    await under.call(PauseMails, { meetingId, reason: 'x', pausedBy: 'staff-coordinator' });
    await delay(300);
    const later = '2016-11-18T10:00:00.000Z';
    await under.moveClockTo(later);
    await quiet(later);
    const before = sink.messages.length;
    await under.call(ResumeMails, { meetingId });
    await eventually(async () => (await overdue()) > 0);
    await quiet();
    expect(sink.messages.length).toBe(before);
    const past = '2016-11-18T17:30:00.000Z';
    await under.moveClockTo(past);
    await eventually(async () => (await overdue()) === 0);
    await quiet(past);
    expect(sink.messages.length).toBe(before);
    expect(
      (await under.deliveries({ recipientId: officeId(1), state: 'cancelled' })).map((each) => each.cancelReason),
    ).toContain('too-late');
  });

  const announced = (announcementId: string) =>
    sink.messages
      .filter(({ parsed }) => parsed.subject === `ประกาศ ${announcementId}`)
      .map(({ to: [address] }) => address);
  const write = (announcementId: string, offices: readonly number[], text = 'โปรดใช้**ประตู 3**') =>
    under.call(WriteAnnouncement, {
      meetingId,
      announcementId,
      words: { th: { subject: `ประกาศ ${announcementId}`, text } },
      invitationIds: offices.map(officeId),
      writtenBy: 'staff-writer',
    });
  const release = (announcementId: string, releasedBy: string) =>
    under.call(ReleaseAnnouncement, { meetingId, announcementId, releasedBy });
  const announcement = async (announcementId: string): Promise<Announcement | undefined> =>
    (await under.call(ListAnnouncements, { meetingId })).items.find((each) => each.announcementId === announcementId);

  it('are announced to whom somebody chose of a part of the offices, as each would read it', async () => {
    const of = { meetingId, limit: 1000 };
    const all = await under.call(ListAnnouncementOffices, of);
    const part = async (said: 'silent' | 'coming' | 'declined' | 'late') =>
      (await under.call(ListAnnouncementOffices, { ...of, said })).items.map(({ invitationId }) => invitationId);
    expect(await part('coming')).toEqual([officeId(0)]);
    expect([await part('declined'), await part('late')]).toEqual([[], []]);
    expect(await part('silent')).toHaveLength(all.items.length - 1);
    expect(all.items.find(({ invitationId }) => invitationId === officeId(5))?.whyNot).toBe('no-address');
    expect(all.items.find(({ invitationId }) => invitationId === officeId(3))?.whyNot).toBe('bad-address');
    const words = { th: { subject: 'ทางเข้า', text: 'ถึง{{ชื่อหน่วยงาน}} **ประตู 3**' } };
    const shown = await under.call(PreviewAnnouncement, { meetingId, invitationId: officeId(1), words });
    expect(shown.subject).toBe('ทางเข้า');
    expect(shown.text).toMatch(/ถึง\S+ ?.*ประตู 3/);
    expect(shown.text).toContain('/r/…');
    for (const text of ['{{ไม่มี}}', '[x](javascript:x)'])
      await expect(write('wrong', [1], text)).rejects.toMatchObject({
        code: 'invalid-input',
        details: { fields: [expect.objectContaining({ field: 'words.th.text' })] },
      });
    expect(await announcement('wrong')).toBeUndefined();
    expect((await Promise.all([write('few', [1, 2]), write('few', [1, 2])])).map(({ state }) => state)).toEqual([
      'released',
      'released',
    ]);
    await eventually(async () => (await announcement('few'))?.planned === 2);
    await quiet();
    expect(announced('few').sort()).toEqual([1, 2].map(officeAddress));
    expect(await announcement('few')).toMatchObject({ byState: { accepted: 2 }, released: { by: 'staff-writer' } });
  });

  it('are announced to more only once a second person says so, and to nobody who was withdrawn meanwhile', async () => {
    expect(await write('many', [1, 2, 4, 100])).toMatchObject({ state: 'waiting', offices: 4 });
    await expect(release('many', 'staff-writer')).rejects.toMatchObject({ code: 'second-person-needed' });
    await under.withdraw(4, 5);
    await eventually(async () => {
      const { items } = await under.call(ListAnnouncementOffices, { meetingId, announcementId: 'many', limit: 10 });
      return items.map(({ whyNot }) => whyNot).filter(Boolean).length === 1;
    });
    await quiet();
    expect(announced('many')).toEqual([]);
    const both = await Promise.allSettled([
      release('many', 'staff-second'),
      release('many', 'staff-third'),
      release('many', 'staff-second'),
    ]);
    const by = (await announcement('many'))?.released?.by;
    expect(both.map(({ status }) => status)).toEqual(
      ['staff-second', 'staff-third', 'staff-second'].map((each) => (each === by ? 'fulfilled' : 'rejected')),
    );
    await eventually(async () => (await announcement('many'))?.planned === 3);
    await quiet();
    expect(announced('many').sort()).toEqual([100, 1, 2].map(officeAddress));
    await expect(
      under.call(WithdrawAnnouncement, { meetingId, announcementId: 'many', withdrawnBy: 'staff-writer', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'announcement-settled' });

    await write('off', [1, 2, 100]);
    const withdrawal = { meetingId, announcementId: 'off', withdrawnBy: 'staff-writer', reason: 'ผิดวัน' };
    expect(await under.call(WithdrawAnnouncement, withdrawal)).toMatchObject({ state: 'withdrawn' });
    await expect(release('off', 'staff-second')).rejects.toMatchObject({ code: 'announcement-settled' });
    await quiet();
    expect(announced('off')).toEqual([]);
  });

  it('are summed up for the coordinator and the focal points on working days, once, where something has changed', async () => {
    under.focalPoints = [
      { id: 'focal-50', email: 'focal@chiang-mai.example', name: 'ผู้ประสานงานเชียงใหม่', provinceCode: 'TH-50' },
      { id: 'focal-90', email: 'focal@songkhla.example', name: 'ผู้ประสานงานสงขลา', provinceCode: 'TH-90' },
    ];
    await under.changeMeeting({ mails: { ...usualMails, digest: true } }, 5);
    await quiet();
    const digests = () =>
      sink.messages
        .filter(({ parsed }) => parsed.headers.get('x-sala-kind') === 'digest')
        .map(({ to: [address], parsed }) => ({ address, text: parsed.text ?? '', subject: parsed.subject }));
    const moveTo = async (now: string) => {
      await under.moveClockTo(now);
      await quiet(now);
    };
    // Saturday, then Monday as the hours begin.
    await moveTo('2016-11-19T03:00:00.000Z');
    expect(digests()).toEqual([]);
    await moveTo('2016-11-21T01:30:00.000Z');
    const { items } = await under.call(ListAnnouncementOffices, { meetingId, limit: 1000 });
    const answered = items.filter(({ said }) => said !== 'silent').length;
    expect(
      digests()
        .map(({ address }) => address)
        .sort(),
    ).toEqual([exampleMeeting.coordinator.email, 'focal@chiang-mai.example']);
    for (const { text } of digests()) {
      expect(text).toContain(`${answered} จาก ${items.length} หน่วยงาน`);
      expect(text).toMatch(/ต้องโทร \d+ หน่วยงาน/);
      expect(text).toContain(`https://sala.example/meetings/${meetingId}/call-list`);
    }
    const [ofProvince] = digests().filter(({ address }) => address === 'focal@chiang-mai.example');
    expect(ofProvince?.subject).toContain('เชียงใหม่');
    expect(ofProvince?.text).not.toContain('/announcements');
    expect(ofProvince?.text).toContain('เรียน ผู้ประสานงานเชียงใหม่');
    await moveTo('2016-11-22T01:30:00.000Z');
    expect(digests()).toHaveLength(2);
    await under.hearAnswer(101);
    await moveTo('2016-11-23T01:30:00.000Z');
    expect(digests()).toHaveLength(4);
    expect(digests().at(-1)?.text).toContain('เพิ่มขึ้น 1 จากฉบับก่อน');
    const [seen] = await under.deliveries({ kind: 'digest', recipientId: 'focal-50' });
    expect(seen?.recipient?.name.th).toBe('ผู้ประสานงานเชียงใหม่');
    expect((await under.call(PreviewDelivery, { deliveryId: seen?.id ?? '' })).text).toContain('/meetings/');
  });

  it('are not all that is told: other systems get signed messages, again until they take them, and are left alone after days of failure', async () => {
    type Got = { readonly id: string; readonly type: string; readonly data: object; readonly verified: boolean[] };
    const got: Got[] = [];
    const secrets: string[] = [];
    let answer = 204;
    const server = createServer((request, response) => {
      void textOf(request).then((body) => {
        const { type, data } = JSON.parse(body) as Pick<Got, 'type' | 'data'>;
        const headers = request.headers as Record<string, string>;
        const verified = secrets.map((secret) => {
          try {
            new Verifier(secret).verify(body, headers);
            return true;
          } catch {
            return false;
          }
        });
        got.push({ id: headers['webhook-id'] ?? '', type, data, verified });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sala`;
    const webhookId = 'hook';
    const settings = { webhookId, url, description: '', changedBy: 'staff-admin' };
    const wanted = ['response.recorded' as const];
    const seen = async () => (await under.call(ListWebhooks, {})).items[0];
    try {
      await expect(
        under.call(AddWebhook, { ...settings, url: 'ftp://x.example', events: wanted }),
      ).rejects.toMatchObject({ code: 'invalid-input' });
      const added = await under.call(AddWebhook, { ...settings, events: wanted });
      secrets.push(added.secret);
      expect(JSON.stringify(await seen())).not.toContain('whsec_');
      await under.hearAnswer(102);
      await eventually(() => got.length === 1);
      expect(got[0]).toMatchObject({
        type: 'response.recorded',
        data: { invitationId: officeId(102), answer: 'attend', late: false },
        verified: [true],
      });
      // Two secrets hold for a while.
      secrets.push((await under.call(RotateWebhookSecret, { webhookId, changedBy: 'staff-admin' })).secret);
      await under.call(TestWebhook, { webhookId, testId: 'one' });
      await under.call(TestWebhook, { webhookId, testId: 'one' });
      await eventually(() => got.length === 2);
      expect(got[1]).toMatchObject({ type: 'test', verified: [true, true] });
      // They are sealed where they are kept; what was kept before that is sealed at the next start.
      const connection = await connectMongo(mongo.url, under.database);
      const kept = () => connection.collection<{ _id: string; secrets: { key: string }[] }>('webhooks').findOne();
      expect((await kept())?.secrets.map(({ key }) => key.startsWith('whsec_'))).toEqual([false, false]);
      await connection
        .collection<{ _id: string }>('webhooks')
        .updateOne({ _id: webhookId }, { $set: { 'secrets.1.key': secrets[0] } });
      await under.addReplica();
      expect((await kept())?.secrets.map(({ key }) => key.startsWith('sealed-1.'))).toEqual([true, true]);
      await connection.close();
      await under.call(TestWebhook, { webhookId, testId: 'sealed' });
      await eventually(() => got.length === 3);
      expect(got.pop()).toMatchObject({ type: 'test', verified: [true, true] });
      // A reminder goes to the mobile as well, and not to whoever has answered or has none.
      await under.call(ChangeWebhook, { ...settings, events: ['message.send'], active: true });
      const answersUntil = '2016-11-23T04:00:00.000Z';
      const mails: MailSchedule = { ...usualMails, mobile: true };
      await under.changeMeeting({ mails, replyBy: answersUntil, answersUntil }, 6);
      await under.enrol(103, 7, {
        email: officeAddress(103),
        contacts: [{ role: 'coordinator', mobile: '๐๘๑ ๐๐๐ ๐๑๐๓' }],
      });
      await under.enrol(101, 7, {
        email: officeAddress(101),
        contacts: [{ role: 'coordinator', mobile: '081 000 0101' }],
      });
      await quiet();
      const invitationIds = [101, 103, 104].map(officeId);
      await under.call(RemindNow, { meetingId, pressId: 'mobiles', invitationIds });
      await eventually(() => got.length === 3);
      await quiet();
      expect(got[2]).toMatchObject({
        type: 'message.send',
        data: { to: '+66810000103', invitationId: officeId(103), text: expect.stringContaining('/r/') },
      });
      got.splice(2);
      // It is down for a moment: the same message comes again.
      answer = 503;
      await under.call(TestWebhook, { webhookId, testId: 'two' });
      await eventually(() => got.length > 3);
      answer = 204;
      const last = async () => (await under.call(ListWebhookMessages, { webhookId, limit: 1 })).items[0];
      await eventually(async () => (await last())?.state === 'delivered');
      expect(new Set(got.slice(2).map(({ id }) => id)).size).toBe(1);
      expect((await seen())?.failingSince).toBeUndefined();
      // It stays down, until nothing more is sent.
      answer = 500;
      await eventually(async () => {
        await under.call(TestWebhook, { webhookId, testId: `down-${Date.now()}` });
        return (await seen())?.active === false;
      });
      expect((await seen())?.disabled?.why).toBe('failing');
      await eventually(async () => (await seen())?.waiting === 0);
      const failed = (await seen())?.failed ?? 0;
      expect(failed).toBeGreaterThan(0);
      answer = 204;
      const tries = got.length;
      await under.call(ChangeWebhook, { ...settings, events: wanted, active: true });
      expect(await under.call(ReplayWebhookMessages, { webhookId, since: '2016-01-01T00:00:00.000Z' })).toEqual({
        replayed: failed,
      });
      await eventually(async () => (await seen())?.failed === 0 && (await seen())?.waiting === 0);
      expect(new Set(got.slice(tries).map(({ id }) => id)).size).toBe(failed);
      // It says itself that it is gone.
      answer = 410;
      await under.call(TestWebhook, { webhookId, testId: 'gone' });
      await eventually(async () => (await seen())?.disabled?.why === 'gone');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
