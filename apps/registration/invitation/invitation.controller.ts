import { Controller } from '@nestjs/common';
import { GetInvitation, GetInvitationStanding, ListInvitations, type ParsedRequestOf, type ReplyOf, WithdrawInvitation } from '#contracts';
import { confinedTo, HandlesRpc, mustReach } from '#messaging';
import { InvitationService } from './invitation.service.js';
import { InvitationStore } from './invitation.store.js';

@Controller()
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly store: InvitationStore,
  ) {}

  @HandlesRpc(ListInvitations)
  list(filter: ParsedRequestOf<typeof ListInvitations>): Promise<ReplyOf<typeof ListInvitations>> {
    const provinceCode = confinedTo();
    if (filter.provinceCode !== undefined) mustReach(filter.provinceCode);
    return this.store.list({ ...filter, ...(provinceCode !== undefined && { provinceCode }) });
  }

  @HandlesRpc(GetInvitation)
  get({ invitationId }: ParsedRequestOf<typeof GetInvitation>): Promise<ReplyOf<typeof GetInvitation>> {
    return this.invitations.get(invitationId);
  }

  @HandlesRpc(WithdrawInvitation)
  withdraw({ invitationId }: ParsedRequestOf<typeof WithdrawInvitation>): Promise<ReplyOf<typeof WithdrawInvitation>> {
    return this.invitations.withdraw(invitationId);
  }

  @HandlesRpc(GetInvitationStanding)
  standing({ invitationId, responseRevision }: ParsedRequestOf<typeof GetInvitationStanding>): Promise<ReplyOf<typeof GetInvitationStanding>> {
    return this.invitations.standing(invitationId, responseRevision);
  }
}
