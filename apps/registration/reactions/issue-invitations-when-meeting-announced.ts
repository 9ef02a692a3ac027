import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced } from '#contracts';
import { HandlesEvent } from '#messaging';
import { OutboxRelay } from '#outbox';
import { InvitationStore } from '../invitation/invitation.module.js';
import { IssuingService } from '../inviting/inviting.module.js';

@Controller()
export class IssueInvitationsWhenMeetingAnnounced {
  constructor(
    private readonly issuing: IssuingService,
    private readonly invitations: InvitationStore,
    private readonly relay: OutboxRelay,
  ) {}

  @HandlesEvent(MeetingAnnounced, { consumer: 'issue-invitations', from: 'start' })
  async handle({ data }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    await this.issuing.inviteAll(data.meeting.id);
    this.relay.nudge(this.invitations.outbox);
  }
}
