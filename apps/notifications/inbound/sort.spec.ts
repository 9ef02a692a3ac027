import { describe, expect, it } from '@jest/globals';
import * as mails from '../testing/came-back.js';
import { readMail } from './read-mail.js';
import { sortOf } from './sort.js';

const to = 'answers@sala.example';
const about = 'revenue@chiang-mai.example';
const messageId = `<${'0123456789abcdef'.repeat(2)}@ega.example>`;
const mail = { to, about, messageId };
const sorted = async (raw: string, returnPath: string | undefined = 'someone@chiang-mai.example') =>
  sortOf(await readMail(Buffer.from(raw)), { returnPath });

describe('what a mail is that came', () => {
  it.each<[what: string, raw: string, sort: string, returnPath: string | undefined]>([
    [
      'one of our own that comes back whole',
      mails.written({ to, headers: 'X-Sala-Delivery: m.i.invitation.1\nAuto-Submitted: auto-generated\n' }),
      'loop',
      undefined,
    ],
    ['a report of Postfix', mails.postfix(mail), 'bounce', ''],
    ['a report of Exchange in Thai', mails.exchange(mail), 'bounce', ''],
    ['a report of Gmail in Thai', mails.gmail(mail), 'bounce', ''],
    ['a report of Exim in words', mails.exim(mail), 'bounce', ''],
    ['a report of qmail in words', mails.qmail(mail), 'bounce', ''],
    [
      'that somebody took one for spam',
      mails.inParts({
        to,
        type: 'multipart/report; report-type=feedback-report',
        parts: [
          'Content-Type: text/plain\n\nabuse',
          'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n',
          `Content-Type: message/rfc822\n\nMessage-ID: ${messageId}\n\nx`,
        ],
      }),
      'complaint',
      undefined,
    ],
    [
      'that one was read',
      mails.inParts({
        to,
        type: 'multipart/report; report-type=disposition-notification',
        parts: [
          'Content-Type: text/plain\n\nอ่านแล้ว',
          `Content-Type: message/disposition-notification\n\nOriginal-Message-ID: ${messageId}\nDisposition: manual-action/MDN-sent-manually; displayed\n`,
        ],
      }),
      'read-receipt',
      undefined,
    ],
    ['one to which nothing is to be answered, without a report', mails.written({ to, text: 'ส่งไม่ได้' }), 'unclear', ''],
    [
      'a reply of whoever is away',
      mails.written({ to, subject: 'ตอบกลับอัตโนมัติ: ลาพักร้อน', headers: 'Auto-Submitted: auto-replied (vacation)\n' }),
      'automatic',
      undefined,
    ],
    [
      'one of a program that says so otherwise',
      mails.written({ to, headers: 'X-Autoreply: yes\n' }),
      'automatic',
      undefined,
    ],
    ['one of another such program', mails.written({ to, headers: 'X-Autorespond: out\n' }), 'automatic', undefined],
    ['bulk mail', mails.written({ to, headers: 'Precedence: bulk\n' }), 'automatic', undefined],
    [
      'an automatic reply by its precedence',
      mails.written({ to, headers: 'Precedence: auto_reply\n' }),
      'automatic',
      undefined,
    ],
    [
      'one that says that it is not automatic',
      mails.written({ to, headers: 'Auto-Submitted: no\n' }),
      'mail-of-a-person',
      undefined,
    ],
    ['an answer out of a calendar', mails.calendarAnswer({ to }, 'ACCEPTED'), 'calendar-answer', undefined],
    [
      'an answer out of a calendar that nobody gave himself',
      mails.calendarAnswer({ to, headers: 'Auto-Submitted: auto-replied\n' }, 'ACCEPTED'),
      'automatic',
      undefined,
    ],
    ['a mailing list’s mail', mails.written({ to, headers: 'Precedence: list\n' }), 'mail-of-a-person', undefined],
    ['what a person writes', mails.written({ to }), 'mail-of-a-person', undefined],
    [
      'what a person writes about a report',
      mails.written({ to, text: 'ได้รับ Undelivered Mail Returned to Sender ต้องทำอย่างไร' }),
      'mail-of-a-person',
      undefined,
    ],
    ['an empty one', '', 'mail-of-a-person', undefined],
  ])('%s', async (_what, raw, sort, returnPath) => {
    expect((await sorted(raw, returnPath)).sort).toBe(sort);
  });

  it.each([
    ['Postfix', mails.postfix(mail), '5.1.1'],
    ['Exchange', mails.exchange(mail), '5.1.10'],
    ['Gmail', mails.gmail(mail), '5.1.1'],
    ['Exim', mails.exim(mail), '5.1.1'],
    ['qmail', mails.qmail(mail), '5.1.1'],
  ])('a report of %s names the address, the status and the mail that it is about', async (_program, raw, status) => {
    const bounce = await sorted(raw, '');
    expect(bounce).toMatchObject({ sort: 'bounce', reports: [{ action: 'failed', status }], quoted: { messageId } });
    expect(bounce.sort === 'bounce' && bounce.reports[0]?.recipients).toContain(about);
  });

  it.each([
    ['ACCEPTED', 'attend'],
    ['DECLINED', 'decline'],
    ['TENTATIVE', undefined],
    ['', undefined],
  ])('of a calendar, %s proposes %s', async (partstat, proposes) => {
    const calendar = await sorted(mails.calendarAnswer({ to }, partstat, 'check.m.th-50@sala'));
    expect(calendar).toEqual({ sort: 'calendar-answer', uid: 'check.m.th-50@sala', ...(proposes && { proposes }) });
  });

  it('an invitation of somebody else’s calendar is what a person writes', async () => {
    const asked = mails.inParts({
      to,
      parts: ['Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n'],
    });
    expect((await sorted(asked)).sort).toBe('mail-of-a-person');
  });
});
