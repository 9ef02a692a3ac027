import { Controller } from '@nestjs/common';
import { type EventOf, MeetingChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { OutboxRelay } from '#outbox';
import { InvitationStore } from '../invitation/invitation.module.js';
import { IssuingService } from '../inviting/inviting.module.js';

/** A class that the meeting invites since is invited; the invitations of one that it no longer invites are taken back. */
@Controller()
export class InviteWhenMeetingChanged {
  constructor(
    private readonly issuing: IssuingService,
    private readonly invitations: InvitationStore,
    private readonly relay: OutboxRelay,
  ) {}

  @HandlesEvent(MeetingChanged, { consumer: 'issue-invitations', from: 'start' })
  async handle({ data }: EventOf<typeof MeetingChanged>): Promise<void> {
    if (!data.changed.includes('classes')) return;
    await this.issuing.bringInLine(data.meeting.id);
    this.relay.nudge(this.invitations.outbox);
  }
}
