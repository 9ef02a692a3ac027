import { Controller } from '@nestjs/common';
import { type EventOf, type Organisation, OrganisationEnrolled, OrganisationsEnrolled } from '#contracts';
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
  handleOne({ data }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    return this.#invite([data.organisation]);
  }

  @HandlesEvent(OrganisationsEnrolled, { consumer: 'invite-enrolled', from: 'start' })
  handleMany({ data }: EventOf<typeof OrganisationsEnrolled>): Promise<void> {
    return this.#invite(data.organisations.map(({ organisation }) => organisation));
  }

  async #invite(organisations: readonly Organisation[]): Promise<void> {
    await Promise.all(organisations.map((each) => this.following.followOrganisation(each)));
    this.relay.nudge(this.invitations.outbox);
  }
}
