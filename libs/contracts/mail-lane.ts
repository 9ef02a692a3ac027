import { z } from 'zod';
import { defineRpc } from './contract.js';
import { checkers, readers } from './rights.js';
import { Bilingual, Instant } from './words.js';

/**
 * Why no mail leaves by a mail server: the server is not to be had (`unreachable`, `busy`), does not speak as it should (`tls`, `protocol`), or
 * does not take mail from this system (`sign-in`, `sender`, `relay`, `block-list`, `policy`, `quota`).
 */
export const LaneCause = z
  .enum(['unreachable', 'busy', 'tls', 'protocol', 'sign-in', 'sender', 'relay', 'block-list', 'policy', 'quota'])
  .meta({ id: 'LaneCause' });
export type LaneCause = z.infer<typeof LaneCause>;

/**
 * The way to one mail server, which is known by its host. It stops when the server refuses all mail or cannot be reached:
 * nothing is rejected then, mails go by the next server that is open or wait, and it is tried again with growing pauses until
 * it is open. Only a stopped one has a cause.
 */
export const MailLane = z
  .object({
    relay: z.string().min(1).max(300),
    status: z.enum(['open', 'stopped']),
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

/** The ways to all mail servers, in order of preference: mails go by the first that is open. */
export const MailLanes = z
  .object({
    /** Mails that are due and have not left. */
    waiting: z.int().min(0),
    items: z.array(MailLane).min(1),
  })
  .meta({ id: 'MailLanes' });
export type MailLanes = z.infer<typeof MailLanes>;

const stopped: MailLane = {
  relay: 'mail.ega.example:587',
  status: 'stopped',
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
export const ListMailLanes = defineRpc({
  subject: 'rpc.notifications.v1.list-mail-lanes',
  http: { method: 'GET', path: '/api/v1/mail-lanes', opens: readers },
  summary:
    'By which mail servers mails leave; of those that take none why, since when and what to do; and how many mails wait',
  request: z.object({}),
  returns: MailLanes,
  example: { request: {}, returns: { waiting: 0, items: [stopped, { relay: 'mail2.ega.example', status: 'open' }] } },
});
export const TryMailLanes = defineRpc({
  subject: 'rpc.notifications.v1.try-mail-lanes',
  http: { method: 'POST', path: '/api/v1/mail-lanes/try', opens: checkers },
  summary: 'Staff have stopped lanes tried again at once; the answer is how they stand when the try has been asked for',
  request: z.object({}),
  returns: MailLanes,
  example: { request: {}, returns: { waiting: 608, items: [stopped] } },
});
export const RebuildMailQueue = defineRpc({
  subject: 'rpc.notifications.v1.rebuild-mail-queue',
  summary:
    'Empties the queue of mails and fills it anew from the ledger; the answer is how many had been in it. No mail is lost or sent twice by it',
  request: z.object({}),
  returns: z.object({ queued: z.int().min(0) }),
  example: { request: {}, returns: { queued: 608 } },
});
