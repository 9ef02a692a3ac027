import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import {
  exampleInvitation,
  exampleReplyForm,
  exampleReplyToken,
  Invitation,
  ReplyForm,
  ReplyToken,
} from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleResponse, exampleResponseContent, Response, ResponseContent } from './response.js';
import { andFocalPoints, replyDesk } from './rights.js';
import { exampleScan, mostScans } from './scan-file.js';
import { Seat } from './seat.js';
import {
  Answer,
  Channel,
  ExpectedRevision,
  Id,
  Instant,
  ProvinceCode,
  Reason,
  StaffId,
  CountingAnswer,
} from './words.js';

/**
 * `changed` is false when the office sent what it had said already: nothing new was kept. `counts`: the response is the one
 * that counts, which is the latest by `receivedAt` that was not taken back; what counts instead is `invitation.response`. `seat`: what the office has in its hall, where the
 * meeting counts seats.
 */
export const RecordedReply = z
  .object({
    invitation: Invitation,
    response: Response,
    changed: z.boolean(),
    counts: z.boolean(),
    seat: Seat.optional(),
  })
  .meta({ id: 'RecordedReply' });
export type RecordedReply = z.infer<typeof RecordedReply>;
const { response: _response, ...silentInvitation } = exampleInvitation;
const recordedReply: RecordedReply = {
  invitation: exampleInvitation,
  response: exampleResponse,
  changed: true,
  counts: true,
};

export const GetReplyForm = defineRpc({
  subject: 'rpc.registration.v1.get-reply-form',
  http: { method: 'GET', path: '/api/v1/replies/:replyToken', opens: 'reply-link' },
  summary: 'What the holder of a reply link sees; opening it changes nothing',
  request: z.object({ replyToken: ReplyToken }),
  returns: ReplyForm,
  example: { request: { replyToken: exampleReplyToken }, returns: exampleReplyForm },
});
export const RecordReply = defineRpc({
  subject: 'rpc.registration.v1.record-reply',
  http: { method: 'PUT', path: '/api/v1/replies/:replyToken', opens: 'reply-link' },
  summary: 'The office answers by its link, or changes its answer, until the deadline',
  request: z.object({ replyToken: ReplyToken, content: ResponseContent, expectedRevision: ExpectedRevision }),
  returns: RecordedReply,
  example: { request: { replyToken: exampleReplyToken, content: exampleResponseContent }, returns: recordedReply },
});
export const WithdrawReply = defineRpc({
  subject: 'rpc.registration.v1.withdraw-reply',
  http: { method: 'PUT', path: '/api/v1/replies/:replyToken/withdrawal', opens: 'reply-link' },
  summary:
    'The office withdraws by its link all that it has said, until the deadline: it is silent again, and what it said stays on record with the reason. `changed` is false when nothing counted any more',
  request: z.object({ replyToken: ReplyToken, reason: Reason, expectedRevision: ExpectedRevision }),
  returns: z.object({ invitation: Invitation, changed: z.boolean() }),
  example: {
    request: {
      replyToken: exampleReplyToken,
      reason: 'the head of the office has not decided yet',
      expectedRevision: 2,
    },
    returns: { invitation: { ...silentInvitation, revision: 3 }, changed: true },
  },
});
export const RecordDeskReply = defineRpc({
  subject: 'rpc.registration.v1.record-desk-reply',
  http: {
    method: 'PUT',
    path: '/api/v1/invitations/:invitationId/response',
    opens: andFocalPoints(replyDesk),
    staffIn: 'enteredBy',
  },
  summary:
    'The reply desk enters a faxed, phoned, posted or e-mailed reply, with the scans of its paper; it counts if none was received later, and one received after the deadline is kept and marked late',
  request: z.object({
    invitationId: Id,
    content: ResponseContent,
    channel: Channel.exclude(['web']),
    receivedAt: Instant,
    /** Scans of this meeting that prove it; one that proves another office's answer is refused. */
    scanIds: z.array(Id).max(mostScans).optional(),
    /** Why it takes the place of what the office said before; asked for where the office itself had said that by its link. */
    reason: Reason.optional(),
    enteredBy: StaffId,
    expectedRevision: ExpectedRevision,
  }),
  returns: RecordedReply,
  example: {
    request: {
      invitationId: exampleInvitation.id,
      content: exampleResponseContent,
      channel: 'fax',
      receivedAt: '2016-11-09T03:00:00.000Z',
      scanIds: [exampleScan.scanId],
      enteredBy: 'staff-desk',
    },
    returns: recordedReply,
  },
});
export const TakeBackReply = defineRpc({
  subject: 'rpc.registration.v1.take-back-reply',
  http: {
    method: 'PUT',
    path: '/api/v1/invitations/:invitationId/responses/:responseRevision/taken-back',
    opens: andFocalPoints(replyDesk),
    staffIn: 'takenBackBy',
  },
  summary:
    'Takes back an answer that was entered by mistake; the latest of those that are left counts, or the office is silent again',
  request: z.object({
    invitationId: Id,
    responseRevision: z.int().positive(),
    reason: Reason,
    takenBackBy: StaffId,
    expectedRevision: ExpectedRevision,
  }),
  returns: z.object({ invitation: Invitation, response: Response }),
  example: {
    request: {
      invitationId: exampleInvitation.id,
      responseRevision: 1,
      reason: 'entered for the wrong office',
      takenBackBy: 'staff-desk',
    },
    returns: {
      invitation: silentInvitation,
      response: {
        ...exampleResponse,
        takenBack: { at: '2016-11-09T04:00:00.000Z', by: 'staff-desk', reason: 'entered for the wrong office' },
      },
    },
  },
});

const previous = z.object({ answer: Answer, channel: Channel, late: z.boolean() }).optional();

export const ResponseRecorded = defineEvent({
  subject: 'evt.registration.v1.response-recorded',
  summary: 'An office answered or changed its answer, and that is what counts now; `previous` is what counted before',
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
    previous,
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisationId: 'th-50-revenue',
    siteId: 'th-50',
    class: 'revenue',
    provinceCode: 'TH-50',
    responseRevision: 1,
    answer: 'attend',
    attendeeCount: 1,
    channel: 'web',
    receivedAt: exampleResponse.receivedAt,
    late: false,
  },
});
export const ResponseConfirmed = defineEvent({
  subject: 'evt.registration.v1.response-confirmed',
  summary:
    'An office that comes has said so again since the time or place of the meeting was changed; `channel` is that of the answer that stands',
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
    late: z.boolean(),
    confirmedAt: Instant,
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisationId: 'th-50-revenue',
    siteId: 'th-50',
    class: 'revenue',
    provinceCode: 'TH-50',
    responseRevision: 1,
    answer: 'attend',
    attendeeCount: 1,
    channel: 'web',
    late: false,
    confirmedAt: '2016-11-15T03:00:00.000Z',
  },
});
export const ResponseTakenBack = defineEvent({
  subject: 'evt.registration.v1.response-taken-back',
  summary:
    'The answer that counted was taken back; `counts` is what counts now, without it the office is silent again; `previous` is what counted before',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    organisationId: Id,
    siteId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    /** The one that was taken back. */
    responseRevision: z.int().positive(),
    counts: CountingAnswer.optional(),
    previous,
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisationId: 'th-50-revenue',
    siteId: 'th-50',
    class: 'revenue',
    provinceCode: 'TH-50',
    responseRevision: 2,
    counts: { responseRevision: 1, answer: 'attend', attendeeCount: 1, channel: 'web', late: false },
    previous: { answer: 'decline', channel: 'fax', late: false },
  },
});
