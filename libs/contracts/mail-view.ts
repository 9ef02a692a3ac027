import { z } from 'zod';
import { defineRpc } from './contract.js';
import { Delivery, DeliveryId, exampleDelivery } from './delivery.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, readers, replyDesk } from './rights.js';
import { Id, Instant, Language } from './words.js';

/** An earlier try that staff followed by another: where it went, and when it left or may have. */
export const EarlierTry = z
  .object({ address: z.string().max(320).optional(), leftAt: Instant.optional() })
  .meta({ id: 'EarlierTry' });

/** A delivery with its times and addresses. */
export const DeliveryDetail = Delivery.extend({
  /** Where it was handed over for last; before that, where it would go now. */
  address: z.string().max(320).optional(),
  /** When it was first due, where that is another instant than the one of its next try. */
  plannedFor: Instant.optional(),
  submittedAt: Instant.optional(),
  usefulUntil: Instant.optional(),
  earlier: z.array(EarlierTry).optional(),
  /** Whether staff may have it sent again, and whether it waits for their decision. */
  mayResend: z.boolean(),
  mayDecide: z.boolean(),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

export const GetDelivery = defineRpc({
  subject: 'rpc.notifications.v1.get-delivery',
  http: { method: 'GET', path: '/api/v1/deliveries/:deliveryId', opens: andFocalPoints(readers) },
  summary: 'One delivery with its times, addresses and earlier tries',
  request: z.object({ deliveryId: DeliveryId }),
  returns: DeliveryDetail,
  example: {
    request: { deliveryId: exampleDelivery.id },
    returns: {
      ...exampleDelivery,
      address: 'saraban@chiang-mai.example',
      submittedAt: '2016-11-11T02:00:03.000Z',
      mayResend: true,
      mayDecide: false,
    },
  },
});

/** A mail as it would be written now, for people to read. The link in it opens nothing: whoever has the real one may answer. */
export const MailPreview = z
  .object({ language: Language, subject: z.string(), text: z.string(), address: z.string().max(320).optional() })
  .meta({ id: 'MailPreview' });
export type MailPreview = z.infer<typeof MailPreview>;
export const exampleMailPreview: MailPreview = {
  language: 'th',
  subject: 'ขอเชิญเข้าร่วมประชุมผ่านระบบวิดีทัศน์ทางไกล',
  text: 'เรียน สรรพากรพื้นที่เชียงใหม่',
  address: 'saraban@chiang-mai.example',
};

export const PreviewDelivery = defineRpc({
  subject: 'rpc.notifications.v1.preview-delivery',
  http: { method: 'GET', path: '/api/v1/deliveries/:deliveryId/preview', opens: replyDesk },
  summary: 'What a delivery’s mail says, as it would be written now; the reply link in it opens nothing',
  request: z.object({ deliveryId: DeliveryId }),
  returns: MailPreview,
  example: { request: { deliveryId: exampleDelivery.id }, returns: exampleMailPreview },
});

/**
 * What of a meeting's mails somebody has to decide on: mails of which nobody knows whether they were taken, recipients whom
 * the last mail did not reach and who still need one, mails that are overdue, whether a mail server takes no mail, and whether some are
 * kept back by a pause.
 */
export const MailAttention = z
  .object({
    meetingId: Id,
    unknown: z.int().min(0),
    unreached: z.int().min(0),
    overdue: z.int().min(0),
    laneStopped: z.boolean(),
    paused: z.boolean(),
    /** Since when the oldest mail of any meeting has been due that has not left, where that is too long ago. */
    lateSince: Instant.optional(),
  })
  .meta({ id: 'MailAttention' });
export type MailAttention = z.infer<typeof MailAttention>;

export const GetMailAttention = defineRpc({
  subject: 'rpc.notifications.v1.get-mail-attention',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mail-attention', opens: readers },
  summary: 'How much of a meeting’s mails waits for somebody’s decision',
  request: z.object({ meetingId: Id }),
  returns: MailAttention,
  example: {
    request: { meetingId: exampleMeeting.id },
    returns: { meetingId: exampleMeeting.id, unknown: 1, unreached: 2, overdue: 0, laneStopped: false, paused: false },
  },
});
