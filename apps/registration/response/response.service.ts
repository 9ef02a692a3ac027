import { Inject, Injectable } from '@nestjs/common';
import { type RecordedReply, type ReplyForm } from '#contracts';
import { mustReach, OutboxRelay } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock } from '#platform';
import { LinkKey } from '../config.js';
import { type InvitationRecord, invitationOf } from '../invitation/invitation.js';
import { InvitationStore } from '../invitation/invitation.store.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { readReplyLink, unknownReplyLink } from '../reply-link/reply-link.js';
import { closedBecause, decideReply, type ReplyCommand } from './response.js';

@Injectable()
export class ResponseService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @Inject(LinkKey) private readonly linkKey: string,
  ) {}

  async form(replyToken: string): Promise<ReplyForm> {
    const record = await this.#byLink(replyToken);
    const meeting = await this.meetings.get(record.meetingId);
    const closed = closedBecause(record, meeting, this.clock.now());
    return { invitation: invitationOf(record), meeting, open: closed === undefined, ...(closed && { closedBecause: closed }) };
  }

  recordByLink(replyToken: string, command: Extract<ReplyCommand, { channel: 'web' }>): Promise<RecordedReply> {
    return this.#record(() => this.#byLink(replyToken), command);
  }

  recordAtDesk(invitationId: string, command: Exclude<ReplyCommand, { channel: 'web' }>): Promise<RecordedReply> {
    return this.#record(async () => {
      const record = await this.invitations.get(invitationId);
      mustReach(record.organisation.provinceCode);
      return record;
    }, command);
  }

  /** Two replies at once are two revisions; only a sender who named the revision that it saw is told of the other. */
  #record(load: () => Promise<InvitationRecord>, command: ReplyCommand): Promise<RecordedReply> {
    const attempt = async (): Promise<RecordedReply> => {
      const record = await load();
      const meeting = await this.meetings.get(record.meetingId);
      const now = this.clock.now();
      const decision = decideReply(record, meeting, command, now);
      if (!decision.changed) return { invitation: invitationOf(record), response: decision.response, changed: false, counts: true };
      const answered = await this.invitations.addResponse(record, decision.response, decision.fact, now);
      this.relay.nudge(this.invitations.outbox);
      return { invitation: invitationOf(answered), response: decision.response, changed: true, counts: true };
    };
    return command.expectedRevision === undefined ? retryOnConflict(attempt, 20) : attempt();
  }

  async #byLink(replyToken: string): Promise<InvitationRecord> {
    const link = readReplyLink(this.linkKey, replyToken);
    const record = await this.invitations.find(link.invitationId);
    if (record === undefined || record.linkVersion !== link.version) throw unknownReplyLink();
    return record;
  }
}
