import { type AttendanceState, type OtherMeeting } from '#contracts';
import { countingResponse, type InvitationRecord } from '../invitation/invitation.module.js';
import { type MeetingRecord } from '../meeting/meeting.module.js';

/** As many as somebody who rings an office reads. */
const most = 20;

/** One office's invitations to other meetings, as they are told: the latest meeting first; under which name where it was another office then. */
export const otherMeetingsOf = (
  organisationId: string,
  found: readonly { readonly record: InvitationRecord; readonly meeting: MeetingRecord }[],
  attendanceOf: (invitationId: string) => AttendanceState | undefined,
): OtherMeeting[] =>
  found
    .toSorted(({ meeting: one }, { meeting: other }) => Date.parse(other.startsAt) - Date.parse(one.startsAt))
    .slice(0, most)
    .map(({ record, meeting }) => {
      const answer = countingResponse(record)?.answer;
      const attendance = attendanceOf(record.id);
      return {
        meetingId: meeting.id,
        invitationId: record.id,
        title: meeting.title,
        startsAt: meeting.startsAt,
        timeZone: meeting.timeZone,
        meetingStatus: meeting.status,
        status: record.status,
        ...(record.organisation.id !== organisationId && { office: record.organisation.name }),
        ...(answer !== undefined && { answer }),
        ...(attendance !== undefined && { attendance }),
      };
    });
