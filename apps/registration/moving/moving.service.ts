import { Injectable } from '@nestjs/common';
import { fieldProblem, type MoveInvitation, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { Clock, invalid } from '#platform';
import { InvitationChangesInTurn, invitationOf, InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../organisation/organisation.module.js';
import { SeatingService } from '../seating/seating.module.js';
import { moveInvitation } from './moving.js';

@Injectable()
export class MovingService {
  constructor(
    private readonly changes: InvitationChangesInTurn,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly sites: SiteStore,
    private readonly seating: SeatingService,
    private readonly clock: Clock,
  ) {}

  /** Throws invalid 'site-unknown', not-found 'invitation-not-found', and what the decision throws. */
  async move({
    invitationId,
    siteId,
    reason,
  }: ParsedRequestOf<typeof MoveInvitation>): Promise<ReturnOf<typeof MoveInvitation>> {
    const site = (await this.sites.find([siteId])).get(siteId)?.entry;
    if (site === undefined)
      throw invalid('invalid-input', { details: { fields: [fieldProblem('siteId', 'site-unknown', { id: siteId })] } });
    const now = this.clock.now();
    const from = await this.changes.change(invitationId, {
      decide: (record, meeting) => ({
        decision: moveInvitation(record, meeting, site, reason, now),
        result: () => record.organisation.siteId,
      }),
    });
    const { meetingId } = await this.invitations.get(invitationId);
    const seat = await this.seating.followMove({ meetingId, from, to: siteId }, invitationId);
    const record = await this.invitations.get(invitationId);
    return { invitation: invitationOf(record, await this.meetings.get(meetingId)), ...(seat && { seat }) };
  }
}
