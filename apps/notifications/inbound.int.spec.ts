import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTransport } from 'nodemailer';
import {
  AnswerInboxMail,
  AssignInboxMail,
  type Asker,
  CheckSendingSide,
  CloseInboxMail,
  CountInbox,
  exampleMeeting,
  GetInboxAttachment,
  GetInboxMail,
  GetInboxPart,
  GetSendingSide,
  type InboxMail,
  LiftSuppression,
  ListCallList,
  ListInbox,
  ListSuppressions,
  ReopenInboxMail,
  ResendDelivery,
  RecordCall,
  SuppressAddress,
} from '#contracts';
import { withAsker } from '#messaging';
import {
  eventually,
  type MailSink,
  type RunningMongo,
  type RunningServer,
  startMailSink,
  startMongo,
  startNats,
  startRedis,
  temporaryFolder,
} from '#testing';
import { SmtpDoor } from './inbound/inbound.module.js';
import * as mails from './testing/came-back.js';
import { doorCertificate, doorKey } from './testing/door-certificate.js';
import { type ScriptedMailbox, startMailbox } from './testing/imap-server.js';
import { NotificationsUnderTest, officeAddress, officeId } from './testing/under-test.js';

jest.setTimeout(120_000);
const meetingId = exampleMeeting.id;
const inbound = 'answers@sala.example';
const patience = { within: 60_000 };

const certificateIn = async (folder: string): Promise<Record<string, string>> => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await Promise.all([writeFile(cert, doorCertificate), writeFile(key, doorKey, { mode: 0o600 })]);
  return { SALA_INBOUND_TLS_CERT_FILE: cert, SALA_INBOUND_TLS_KEY_FILE: key };
};

describe('mails that come', () => {
  let nats: RunningServer;
  let redis: RunningServer;
  let mongo: RunningMongo;
  let sink: MailSink;
  let mailbox: ScriptedMailbox;
  let under: NotificationsUnderTest;
  let folder: string;
  const wayBacks = new Map<string, string>();
  const port = () => under.replicas[0]?.app.get(SmtpDoor).port ?? 0;
  const come = (
    raw: string,
    { from = 'someone@chiang-mai.example', to = inbound }: { from?: string; to?: string } = {},
  ) => createTransport({ host: '127.0.0.1', port: port(), ignoreTLS: true }).sendMail({ envelope: { from, to }, raw });
  const quiet = () => eventually(() => under.idle(), patience);
  /** A report of the invitation of an office, as it comes back. */
  const ofOffice = (index: number) => {
    const sent = sink.messages.filter(({ to }) => to.includes(officeAddress(index))).at(-1);
    const to = wayBacks.get(officeAddress(index)) ?? '';
    return { to, about: officeAddress(index), messageId: sent?.parsed.messageId ?? '' };
  };
  const bounces = async (index: number, write: (mail: mails.ReportedMail) => string = mails.postfix) => {
    const mail = ofOffice(index);
    await come(write(mail), { from: '', to: mail.to });
    await quiet();
  };
  const delivery = async (index: number) => (await under.deliveries({ recipientId: officeId(index) }))[0];
  const calls = async () =>
    (await under.call(ListCallList, { meetingId })).items.map(({ invitationId }) => invitationId);
  const suppressed = async () => (await under.call(ListSuppressions, {})).items;
  const inbox = async (ask: Partial<Parameters<typeof under.call<typeof ListInbox>>[1]> = {}): Promise<InboxMail[]> =>
    (await under.call(ListInbox, { meetingId, ...ask })).items;

  beforeAll(async () => {
    [redis, mongo, nats, sink] = await Promise.all([startRedis(), startMongo(), startNats(), startMailSink()]);
    mailbox = await startMailbox('answers', 'p@ss word');
    folder = await temporaryFolder();
    let from = '';
    sink.follow((moment, said) => {
      if (moment === 'sender') from = said;
      if (moment === 'recipient') wayBacks.set(said, from);
      return undefined;
    });
    sink.behave((to) => (to === officeAddress(3) || to === officeAddress(4) ? { drop: 'after-dot' } : 'accept'));
    under = await NotificationsUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      redisUrl: redis.url,
      smtpUrl: sink.url,
      database: mongo.database(),
      inbound,
      imapUrl: mailbox.url,
      env: await certificateIn(folder),
    });
    await under.announce(10);
    await quiet();
  });
  afterAll(async () => {
    await under?.stop();
    await Promise.all([nats, redis, mongo, sink, mailbox].map((each) => each?.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  it('go to an address of their own that each mail names as its way back, and answers to the common one', () => {
    const { to, messageId } = ofOffice(0);
    expect(to).toBe(`answers+b-${messageId.slice(1, 33)}@sala.example`);
    expect(sink.messages[0]?.parsed.replyTo?.value[0]?.address).toBe(inbound);
  });

  it('that report that there is nobody take the address out, once, and have the office called until somebody knows that it is right', async () => {
    await bounces(0);
    expect(await delivery(0)).toMatchObject({ state: 'rejected', failure: 'permanent' });
    expect(await suppressed()).toMatchObject([
      {
        address: officeAddress(0),
        source: 'bounce',
        recipientIds: [officeId(0)],
        said: expect.stringContaining('5.1.1'),
      },
    ]);
    expect(JSON.stringify(await suppressed())).not.toContain(`<${officeAddress(0)}>`);
    expect(await calls()).toEqual([officeId(0)]);
    await under.call(LiftSuppression, { address: officeAddress(0).toUpperCase() });
    expect([await suppressed(), await calls()]).toEqual([[], []]);
    // The same report again, and another one of the same mail.
    await bounces(0);
    await bounces(0, mails.qmail);
    expect([await suppressed(), await calls()]).toEqual([[], []]);
    expect(await inbox({ invitationId: officeId(0) })).toMatchObject([
      { sort: 'bounce', state: 'noted' },
      { sort: 'bounce', state: 'noted', recognisedBy: 'address' },
    ]);
  });

  it('that report on a mail that was sent again since change nothing of the newer one', async () => {
    const before = ofOffice(0);
    await under.call(ResendDelivery, { deliveryId: (await delivery(0))?.id ?? '' });
    await quiet();
    expect(ofOffice(0).messageId).not.toBe(before.messageId);
    await come(mails.exchange(before), { from: '', to: before.to });
    await quiet();
    expect(await delivery(0)).toMatchObject({ state: 'accepted', generation: 2 });
    expect(await suppressed()).toEqual([]);
  });

  it('that report a full mailbox or a rule of theirs fail the mail and leave the address', async () => {
    await bounces(1, (mail) => mails.postfix(mail, { status: '5.2.2', said: '552 5.2.2 Mailbox full' }));
    await bounces(2, (mail) =>
      mails.exchange(mail, { status: '5.7.1', said: '550 5.7.1 TRANSPORT.RULES.RejectMessage' }),
    );
    expect(await delivery(1)).toMatchObject({ state: 'rejected', failure: 'temporary' });
    expect(await delivery(2)).toMatchObject({ state: 'rejected' });
    expect(await suppressed()).toEqual([]);
  });

  it('settle a mail of which nobody knew whether it had arrived: a report, or an answer to it', async () => {
    await eventually(
      async () => (await delivery(3))?.state === 'unknown' && (await delivery(4))?.state === 'unknown',
      patience,
    );
    await bounces(3);
    expect(await delivery(3)).toMatchObject({ state: 'rejected', failure: 'permanent' });
    const { messageId } = ofOffice(4);
    await come(mails.written({ to: inbound, inReplyTo: messageId }));
    await quiet();
    expect(await delivery(4)).toMatchObject({ state: 'accepted' });
  });

  it('that are forged with nothing but an address change nothing: somebody looks at them', async () => {
    await under.enrol(5, 1, { email: officeAddress(5) });
    await quiet();
    const forged = { to: inbound, about: officeAddress(5), messageId: '<guessed@ega.example>' };
    await come(mails.postfix(forged), { from: '' });
    await quiet();
    expect(await delivery(5)).toMatchObject({ state: 'accepted' });
    expect((await inbox({ state: 'open' })).filter(({ sort }) => sort === 'bounce')).toMatchObject([
      { office: { invitationId: officeId(5) }, recognisedBy: 'sender' },
    ]);
  });

  it('that say that somebody is away are a hint of the office, for nobody to look at; ours that come back whole are not kept', async () => {
    const { messageId } = ofOffice(6);
    await come(mails.written({ to: inbound, inReplyTo: messageId, headers: 'Auto-Submitted: auto-replied\n' }));
    await come(mails.written({ to: inbound, headers: 'X-Sala-Delivery: m.i.invitation.1\n' }));
    await quiet();
    expect(await inbox({ invitationId: officeId(6) })).toMatchObject([{ sort: 'automatic', state: 'noted' }]);
    expect((await inbox()).filter(({ sort }) => sort === 'loop')).toEqual([]);
  });

  it('of people are read with their files, are the office’s that they name, and are answered once', async () => {
    const { messageId } = ofOffice(7);
    const raw = mails.inParts({
      to: inbound,
      from: 'สำนักงาน <deputy@chiang-mai.example>',
      inReplyTo: messageId,
      parts: [
        'Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>ส่งแบบตอบรับ<script>alert(1)</script></p>',
        'Content-Type: application/pdf; name="x.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK',
      ],
    });
    await come(raw);
    await quiet();
    const [mail] = await inbox({ invitationId: officeId(7), state: 'open' });
    expect(mail).toMatchObject({ sort: 'mail-of-a-person', recognisedBy: 'answers', files: 1 });
    const mailId = mail?.id ?? '';
    expect(await under.call(GetInboxMail, { mailId })).toMatchObject({ text: 'ส่งแบบตอบรับ', cut: false });
    const { fileId, contentType } = await under.call(GetInboxAttachment, { mailId, number: 1 });
    expect(contentType).toBe('application/pdf');
    const { content } = await under.call(GetInboxPart, { fileId, number: 0 });
    expect(Buffer.from(content, 'base64').toString()).toBe('%PDF-1.4\n');
    const answer = { mailId, answerId: 'answer-1', text: 'ได้รับแล้ว\nขอบคุณ', answeredBy: 'staff-desk' };
    await Promise.all([under.call(AnswerInboxMail, answer), under.call(AnswerInboxMail, answer)]);
    await quiet();
    const sent = sink.messages.filter(({ to }) => to.includes('deputy@chiang-mai.example'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.parsed).toMatchObject({
      subject: 'Re: ขอเชิญเข้าร่วมการประชุม',
      inReplyTo: '<7a1@chiang-mai.example>',
    });
    expect(sent[0]?.parsed.text).toContain('ได้รับแล้ว\nขอบคุณ');
    expect(sent[0]?.parsed.headers.has('auto-submitted')).toBe(false);
    expect(await under.call(GetInboxMail, { mailId })).toMatchObject({ state: 'done', done: { as: 'answered' } });
  });

  it('of which nobody knows whose they are wait for somebody to say it; what was put aside comes back', async () => {
    await come(
      mails.written({ to: inbound, from: 'x@free.example', text: 'ประชุมกี่โมง', messageId: '<u1@free.example>' }),
    );
    await quiet();
    const unknown = (await inbox({ state: 'open' })).find(({ from }) => from?.address === 'x@free.example');
    expect(unknown?.office).toBeUndefined();
    const mailId = unknown?.id ?? '';
    await expect(
      under.call(AnswerInboxMail, { mailId, answerId: 'a', text: 'x', answeredBy: 'staff-desk' }),
    ).rejects.toMatchObject({ code: 'mail-has-no-office' });
    await under.call(AssignInboxMail, { mailId, invitationId: officeId(8) });
    expect((await inbox({ invitationId: officeId(8) }))[0]).toMatchObject({ id: mailId, recognisedBy: 'staff' });
    const { open } = await under.call(CountInbox, { meetingId });
    await under.call(CloseInboxMail, { mailId, as: 'aside', closedBy: 'staff-desk' });
    expect(await under.call(CountInbox, { meetingId })).toEqual({ open: open - 1, reads: true });
    await under.call(ReopenInboxMail, { mailId });
    expect(await under.call(CountInbox, { meetingId })).toEqual({ open, reads: true });
    await quiet();
    const of = { meetingId, invitationId: officeId(8), provinceCode: 'TH-50' };
    expect((await under.noted()).slice(-3)).toMatchObject([
      { ...of, what: 'mail-assigned', changes: [{ field: 'office', after: expect.any(Object) }] },
      { ...of, what: 'mail-done', changes: [{ field: 'as', after: 'aside' }] },
      { ...of, what: 'mail-reopened', changes: [{ field: 'as', before: 'aside' }] },
    ]);
  });

  it('and what staff know of offices without a mail stand in the history: who, what of it, and once', async () => {
    const desk: Asker = { kind: 'staff', staffId: 'staff-desk', role: 'desk', roles: ['desk'] };
    const before = (await under.noted()).length;
    const address = officeAddress(9);
    await under.enrol(9, 2, { email: address });
    await quiet();
    await withAsker(desk, async () => {
      const call = { invitationId: officeId(9), callId: 'rung-once', note: 'คุณ ก รับสาย', calledBy: 'staff-desk' };
      await Promise.all([1, 2].map(() => under.call(RecordCall, { ...call, outcome: 'wrong-number' })));
      await quiet();
      await under.call(SuppressAddress, { address, reason: 'ย้ายแล้ว' });
      await under.call(SuppressAddress, { address, reason: 'ย้ายแล้ว อีกครั้ง' });
      await under.call(LiftSuppression, { address });
      await under.call(LiftSuppression, { address });
      await under.call(SuppressAddress, { address, reason: 'ย้ายอีกครั้ง' });
      await under.call(LiftSuppression, { address });
    });
    await quiet();
    expect((await suppressed()).map((each) => each.address)).not.toContain(address);
    const noted = (await under.noted()).slice(before);
    expect(noted.map(({ what, reason }) => [what, reason])).toEqual([
      ['call-recorded', undefined],
      ['address-suppressed', 'ย้ายแล้ว'],
      ['address-lifted', undefined],
      ['address-suppressed', 'ย้ายอีกครั้ง'],
      ['address-lifted', undefined],
    ]);
    expect(noted[0]?.changes).toEqual([
      { field: 'outcome', after: 'wrong-number' },
      { field: 'note', personal: true },
    ]);
    const by = { kind: 'staff', staffId: 'staff-desk', role: 'desk' };
    for (const each of noted) expect(each).toMatchObject({ meetingId, invitationId: officeId(9), by });
    expect(JSON.stringify(noted)).not.toMatch(/คุณ ก|@/);
  });

  it('are shown to a focal point as far as they are of its province', async () => {
    const focal = (provinceCode: string): Asker => ({
      kind: 'staff',
      staffId: 'staff-focal',
      role: 'focal-point',
      roles: ['focal-point'],
      provinceCode,
    });
    const [mail] = await inbox({ invitationId: officeId(7) });
    const mailId = mail?.id ?? '';
    await withAsker(focal('TH-50'), async () => {
      expect((await inbox()).every(({ office }) => office?.provinceCode === 'TH-50')).toBe(true);
      expect(await under.call(GetInboxMail, { mailId })).toMatchObject({ id: mailId });
    });
    await withAsker(focal('TH-51'), async () => {
      expect(await inbox()).toEqual([]);
      await expect(under.call(GetInboxMail, { mailId })).rejects.toMatchObject({ code: 'other-province' });
      await expect(under.call(GetInboxAttachment, { mailId, number: 1 })).rejects.toMatchObject({
        code: 'other-province',
      });
    });
  });

  it('are taken out of a mailbox as well, once, also after its server went away in between', async () => {
    const { to, messageId } = ofOffice(9);
    mailbox.put(
      `Return-Path: <>\r\nDelivered-To: ${to}\r\n${mails.postfix({ to, about: officeAddress(9), messageId })}`,
    );
    await eventually(async () => (await delivery(9))?.state === 'rejected', patience);
    mailbox.cut();
    mailbox.put(mails.written({ to: inbound, inReplyTo: messageId, messageId: '<m2@x.example>' }));
    await eventually(() => mailbox.seen() === 2, patience);
    await quiet();
    expect((await inbox({ invitationId: officeId(9) })).map(({ sort }) => sort).sort()).toEqual([
      'bounce',
      'mail-of-a-person',
    ]);
  });

  it('wait in a mailbox that signs Sala in no more, which the inbox says with since when, and are read once it does', async () => {
    const count = () => under.call(CountInbox, { meetingId });
    expect(await count()).not.toHaveProperty('unreadSince');
    mailbox.refuse(true);
    mailbox.cut();
    const { messageId } = ofOffice(9);
    mailbox.put(mails.written({ to: inbound, inReplyTo: messageId, messageId: '<m3@x.example>' }));
    await eventually(async () => (await count()).unreadSince !== undefined, patience);
    const { unreadSince, said } = await count();
    expect([unreadSince, said]).toEqual([expect.stringMatching(/^2016-11-/), expect.stringMatching(/./)]);
    const ready = await fetch(`${under.replicas[0]?.url}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([
      200,
      expect.stringContaining('the mailbox has not been read since'),
    ]);
    mailbox.refuse(false);
    await eventually(() => mailbox.seen() === 3, patience);
    await eventually(async () => (await count()).unreadSince === undefined, patience);
  });

  it('are known where they are test mails of ours: the check of the sending side sees that they come back', async () => {
    const checks = async () => {
      const { results } = await under.call(GetSendingSide, {});
      return Object.fromEntries(results.map(({ check, result, finding }) => [check, finding ?? result]));
    };
    const before = sink.messages.length;
    // Pressed twice it is one.
    await Promise.all([1, 2].map(() => under.call(CheckSendingSide, { meetingId })));
    await eventually(async () => !(await under.call(GetSendingSide, {})).running, patience);
    expect(await checks()).toMatchObject({ relay: 'good', return: 'waiting', dkim: 'dkim-unset' });
    expect(sink.messages).toHaveLength(before + 1);
    const test = sink.messages.at(-1);
    expect(test?.to).toEqual([inbound]);
    await come(test?.raw ?? '');
    await eventually(async () => (await checks())['return'] === 'good', patience);
    expect((await inbox()).filter(({ subject }) => subject?.includes('[ทดสอบ]'))).toEqual([]);
  });

  it('are taken for the own address alone, up to a size, and only whole', async () => {
    const before = (await inbox()).length;
    await expect(come(mails.written({ to: 'x@other.example' }), { to: 'x@other.example' })).rejects.toMatchObject({
      responseCode: 550,
    });
    await expect(come('x'.repeat(1_000).concat('\r\n').repeat(17_000))).rejects.toMatchObject({ responseCode: 552 });
    // Cut off before the final dot: the sender sends it again.
    const socket = connect(port(), '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += String(chunk)));
    const say = async (line: string, reply: string) => {
      socket.write(`${line}\r\n`);
      await eventually(() => said.includes(reply));
      said = '';
    };
    await eventually(() => said.startsWith('220'));
    said = '';
    await say('EHLO x', '250 ');
    await say('MAIL FROM:<a@x.example>', '250');
    await say(`RCPT TO:<${inbound}>`, '250');
    await say('DATA', '354');
    socket.write('Subject: half\r\n\r\nhalf a ma');
    await delay(50);
    socket.destroy();
    const whole = mails.written({ to: inbound, subject: 'whole', messageId: '<w@x.example>' });
    await come(whole);
    await come(whole);
    await quiet();
    expect((await inbox()).length - before).toBe(1);
  });

  it('are taken over TLS by whoever asks for it, with the certificate that was set', async () => {
    const before = (await inbox()).length;
    const raw = mails.written({ to: inbound, subject: 'sealed', messageId: '<tls@x.example>' });
    const sealed = (ca: string[]) =>
      createTransport({ host: 'localhost', port: port(), requireTLS: true, tls: { ca } }).sendMail({
        envelope: { from: 'someone@chiang-mai.example', to: inbound },
        raw,
      });
    await expect(sealed([])).rejects.toMatchObject({ code: 'ESOCKET' });
    await sealed([doorCertificate]);
    await quiet();
    expect((await inbox()).length - before).toBe(1);
  });
});
