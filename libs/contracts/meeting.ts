import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { andFocalPoints, owners, readers } from './rights.js';
import { broken } from './word.js';
import { Bilingual, EmailAddress, Id, Instant, Phone, Reason, TimeZone } from './words.js';

/** A class of invited offices (ประเภทหน่วยงาน); `surveyed` says whether the survey that the meeting reports on asked it. */
export const OrganisationClass = z
  .object({ class: Id, name: Bilingual, surveyed: z.boolean() })
  .meta({ id: 'OrganisationClass' });
export type OrganisationClass = z.infer<typeof OrganisationClass>;

const meetingFields = z.object({
  id: Id,
  title: Bilingual,
  organiser: Bilingual,
  purpose: Bilingual,
  place: Bilingual,
  timeZone: TimeZone,
  startsAt: Instant,
  endsAt: Instant,
  replyBy: Instant,
  fax: Phone.optional(),
  coordinator: z.object({ unit: Bilingual, email: EmailAddress }),
  classes: z.array(OrganisationClass).min(1).max(100),
});

/** The meeting as the letter states it. Times are checked against each other: reply deadline, then start, then end. */
export const MeetingDraft = meetingFields
  .refine(
    (meeting) => Date.parse(meeting.startsAt) < Date.parse(meeting.endsAt),
    broken(['endsAt'], 'must-be-after', { other: 'startsAt' }),
  )
  .refine(
    (meeting) => Date.parse(meeting.replyBy) < Date.parse(meeting.startsAt),
    broken(['replyBy'], 'must-be-before', { other: 'startsAt' }),
  )
  .refine(
    (meeting) => new Set(meeting.classes.map((each) => each.class)).size === meeting.classes.length,
    broken(['classes'], 'named-twice'),
  )
  .meta({ id: 'MeetingDraft' });
export type MeetingDraft = z.infer<typeof MeetingDraft>;

export const MeetingStatus = z.enum(['draft', 'announced', 'cancelled']).meta({ id: 'MeetingStatus' });
export const Meeting = meetingFields
  // Until when offices may answer by themselves; registration alone decides it. Events from before this field lack it: see `answersUntilOf`.
  .extend({
    status: MeetingStatus,
    revision: z.int().positive(),
    announcedAt: Instant.optional(),
    answersUntil: Instant.optional(),
  })
  .meta({ id: 'Meeting' });
export type Meeting = z.infer<typeof Meeting>;

/** Until when offices may answer by themselves; where it is not said, it was the deadline. */
export const answersUntilOf = ({ answersUntil, replyBy }: Pick<Meeting, 'answersUntil' | 'replyBy'>): string =>
  answersUntil ?? replyBy;

export const exampleMeetingDraft: MeetingDraft = {
  id: 'egov-readiness-2559',
  title: { th: 'การประชุมรับฟังผลการสำรวจ', en: 'Hearing of the survey results' },
  organiser: { th: 'สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)', en: 'Electronic Government Agency' },
  purpose: { th: 'นำเสนอผลการสำรวจ และรับฟังความคิดเห็น', en: 'Present the results and hear opinions' },
  place: { th: 'ศาลากลางจังหวัดของท่าน', en: 'the provincial hall of each province' },
  timeZone: 'Asia/Bangkok',
  startsAt: '2016-11-23T07:30:00.000Z',
  endsAt: '2016-11-23T09:30:00.000Z',
  replyBy: '2016-11-18T16:59:59.000Z',
  fax: '0 2612 6011',
  coordinator: {
    unit: { th: 'ส่วนนโยบายรัฐบาลอิเล็กทรอนิกส์', en: 'E-Government Policy Division' },
    email: 'coordinator@ega.example',
  },
  classes: [{ class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่จังหวัด', en: 'Area revenue office' }, surveyed: true }],
};
export const exampleMeeting: Meeting = {
  ...exampleMeetingDraft,
  status: 'announced',
  revision: 2,
  announcedAt: '2016-11-07T02:00:00.000Z',
  answersUntil: exampleMeetingDraft.replyBy,
};
const meetingId = exampleMeeting.id;

export const CreateMeeting = defineRpc({
  subject: 'rpc.registration.v1.create-meeting',
  http: { method: 'POST', path: '/api/v1/meetings', opens: owners },
  summary: 'Keeps a new meeting as a draft; the same draft again is answered with the meeting that is there',
  request: MeetingDraft,
  returns: Meeting,
  example: { request: exampleMeetingDraft, returns: { ...exampleMeetingDraft, status: 'draft', revision: 1 } },
});
export const GetMeeting = defineRpc({
  subject: 'rpc.registration.v1.get-meeting',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId', opens: andFocalPoints(readers) },
  summary: 'One meeting',
  request: z.object({ meetingId: Id }),
  returns: Meeting,
  example: { request: { meetingId }, returns: exampleMeeting },
});
export const ListMeetings = defineRpc({
  subject: 'rpc.registration.v1.list-meetings',
  http: { method: 'GET', path: '/api/v1/meetings', opens: andFocalPoints(readers) },
  summary: 'All meetings, the newest start first',
  request: z.object({}),
  returns: z.object({ items: z.array(Meeting) }),
  example: { request: {}, returns: { items: [exampleMeeting] } },
});
export const AnnounceMeeting = defineRpc({
  subject: 'rpc.registration.v1.announce-meeting',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/announcement', opens: owners },
  summary: 'Announces a draft: every organisation of its classes gets an invitation',
  request: z.object({ meetingId: Id }),
  returns: Meeting,
  example: { request: { meetingId }, returns: exampleMeeting },
});
export const ExtendDeadline = defineRpc({
  subject: 'rpc.registration.v1.extend-deadline',
  http: { method: 'PUT', path: '/api/v1/meetings/:meetingId/deadline', opens: owners },
  summary: 'Moves the reply deadline to a later instant before the meeting starts',
  request: z.object({ meetingId: Id, replyBy: Instant }),
  returns: Meeting,
  example: { request: { meetingId, replyBy: '2016-11-21T16:59:59.000Z' }, returns: { ...exampleMeeting, revision: 3 } },
});
export const CancelMeeting = defineRpc({
  subject: 'rpc.registration.v1.cancel-meeting',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/cancellation', opens: owners },
  summary: 'Cancels the meeting: no reply is taken, no reminder sent, no check booked any more',
  request: z.object({ meetingId: Id, reason: Reason }),
  returns: Meeting,
  example: {
    request: { meetingId, reason: 'moved to next year' },
    returns: { ...exampleMeeting, status: 'cancelled', revision: 3 },
  },
});

export const MeetingAnnounced = defineEvent({
  subject: 'evt.registration.v1.meeting-announced',
  summary: 'A meeting was announced; its invitations follow',
  data: z.object({ meeting: Meeting }),
  example: { meeting: exampleMeeting },
});
export const DeadlineExtended = defineEvent({
  subject: 'evt.registration.v1.deadline-extended',
  summary: 'The reply deadline was moved to a later instant',
  data: z.object({
    meetingId: Id,
    replyBy: Instant,
    previousReplyBy: Instant,
    answersUntil: Meeting.shape.answersUntil,
  }),
  example: {
    meetingId,
    replyBy: '2016-11-21T16:59:59.000Z',
    previousReplyBy: exampleMeeting.replyBy,
    answersUntil: '2016-11-21T16:59:59.000Z',
  },
});
export const MeetingCancelled = defineEvent({
  subject: 'evt.registration.v1.meeting-cancelled',
  summary: 'The meeting will not take place; offices know of it only if it was announced',
  data: z.object({ meetingId: Id, reason: z.string(), meeting: Meeting, wasAnnounced: z.boolean() }),
  example: {
    meetingId,
    reason: 'moved to next year',
    meeting: { ...exampleMeeting, status: 'cancelled', revision: 3 },
    wasAnnounced: true,
  },
});
