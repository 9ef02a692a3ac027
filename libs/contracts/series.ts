import { z } from 'zod';
import { AttendanceState } from './attendance.js';
import { defineRpc } from './contract.js';
import { exampleInvitation, InvitationStatus } from './invitation.js';
import { exampleMeeting, MeetingStatus } from './meeting.js';
import { andFocalPoints, readers } from './rights.js';
import { Answer, Bilingual, Id, Instant, TimeZone } from './words.js';

/** What became of an office at another meeting. `answer` is what counted, `attendance` how the register of its hall says it came. */
export const OtherMeeting = z
  .object({
    meetingId: Id,
    invitationId: Id,
    title: Bilingual,
    startsAt: Instant,
    timeZone: TimeZone,
    meetingStatus: MeetingStatus,
    status: InvitationStatus,
    /** What it was called there, where that was an office that was merged into it since, or that it was split from. */
    office: Bilingual.optional(),
    answer: Answer.optional(),
    attendance: AttendanceState.optional(),
  })
  .meta({ id: 'OtherMeeting' });
export type OtherMeeting = z.infer<typeof OtherMeeting>;

const exampleOtherMeeting: OtherMeeting = {
  meetingId: 'e-government-2015',
  invitationId: 'inv-of-2015',
  title: exampleMeeting.title,
  startsAt: '2015-11-24T02:00:00.000Z',
  timeZone: exampleMeeting.timeZone,
  meetingStatus: 'closed',
  status: 'issued',
  answer: 'attend',
  attendance: 'represented',
};

export const ListOtherMeetings = defineRpc({
  subject: 'rpc.registration.v1.list-other-meetings',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/other-meetings', opens: andFocalPoints(readers) },
  summary: 'What the same office did at other meetings, the latest first, the last 20 of them',
  request: z.object({ invitationId: Id }),
  returns: z.object({ items: z.array(OtherMeeting).max(20) }),
  example: { request: { invitationId: exampleInvitation.id }, returns: { items: [exampleOtherMeeting] } },
});
