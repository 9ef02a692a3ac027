import { z } from 'zod';
import { CallOutcome } from './call.js';
import { defineRpc } from './contract.js';
import { CancelReason, DeliveryId, DeliveryKind } from './delivery.js';
import { exampleFile, FileMade, Sha256 } from './file.js';
import { InboundSort } from './inbound.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, owners, replyDesk } from './rights.js';
import { Answer, Bilingual, Channel, Id, Instant, ProvinceCode, TimeZone } from './words.js';
import { MailKey } from './wrong-address.js';

/** What the id of a mail that went out begins with, as a file. */
export const copyPrefix = 'copy-';

/** Why a short message did not go to an office's mobile after all. */
export const MessageLeftOut = z
  .enum(['needless', 'too-late', 'no-mobile', 'no-channel'])
  .meta({ id: 'MessageLeftOut' });
export type MessageLeftOut = z.infer<typeof MessageLeftOut>;

/**
 * One thing that happened between Sala and an office. `planned`: a mail is to leave; `left`: a mail server took it; `refused`: none did, or it
 * came back; `unknown`: nobody knows whether it was taken; `came`: a mail came from the office or from a mail server about one;
 * `called`; `answered`, and `taken-back` of an answer. `message-waits`, `messaged`, `not-messaged`: of a short message to its mobile, beside a
 * reminder; handed to the system that brings it there, or left out.
 */
export const NoticeEntry = z
  .object({
    at: Instant,
    what: z.enum([
      'planned',
      'left',
      'refused',
      'unknown',
      'expired',
      'cancelled',
      'overdue',
      'came',
      'called',
      'answered',
      'taken-back',
      'message-waits',
      'messaged',
      'not-messaged',
    ]),
    /** Of a short message. */
    leftOut: MessageLeftOut.optional(),
    /** Of a mail of Sala's. */
    kind: DeliveryKind.optional(),
    deliveryId: DeliveryId.optional(),
    address: z.string().max(320).optional(),
    cancelReason: CancelReason.optional(),
    /** The mail server's own words, or those of whoever noted the call. */
    said: z.string().max(500).optional(),
    /** The message as it went out: its hash, and whether its bytes are still kept. */
    copy: z.object({ key: MailKey, sha256: Sha256, bytes: z.int().min(0), kept: z.boolean() }).optional(),
    /** Of a mail that came. */
    sort: InboundSort.optional(),
    mailId: Id.optional(),
    subject: z.string().max(300).optional(),
    callOutcome: CallOutcome.optional(),
    answer: Answer.optional(),
    channel: Channel.optional(),
  })
  .meta({ id: 'NoticeEntry' });
export type NoticeEntry = z.infer<typeof NoticeEntry>;

/** That an office was told, and what it said: all that is known of it, in the order of time. */
export const NoticeProof = z
  .object({
    meeting: z.object({
      id: Id,
      title: Bilingual,
      organiser: Bilingual,
      timeZone: TimeZone,
      startsAt: Instant,
      replyBy: Instant,
    }),
    office: z.object({
      invitationId: Id,
      name: Bilingual,
      class: Id,
      provinceCode: ProvinceCode,
      code: z.string().max(64).optional(),
    }),
    madeAt: Instant,
    entries: z.array(NoticeEntry),
  })
  .meta({ id: 'NoticeProof' });
export type NoticeProof = z.infer<typeof NoticeProof>;

const key = 'a3f5c2d18e904b7792d1f6c0b8e47a55';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const deliveryId = `${exampleMeeting.id}.${exampleInvitation.id}.invitation.1`;
const { title, organiser, timeZone, startsAt, replyBy } = exampleMeeting;

export const GetNoticeProof = defineRpc({
  subject: 'rpc.notifications.v1.get-notice-proof',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/notice-proof', opens: andFocalPoints(replyDesk) },
  summary:
    'Proof of notice: all that passed between Sala and an office, mails with the mail server’s words and the hash of what was sent, mails that came, calls, answers',
  request: z.object({ invitationId: Id }),
  returns: NoticeProof,
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: {
      meeting: { id: exampleMeeting.id, title, organiser, timeZone, startsAt, replyBy },
      office: {
        invitationId: exampleInvitation.id,
        name: exampleInvitation.organisation.name,
        class: 'revenue',
        provinceCode: 'TH-50',
      },
      madeAt: '2016-11-19T03:00:00.000Z',
      entries: [
        {
          at: '2016-11-07T02:00:01.000Z',
          what: 'left',
          kind: 'invitation',
          deliveryId,
          address: 'saraban@chiang-mai.example',
          said: '250 2.0.0 Ok: queued as 4F1B2',
          copy: { key, sha256, bytes: 8_412, kept: true },
        },
        { at: '2016-11-19T03:00:00.000Z', what: 'called', callOutcome: 'reached' },
      ],
    },
  },
});

export const GetMailCopy = defineRpc({
  subject: 'rpc.notifications.v1.get-mail-copy',
  http: { method: 'GET', path: '/api/v1/deliveries/:deliveryId/copies/:mailKey', opens: owners, answer: 'file' },
  summary: 'A mail as it was sent, byte for byte; the reply link in it opens the office’s answer',
  request: z.object({ deliveryId: DeliveryId, mailKey: MailKey }),
  returns: FileMade,
  example: {
    request: { deliveryId, mailKey: key },
    returns: { ...exampleFile, fileId: `${copyPrefix}${key}`, name: `${key}.eml`, contentType: 'message/rfc822' },
  },
});
export const GetMailCopyPart = defineRpc({
  subject: 'rpc.notifications.v1.get-mail-copy-part',
  summary: 'A part of a mail that was sent, in base64; all but the last have 384 KiB',
  request: z.object({ fileId: Id, number: z.int().min(0).max(1000) }),
  returns: z.object({ content: z.base64() }),
  example: { request: { fileId: `${copyPrefix}${key}`, number: 0 }, returns: { content: 'UEsDBA==' } },
});
