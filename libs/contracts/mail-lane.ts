import { z } from 'zod';
import { defineRpc } from './contract.js';
import { checkers, readers } from './rights.js';
import { Bilingual, Instant } from './words.js';

/**
 * Why no mail leaves: the server is not to be had (`unreachable`, `busy`), does not speak as it should (`tls`, `protocol`), or
 * does not take mail from this system (`sign-in`, `sender`, `relay`, `block-list`, `policy`, `quota`).
 */
export const LaneCause = z
  .enum(['unreachable', 'busy', 'tls', 'protocol', 'sign-in', 'sender', 'relay', 'block-list', 'policy', 'quota'])
  .meta({ id: 'LaneCause' });
export type LaneCause = z.infer<typeof LaneCause>;

/**
 * The way to the mail server. It stops when the server refuses all mail or cannot be reached: nothing is rejected then, mails
 * wait, and it is tried again with growing pauses until it is open. Only a stopped one has a cause.
 */
export const MailLane = z
  .object({
    status: z.enum(['open', 'stopped']),
    /** Mails that are due and have not left. */
    waiting: z.int().min(0),
    cause: LaneCause.optional(),
    /** What is wrong, and what to do about it. */
    reason: Bilingual.optional(),
    advice: Bilingual.optional(),
    /** The server's own words, without addresses. */
    said: z.string().max(500).optional(),
    /** By the meeting clock. */
    since: Instant.optional(),
    tries: z.int().min(0).optional(),
    nextTryAt: Instant.optional(),
  })
  .meta({ id: 'MailLane' });
export type MailLane = z.infer<typeof MailLane>;

const stopped: MailLane = {
  status: 'stopped',
  waiting: 608,
  cause: 'sign-in',
  since: '2016-11-07T02:00:00.000Z',
  tries: 3,
  nextTryAt: '2016-11-07T02:04:00.000Z',
  said: '535 5.7.8 authentication failed',
  reason: {
    th: 'เซิร์ฟเวอร์อีเมลไม่รับชื่อผู้ใช้หรือรหัสผ่านของระบบ',
    en: 'The mail server does not accept Sala’s user name or password.',
  },
  advice: {
    th: 'แก้ชื่อผู้ใช้และรหัสผ่านใน SMTP_URL แล้วเริ่มบริการใหม่',
    en: 'Correct the user name and password in SMTP_URL and restart.',
  },
};
export const GetMailLane = defineRpc({
  subject: 'rpc.notifications.v1.get-mail-lane',
  http: { method: 'GET', path: '/api/v1/mail-lane', opens: readers },
  summary: 'Whether mails leave; if not, why, since when, how many wait and what to do',
  request: z.object({}),
  returns: MailLane,
  example: { request: {}, returns: stopped },
});
export const TryMailLane = defineRpc({
  subject: 'rpc.notifications.v1.try-mail-lane',
  http: { method: 'POST', path: '/api/v1/mail-lane/try', opens: checkers },
  summary: 'Staff have a stopped lane tried again at once; the answer is how it stands when the try has been asked for',
  request: z.object({}),
  returns: MailLane,
  example: { request: {}, returns: { status: 'open', waiting: 0 } },
});
