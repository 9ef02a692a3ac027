import { Controller } from '@nestjs/common';
import { type EventOf, OrganisationEnrolled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { OutboxRelay } from '#outbox';
import { InvitationStore } from '../invitation/invitation.module.js';
import { FollowingService } from '../inviting/inviting.module.js';

/** An office that is enrolled after a meeting was announced is invited as well; its contact follows into what it has. */
@Controller()
export class InviteWhenOrganisationEnrolled {
  constructor(
    private readonly following: FollowingService,
    private readonly invitations: InvitationStore,
    private readonly relay: OutboxRelay,
  ) {}

  @HandlesEvent(OrganisationEnrolled, { consumer: 'invite-enrolled', from: 'start' })
  async handle({ data }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    await this.following.followOrganisation(data.organisation);
    this.relay.nudge(this.invitations.outbox);
  }
}
