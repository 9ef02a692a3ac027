import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  CheckBooked,
  CheckCancelled,
  CheckMoved,
  MeetingChanged,
  exampleCheck,
  exampleMeeting,
  exampleResponse,
  exampleSite,
  exampleOrganisation,
  GetMailCopy,
  GetMailCopyPart,
  GetMailWording,
  GetWrongAddress,
  LiftSuppression,
  ListSuppressions,
  SayWrongAddress,
  SuppressAddress,
  ListMailWordings,
  MeetingAnnounced,
  PreviewMailWording,
  RestoreMailWording,
  SaveMailWording,
  SendTestMail,
  ListCallList,
  LookAhead,
  RemindNow,
  WriteAnnouncement,
  MeetingCancelled,
  ResendDelivery,
  ResponseRecorded,
  SiteEnrolled,
  type SiteReadiness,
  usualMails,
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
import { mailKeyOf } from './ledger/ledger.module.js';
import { announcedAt, NotificationsUnderTest, officeAddress, officeId } from './testing/under-test.js';

const afterDeadline = '2016-11-18T17:00:00.000Z';
const corrected = 'right@chiang-mai.example';

jest.setTimeout(60_000);

describe('who hears of what', () => {
  let nats: RunningServer;
  let redis: RunningServer;
  let mongo: RunningMongo;
  let sink: MailSink;
  let under: NotificationsUnderTest;

  beforeAll(async () => {
    [redis, mongo] = await Promise.all([startRedis(), startMongo()]);
  });
  afterAll(async () => {
    await Promise.all([redis.stop(), mongo.stop()]);
  });
  beforeEach(async () => {
    [nats, sink] = await Promise.all([startNats(), startMailSink()]);
    under = await NotificationsUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      redisUrl: redis.url,
      smtpUrl: sink.url,
      database: mongo.database(),
    });
  });
  afterEach(async () => {
    await under.stop();
    await Promise.all([nats.stop(), sink.stop()]);
  });

  const quiet = (now?: string) => eventually(() => under.idle(now), { within: 50_000 });
  const moveTo = async (instant: string): Promise<void> => {
    await under.moveClockTo(instant);
    await quiet(instant);
  };
  const kindOf = ({ parsed }: MailSink['messages'][number]) => String(parsed.headers.get('x-sala-kind'));
  const got = (kind: string) => sink.messages.filter((message) => kindOf(message) === kind).map(({ to }) => to[0]);
  const states = async (kind: 'invitation' | 'appointment') =>
    (await under.deliveries({ kind })).map(({ ordinal, state, cancelReason }) => [ordinal, state, cancelReason]);
  const callList = async () =>
    (await under.call(ListCallList, { meetingId: exampleMeeting.id })).items.map(({ invitationId }) => invitationId);
  const unlike = (meeting: typeof exampleMeeting, revision: number) => ({
    meetingId: meeting.id,
    reason: 'test',
    meeting: { ...meeting, status: 'cancelled' as const, revision },
  });

  it('sends the invitation to an address that is added or corrected later, never twice to one address, whatever is told again', async () => {
    await under.announce(2, { withoutAddress: [1] });
    await quiet();
    await under.enrol(0, 2, { email: officeAddress(0).toUpperCase(), language: 'en' });
    await quiet();
    expect(got('invitation')).toEqual([officeAddress(0)]);
    await under.enrol(0, 3, { email: corrected });
    await under.enrol(1, 2, { email: 'added@chiang-mai.example' });
    await quiet();
    expect(got('invitation').sort()).toEqual(['added@chiang-mai.example', officeAddress(0), corrected].sort());
    await under.enrol(0, 4, { email: officeAddress(0) });
    await under.enrol(0, 5, {});
    await under.enrol(0, 6, { email: corrected });
    await under.issueAgain(0, 1_000_001);
    await quiet();
    expect(got('invitation')).toHaveLength(3);
    expect(await states('invitation')).toEqual([
      [1, 'accepted', undefined],
      [2, 'accepted', undefined],
      [1, 'cancelled', 'no-address'],
      [2, 'accepted', undefined],
    ]);
  });

  it('keeps each mail as it was sent, byte for byte, with what the mail server said to it', async () => {
    await under.announce(1);
    await quiet();
    const [delivery] = await under.deliveries({ kind: 'invitation' });
    const key = mailKeyOf({ id: delivery?.id ?? '' });
    const { fileId, bytes } = await under.call(GetMailCopy, { deliveryId: delivery?.id ?? '', mailKey: key });
    const { content } = await under.call(GetMailCopyPart, { fileId, number: 0 });
    const raw = Buffer.from(content, 'base64');
    expect(raw).toHaveLength(bytes);
    // The line that ends the message belongs to the dialogue.
    expect(raw.toString().trimEnd()).toBe(sink.messages[0]?.raw.trimEnd());
    const other = mailKeyOf({ id: delivery?.id ?? '', generation: 2 });
    await expect(under.call(GetMailCopy, { deliveryId: delivery?.id ?? '', mailKey: other })).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });

  it('puts mails in the meeting’s own words from the next one on, and in Sala’s again; a test mail goes once, marked, to one address', async () => {
    await under.announce(0);
    await quiet();
    const letter = { meetingId: exampleMeeting.id, kind: 'invitation', language: 'th' } as const;
    const { words, placeholders, version } = await under.call(GetMailWording, letter);
    expect(version).toBe(0);
    const own = { subject: '{{ชื่อการประชุม}} ครั้งพิเศษ', text: `**ด่วน** ${placeholders.length}\n\n${words.text}` };
    const save = { ...letter, ...own, expectedVersion: 0, changedBy: 'staff-1' };
    const saved = await under.call(SaveMailWording, save);
    expect(await under.call(SaveMailWording, save)).toEqual(saved);
    await expect(under.call(SaveMailWording, { ...save, text: words.text })).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    await expect(under.call(SaveMailWording, { ...save, text: 'x', expectedVersion: 1 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await under.invite(0);
    await quiet();
    expect(sink.messages[0]?.parsed.subject).toBe(`${exampleMeeting.title.th} ครั้งพิเศษ`);
    expect(sink.messages[0]?.parsed.text).toContain(`ด่วน ${placeholders.length}\n`);
    expect(sink.messages[0]?.parsed.html).toContain('>ด่วน</span>');
    const shown = await under.call(PreviewMailWording, { ...letter, ...own, invitationId: officeId(0) });
    expect(shown.subject).toBe(sink.messages[0]?.parsed.subject);
    expect(shown.text).toContain(exampleOrganisation.name.th);
    const test = { ...letter, ...own, testId: 'test-1', to: 'coordinator@ega.example' };
    await Promise.all([under.call(SendTestMail, test), under.call(SendTestMail, test)]);
    await under.call(RestoreMailWording, { ...letter, expectedVersion: 1, changedBy: 'staff-1' });
    await under.invite(1);
    await quiet();
    expect(sink.messages.map(({ to, parsed }) => [to[0], parsed.subject])).toEqual([
      [officeAddress(0), `${exampleMeeting.title.th} ครั้งพิเศษ`],
      ['coordinator@ega.example', `[ทดสอบ] ${exampleMeeting.title.th} ครั้งพิเศษ`],
      [officeAddress(1), `ขอเชิญเข้าร่วม${exampleMeeting.title.th}`],
    ]);
    expect((await under.call(GetMailWording, letter)).versions.map((each) => each.words?.subject)).toEqual([
      undefined,
      own.subject,
    ]);
    // The next meeting begins with the words that this one had when it was made from it.
    const next = { ...exampleMeeting, id: 'the-next', madeLike: { meetingId: exampleMeeting.id, at: announcedAt } };
    await under.tell(MeetingAnnounced, { id: next.id, revision: 1 }, { meeting: next });
    await quiet();
    const states = async () =>
      (await under.call(ListMailWordings, { meetingId: next.id })).items.filter(({ own: isOwn }) => isOwn);
    expect(await states()).toEqual([]);
    await under.call(SaveMailWording, { ...save, kind: 'reminder', text: '{{facts}}\n\n{{reply link}}' });
    expect(await states()).toMatchObject([{ kind: 'reminder', version: 0, from: exampleMeeting.id }]);
  });

  it('writes no more to an address of which its reader, or staff, say that it is wrong, and has its office called, until staff lift that', async () => {
    await under.announce(2);
    await under.enrol(1, 1, { email: officeAddress(1) });
    await quiet();
    const [, url = ''] =
      /<https:\/\/sala\.example\/wrong-address\/([^>]+)>/.exec(
        String(sink.messages.find(({ to }) => to[0] === officeAddress(0))?.raw),
      ) ?? [];
    const [addressToken = '', mailKey = ''] = url.split('/');
    const asked = { addressToken, mailKey };
    expect(await under.call(GetWrongAddress, asked)).toMatchObject({ said: false });
    await expect(
      under.call(SayWrongAddress, { ...asked, addressToken: addressToken.replace(officeId(0), officeId(1)) }),
    ).rejects.toMatchObject({ code: 'reply-link-invalid' });
    expect(await callList()).toEqual([]);
    for (let again = 0; again < 2; again += 1)
      expect(await under.call(SayWrongAddress, asked)).toMatchObject({ said: true, office: exampleOrganisation.name });
    await under.call(SuppressAddress, { address: officeAddress(1), reason: 'ย้ายแล้ว' });
    expect((await callList()).sort()).toEqual([officeId(0), officeId(1)]);
    expect((await under.call(ListSuppressions, {})).items).toMatchObject([
      { address: officeAddress(0), source: 'recipient', recipientIds: [officeId(0)] },
      { address: officeAddress(1), source: 'staff', said: 'ย้ายแล้ว', recipientIds: [officeId(1)] },
    ]);
    // A server that takes a mail that staff send there themselves proves nothing.
    const [mail] = await under.deliveries({ kind: 'invitation' });
    await under.call(ResendDelivery, { deliveryId: String(mail?.id), to: officeAddress(0) });
    await quiet();
    await moveTo('2016-11-11T02:00:00.000Z');
    expect(got('reminder')).toEqual([]);
    await under.call(LiftSuppression, { address: officeAddress(0) });
    expect(await callList()).toEqual([officeId(1)]);
  });

  it('sends it to a corrected address after a refusal, and to no address of an office that is withdrawn or whose meeting is off', async () => {
    sink.behave((recipient) => (recipient === officeAddress(0) ? { refuse: 550, at: 'rcpt' } : 'accept'));
    await under.announce(2);
    await quiet();
    await under.withdraw(1, 2);
    await under.enrol(0, 2, { email: corrected });
    await under.enrol(1, 2, { email: 'other@chiang-mai.example' });
    await quiet();
    expect(got('invitation')).toContain(corrected);
    await under.cancelMeeting();
    await quiet();
    await under.enrol(0, 3, { email: 'third@chiang-mai.example' });
    await quiet();
    expect(got('invitation')).not.toContain('third@chiang-mai.example');
    expect(got('invitation')).not.toContain('other@chiang-mai.example');
    expect(got('meeting-cancelled')).toEqual([corrected]);
  });

  it('writes to an office’s contacts by what they are there for, goes on to another where one gets no mail, and has it called only when none does', async () => {
    const [person, other] = ['person@chiang-mai.example', 'other@chiang-mai.example'];
    const contacts = [
      { role: 'coordinator', email: person },
      { role: 'technical', email: 'technician@chiang-mai.example' },
    ] as const;
    await under.announce(1);
    await quiet();
    await under.enrol(0, 2, { email: officeAddress(0), contacts });
    await under.enrol(0, 2, { email: officeAddress(0), contacts });
    await quiet();
    expect(got('invitation')).toEqual([officeAddress(0), person]);
    await under.changeMeeting({ fax: '0 2612 0000' }, 3);
    await under.changeMeeting({ startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' }, 4);
    await quiet();
    expect(got('meeting-changed').sort()).toEqual([officeAddress(0), person]);
    await moveTo('2016-11-11T02:00:00.000Z');
    expect(got('reminder')).toEqual([person]);
    const nobodyAt = (...addresses: string[]) =>
      sink.follow((moment, said) =>
        moment === 'recipient' && addresses.some((each) => said.includes(each)) ? '550 5.1.1 no such user' : undefined,
      );
    nobodyAt(person);
    await moveTo('2016-11-15T02:00:00.000Z');
    await eventually(() => got('reminder').length === 2);
    expect(got('reminder')).toEqual([person, officeAddress(0)]);
    expect(await callList()).toEqual([]);
    expect((await under.deliveries({ kind: 'invitation' })).map(({ state, alsoTo }) => [state, alsoTo])).toEqual(
      expect.arrayContaining([
        ['accepted', undefined],
        ['accepted', person],
      ]),
    );
    nobodyAt(person, officeAddress(0));
    await moveTo('2016-11-17T02:00:00.000Z');
    await eventually(async () => (await callList()).length === 1);
    sink.follow(undefined);
    await under.enrol(0, 3, { email: officeAddress(0), contacts: [{ role: 'coordinator', email: other }] });
    await quiet();
    expect(got('invitation')).toEqual([officeAddress(0), person, other]);
    await eventually(async () => (await callList()).length === 0);
  });

  it('sends the invitation anew to every address of an office whose link was made void as a contact’s was corrected, once, not to the one before, and not before the new link holds', async () => {
    const [wrong, right] = ['wrong@chiang-mai.example', 'right@chiang-mai.example'];
    const at = (email: string) => ({ email: officeAddress(0), contacts: [{ role: 'coordinator' as const, email }] });
    await under.announce(1);
    await under.enrol(0, 2, at(wrong));
    await quiet();
    expect(got('invitation').sort()).toEqual([officeAddress(0), wrong].sort());
    let asked = 0;
    under.beforeStanding = () => (asked += 1);
    under.linkVersion = 1;
    await under.enrol(0, 3, { ...at(right), linkVersion: 2 });
    await eventually(() => asked > 2);
    expect(got('invitation')).toHaveLength(2);
    under.linkVersion = 2;
    await under.enrol(0, 3, { ...at(right), linkVersion: 2 });
    await quiet();
    expect(got('invitation').sort()).toEqual([officeAddress(0), officeAddress(0), right, wrong].sort());
    await under.enrol(0, 4, at(right));
    await quiet();
    expect(got('invitation')).toHaveLength(4);
  });

  it('writes one mail to an address that several offices share, with each one’s link and code, and of those that answer no more', async () => {
    const [shared, apart] = ['shared@chiang-mai.example', officeAddress(3)];
    for (const index of [0, 1, 2]) await under.enrol(index, 1, { email: shared });
    await under.enrol(3, 1, { email: apart });
    await quiet();
    await under.announce(0);
    for (const index of [2, 0, 3, 1]) await under.invite(index, index === 3 ? apart : shared);
    await eventually(async () => (await under.deliveries({ state: 'accepted' })).length === 4);
    await quiet();
    const [to] = sink.messages.filter((message) => message.to[0] === shared);
    expect(got('invitation').sort()).toEqual([apart, shared].sort());
    for (const index of [0, 1, 2]) {
      expect(to?.parsed.text).toContain(`/r/${officeId(index)}.1.`);
      expect(to?.parsed.text).toContain(`CODE-${officeId(index).toUpperCase()}`);
    }
    expect((await under.deliveries({ kind: 'invitation' })).map(({ together = false }) => together).sort()).toEqual([
      false,
      false,
      true,
      true,
    ]);
    await under.hearAnswer(0);
    await quiet();
    await moveTo('2016-11-11T02:00:00.000Z');
    expect(got('reminder').sort()).toEqual([apart, shared].sort());
    const reminder = sink.messages.findLast((message) => kindOf(message) === 'reminder' && message.to[0] === shared);
    expect(reminder?.parsed.text).not.toContain(`/r/${officeId(0)}.1.`);
    for (const index of [1, 2]) expect(reminder?.parsed.text).toContain(`/r/${officeId(index)}.1.`);
    // Whoever reads it and says that the address is wrong has all of them called.
    const wrong = /wrong-address\/([^/>]+)\/([0-9a-f]{32})/.exec(String(reminder?.raw.replaceAll(/\r?\n /g, '')));
    await under.call(SayWrongAddress, { addressToken: wrong?.[1] ?? '', mailKey: wrong?.[2] ?? '' });
    await eventually(async () => (await callList()).length === 2);
    expect((await callList()).sort()).toEqual([officeId(1), officeId(2)]);
    await under.call(LiftSuppression, { address: shared });
    // What somebody sends by hand goes as what leaves by itself: to whoever of them it was chosen for.
    const atShared = (kind: string) =>
      sink.messages.filter((message) => kindOf(message) === kind && message.to[0] === shared);
    await under.call(RemindNow, {
      meetingId: exampleMeeting.id,
      pressId: 'by-hand',
      invitationIds: [1, 2].map(officeId),
    });
    await quiet();
    expect(atShared('reminder')).toHaveLength(2);
    for (const index of [1, 2]) expect(atShared('reminder').at(-1)?.parsed.text).toContain(`/r/${officeId(index)}.1.`);
    await under.call(WriteAnnouncement, {
      meetingId: exampleMeeting.id,
      announcementId: 'gate',
      words: { th: { subject: 'ทางเข้า', text: 'ใช้**ประตู 3**' } },
      invitationIds: [0, 2, 3].map(officeId),
      writtenBy: 'staff-writer',
    });
    await quiet();
    expect(got('announcement').sort()).toEqual([apart, shared].sort());
    for (const index of [0, 2]) expect(atShared('announcement')[0]?.parsed.text).toContain(`/r/${officeId(index)}.1.`);
    expect(atShared('announcement')[0]?.parsed.text).not.toContain(`/r/${officeId(1)}.1.`);
    // By choice of whoever owns the meeting each has a mail of its own.
    await under.changeMeeting({ mails: { ...usualMails, apart: true } }, 5);
    await quiet();
    await moveTo('2016-11-15T02:00:00.000Z');
    expect(got('reminder').filter((each) => each === shared)).toHaveLength(4);
    expect(got('reminder').filter((each) => each === apart)).toHaveLength(2);
  });

  it('writes to whom of an office the meeting wants, also by hand and in answer to what it said', async () => {
    const contacts = (['coordinator', 'technical'] as const).map((role) => ({ role, email: `${role}@phrae.example` }));
    await under.announce(1);
    await under.enrol(0, 2, { email: officeAddress(0), contacts });
    await under.changeMeeting(
      { mails: { ...usualMails, readers: { reminder: ['saraban', 'technical'], announcement: ['technical'] } } },
      3,
    );
    await quiet();
    const of = { meetingId: exampleMeeting.id, invitationIds: [officeId(0)] };
    const press = { ...of, pressId: 'by-hand' };
    expect(await under.call(RemindNow, press)).toMatchObject({ planned: 1 });
    await under.call(RemindNow, press);
    await under.call(WriteAnnouncement, {
      ...of,
      announcementId: 'gate',
      words: { th: { subject: 'ทางเข้า', text: 'ใช้**ประตู 3**' } },
      writtenBy: 'staff-writer',
    });
    await quiet();
    expect(got('reminder').sort()).toEqual([officeAddress(0), 'technical@phrae.example']);
    expect(got('announcement')).toEqual(['technical@phrae.example']);
    // Of what the meeting has changed since, mails that wait go by that.
    await under.changeMeeting({ mails: { ...usualMails, readers: { receipt: ['saraban', 'coordinator'] } } }, 4);
    await quiet();
    await under.hearAnswer(0);
    await quiet();
    expect(got('receipt').sort()).toEqual(['coordinator@phrae.example', officeAddress(0)]);
  });

  it('reminds sites of their checks and tells those that have passed none, as they stand when the mail leaves', async () => {
    const [open, passed, moved] = ['th-50', 'th-51', 'th-52'];
    const site = (siteId: string, changes: Partial<SiteReadiness>): SiteReadiness => ({
      meetingId: exampleMeeting.id,
      siteId,
      name: exampleSite.name,
      provinceCode: exampleSite.provinceCode,
      attending: 1,
      status: 'booked',
      revision: 1,
      ...changes,
    });
    const at = (siteId: string, day: number) => ({
      next: {
        checkId: `chk-${siteId}`,
        startsAt: `2016-11-${day}T02:00:00.000Z`,
        endsAt: `2016-11-${day}T02:20:00.000Z`,
        room: 1,
      },
    });
    const rules = [
      { id: 'c', kind: 'check-reminder', from: 'check', days: -1, count: 'working-days', at: '15:00' },
      { id: 'm', kind: 'check-missing', from: 'meeting', days: -2, count: 'working-days', at: '09:00' },
    ] as const;
    for (const [index, id] of [open, passed, moved].entries())
      await under.tell(
        SiteEnrolled,
        { id, revision: 1 },
        { site: { ...exampleSite, id, email: `site-${index}@chiang-mai.example` } },
      );
    await under.announce(0);
    await under.changeMeeting({ mails: { rules: [...rules] } }, 3);
    under.sites = [site(open, at(open, 15)), site(passed, at(passed, 15)), site(moved, at(moved, 16))];
    await quiet();
    await moveTo('2016-11-14T08:00:00.000Z');
    expect(got('check-reminder').sort()).toEqual(['site-0@chiang-mai.example', 'site-1@chiang-mai.example']);
    under.sites = [site(open, { status: 'failed' }), site(passed, { status: 'passed' }), site(moved, at(moved, 22))];
    await moveTo('2016-11-15T08:00:00.000Z');
    expect(got('check-reminder')).toHaveLength(2);
    await moveTo('2016-11-21T02:00:00.000Z');
    expect(got('check-missing').sort()).toEqual(['site-0@chiang-mai.example', 'site-2@chiang-mai.example']);
    await moveTo('2016-11-21T08:00:00.000Z');
    expect(got('check-reminder')).toHaveLength(3);
  });

  it('reminds offices while nobody can say which sites are checked when, and those sites once somebody can', async () => {
    const rules = [
      { id: 'c', kind: 'check-reminder', from: 'check', days: -1, count: 'working-days', at: '08:30' },
      { id: 'r', kind: 'reminder', from: 'deadline', days: -3, count: 'days', at: '09:00' },
    ] as const;
    const id = 'th-50';
    await under.tell(
      SiteEnrolled,
      { id, revision: 1 },
      { site: { ...exampleSite, id, email: 'site@chiang-mai.example' } },
    );
    await under.announce(1);
    await under.changeMeeting({ mails: { rules: [...rules] } }, 3);
    await quiet();
    under.sites = undefined;
    await under.moveClockTo('2016-11-15T02:00:00.000Z');
    await eventually(() => got('reminder').length === 1, { within: 50_000 });
    expect(got('check-reminder')).toEqual([]);
    under.sites = [
      {
        meetingId: exampleMeeting.id,
        siteId: id,
        name: exampleSite.name,
        provinceCode: exampleSite.provinceCode,
        attending: 1,
        status: 'booked',
        revision: 1,
        next: { checkId: 'chk-50', startsAt: '2016-11-16T02:00:00.000Z', endsAt: '2016-11-16T02:20:00.000Z', room: 1 },
      },
    ];
    await quiet();
    expect(got('check-reminder')).toEqual(['site@chiang-mai.example']);
    expect(got('reminder')).toEqual([officeAddress(0)]);
  });

  it('writes mails that wait to the new address in its language, and says so in the ledger', async () => {
    sink.behave({ refuse: 451, at: 'rcpt' });
    await under.announce(1);
    await quiet();
    sink.behave('accept');
    await under.enrol(0, 2, { email: corrected, language: 'en' });
    await quiet();
    await moveTo('2016-11-07T06:00:00.000Z');
    expect(got('invitation')).toEqual([corrected]);
    expect(await under.deliveries({ kind: 'invitation' })).toMatchObject([
      { ordinal: 1, state: 'accepted', language: 'en' },
    ]);
    expect(sink.messages[0]?.parsed.subject).toMatch(/^Invitation: /);
  });

  it('tells the silent, and only they, that the deadline was moved, with the one before; after the last reminder there are new ones', async () => {
    await under.announce(2);
    await under.hearAnswer(1);
    await quiet();
    await moveTo('2016-11-18T04:00:00.000Z');
    await under.extendDeadline('2016-11-21T16:59:59.000Z');
    await quiet();
    expect(got('deadline-moved')).toEqual([officeAddress(0)]);
    const [mail] = sink.messages.filter((message) => kindOf(message) === 'deadline-moved');
    expect(mail?.parsed.text).toContain('วันจันทร์ที่ 21 พฤศจิกายน');
    expect(mail?.parsed.text).toContain('วันศุกร์ที่ 18 พฤศจิกายน');
    const before = got('reminder').length;
    const [next] = (await under.call(LookAhead, { meetingId: exampleMeeting.id })).items;
    expect(next).toMatchObject({ kind: 'reminder', dueAt: '2016-11-20T02:00:00.000Z' });
    await moveTo('2016-11-20T02:00:00.000Z');
    expect(got('reminder')).toHaveLength(before + 1);
    await moveTo('2016-11-21T02:00:00.000Z');
    expect(got('reminder')).toHaveLength(before + 2);
  });

  it('tells every invited office that the meeting was moved, with how it was and why, and asks those who come to say so again', async () => {
    await under.announce(3);
    await under.hearAnswer(1);
    await quiet();
    under.toConfirm.add(officeId(1));
    const before = sink.messages.length;
    const changes = { startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' };
    await under.changeMeeting({
      ...changes,
      replyBy: '2016-11-21T16:59:59.000Z',
      answersUntil: '2016-11-21T16:59:59.000Z',
    });
    await under.changeMeeting({ fax: '0 2612 0000' }, 4);
    await quiet();
    const sent = sink.messages.slice(before);
    expect(sent.map(kindOf)).toEqual(Array(3).fill('meeting-changed'));
    expect(got('meeting-changed').sort()).toEqual([0, 1, 2].map(officeAddress).sort());
    const textOf = (index: number) => sent.find(({ to }) => to[0] === officeAddress(index))?.parsed.text ?? '';
    for (const index of [0, 1]) {
      expect(textOf(index)).toContain('วันพฤหัสบดีที่ 24 พฤศจิกายน พ.ศ. 2559');
      expect(textOf(index)).toMatch(/วันและเวลาเดิม: วันพุธที่ 23 พฤศจิกายน/);
    }
    expect(textOf(0)).toContain('กำหนดตอบรับเดิม');
    expect(textOf(1)).toContain('ยืนยันหรือแก้ไขคำตอบ');
    expect(textOf(0)).not.toContain('ยืนยันหรือแก้ไขคำตอบ');
  });

  it('tells nobody of a moved deadline twice, though it is told again under another number', async () => {
    await under.announce(2);
    await quiet();
    const replyBy = '2016-11-21T16:59:59.000Z';
    const moved = {
      meeting: { ...exampleMeeting, replyBy, answersUntil: replyBy, revision: 3 },
      previous: exampleMeeting,
      changed: ['replyBy'],
    };
    await under.extendDeadline(replyBy, 3);
    await quiet();
    await under.tell(MeetingChanged, { id: exampleMeeting.id, revision: 1_000_003 }, moved);
    await quiet();
    expect(got('deadline-moved').sort()).toEqual([officeAddress(0), officeAddress(1)]);
    expect(await under.deliveries({ kind: 'deadline-moved' })).toHaveLength(2);
  });

  it('tells those who had heard of it that the meeting is cancelled, also when their invitation was sent to somebody else since, in vain', async () => {
    await under.announce(1);
    await under.enrolSite();
    await under.tell(
      CheckBooked,
      { id: exampleCheck.id, revision: 1 },
      { check: exampleCheck, siteName: exampleSite.name },
    );
    await quiet();
    sink.behave((recipient) => (recipient === 'deputy@chiang-mai.example' ? { refuse: 550, at: 'rcpt' } : 'accept'));
    for (const kind of ['invitation', 'appointment'] as const) {
      const [mail] = await under.deliveries({ kind });
      await under.call(ResendDelivery, { deliveryId: String(mail?.id), to: 'deputy@chiang-mai.example' });
      await quiet();
      expect(await under.deliveries({ kind })).toMatchObject([{ state: 'rejected', generation: 2 }]);
    }
    await under.enrol(0, 2, { email: officeAddress(0) });
    await under.cancelMeeting();
    await quiet();
    expect(got('invitation')).toEqual([officeAddress(0)]);
    expect(got('meeting-cancelled').sort()).toEqual([String(exampleSite.email), officeAddress(0)].sort());
  });

  it('tells those who had heard of it that the meeting is cancelled, offices and sites; of a draft nobody hears and nothing waits', async () => {
    await under.announce(3, { withoutAddress: [2] });
    await under.hearAnswer(1);
    await under.enrolSite();
    await under.tell(
      CheckBooked,
      { id: exampleCheck.id, revision: 1 },
      { check: exampleCheck, siteName: exampleSite.name },
    );
    await quiet();
    await under.tell(
      MeetingCancelled,
      { id: 'a-draft', revision: 2 },
      { ...unlike({ ...exampleMeeting, id: 'a-draft' }, 2), wasAnnounced: false },
    );
    await quiet();
    expect(got('meeting-cancelled')).toEqual([]);
    await under.cancelMeeting();
    await quiet();
    expect(got('meeting-cancelled').sort()).toEqual(
      [String(exampleSite.email), officeAddress(0), officeAddress(1)].sort(),
    );
    const texts = sink.messages
      .filter((message) => kindOf(message) === 'meeting-cancelled')
      .map(({ parsed }) => parsed.text ?? '');
    for (const text of texts) expect(text).toContain('เดิมกำหนดจัด: วันพุธที่ 23 พฤศจิกายน พ.ศ. 2559');
  });

  it('shows in a receipt who will attend and what was noted, and offers no change after the deadline', async () => {
    await under.announce(1);
    const response = {
      ...exampleResponse,
      attendees: [{ name: 'สมชาย ตัวอย่าง', position: 'นักวิชาการ', phone: '0 0000 0001' }],
      note: 'ขอที่จอดรถ',
    };
    under.responses.set(`${officeId(0)} 1`, response);
    await under.hearAnswer(0);
    await quiet();
    const receipts = () =>
      sink.messages.filter((message) => kindOf(message) === 'receipt').map(({ parsed }) => parsed.text ?? '');
    for (const said of ['สมชาย ตัวอย่าง', 'นักวิชาการ', '0 0000 0001', 'ขอที่จอดรถ', 'แก้ไขคำตอบได้จนถึง'])
      expect(receipts()[0]).toContain(said);
    await moveTo('2016-11-18T18:00:00.000Z');
    await under.hearAnswer(0, 2);
    await quiet();
    expect(receipts()[1]).not.toContain('แก้ไขคำตอบได้จนถึง');
  });

  it('tells an office that its answer was taken back, reminds it again, and lists it for a call after the deadline', async () => {
    await under.announce(1);
    under.responses.set(`${officeId(0)} 1`, {
      ...exampleResponse,
      channel: 'fax',
      takenBack: { at: '2016-11-10T02:00:00.000Z', by: 'staff-desk', reason: 'ลงผิดหน่วยงาน' },
    });
    await under.hearAnswer(0);
    await quiet();
    await moveTo('2016-11-11T02:00:00.000Z');
    expect(got('reminder')).toEqual([]);
    await under.takeBack(0, 3, 1);
    await under.takeBack(0, 3, 1);
    await quiet();
    const [mail, ...others] = sink.messages.filter((message) => kindOf(message) === 'answer-taken-back');
    expect(others).toEqual([]);
    expect(mail?.parsed.text).toContain('ลงผิดหน่วยงาน');
    await moveTo('2016-11-15T02:00:00.000Z');
    expect(got('reminder')).toHaveLength(1);
    under.responses.set(`${officeId(0)} 2`, {
      ...exampleResponse,
      revision: 2,
      takenBack: { at: '2016-11-10T02:00:00.000Z', by: 'staff-desk', reason: 'ลงผิดอีกครั้ง' },
    });
    await under.hearAnswer(0, 3);
    await quiet();
    await moveTo(afterDeadline);
    expect(await callList()).toEqual([]);
    await under.takeBack(0, 5, 2);
    await quiet();
    expect(await callList()).toEqual([officeId(0)]);
  });

  it('tells an office at which hall it joins, once for each time that this was decided, and only where it still is', async () => {
    await under.announce(1);
    const words = () =>
      sink.messages.filter((message) => kindOf(message) === 'hall-decided').map(({ parsed }) => parsed.text ?? '');
    const [near, far] = [
      { th: 'ศาลากลางจังหวัดลำพูน', en: 'Lamphun Provincial Hall' },
      { th: 'ศาลากลางจังหวัดลำปาง', en: 'Lampang Provincial Hall' },
    ];
    await under.decideHall(0, 2, near);
    await quiet();
    await under.decideHall(0, 3, near);
    await under.decideHall(0, 3, near);
    await quiet();
    expect(words()).toEqual([
      expect.stringMatching(/ศาลากลางจังหวัดลำพูน[^]*ศาลากลางจังหวัดเชียงใหม่[^]*ใกล้กว่า/),
      expect.stringMatching(/ยังคงเข้าร่วม[^]*ศาลากลางจังหวัดลำพูน[^]*ห้องเต็ม/),
    ]);
    await Promise.all([under.decideHall(0, 4, far), under.decideHall(0, 5, near)]);
    await quiet();
    expect(words()).toHaveLength(3);
    expect(words()[2]).toContain('ศาลากลางจังหวัดลำพูน');
  });

  it('gives a receipt for an answer whose number comes again after a restored copy, and none twice for one event', async () => {
    await under.announce(1);
    await under.hearAnswer(0, 1);
    await under.hearAnswer(0, 2);
    await quiet();
    await under.issueAgain(0, 1_000_001);
    const recorded = {
      invitationId: officeId(0),
      meetingId: exampleMeeting.id,
      organisationId: 'office-0',
      siteId: 'th-50',
      class: 'revenue',
      provinceCode: 'TH-50',
      responseRevision: 2,
      answer: 'decline' as const,
      attendeeCount: 0,
      channel: 'web' as const,
      receivedAt: '2016-11-07T02:00:00.000Z',
      late: false,
    };
    await quiet();
    under.answers(0);
    under.responses.set(`${officeId(0)} 2`, {
      ...exampleResponse,
      revision: 2,
      answer: 'decline',
      attendees: [],
      receivedAt: recorded.receivedAt,
    });
    for (let again = 0; again < 2; again += 1) {
      await under.tell(ResponseRecorded, { id: officeId(0), revision: 1_000_002 }, recorded);
      await quiet();
    }
    expect((await under.deliveries({ kind: 'receipt' })).map(({ ordinal, state }) => [ordinal, state])).toEqual([
      [1, 'accepted'],
      [2, 'accepted'],
      [3, 'accepted'],
    ]);
  });

  it('sends the appointment to a site’s corrected address, and of a move or cancellation it is told only if it had heard of the appointment', async () => {
    await under.announce(0);
    await under.enrolSite();
    sink.behave({ refuse: 550, at: 'rcpt' });
    const at = (revision: number) => ({ id: exampleCheck.id, revision });
    await under.tell(CheckBooked, at(1), { check: exampleCheck, siteName: exampleSite.name });
    await quiet();
    sink.behave('accept');
    const moved = {
      ...exampleCheck,
      appointment: 2,
      startsAt: '2016-11-15T02:00:00.000Z',
      endsAt: '2016-11-15T02:20:00.000Z',
    };
    await under.tell(CheckMoved, at(2), {
      check: moved,
      previousStartsAt: exampleCheck.startsAt,
      siteName: exampleSite.name,
    });
    await quiet();
    expect(sink.messages.at(-1)?.parsed.subject).toMatch(/^นัดหมายทดสอบสัญญาณ: /);
    await under.enrolSite('technician@chiang-mai.example', 2);
    await quiet();
    expect(got('appointment').at(-1)).toBe('technician@chiang-mai.example');
    await under.enrolSite('technician@chiang-mai.example', 3);
    await under.tell(CheckBooked, at(1), { check: exampleCheck, siteName: exampleSite.name });
    await quiet();
    expect(await states('appointment')).toEqual([
      [1, 'rejected', undefined],
      [2, 'accepted', undefined],
      [3, 'accepted', undefined],
    ]);
    await under.tell(CheckCancelled, at(3), { check: { ...moved, state: 'cancelled' }, siteName: exampleSite.name });
    await quiet();
    expect(got('appointment-cancelled')).toEqual(['technician@chiang-mai.example']);
  });
});
