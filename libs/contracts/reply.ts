import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleInvitation, exampleReplyForm, exampleReplyToken, Invitation, ReplyForm, ReplyToken } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleResponse, exampleResponseContent, Response, ResponseContent } from './response.js';
import { Answer, Channel, Id, Instant, ProvinceCode } from './words.js';

/** `changed` is false when the office sent what it had said already: nothing new was kept. */
export const RecordedReply = z.object({ invitation: Invitation, response: Response, changed: z.boolean() }).meta({ id: 'RecordedReply' });
export type RecordedReply = z.infer<typeof RecordedReply>;
const recordedReply: RecordedReply = { invitation: exampleInvitation, response: exampleResponse, changed: true };

/** The invitation's revision that the sender saw; another one means that somebody answered meanwhile (conflict). */
const expectedRevision = z.int().positive().optional();

export const GetReplyForm = defineRpc({
  subject: 'rpc.registration.v1.get-reply-form',
  summary: 'What the holder of a reply link sees; opening it changes nothing',
  request: z.object({ replyToken: ReplyToken }),
  reply: ReplyForm,
  example: { request: { replyToken: exampleReplyToken }, reply: exampleReplyForm },
});
export const RecordReply = defineRpc({
  subject: 'rpc.registration.v1.record-reply',
  summary: 'The office answers by its link, or changes its answer, until the deadline',
  request: z.object({ replyToken: ReplyToken, content: ResponseContent, expectedRevision }),
  reply: RecordedReply,
  example: { request: { replyToken: exampleReplyToken, content: exampleResponseContent }, reply: recordedReply },
});
export const RecordDeskReply = defineRpc({
  subject: 'rpc.registration.v1.record-desk-reply',
  summary: 'The reply desk enters a faxed, phoned or posted reply; one received after the deadline is kept and marked late',
  request: z.object({
    invitationId: Id,
    content: ResponseContent,
    channel: Channel.exclude(['web']),
    receivedAt: Instant,
    enteredBy: z.string().min(1).max(64),
    expectedRevision,
  }),
  reply: RecordedReply,
  example: {
    request: {
      invitationId: exampleInvitation.id, content: exampleResponseContent, channel: 'fax',
      receivedAt: '2016-11-09T03:00:00.000Z', enteredBy: 'staff-desk',
    },
    reply: recordedReply,
  },
});

export const ResponseRecorded = defineEvent({
  subject: 'evt.registration.v1.response-recorded',
  summary: 'An office answered or changed its answer; `previous` is what it had said before',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    organisationId: Id,
    siteId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    responseRevision: z.int().positive(),
    answer: Answer,
    attendeeCount: z.int().min(0),
    channel: Channel,
    receivedAt: Instant,
    late: z.boolean(),
    previous: z.object({ answer: Answer, channel: Channel, late: z.boolean() }).optional(),
  }),
  example: {
    invitationId: exampleInvitation.id, meetingId: exampleMeeting.id, organisationId: 'th-50-revenue', siteId: 'th-50',
    class: 'revenue', provinceCode: 'TH-50', responseRevision: 1, answer: 'attend', attendeeCount: 1, channel: 'web',
    receivedAt: exampleResponse.receivedAt, late: false,
  },
});
