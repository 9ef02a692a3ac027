import { Controller } from '@nestjs/common';
import { GetSeat, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc, mustReach } from '#messaging';
import { InvitationStore } from '../invitation/invitation.module.js';
import { SeatingService } from './seating.service.js';

@Controller()
export class SeatingController {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly seating: SeatingService,
  ) {}

  @HandlesRpc(GetSeat)
  async get({ invitationId }: ParsedRequestOf<typeof GetSeat>): Promise<ReturnOf<typeof GetSeat>> {
    const { meetingId, organisation } = await this.invitations.get(invitationId);
    mustReach(organisation.provinceCode);
    const seat = await this.seating.countedSeatOf({ meetingId, siteId: organisation.siteId }, invitationId);
    return { ...(seat && { seat }) };
  }
}
