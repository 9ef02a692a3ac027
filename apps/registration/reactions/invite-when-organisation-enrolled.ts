import { Controller } from '@nestjs/common';
import { type AskedBy, type EventOf, type Organisation, OrganisationEnrolled, OrganisationsEnrolled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { OutboxRelay } from '#outbox';
import { InvitationStore } from '../invitation/invitation.module.js';
import { FollowingService, VoidingService } from '../inviting/inviting.module.js';

/**
 * An office that is enrolled after a meeting was announced is invited as well; its contact follows into what it has, and the links that its
 * correction made void are.
 */
@Controller()
export class InviteWhenOrganisationEnrolled {
  constructor(
    private readonly following: FollowingService,
    private readonly voiding: VoidingService,
    private readonly invitations: InvitationStore,
    private readonly relay: OutboxRelay,
  ) {}

  @HandlesEvent(OrganisationEnrolled, { consumer: 'invite-enrolled', from: 'start' })
  async handleOne({ data, revision, by }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    await this.voiding.void(data.renewed ?? []);
    await this.#invite([{ organisation: data.organisation, revision }], by);
  }

  @HandlesEvent(OrganisationsEnrolled, { consumer: 'invite-enrolled', from: 'start' })
  handleMany({ data, by }: EventOf<typeof OrganisationsEnrolled>): Promise<void> {
    return this.#invite(data.organisations, by);
  }

  async #invite(
    organisations: readonly { readonly organisation: Organisation; readonly revision: number }[],
    by: AskedBy | undefined,
  ): Promise<void> {
    await Promise.all(
      organisations.map(({ organisation, revision }) =>
        this.following.followOrganisation(organisation, { revision, by }),
      ),
    );
    this.relay.nudge(this.invitations.outbox);
  }
}
