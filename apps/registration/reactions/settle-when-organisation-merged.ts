import { Controller } from '@nestjs/common';
import { type EventOf, MergeUndone, OrganisationMerged } from '#contracts';
import { HandlesEvent, onBehalfOf } from '#messaging';
import { OutboxRelay } from '#outbox';
import { InvitationStore } from '../invitation/invitation.module.js';
import { SettlingService } from '../inviting/inviting.module.js';
import { MergingService } from '../merging/merging.module.js';

/** What a merge has begun is finished, whatever was cut off, and the invitations of the office that left are settled; they come back with it. */
@Controller()
export class SettleWhenOrganisationMerged {
  constructor(
    private readonly merging: MergingService,
    private readonly settling: SettlingService,
    private readonly invitations: InvitationStore,
    private readonly relay: OutboxRelay,
  ) {}

  @HandlesEvent(OrganisationMerged, { consumer: 'settle-merged', from: 'start' })
  async handle({ data: { organisation }, by }: EventOf<typeof OrganisationMerged>): Promise<void> {
    await onBehalfOf(by, async () => {
      await this.merging.finish(organisation.id);
      await this.settling.settle(organisation.id);
    });
    this.relay.nudge(this.invitations.outbox);
  }

  @HandlesEvent(MergeUndone, { consumer: 'settle-merged', from: 'start' })
  async undone({ data: { organisation }, by }: EventOf<typeof MergeUndone>): Promise<void> {
    await onBehalfOf(by, () => this.settling.unsettle(organisation.id));
    this.relay.nudge(this.invitations.outbox);
  }
}
