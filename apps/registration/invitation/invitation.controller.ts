import { Controller } from '@nestjs/common';
import {
  FindByReplyCode,
  GetInvitation,
  GetInvitationStanding,
  ListInvitations,
  OpenByReplyCode,
  type ParsedRequestOf,
  RenewReplyLink,
  type ReturnOf,
  WithdrawInvitation,
} from '#contracts';
import { asker, confinedTo, HandlesRpc, mustReach } from '#messaging';
import { InvitationService } from './invitation.service.js';
import { InvitationStore } from './invitation.store.js';
import { openedTo } from './opened.js';
import { ReplyCodes } from './reply-codes.js';

@Controller()
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly store: InvitationStore,
    private readonly codes: ReplyCodes,
  ) {}

  @HandlesRpc(ListInvitations)
  async list(filter: ParsedRequestOf<typeof ListInvitations>): Promise<ReturnOf<typeof ListInvitations>> {
    const provinceCode = confinedTo();
    if (filter.provinceCode !== undefined) mustReach(filter.provinceCode);
    const page = await this.store.list({ ...filter, ...(provinceCode !== undefined && { provinceCode }) });
    const who = asker();
    return { ...page, items: page.items.map((each) => openedTo(who, each)) };
  }

  @HandlesRpc(GetInvitation)
  get(request: ParsedRequestOf<typeof GetInvitation>): Promise<ReturnOf<typeof GetInvitation>> {
    return this.invitations.get(request);
  }

  @HandlesRpc(WithdrawInvitation)
  withdraw({ invitationId }: ParsedRequestOf<typeof WithdrawInvitation>): Promise<ReturnOf<typeof WithdrawInvitation>> {
    return this.invitations.withdraw(invitationId);
  }

  @HandlesRpc(RenewReplyLink)
  renewLink({ invitationId }: ParsedRequestOf<typeof RenewReplyLink>): Promise<ReturnOf<typeof RenewReplyLink>> {
    return this.invitations.renewLink(invitationId);
  }

  @HandlesRpc(GetInvitationStanding)
  standing({
    invitationId,
    responseRevision,
  }: ParsedRequestOf<typeof GetInvitationStanding>): Promise<ReturnOf<typeof GetInvitationStanding>> {
    return this.invitations.standing(invitationId, responseRevision);
  }

  @HandlesRpc(OpenByReplyCode)
  openByCode({ replyCode }: ParsedRequestOf<typeof OpenByReplyCode>): Promise<ReturnOf<typeof OpenByReplyCode>> {
    return this.codes.open(replyCode);
  }

  @HandlesRpc(FindByReplyCode)
  findByCode({ replyCode }: ParsedRequestOf<typeof FindByReplyCode>): Promise<ReturnOf<typeof FindByReplyCode>> {
    return this.codes.find(replyCode);
  }
}
