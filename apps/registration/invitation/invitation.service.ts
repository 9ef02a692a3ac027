import { Inject, Injectable } from '@nestjs/common';
import { type GetInvitation, type GetInvitationStanding, type Invitation, type ReplyOf } from '#contracts';
import { mustReach, OutboxRelay } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock } from '#platform';
import { LinkKey } from '../config.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { signReplyLink } from '../reply-link/reply-link.js';
import { invitationOf, withdrawInvitation } from './invitation.js';
import { InvitationStore } from './invitation.store.js';

@Injectable()
export class InvitationService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @Inject(LinkKey) private readonly linkKey: string,
  ) {}

  async get(invitationId: string): Promise<ReplyOf<typeof GetInvitation>> {
    const record = await this.invitations.get(invitationId);
    mustReach(record.organisation.provinceCode);
    return { invitation: invitationOf(record), responses: [...record.responses] };
  }

  withdraw(invitationId: string): Promise<Invitation> {
    return retryOnConflict(async () => {
      const record = await this.invitations.get(invitationId);
      mustReach(record.organisation.provinceCode);
      const decision = withdrawInvitation(record);
      if (decision === undefined) return invitationOf(record);
      const withdrawn = await this.invitations.save(record, decision.changes, [decision.fact], this.clock.now());
      this.relay.nudge(this.invitations.outbox);
      return invitationOf(withdrawn);
    });
  }

  async standing(invitationId: string, responseRevision?: number): Promise<ReplyOf<typeof GetInvitationStanding>> {
    const record = await this.invitations.get(invitationId);
    const response = record.responses.find(({ revision }) => revision === responseRevision);
    const meeting = await this.meetings.get(record.meetingId);
    return {
      status: record.status,
      answered: record.responses.length > 0,
      meetingStatus: meeting.status,
      replyBy: meeting.replyBy,
      replyToken: signReplyLink(this.linkKey, { invitationId: record.id, version: record.linkVersion }),
      ...(response !== undefined && { response }),
    };
  }
}
