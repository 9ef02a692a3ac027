import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { MeetingDuty } from './duty.js';
import { Letter } from './letter.js';
import { MailSchedule } from './mail-schedule.js';
import { MeetingDocument } from './meeting-file.js';
import { andFocalPoints, owners, readers } from './rights.js';
import { KeptReplyForm, ReplyFormSettings } from './reply-form-settings.js';
import { broken } from './word.js';
import { Bilingual, EmailAddress, Id, Instant, Line, Phone, Reason, TimeZone } from './words.js';

/** A class of invited offices (ประเภทหน่วยงาน); `surveyed` says whether the survey that the meeting reports on asked it. */
export const OrganisationClass = z
  .object({ class: Id, name: Bilingual, surveyed: z.boolean() })
  .meta({ id: 'OrganisationClass' });
export type OrganisationClass = z.infer<typeof OrganisationClass>;

/** Which meeting of its series it is (ครั้งที่ n/ปี). The year is Gregorian; readers see it in their era. */
export const RunningNumber = z
  .object({ ordinal: z.int().min(1).max(999), year: z.int().min(1900).max(2200) })
  .meta({ id: 'RunningNumber' });
export type RunningNumber = z.infer<typeof RunningNumber>;

const toAsk = { unit: Bilingual, name: Line(200).optional(), phone: Phone.optional() };

const contentFields = z.object({
  title: Bilingual,
  number: RunningNumber.optional(),
  organiser: Bilingual,
  purpose: Bilingual,
  place: Bilingual,
  timeZone: TimeZone,
  startsAt: Instant,
  endsAt: Instant,
  replyBy: Instant,
  fax: Phone.optional(),
  /** Whom offices ask, and where answers to Sala's mails go. */
  coordinator: z.object({ ...toAsk, email: EmailAddress }),
  /** The unit whose technicians carry the conference. */
  host: z.object({ ...toAsk, email: EmailAddress.optional() }).optional(),
  /** Where sites call when a link fails on the day. */
  faultLine: Phone.optional(),
  /** How a site joins: what is dialled, or the address of the conference. */
  dialIn: Line(300).optional(),
  letter: Letter.optional(),
  /** What participants read, beside the letter's enclosures. */
  documents: z.array(MeetingDocument).max(50).optional(),
  /** What was seen to of what a meeting by electronic means has to keep. */
  duties: z.array(MeetingDuty).max(5).optional(),
  /** What it asks on its reply form; without it what is usual. */
  form: ReplyFormSettings.optional(),
  /** When which mail leaves; without it what is usual. */
  mails: MailSchedule.optional(),
  /** Whom it invites: without a class it can be prepared, not announced. */
  classes: z.array(OrganisationClass).max(100),
});
type Times = { readonly startsAt: string; readonly endsAt: string; readonly replyBy: string };
const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
const dutiesOnce = ({ duties = [] }: { readonly duties?: readonly MeetingDuty[] | undefined }): boolean =>
  new Set(duties.map(({ duty }) => duty)).size === duties.length;
const classesOnce = ({ classes }: { readonly classes: readonly OrganisationClass[] }): boolean =>
  new Set(classes.map((each) => each.class)).size === classes.length;

/**
 * What people write of a meeting. Times are checked against each other: reply deadline, then start, then end; a class is
 * named once.
 */
export const MeetingContent = contentFields
  .refine(
    (meeting: Times) => isBefore(meeting.startsAt, meeting.endsAt),
    broken(['endsAt'], 'must-be-after', { other: 'startsAt' }),
  )
  .refine(
    (meeting: Times) => isBefore(meeting.replyBy, meeting.startsAt),
    broken(['replyBy'], 'must-be-before', { other: 'startsAt' }),
  )
  .refine(classesOnce, broken(['classes'], 'named-twice'))
  .refine(dutiesOnce, broken(['duties'], 'named-twice'))
  .meta({ id: 'MeetingContent' });
export type MeetingContent = z.infer<typeof MeetingContent>;
export const meetingContentNames = Object.keys(contentFields.shape) as (keyof MeetingContent)[];

/**
 * A first draft: a title and a start are enough. What is left out is taken from the meeting named by `like`, else from the
 * last one, else from Sala's defaults; with null for `like` from Sala's defaults alone.
 */
export const MeetingDraft = contentFields
  .partial()
  .required({ title: true, startsAt: true })
  .extend({ id: Id, like: Id.nullable().optional() })
  .refine(
    ({ startsAt, endsAt }) => endsAt === undefined || isBefore(startsAt, endsAt),
    broken(['endsAt'], 'must-be-after', { other: 'startsAt' }),
  )
  .refine(
    ({ startsAt, replyBy }) => replyBy === undefined || isBefore(replyBy, startsAt),
    broken(['replyBy'], 'must-be-before', { other: 'startsAt' }),
  )
  .refine(({ classes = [] }) => classesOnce({ classes }), broken(['classes'], 'named-twice'))
  .refine(dutiesOnce, broken(['duties'], 'named-twice'))
  .meta({ id: 'MeetingDraft' });
export type MeetingDraft = z.infer<typeof MeetingDraft>;

export const MeetingStatus = z.enum(['draft', 'announced', 'closed', 'cancelled']).meta({ id: 'MeetingStatus' });
export const Meeting = contentFields
  // Until when offices may answer by themselves; registration alone decides it. Events from before this field lack it: see `answersUntilOf`.
  .extend({
    id: Id,
    form: KeptReplyForm.optional(),
    status: MeetingStatus,
    revision: z.int().positive(),
    announcedAt: Instant.optional(),
    answersUntil: Instant.optional(),
    /** Offices that said before it that they come were asked to say so again: its time or place is otherwise since. */
    confirmedFrom: Instant.optional(),
    /** The meeting that it was made from, and when: what is kept elsewhere of that one, as the words of its mails, holds for this one too. */
    madeLike: z.object({ meetingId: Id, at: Instant }).optional(),
  })
  .meta({ id: 'Meeting' });
export type Meeting = z.infer<typeof Meeting>;

/** Until when offices may answer by themselves; where it is not said, it was the deadline. */
export const answersUntilOf = ({ answersUntil, replyBy }: Pick<Meeting, 'answersUntil' | 'replyBy'>): string =>
  answersUntil ?? replyBy;

/** What people wrote of a meeting, without what Sala keeps beside it. */
export const meetingContentOf = (meeting: MeetingContent): MeetingContent =>
  Object.fromEntries(
    meetingContentNames.flatMap((name) => (meeting[name] === undefined ? [] : [[name, meeting[name]]])),
  ) as MeetingContent;

export const exampleMeetingContent: MeetingContent = {
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
export const exampleMeetingDraft = { id: 'egov-readiness-2559', ...exampleMeetingContent };
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
  summary:
    'Keeps a new meeting as a draft; what is left out is taken from the last one. The same draft again is answered with the meeting that is there',
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
