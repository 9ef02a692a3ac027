import { Injectable } from '@nestjs/common';
import { type ListOtherMeetings, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { mustReach } from '#messaging';
import { attendanceId, attendanceOf, AttendanceStore } from '../attendance/attendance.module.js';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { otherMeetingsOf } from './series.js';

@Injectable()
export class SeriesService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly attendance: AttendanceStore,
  ) {}

  async list({ invitationId }: ParsedRequestOf<typeof ListOtherMeetings>): Promise<ReturnOf<typeof ListOtherMeetings>> {
    const { organisation } = await this.invitations.get(invitationId);
    mustReach(organisation.provinceCode);
    const ids = (await this.invitations.idsOfOrganisation(organisation.id)).filter((id) => id !== invitationId);
    const records = await this.invitations.findMany(ids);
    const found = await Promise.all(
      records.map(async (record) => ({ record, meeting: await this.meetings.get(record.meetingId) })),
    );
    const lines = await this.attendance.findMany(records.map(({ id, meetingId }) => attendanceId(meetingId, id)));
    const states = new Map(lines.map((line) => [line.invitationId, attendanceOf(line).state]));
    return { items: otherMeetingsOf(found, (id) => states.get(id)) };
  }
}
