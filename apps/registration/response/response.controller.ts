import { Controller } from '@nestjs/common';
import {
  countsSeats,
  GetReplyFile,
  GetReplyForm,
  type Invitation,
  type ParsedRequestOf,
  RecordDeskReply,
  type RecordedReply,
  RecordReply,
  type ReturnOf,
  TakeBackReply,
  WithdrawReply,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DocumentsService } from '../documents/documents.module.js';
import { OpinionService } from '../opinion/opinion.module.js';
import { SeatingService } from '../seating/seating.module.js';
import { ResponseService } from './response.service.js';

@Controller()
export class ResponseController {
  constructor(
    private readonly responses: ResponseService,
    private readonly documents: DocumentsService,
    private readonly opinions: OpinionService,
    private readonly seating: SeatingService,
  ) {}

  @HandlesRpc(GetReplyForm)
  async form({ replyToken }: ParsedRequestOf<typeof GetReplyForm>): Promise<ReturnOf<typeof GetReplyForm>> {
    const form = await this.responses.form(replyToken);
    const { invitation, meeting } = form;
    const seat =
      countsSeats(meeting.form) && invitation.response !== undefined
        ? await this.seating.seatOf(hallOf(invitation), invitation.id)
        : undefined;
    return { ...form, opinions: await this.opinions.ofOffice(invitation, meeting), ...(seat && { seat }) };
  }

  @HandlesRpc(GetReplyFile)
  async file({ replyToken, fileId }: ParsedRequestOf<typeof GetReplyFile>): Promise<ReturnOf<typeof GetReplyFile>> {
    return this.documents.handOut((await this.responses.form(replyToken)).meeting, fileId);
  }

  @HandlesRpc(RecordReply)
  async record({ replyToken, ...reply }: ParsedRequestOf<typeof RecordReply>): Promise<ReturnOf<typeof RecordReply>> {
    return this.#seated(await this.responses.recordByLink(replyToken, { ...reply, channel: 'web' }));
  }

  @HandlesRpc(WithdrawReply)
  async withdraw({
    replyToken,
    ...command
  }: ParsedRequestOf<typeof WithdrawReply>): Promise<ReturnOf<typeof WithdrawReply>> {
    return this.#followed(await this.responses.withdrawByLink(replyToken, command));
  }

  @HandlesRpc(RecordDeskReply)
  async recordAtDesk({
    invitationId,
    ...reply
  }: ParsedRequestOf<typeof RecordDeskReply>): Promise<ReturnOf<typeof RecordDeskReply>> {
    return this.#seated(await this.responses.recordAtDesk(invitationId, reply));
  }

  @HandlesRpc(TakeBackReply)
  async takeBack({
    invitationId,
    ...command
  }: ParsedRequestOf<typeof TakeBackReply>): Promise<ReturnOf<typeof TakeBackReply>> {
    return this.#followed(await this.responses.takeBack(invitationId, command));
  }

  /** Whoever is told that the answer is recorded reads what came of it in the hall. */
  async #seated(recorded: RecordedReply): Promise<RecordedReply> {
    const { invitation } = recorded;
    const seat = await this.seating.followInvitation(hallOf(invitation), invitation.id);
    return { ...recorded, ...(seat && { seat }) };
  }

  async #followed<Changed extends { readonly invitation: Invitation }>(changed: Changed): Promise<Changed> {
    await this.seating.followInvitation(hallOf(changed.invitation), changed.invitation.id);
    return changed;
  }
}

const hallOf = ({ meetingId, organisation }: Pick<Invitation, 'meetingId' | 'organisation'>) => ({
  meetingId,
  siteId: organisation.siteId,
});
