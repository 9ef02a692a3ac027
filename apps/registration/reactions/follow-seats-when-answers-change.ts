import { Controller } from '@nestjs/common';
import {
  type EventOf,
  InvitationIssued,
  InvitationMoved,
  InvitationWithdrawn,
  MeetingChanged,
  ResponseRecorded,
  ResponseTakenBack,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { SeatingService } from '../seating/seating.module.js';

const seats = { consumer: 'seats', from: 'start' } as const;

/**
 * Whoever records an answer has its seat followed before it is told so; here it is followed again, so that no crash in
 * between leaves an office without, and what frees a seat gives it to whoever waits.
 */
@Controller()
export class FollowSeatsWhenAnswersChange {
  constructor(private readonly seating: SeatingService) {}

  @HandlesEvent(ResponseRecorded, seats)
  async recorded({ data }: EventOf<typeof ResponseRecorded>): Promise<void> {
    await this.seating.followInvitation(data, data.invitationId);
  }

  @HandlesEvent(ResponseTakenBack, seats)
  async takenBack({ data }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    await this.seating.followInvitation(data, data.invitationId);
  }

  @HandlesEvent(InvitationWithdrawn, seats)
  async withdrawn({ data }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    await this.seating.followInvitation(data, data.invitationId);
  }

  @HandlesEvent(InvitationIssued, seats)
  async issued({ data }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { meetingId, organisation, again } = data;
    if (again?.counts !== undefined)
      await this.seating.followInvitation({ meetingId, siteId: organisation.siteId }, data.invitationId);
  }

  @HandlesEvent(InvitationMoved, seats)
  async moved({ data }: EventOf<typeof InvitationMoved>): Promise<void> {
    await this.seating.followMove(data, data.invitationId);
  }

  @HandlesEvent(MeetingChanged, seats)
  async changed({ data }: EventOf<typeof MeetingChanged>): Promise<void> {
    if (data.changed.includes('form')) await this.seating.followMeeting(data.meeting.id);
  }
}
