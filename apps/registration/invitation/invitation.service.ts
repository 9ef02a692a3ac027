import { Injectable } from '@nestjs/common';
import {
  type GetInvitation,
  type GetInvitationStanding,
  type Invitation,
  type ParsedRequestOf,
  type RenewReplyLink,
  replyCodeText,
  type ReturnOf,
} from '#contracts';
import { asker, fitting, mustReach } from '#messaging';
import { AppError, Clock } from '#platform';
import { answersUntil, closedBecause, MeetingStore } from '../meeting/meeting.module.js';
import { ReplyLinks } from '../reply-link/reply-link.module.js';
import { invitationOf, renewLink, standingOf, withdrawInvitation } from './invitation.js';
import { InvitationChangesInTurn } from './invitation-changes.js';
import { InvitationStore } from './invitation.store.js';
import { openedTo, opensPersons } from './opened.js';
import { ReplyCodes } from './reply-codes.js';
import { inEntryOrder, isComing, isUnconfirmed, lastSaid } from './said.js';

@Injectable()
export class InvitationService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
    private readonly links: ReplyLinks,
    private readonly codes: ReplyCodes,
  ) {}

  async get({
    invitationId,
    before = Infinity,
    limit,
  }: ParsedRequestOf<typeof GetInvitation>): Promise<ReturnOf<typeof GetInvitation>> {
    const record = await this.invitations.get(invitationId);
    mustReach(record.organisation.provinceCode);
    const invitation = invitationOf(record, await this.meetings.get(record.meetingId));
    const asked = inEntryOrder(record.responses).filter(({ revision }) => revision < before);
    const responses = fitting(asked.toReversed().slice(0, limit)).reverse();
    const first = responses[0];
    if (!opensPersons(asker(), record.organisation.provinceCode)) {
      const shown = openedTo(asker(), invitation);
      return { invitation: shown, responses: shown.response ? [shown.response] : [] };
    }
    return { invitation, responses, ...(first && responses.length < asked.length && { earlier: first.revision }) };
  }

  withdraw(invitationId: string): Promise<Invitation> {
    return this.changes.change(invitationId, {
      decide: (record) => ({ decision: withdrawInvitation(record), result: (kept) => invitationOf(kept) }),
    });
  }

  renewLink(invitationId: string): Promise<ReturnOf<typeof RenewReplyLink>> {
    return this.changes.change(invitationId, {
      decide: (record) => ({
        decision: renewLink(record),
        result: (renewed) => ({ invitation: invitationOf(renewed), linkVersion: renewed.linkVersion }),
      }),
    });
  }

  async standing({
    invitationId,
    responseRevision,
    withCode = false,
  }: ParsedRequestOf<typeof GetInvitationStanding>): Promise<ReturnOf<typeof GetInvitationStanding>> {
    const record = await this.invitations.get(invitationId);
    const response = record.responses.find(({ revision }) => revision === responseRevision);
    const meeting = await this.meetings.get(record.meetingId);
    return {
      status: record.status,
      answered: standingOf({ ...record, status: 'issued' }) === 'answered',
      toConfirm: isUnconfirmed(lastSaid(record.responses), meeting),
      comes: isComing(lastSaid(record.responses)),
      siteName: record.siteName,
      meetingStatus: meeting.status,
      replyBy: answersUntil(meeting, record),
      open: closedBecause(record, meeting, this.clock.now()) === undefined,
      answersUntil: answersUntil(meeting, record),
      linkVersion: record.linkVersion,
      replyToken: this.links.sign({ invitationId: record.id, version: record.linkVersion }),
      addressToken: this.links.signAddress({ invitationId: record.id, version: record.linkVersion }),
      ...(withCode && { replyCode: replyCodeText(await this.codes.of(record)) }),
      ...(response !== undefined && { response }),
    };
  }

  async standingIfThere(
    asked: Omit<ParsedRequestOf<typeof GetInvitationStanding>, 'withCode'>,
  ): Promise<{ standing?: ReturnOf<typeof GetInvitationStanding> }> {
    try {
      return { standing: await this.standing(asked) };
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return {};
      throw error;
    }
  }

  /** Of an earlier version of the link as well: where a mail went does not change. Throws forbidden 'reply-link-invalid'. */
  async ofAddressToken(addressToken: string): Promise<{ readonly invitationId: string }> {
    const { id } = await this.invitations.get(this.links.readAddress(addressToken).invitationId);
    return { invitationId: id };
  }
}
