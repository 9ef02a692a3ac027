import { Controller } from '@nestjs/common';
import {
  FindByReplyCode,
  ExtendInvitations,
  GetInvitation,
  GetInvitationStanding,
  InviteAgain,
  ListInvitations,
  ListInvitationStandings,
  OpenByReplyCode,
  type ParsedRequestOf,
  ReadAddressToken,
  RenewReplyLink,
  type ReturnOf,
  WithdrawInvitation,
  WithdrawInvitations,
} from '#contracts';
import { asker, confinedTo, HandlesRpc, mustReach } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { InvitationService } from './invitation.service.js';
import { InvitationStore } from './invitation.store.js';
import { openedTo } from './opened.js';
import { ReplyCodes } from './reply-codes.js';
import { SeveralInvitationsService } from './several.service.js';

@Controller()
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly store: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly codes: ReplyCodes,
    private readonly several: SeveralInvitationsService,
  ) {}

  @HandlesRpc(ListInvitations)
  async list(filter: ParsedRequestOf<typeof ListInvitations>): Promise<ReturnOf<typeof ListInvitations>> {
    const provinceCode = confinedTo();
    if (filter.provinceCode !== undefined) mustReach(filter.provinceCode);
    const page = await this.store.list({
      ...filter,
      ...(provinceCode !== undefined && { provinceCode }),
      confirmedFrom: (await this.meetings.find(filter.meetingId))?.confirmedFrom,
    });
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

  @HandlesRpc(ExtendInvitations)
  extend({
    until,
    reason,
    extendedBy,
    ...several
  }: ParsedRequestOf<typeof ExtendInvitations>): Promise<ReturnOf<typeof ExtendInvitations>> {
    return this.several.extend(several, { until, reason, extendedBy });
  }

  @HandlesRpc(WithdrawInvitations)
  withdrawSeveral({
    reason,
    ...several
  }: ParsedRequestOf<typeof WithdrawInvitations>): Promise<ReturnOf<typeof WithdrawInvitations>> {
    return this.several.withdraw(several, reason);
  }

  @HandlesRpc(InviteAgain)
  inviteAgain({ reason, ...several }: ParsedRequestOf<typeof InviteAgain>): Promise<ReturnOf<typeof InviteAgain>> {
    return this.several.inviteAgain(several, reason);
  }

  @HandlesRpc(RenewReplyLink)
  renewLink({ invitationId }: ParsedRequestOf<typeof RenewReplyLink>): Promise<ReturnOf<typeof RenewReplyLink>> {
    return this.invitations.renewLink(invitationId);
  }

  @HandlesRpc(GetInvitationStanding)
  standing(asked: ParsedRequestOf<typeof GetInvitationStanding>): Promise<ReturnOf<typeof GetInvitationStanding>> {
    return this.invitations.standing(asked);
  }

  @HandlesRpc(ListInvitationStandings)
  async standings({
    invitations,
  }: ParsedRequestOf<typeof ListInvitationStandings>): Promise<ReturnOf<typeof ListInvitationStandings>> {
    return { items: await Promise.all(invitations.map((asked) => this.invitations.standingIfThere(asked))) };
  }

  @HandlesRpc(ReadAddressToken)
  readAddress({ addressToken }: ParsedRequestOf<typeof ReadAddressToken>): Promise<ReturnOf<typeof ReadAddressToken>> {
    return this.invitations.ofAddressToken(addressToken);
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
