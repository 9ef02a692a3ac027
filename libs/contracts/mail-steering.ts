import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { DeliveryId, DeliveryKind } from './delivery.js';
import { exampleMeeting } from './meeting.js';
import { administrators, owners, readers } from './rights.js';
import { Id, Instant, Reason, StaffId } from './words.js';

/** What mails a pause keeps back: of one kind or of all, of one meeting or of all. `waiting`: those that are due meanwhile. */
export const MailPause = z
  .object({
    meetingId: Id.optional(),
    kind: DeliveryKind.optional(),
    reason: z.string(),
    since: Instant,
    pausedBy: z.string().max(64),
    waiting: z.int().min(0),
  })
  .meta({ id: 'MailPause' });
export type MailPause = z.infer<typeof MailPause>;

const examplePause: MailPause = {
  meetingId: exampleMeeting.id,
  kind: 'reminder',
  reason: 'กำหนดการอาจเลื่อน',
  since: '2016-11-10T02:00:00.000Z',
  pausedBy: 'staff-coordinator',
  waiting: 120,
};
const pauses = z.object({ items: z.array(MailPause) });
const example = { items: [examplePause] };
const ofMeeting = z.object({ meetingId: Id, kind: DeliveryKind.optional() });
const ofAll = z.object({ kind: DeliveryKind.optional() });

export const ListMailPauses = defineRpc({
  subject: 'rpc.notifications.v1.list-mail-pauses',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mail-pauses', opens: readers },
  summary: 'The pauses that keep back mails of a meeting, those of all meetings included',
  request: z.object({ meetingId: Id }),
  returns: pauses,
  example: { request: { meetingId: exampleMeeting.id }, returns: example },
});
export const PauseMails = defineRpc({
  subject: 'rpc.notifications.v1.pause-mails',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/mail-pauses', opens: owners, staffIn: 'pausedBy' },
  summary:
    'No mail of a meeting, or none of a kind, leaves any more until it is resumed; what the mail server has in hand is finished. Again it changes nothing',
  request: ofMeeting.extend({ reason: Reason, pausedBy: StaffId }),
  returns: pauses,
  example: {
    request: {
      meetingId: exampleMeeting.id,
      kind: 'reminder',
      reason: 'กำหนดการอาจเลื่อน',
      pausedBy: 'staff-coordinator',
    },
    returns: example,
  },
});
export const ResumeMails = defineRpc({
  subject: 'rpc.notifications.v1.resume-mails',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/mail-pauses/end', opens: owners },
  summary: 'Mails of a meeting, or of a kind, leave again; each that was kept back goes once, if it is still of use',
  request: ofMeeting,
  returns: pauses,
  example: { request: { meetingId: exampleMeeting.id, kind: 'reminder' }, returns: { items: [] } },
});
export const PauseAllMails = defineRpc({
  subject: 'rpc.notifications.v1.pause-all-mails',
  http: { method: 'POST', path: '/api/v1/mail-pauses', opens: administrators, staffIn: 'pausedBy' },
  summary: 'As a pause of one meeting, of all meetings',
  request: ofAll.extend({ reason: Reason, pausedBy: StaffId }),
  returns: pauses,
  example: {
    request: { reason: 'ย้ายเซิร์ฟเวอร์อีเมล', pausedBy: 'staff-admin' },
    returns: { items: [{ ...examplePause, meetingId: undefined, kind: undefined, reason: 'ย้ายเซิร์ฟเวอร์อีเมล' }] },
  },
});
export const ResumeAllMails = defineRpc({
  subject: 'rpc.notifications.v1.resume-all-mails',
  http: { method: 'POST', path: '/api/v1/mail-pauses/end', opens: administrators },
  summary: 'Ends a pause of all meetings',
  request: ofAll,
  returns: pauses,
  example: { request: {}, returns: { items: [] } },
});

export const DecideOverdueMails = defineRpc({
  subject: 'rpc.notifications.v1.decide-overdue-mails',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/overdue-mails', opens: owners, timeoutMs: 60_000 },
  summary:
    'People decide on mails that waited through an outage or a pause too long to leave by themselves: all of a meeting, of a kind, or some. They leave now, each if it is still to be sent, or not at all',
  request: z.object({
    meetingId: Id,
    pressId: Id,
    decision: z.enum(['send', 'drop']),
    kind: DeliveryKind.optional(),
    deliveryIds: z.array(DeliveryId).min(1).max(1_000).optional(),
  }),
  returns: z.object({ changed: z.int().min(0) }),
  example: {
    request: { meetingId: exampleMeeting.id, pressId: '5b1f0c528f574b7e9d6e2f4f', decision: 'send' },
    returns: { changed: 120 },
  },
});

export const MailsSteered = defineEvent({
  subject: 'evt.notifications.v1.mails-steered',
  summary: 'Somebody steered the mails of a meeting; what was done stands in its note, for the meeting’s history',
  data: z.object({
    meetingId: Id,
    what: z.enum([
      'mails-paused',
      'mails-resumed',
      'reminded-by-hand',
      'mails-released',
      'mails-dropped',
      'mails-worded',
      'mails-worded-as-usual',
      'announcement-written',
      'announcement-released',
      'announcement-withdrawn',
    ]),
    kind: DeliveryKind.optional(),
  }),
  example: { meetingId: exampleMeeting.id, what: 'mails-paused', kind: 'reminder' },
});
