import { Injectable } from '@nestjs/common';
import { type ListOtherMeetings, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { confinedTo, mustReach } from '#messaging';
import { attendanceId, attendanceOf, AttendanceStore } from '../attendance/attendance.module.js';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { otherMeetingsOf } from './series.js';

@Injectable()
export class SeriesService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly organisations: OrganisationStore,
    private readonly attendance: AttendanceStore,
  ) {}

  async list({ invitationId }: ParsedRequestOf<typeof ListOtherMeetings>): Promise<ReturnOf<typeof ListOtherMeetings>> {
    const { organisation } = await this.invitations.get(invitationId);
    mustReach(organisation.provinceCode);
    const standing = (await this.organisations.standingFor(organisation.id))?.entry.id ?? organisation.id;
    const family = await this.organisations.familyOf(standing);
    const ids = await this.invitations.idsOfOrganisations([...new Set([organisation.id, ...family])]);
    const confined = confinedTo();
    const records = (await this.invitations.findMany(ids.filter((id) => id !== invitationId))).filter(
      (record) => confined === undefined || record.organisation.provinceCode === confined,
    );
    const found = await Promise.all(
      records.map(async (record) => ({ record, meeting: await this.meetings.get(record.meetingId) })),
    );
    const lines = await this.attendance.findMany(records.map(({ id, meetingId }) => attendanceId(meetingId, id)));
    const states = new Map(lines.map((line) => [line.invitationId, attendanceOf(line).state]));
    return { items: otherMeetingsOf(organisation.id, found, (id) => states.get(id)) };
  }
}
