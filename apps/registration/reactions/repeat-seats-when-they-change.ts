import { Controller } from '@nestjs/common';
import { type EventOf, SeatChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { InvitationStore } from '../invitation/invitation.module.js';

/** Invitations repeat whether their office has a seat or waits, so that lists can show it and be filtered by it. */
@Controller()
export class RepeatSeatsWhenTheyChange {
  constructor(private readonly invitations: InvitationStore) {}

  @HandlesEvent(SeatChanged, { consumer: 'repeat-seats', from: 'start' })
  async handle({ revision, data: { invitationId, siteId, seat } }: EventOf<typeof SeatChanged>): Promise<void> {
    await this.invitations.repeatSeat(invitationId, { siteId, revision, ...(seat && { state: seat.state }) });
  }
}
