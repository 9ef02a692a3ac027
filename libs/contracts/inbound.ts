import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleFile, FileMade } from './file.js';
import { exampleInvitation } from './invitation.js';
import { andFocalPoints, owners, replyDesk } from './rights.js';
import { Text } from './text.js';
import { Bilingual, Id, Instant, PageRequest, pageOf, ProvinceCode, StaffId } from './words.js';

/** What the id of a mail that came begins with, and those of its files. */
export const mailPrefix = 'mail-';

/**
 * What a mail is that came: one of ours that comes back whole (`loop`, counted and not kept), a report that one was not
 * delivered, that somebody took one for spam, that one was read; one that no rule names (`unclear`); an automatic reply; an
 * answer out of a calendar; or what a person wrote.
 */
export const InboundSort = z
  .enum(['loop', 'bounce', 'complaint', 'read-receipt', 'unclear', 'automatic', 'calendar-answer', 'mail-of-a-person'])
  .meta({ id: 'InboundSort' });
export type InboundSort = z.infer<typeof InboundSort>;

/** `open`: for somebody to look at; `done`: somebody has; `noted`: nobody need. */
export const InboxState = z.enum(['open', 'done', 'noted']).meta({ id: 'InboxState' });
export type InboxState = z.infer<typeof InboxState>;

/**
 * By what the office was recognised: the mail that it answers, the address that it was sent to, the reply code in its text, or
 * only its sender, which anybody may write (`sender`: proposed, no more). `staff`: somebody said it.
 */
export const RecognisedBy = z.enum(['answers', 'address', 'code', 'sender', 'staff']).meta({ id: 'RecognisedBy' });
export type RecognisedBy = z.infer<typeof RecognisedBy>;

/** What was done: its answer was entered, it was answered, or it needed nothing. */
export const InboxDone = z.enum(['entered', 'answered', 'aside']).meta({ id: 'InboxDone' });
export type InboxDone = z.infer<typeof InboxDone>;

export const InboxMail = z
  .object({
    id: Id,
    receivedAt: Instant,
    sort: InboundSort,
    state: InboxState,
    subject: z.string().max(300),
    /** As the mail says it: nobody has checked that. */
    from: z.object({ name: z.string().max(300).optional(), address: z.string().max(320) }).optional(),
    meetingId: Id.optional(),
    office: z.object({ invitationId: Id, name: Bilingual, provinceCode: ProvinceCode }).optional(),
    recognisedBy: RecognisedBy.optional(),
    /** What a calendar's answer comes to. */
    proposes: z.enum(['attend', 'decline']).optional(),
    /** What a report says, in the mail server's own words. */
    said: z.string().max(500).optional(),
    files: z.int().min(0),
    done: z.object({ as: InboxDone, at: Instant, by: StaffId }).optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'InboxMail' });
export type InboxMail = z.infer<typeof InboxMail>;

/** A mail as it is read: its text, never its HTML, and what came with it. */
export const InboxMailWhole = InboxMail.extend({
  text: z.string().max(100_000),
  /** There is more of it in the original. */
  cut: z.boolean(),
  attachments: z
    .array(
      z.object({
        number: z.int().min(1),
        name: z.string().max(300),
        contentType: z.string().max(100),
        bytes: z.int().min(0),
      }),
    )
    .max(100),
}).meta({ id: 'InboxMailWhole' });
export type InboxMailWhole = z.infer<typeof InboxMailWhole>;

export const exampleInboxMail: InboxMail = {
  id: 'mail-3f8a5d21c04b7e96',
  receivedAt: '2016-11-09T03:12:00.000Z',
  sort: 'mail-of-a-person',
  state: 'open',
  subject: 'Re: ขอเชิญเข้าร่วมการประชุม',
  from: { name: 'สำนักงานสรรพากรพื้นที่เชียงใหม่', address: 'revenue@chiang-mai.example' },
  meetingId: exampleInvitation.meetingId,
  office: {
    invitationId: exampleInvitation.id,
    name: exampleInvitation.organisation.name,
    provinceCode: exampleInvitation.organisation.provinceCode,
  },
  recognisedBy: 'answers',
  files: 1,
  revision: 2,
};
const { id: mailId, meetingId = '' } = exampleInboxMail;
const exampleWhole: InboxMailWhole = {
  ...exampleInboxMail,
  text: 'เรียน ผู้ประสานงาน\n\nสำนักงานขอส่งแบบตอบรับมาพร้อมนี้',
  cut: false,
  attachments: [{ number: 1, name: 'แบบตอบรับ.pdf', contentType: 'application/pdf', bytes: 48_213 }],
};
const exampleDone: InboxMailWhole = {
  ...exampleWhole,
  state: 'done',
  done: { as: 'entered', at: '2016-11-09T04:00:00.000Z', by: 'staff-desk' },
  revision: 3,
};
const exampleAttachment: FileMade = { ...exampleFile, name: 'แบบตอบรับ.pdf', contentType: 'application/pdf' };

const opens = andFocalPoints(replyDesk);
export const ListInbox = defineRpc({
  subject: 'rpc.notifications.v1.list-inbox',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/inbox', opens },
  summary:
    'A page of the mails that came for a meeting, and of those of which nobody knows for which, the newest first; of one office those of any state',
  request: z
    .object({ meetingId: Id, state: InboxState.optional(), invitationId: Id.optional() })
    .extend({ ...PageRequest.shape, limit: z.int().min(1).max(200).default(50) }),
  returns: pageOf(InboxMail),
  example: { request: { meetingId, state: 'open' }, returns: { items: [exampleInboxMail] } },
});
export const GetInboxMail = defineRpc({
  subject: 'rpc.notifications.v1.get-inbox-mail',
  http: { method: 'GET', path: '/api/v1/inbox/:mailId', opens },
  summary: 'A mail that came: its text, what came with it, and whose it is',
  request: z.object({ mailId: Id }),
  returns: InboxMailWhole,
  example: { request: { mailId }, returns: exampleWhole },
});
export const AssignInboxMail = defineRpc({
  subject: 'rpc.notifications.v1.assign-inbox-mail',
  http: { method: 'POST', path: '/api/v1/inbox/:mailId/office', opens },
  summary: 'Staff say which office’s mail it is',
  request: z.object({ mailId: Id, invitationId: Id }),
  returns: InboxMailWhole,
  example: { request: { mailId, invitationId: exampleInvitation.id }, returns: exampleWhole },
});
export const CloseInboxMail = defineRpc({
  subject: 'rpc.notifications.v1.close-inbox-mail',
  http: { method: 'POST', path: '/api/v1/inbox/:mailId/closing', opens, staffIn: 'closedBy' },
  summary: 'Staff are done with a mail that came: its answer was entered, or it needs nothing',
  request: z.object({ mailId: Id, as: z.enum(['entered', 'aside']), closedBy: StaffId }),
  returns: InboxMailWhole,
  example: { request: { mailId, as: 'entered', closedBy: 'staff-desk' }, returns: exampleDone },
});
export const ReopenInboxMail = defineRpc({
  subject: 'rpc.notifications.v1.reopen-inbox-mail',
  http: { method: 'POST', path: '/api/v1/inbox/:mailId/reopening', opens },
  summary: 'A mail that came is for somebody to look at again',
  request: z.object({ mailId: Id }),
  returns: InboxMailWhole,
  example: { request: { mailId }, returns: exampleWhole },
});
export const AnswerInboxMail = defineRpc({
  subject: 'rpc.notifications.v1.answer-inbox-mail',
  http: { method: 'POST', path: '/api/v1/inbox/:mailId/answers', opens, staffIn: 'answeredBy' },
  summary:
    'Staff answer a mail that came, to where it came from; whose it is has to be known. Under the same id it goes once',
  request: z.object({ mailId: Id, answerId: Id, text: Text(5000), answeredBy: StaffId }),
  returns: InboxMailWhole,
  example: {
    request: {
      mailId,
      answerId: '0d6ff2a9-32c1-4c0b-a2b0-5f2b7f0f9a11',
      text: 'ได้รับแบบตอบรับแล้ว ขอบคุณ',
      answeredBy: 'staff-desk',
    },
    returns: { ...exampleDone, done: { as: 'answered', at: '2016-11-09T04:00:00.000Z', by: 'staff-desk' } },
  },
});
export const GetInboxAttachment = defineRpc({
  subject: 'rpc.notifications.v1.get-inbox-attachment',
  http: { method: 'GET', path: '/api/v1/inbox/:mailId/attachments/:number', opens, answer: 'file' },
  summary: 'A file that came with a mail',
  request: z.object({ mailId: Id, number: z.coerce.number().int().min(1).max(100) }),
  returns: FileMade,
  example: { request: { mailId, number: 1 }, returns: exampleAttachment },
});
export const GetInboxOriginal = defineRpc({
  subject: 'rpc.notifications.v1.get-inbox-original',
  http: { method: 'GET', path: '/api/v1/inbox/:mailId/original', opens: owners, answer: 'file' },
  summary: 'A mail as it came, byte for byte',
  request: z.object({ mailId: Id }),
  returns: FileMade,
  example: {
    request: { mailId },
    returns: { ...exampleFile, fileId: mailId, name: `${mailId}.eml`, contentType: 'application/octet-stream' },
  },
});
export const GetInboxPart = defineRpc({
  subject: 'rpc.notifications.v1.get-inbox-part',
  summary: 'A part of a mail that came or of a file with it, in base64; all but the last have 384 KiB',
  request: z.object({ fileId: Id, number: z.int().min(0).max(1000) }),
  returns: z.object({ content: z.base64() }),
  example: { request: { fileId: mailId, number: 0 }, returns: { content: 'UEsDBA==' } },
});
